"""Does pyttsx3 hold? Clips at ten rates, asked for by eight callers at once, through the system engine's booths.

    python benchmarks/pyttsx3_holds.py [--texts 200] [--callers 8]

Where pyttsx3 speaks by eSpeak (on Linux), a clip's expected length is what eSpeak itself, in this process, takes for
the text at the same pace. Counted are clips that are empty, that are over 3% off it, and texts whose rates are not in
order. Exits with 1 where one was wrong.
"""

import argparse
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from voice.booth import Booths
from voice.choosing import voice_for
from voice.engine import open_engine
from voice.errors import SpeechFailed
from voice.speech import SpeechRequest

RATES = (0.5, 0.6, 0.75, 0.9, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0)
TOLERANCE = 0.03
# The pace that each calls usual, in words a minute.
PYTTSX3_WORDS, ESPEAK_WORDS = 200, 175
WORDS = """
    the doctor explains how this medicine helps people who walk slowly because their muscles are stiff and
    tired after an accident so every patient takes one small tablet with breakfast unless somebody has told
    them to wait until the evening when traffic on the river bridge is quiet again and children are reading
    stories about distant islands
""".split()  # noqa: SIM905 - words are read more easily than a list of them
ENDINGS = (".", "!", "?", " <end>.", ": 25 mg (twice daily).", ", isn’t it?", "… -- done.", " – café, naïve, 50%.")


def texts(many: int) -> list[str]:
    """Texts of 5 to 100 words, with the signs that pyttsx3 stumbles over."""
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    lengths = [5 + round(95 * (number / max(many - 1, 1)) ** 2) for number in range(many)]
    return [
        " ".join(chance.choices(WORDS, k=length)).capitalize() + ENDINGS[number % len(ENDINGS)]
        for number, length in enumerate(lengths)
    ]


def spoken(booths: Booths, text: str, rate: float) -> float:
    """The clip's length in milliseconds, 0 where there was none."""
    try:
        with booths.lend("system") as booth:
            return booth.speak(SpeechRequest(text, voice_for("en", "system"), rate)).duration_ms
    except SpeechFailed as error:
        print(f"  failed at rate {rate}: {error}")
        return 0.0


def main() -> int:
    """Speaks all clips and prints what came of them."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--texts", type=int, default=200)
    ask.add_argument("--callers", type=int, default=8)
    asked = ask.parse_args()
    clips = [(text, rate) for text in texts(asked.texts) for rate in RATES]
    random.Random(2).shuffle(clips)  # noqa: S311 - the same order each time
    began = time.perf_counter()
    with Booths(2) as booths, ThreadPoolExecutor(asked.callers) as callers:
        lengths = dict(zip(clips, callers.map(lambda clip: spoken(booths, *clip), clips), strict=True))
    seconds = time.perf_counter() - began
    espeak, voice = open_engine("espeak"), voice_for("en", "espeak")
    alone = {
        (text, rate): espeak.speak(SpeechRequest(text, voice, rate * PYTTSX3_WORDS / ESPEAK_WORDS)).duration_ms
        for text, rate in clips
    }
    off = {clip: abs(lengths[clip] / alone[clip] - 1) for clip in clips}
    empty, outside = sum(not length for length in lengths.values()), sum(each > TOLERANCE for each in off.values())
    unordered = sum(
        any(lengths[text, slow] <= lengths[text, fast] for slow, fast in pairwise(RATES)) for text in texts(asked.texts)
    )
    print(f"{len(clips)} clips by {asked.callers} callers: {empty} empty, {outside} over {TOLERANCE:.0%} off")
    print(f"most off: {max(off.values()):.1%}; texts whose rates are not in order: {unordered} of {asked.texts}")
    print(f"{sum(lengths.values()) / 1000:.0f} s of speech in {seconds:.1f} s")
    return int(bool(empty or outside or unordered))


if __name__ == "__main__":
    sys.exit(main())
