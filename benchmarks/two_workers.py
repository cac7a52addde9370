"""Two worker processes against one, and against the limit: two processes of the engine alone against one, in turn.

    python benchmarks/two_workers.py [--engine hibari] [--runs 3] [--articles 8] [--core-each]

In each run one worker makes all clips of so many articles, then two make others of the same length; and the engine
alone speaks the same texts in one process, then in two. Prints the speech that each makes in a second, how many times
one's speech two make, and what that is of the limit. Measure on a machine with two cores and nothing else to do.

A worker is two processes, one that speaks and one that makes clips, so one alone uses more than a core, and two on two
cores are kept from that. With --core-each (taskset is needed), every worker has one core to itself, as on machines of
its own with one core.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files

from content import Article, parse_article
from content.library import Source
from voice.choosing import voice_for
from voice.disclosing import article_script
from voice.engine import open_engine
from voice.settings import Settings
from voice.speech import SpeechRequest
from voice.studio import Studio

# To look costs what is measured.
LOOK_S = 0.1
WARM_UP = "Warm up."


@dataclass(frozen=True)
class Pace:
    """Seconds of speech that were made in a second, by one process and by two."""

    one: float
    two: float

    @property
    def ratio(self) -> float:
        """How many times one's speech two make."""
        return self.two / self.one


def articles_of(run: str, count: int) -> list[Article]:
    """Samples with a word of their own in each sentence's block, so that nothing comes from the shelf."""
    samples = [parse_article(place.read_bytes()) for place in sorted((files("voice") / "samples").iterdir())]
    return [own(samples[number % len(samples)], f"{run} {number}") for number in range(count)]


def own(article: Article, word: str) -> Article:
    sections = tuple(
        replace(section, blocks=tuple(replace(block, text=f"{block.text} Take {word}.") for block in section.blocks))
        for section in article.sections
    )
    return replace(article, slug=f"take-{word.replace(' ', '-')}", title=f"Take {word}", sections=sections)


def texts_of(articles: Sequence[Article]) -> list[tuple[str, str]]:
    said = (utterance for article in articles for utterance in article_script(article).utterances)
    return list(dict.fromkeys((each.text, each.lang) for each in said))


def spoken(engine: str, texts: Sequence[tuple[str, str]]) -> float:
    """How many seconds of speech the engine makes of the texts, in this process."""
    speaker = open_engine(engine)
    return sum(speaker.speak(SpeechRequest(text, voice_for(lang, engine))).duration_ms for text, lang in texts) / 1000


def pace_of_engine(engine: str, processes: int, texts: Sequence[tuple[str, str]]) -> float:
    """Of the engine alone, the texts dealt out to so many processes."""
    shares = [texts[first::processes] for first in range(processes)]
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(partial(spoken, engine), [[(WARM_UP, "en")]] * processes * 2))
        began = time.monotonic()
        speech = sum(pool.map(partial(spoken, engine), shares))
        return speech / (time.monotonic() - began)


@contextmanager
def workers(environment: Mapping[str, str], count: int, *, core_each: bool) -> Iterator[None]:
    command = [sys.executable, "-m", "voice.cli", "worker"]
    places = [["taskset", "-c", str(number)] if core_each else [] for number in range(count)]
    running = [subprocess.Popen([*place, *command], env=environment) for place in places]
    yield
    for worker in running:
        worker.terminate()
        worker.wait()


def pace_of_workers(engine: str, processes: int, articles: Sequence[Article], *, core_each: bool) -> float:
    """Of so many workers, each with one booth, from their first clip to their last."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VOICE_DATA": folder, "VOICE_ENGINE": engine, "VOICE_BOOTHS": "1"}
        studio = Studio(Settings.from_environment(environment))
        with workers(environment, processes, core_each=core_each):
            for number in range(4 * processes):
                make(studio, [own(articles[0], f"warming {number}")])
            began = time.monotonic()
            speech = make(studio, articles)
            took = time.monotonic() - began
        studio.close()
    return speech / took


def make(studio: Studio, articles: Sequence[Article]) -> float:
    """Have every clip of these articles made; how many seconds of speech was spoken for them."""
    orders = []
    for article in articles:
        kept = studio.library.keep(article, Source(b"", "samples"), slug=article.slug)
        orders += studio.orders(kept.article, kept.revision, studio.delivery())
    digests = studio.want(orders, urgent=False)
    while studio.progress(digests).left:
        time.sleep(LOOK_S)
    lines = (line for order in orders for line in studio.publisher.book.lines(order))
    takes = studio.stock.index.find_all({line.request.digest for line in lines})
    return sum(take.duration_ms for take in takes.values()) / 1000


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--runs", type=int, default=3)
    ask.add_argument("--articles", type=int, default=8)
    ask.add_argument("--core-each", action="store_true", help="Each worker has one core to itself.")
    asked = ask.parse_args()
    shares = []
    for run in range(asked.runs):
        texts = texts_of(articles_of(f"{run} alone", asked.articles))
        limit = Pace(*(pace_of_engine(asked.engine, count, texts) for count in (1, 2)))
        work = partial(pace_of_workers, asked.engine, core_each=asked.core_each)
        found = Pace(*(work(count, articles_of(f"{run} by {count}", asked.articles)) for count in (1, 2)))
        shares.append((found.ratio, limit.ratio))
        print(
            f"run {run}, seconds of speech a second: the engine alone {limit.one:.1f} and {limit.two:.1f}, "
            f"{limit.ratio:.2f} times; workers {found.one:.1f} and {found.two:.1f}, {found.ratio:.2f} times"
        )
    ours, most = (statistics.median(each) for each in zip(*shares, strict=True))
    print(f"{asked.engine}: two workers make {ours:.2f} times one's speech; the limit is {most:.2f}: {ours / most:.2f}")


if __name__ == "__main__":
    main()
