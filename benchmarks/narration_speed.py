"""Narration against its limit: what the engine alone and the encoder alone would take, measured in the same run.

    python benchmarks/narration_speed.py [--engine hibari] [--runs 5] [--cores 1]

Prints, for each run and in the median, what a minute of speech takes, and the ratio limit / narration: 1.0 would mean
that cutting into utterances, booths, the shelf, leases, trimming and levelling cost nothing. The limit is what one core
reaches, however many --cores narrate: 2.0 would be twice as much on two. With --cpu the processors'
time of this process and of its booths is counted rather than the clock's (Linux): on a machine that others use too,
only that can be compared.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from content import Article, parse_article
from voice.choosing import voice_for
from voice.disclosing import article_script
from voice.encoding import FORMATS
from voice.engine import open_engine
from voice.settings import Settings
from voice.speech import Pcm, SpeechRequest
from voice.studio import Studio
from voice.timing import spoken


def processors_time() -> float:
    """Seconds of processor time that this process and its children that live have used."""
    own = Path("/proc/self/task")
    children = {child for task in own.iterdir() for child in (task / "children").read_text().split()}
    used = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13] for child in children]
    return time.process_time() + sum(int(ticks) for both in used for ticks in both) / os.sysconf("SC_CLK_TCK")


clock = processors_time if "--cpu" in sys.argv else time.perf_counter


def story(run: int) -> Article:
    """The two samples as one article, with a word of its own in each run, so that nothing comes from the shelf."""
    parts = [parse_article(place.read_bytes()) for place in (files("voice") / "samples").iterdir()]
    sections = [section for part in parts for section in part.sections]
    numbered = [
        replace(
            section,
            id=f"{n}-{section.id}",
            blocks=tuple(replace(b, text=f"{b.text} Take {run}.") for b in section.blocks),
        )
        for n, section in enumerate(sections)
    ]
    return replace(parts[0], title=f"Run {run}", sections=tuple(numbered), disclaimers=())


@contextmanager
def cores(many: int) -> Iterator[None]:
    """This thread, and what it starts, on so many of the cores that it had (Linux; elsewhere on all)."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    had = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(had)[:many])
    try:
        yield
    finally:
        os.sched_setaffinity(0, had)


def limit(article: Article, engine_name: str, minutes: float) -> tuple[float, float]:
    """Seconds that the engine alone, in this process, takes for the text, and the encoder alone for so many minutes."""
    engine = open_engine(engine_name)
    spoken_once = dict.fromkeys((said.text, said.lang) for said in article_script(article).utterances)
    requests = [SpeechRequest(text, voice_for(lang, engine_name)) for text, lang in spoken_once]
    engine.speak(replace(requests[0], text="Warm up."))
    began = clock()
    takes: list[Pcm] = [engine.speak(request) for request in requests]
    spoke = clock() - began
    mp3 = FORMATS["mp3"]
    joined = spoken(Pcm(b"".join(take.samples for take in takes), takes[0].sample_rate), mp3.sample_rate).samples
    joined = np.resize(joined, round(minutes * 60 * mp3.sample_rate))
    began = clock()
    mp3.encode(joined, mp3.sample_rate)
    return spoke, clock() - began


def narration(article: Article, engine_name: str, booths: int) -> tuple[float, float]:
    """Seconds from a warm, empty studio with so many booths to the clip, and the clip's length in minutes."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Settings(data=Path(folder), engine=engine_name, booths=booths))
        delivery = studio.delivery()
        studio.speak(replace(article, sections=article.sections[:1], title="Warm up"), article.sections[0], delivery)
        began = clock()
        clip, _ = studio.speak(article, None, delivery)
        took = clock() - began
        studio.close()
    return took, clip.duration_ms / 60_000


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--runs", type=int, default=5)
    ask.add_argument("--cores", type=int, default=1)
    ask.add_argument("--cpu", action="store_true", help="count processor time")
    asked = ask.parse_args()
    ratios = []
    for run in range(asked.runs):
        article = story(run)
        with cores(asked.cores):
            took, minutes = narration(article, asked.engine, asked.cores)
        with cores(1):
            engine, encoder = limit(article, asked.engine, minutes)
        ratios.append((engine + encoder) / took)
        each = " ms, ".join(
            f"{name} {seconds / minutes * 1000:.0f}"
            for name, seconds in (("engine", engine), ("encoder", encoder), ("narration", took))
        )
        print(f"run {run}: {minutes:.1f} minutes of speech; a minute takes {each} ms; ratio {ratios[-1]:.2f}")
    middle = statistics.median(ratios)
    print(f"{asked.engine}, {asked.cores} core(s): limit / narration {middle:.2f} in the median of {asked.runs} runs")


if __name__ == "__main__":
    main()
