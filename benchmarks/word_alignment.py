"""Alignment against the truth: word starts found out from the sound, and the engine's own, in milliseconds apart.

    python benchmarks/word_alignment.py [--engine hibari] [--reference espeak] [--rate 1.0]

The engine tells when its words are heard; alignment is given the sound alone, and the sound and times of the reference
at the same rate, as the product does it.
"""

import argparse
import time
from importlib.resources import files

import numpy as np

from content import parse_article
from voice.alignment import aligned, shared_out
from voice.booth import Booth
from voice.choosing import voice_for
from voice.disclosing import article_script
from voice.speech import Pcm, SpeechRequest, WordTime
from voice.timekeeping import FASTEST_PROMPT


def texts() -> list[str]:
    """Every utterance of the two samples, once."""
    articles = [parse_article(place.read_bytes()) for place in (files("voice") / "samples").iterdir()]
    return list(dict.fromkeys(spoken.text for article in articles for spoken in article_script(article).utterances))


def apart(found: tuple[WordTime, ...], told: tuple[WordTime, ...]) -> list[float]:
    """How much later each word's start was found than it was told."""
    starts = {word.start: word.start_ms for word in told}
    return [word.start_ms - starts[word.start] for word in found if word.start in starts]


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--reference", default="espeak")
    ask.add_argument("--rate", type=float, default=1.0)
    asked = ask.parse_args()
    truth, reference = Booth(asked.engine), Booth(asked.reference)
    voices = [voice_for("en", name) for name in (asked.engine, asked.reference)]
    errors: dict[str, list[float]] = {"aligned": [], "shared out by length": []}
    took, minutes = 0.0, 0.0
    for text in texts():
        told = truth.speak(SpeechRequest(text, voices[0], asked.rate))
        known = reference.speak(SpeechRequest(text, voices[1], min(asked.rate, FASTEST_PROMPT)))
        began = time.process_time()
        errors["aligned"] += apart(aligned(Pcm(told.samples, told.sample_rate), known), told.words)
        took, minutes = took + time.process_time() - began, minutes + told.duration_ms / 60_000
        errors["shared out by length"] += apart(shared_out(text, told), told.words)
    truth.close()
    reference.close()
    for way, off in errors.items():
        middle, far = np.quantile(np.abs(off), [0.5, 0.95])
        print(f"{asked.engine}, {way}: {len(off)} words, median {middle:.0f} ms, 95th percentile {far:.0f} ms")
    print(f"Alignment with {asked.reference} takes {took / minutes * 1000:.0f} ms of CPU a minute of speech.")


if __name__ == "__main__":
    main()
