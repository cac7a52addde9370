"""Booths that crash, hang and are killed while eight callers are served, and what those callers get.

    python benchmarks/booth_troubles.py [--troubles 50] [--hangs 5] [--engine espeak] [--callers 8]

A booth's child is sent SIGSEGV (a crash in native code), SIGKILL (what Linux does to a process when memory runs out) or
SIGSTOP (a hang, which shows only after its time is up: 20 seconds and more), at random moments, each once as many calls
as there are callers have been answered since the last. Every sound's length is compared with those that a booth gives
which is left in peace, at the first try and at the second. Exits with 1 where a caller got nothing, or
something else (Linux).
"""

import argparse
import os
import random
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from voice.booth import Booth, Booths
from voice.casting import Line
from voice.choosing import voice_for
from voice.ear import Ear
from voice.settings import Settings
from voice.speaking import Said, Speakers, otherwise
from voice.speech import Role, SpeechRequest, Utterance

# Each longer than the one before, so that none is taken for another.
TEXTS = [f"Sentence {number} is {'very ' * number}long, whatever happens meanwhile." for number in range(1, 21)]
# eSpeak's sound is never quite the same twice.
TOLERANCE = 0.01


def children() -> list[int]:
    """The processes of this one's booths."""
    tasks = Path("/proc/self/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def trouble(kinds: list[signal.Signals], stop: threading.Event, outcomes: list[str], callers: int) -> None:
    """Sends each signal to some booth, once so many calls have been answered since the last."""
    for kind in kinds:
        seen = len(outcomes)
        while not (found := children()):
            time.sleep(0.05)
        os.kill(random.choice(found), kind)  # noqa: S311 - nothing secret about it
        time.sleep(random.uniform(0.1, 0.6))  # noqa: S311 - as above
        while len(outcomes) < seen + callers and not stop.is_set():
            time.sleep(0.02)
    stop.set()


def call(speakers: Speakers, right: dict[str, list[float]], line: Line) -> str:
    """What a caller gets who asks for the line."""
    for result in speakers.speak([line]):
        if isinstance(result, Said):
            off = min(abs(result.pcm.duration_ms / ms - 1) for ms in right[line.request.text])
            return "stand-in" if result.note else "right" if off < TOLERANCE else "wrong"
    return "nothing"


def main() -> int:
    """Inject as asked."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--troubles", type=int, default=50, help="so many crashes, and as many kills")
    ask.add_argument("--hangs", type=int, default=5)
    ask.add_argument("--engine", default="espeak")
    ask.add_argument("--callers", type=int, default=8)
    return run(ask.parse_args())


def run(asked: argparse.Namespace) -> int:
    """Inject and count."""
    voice = voice_for("en", asked.engine)
    lines = [Line(Utterance(text, "en", Role.SENTENCE, 0), SpeechRequest(text, voice)) for text in TEXTS]
    with Booth(asked.engine) as booth:
        asked_for = {line.request.text: (line.request, otherwise(line.request)) for line in lines}
        right = {text: [booth.speak(each).duration_ms for each in both] for text, both in asked_for.items()}
    kinds = [signal.SIGSEGV, signal.SIGKILL] * asked.troubles + [signal.SIGSTOP] * asked.hangs
    random.shuffle(kinds)
    stop = threading.Event()
    with Booths(2) as booths, ThreadPoolExecutor(asked.callers) as callers:
        speakers = Speakers(booths, Ear(Settings(listen="off")))
        outcomes: list[str] = []
        injecting = threading.Thread(target=trouble, args=(kinds, stop, outcomes, asked.callers))
        injecting.start()
        began, endless = time.monotonic(), cycle(lines)
        while not stop.is_set() or not outcomes:
            for outcome in callers.map(partial(call, speakers, right), islice(endless, 5 * asked.callers)):
                outcomes.append(outcome)  # noqa: PERF402 - they are counted as they come
        injecting.join()
    counts = {outcome: outcomes.count(outcome) for outcome in ("right", "stand-in", "wrong", "nothing")}
    print(f"{len(kinds)} troubles in {time.monotonic() - began:.0f} s; {len(outcomes)} calls: {counts}")
    return int(bool(counts["wrong"] or counts["nothing"]))


if __name__ == "__main__":
    sys.exit(main())
