"""Does pyttsx3 hold? 40 texts at five rates through the system engine's booth: how many clips are empty or implausible.

    python benchmarks/pyttsx3_holds.py

A clip's length is compared with the median pace (milliseconds a character, times the rate) of all clips; a length
below half or above twice that pace is outside the expected range. Exits with 1 where a clip was wrong.
"""

import random
import statistics
import sys
import time
from itertools import pairwise

from voice.booth import Booth
from voice.choosing import voice_for
from voice.errors import SpeechFailed
from voice.speech import Pcm, SpeechRequest

RATES = (0.5, 1.0, 1.5, 2.0, 3.0)
TEXTS = 40
WORDS = """
    the doctor explains how this medicine helps people who walk slowly because their muscles are stiff and
    tired after an accident so every patient takes one small tablet with breakfast unless somebody has told
    them to wait until the evening when traffic on the river bridge is quiet again and children are reading
    stories about distant islands
""".split()  # noqa: SIM905 - words are read more easily than a list of them
ENDINGS = (".", "!", "?", " <end>.", ": 25 mg (twice daily).", ", isn’t it?", "… -- done.", " – café, naïve, 50%.")


def texts() -> list[str]:
    """Texts of 5 to 300 words, with the signs that pyttsx3 stumbles over."""
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    lengths = [5 + round(295 * (number / (TEXTS - 1)) ** 2) for number in range(TEXTS)]
    return [
        " ".join(chance.choices(WORDS, k=length)).capitalize() + ENDINGS[number % len(ENDINGS)]
        for number, length in enumerate(lengths)
    ]


def spoken(booth: Booth, text: str, rate: float) -> Pcm:
    """The clip, or an empty one where there was none."""
    try:
        return booth.speak(SpeechRequest(text, voice_for("en", "system"), rate))
    except SpeechFailed as error:
        print(f"  failed at rate {rate}: {error}")
        return Pcm(b"", 22_050)


def main() -> int:
    """Speaks all clips and prints what came of them."""
    began = time.perf_counter()
    with Booth("system") as booth:
        lengths = {(text, rate): spoken(booth, text, rate).duration_ms for text in texts() for rate in RATES}
        restarts = booth.restarts
    seconds = time.perf_counter() - began
    paces = [length * rate / len(text) for (text, rate), length in lengths.items()]
    usual = statistics.median(paces)
    empty = sum(not length for length in lengths.values())
    outside = sum(not usual / 2 <= pace <= usual * 2 for pace in paces)
    unordered = sum(
        any(lengths[text, slow] <= lengths[text, fast] for slow, fast in pairwise(RATES)) for text in texts()
    )
    print(f"clips {len(lengths)}, empty {empty}, outside the expected length {outside}, booth restarts {restarts}")
    print(f"texts whose five rates are not in order: {unordered} of {TEXTS}")
    print(f"median pace {usual:.1f} ms a character at rate 1; slowest {max(paces):.1f}, quickest {min(paces):.1f}")
    print(f"{sum(lengths.values()) / 1000:.0f} s of speech in {seconds:.1f} s")
    return int(bool(empty or outside or unordered or restarts))


if __name__ == "__main__":
    sys.exit(main())
