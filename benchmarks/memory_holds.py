"""Memory of a service with two hibari booths, and whether it grows over thousands of utterances, against 900 MB.

    python benchmarks/memory_holds.py [--utterances 5000] [--booths 2] [--listeners 4]

A service is started with an empty data folder and asked for one article after another that nobody has heard, by some
listeners at once, so that every booth has work. Between two articles the memory of all its processes is added up: their
own share of what is in use (PSS, Linux), so that nothing counts twice. Told are the most, as a ratio to 900 MB, and how
much more there is after the last utterances than after the first tenth. Exits with 1 past the limit, or past 5% growth.
"""

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from first_byte import VOICE

from content import parse_article
from content.library import Source
from voice.settings import Settings
from voice.studio import Studio

LIMIT_MB, MOST_GROWTH = 900, 0.05
# Seconds that a listener waits at most: on a busy machine, memory is measured all the same.
PATIENCE_S = 600
SENTENCES = 50
PAGE = """<html lang="en"><title>Cup {run}</title><h1>Cup {run}</h1><p>{text}</p></html>"""
SENTENCE = "This is sentence {n} of cup {run}, and somebody hears it for the first time."


def add(studio: Studio, run: int) -> str:
    """Keep an article of so many sentences; the place of its only section."""
    text = " ".join(SENTENCE.format(run=run, n=n) for n in range(1, SENTENCES))
    source = PAGE.format(run=run, text=text).encode()
    kept = studio.desk.publish(parse_article(source), Source(source, f"cup-{run}.html"))
    return f"/a/{kept.article.slug}/sections/opening.mp3"


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """A service for as long as the block lasts: its process and its address."""
    serve = [*VOICE, "serve", "--port", "0"]
    with (
        tempfile.NamedTemporaryFile("r") as said,
        Path(said.name).open("w", encoding="utf-8") as told,
        subprocess.Popen(serve, env=dict(environment), stdout=told) as service,
    ):
        try:
            while not (found := re.search(r"http://\S+", Path(said.name).read_text(encoding="utf-8"))):
                assert service.poll() is None, "the service has ended"
                time.sleep(0.1)
            yield service.pid, found[0]
        finally:
            service.terminate()


def listen(address: str, place: str) -> int:
    """The size in bytes of the sound at that place, which is heard to its end."""
    while True:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_S)
        connection.request("GET", place)
        answer = connection.getresponse()
        sound = answer.read()
        if answer.status == http.client.FOUND:
            place = str(answer.headers["Location"])
            continue
        assert answer.status == http.client.OK, sound
        return len(sound)


def family(pid: int) -> Iterator[int]:
    """The process and all its descendants."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from family(int(child))


def shares_mb(pid: int) -> dict[int, float]:
    """The share in memory of each process of a family, in MB of 1,000,000 bytes."""
    shares = {}
    for member in family(pid):
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        shares[member] = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
    return shares


def main() -> int:
    """Serve, ask, add up and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--utterances", type=int, default=5_000)
    ask.add_argument("--booths", type=int, default=2)
    ask.add_argument("--listeners", type=int, default=4)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Settings(data=Path(folder)))
        places = [add(studio, run) for run in range(round(asked.utterances / SENTENCES))]
        studio.close()
        set_so = {
            "VOICE_DATA": folder,
            "VOICE_ENGINE": "hibari",
            "VOICE_BOOTHS": str(asked.booths),
            "VOICE_WAIT_S": str(PATIENCE_S),
        }
        environment = os.environ | set_so
        with served(environment) as (pid, address), ThreadPoolExecutor(asked.listeners) as listeners:
            return watched(pid, listeners.map(partial(listen, address), places))


def watched(pid: int, heard: Iterable[object]) -> int:
    """Add up after each article that was heard, and print."""
    began, totals = time.monotonic(), list[float]()
    for number, _ in enumerate(heard, 1):
        shares = shares_mb(pid)
        totals.append(sum(shares.values()))
        if number % 10 == 0:
            each = ", ".join(f"{share:.0f}" for share in sorted(shares.values(), reverse=True))
            print(f"{number * SENTENCES} utterances, {totals[-1]:.0f} MB: {each}", flush=True)
    tenth = max(len(totals) // 10, 1)
    first, last = statistics.median(totals[tenth : 2 * tenth]), statistics.median(totals[-tenth:])
    growth = last / first - 1
    print(f"{len(totals) * SENTENCES} utterances in {time.monotonic() - began:.0f} s")
    print(f"at most {max(totals):.0f} MB: {max(totals) / LIMIT_MB:.2f} of the limit of {LIMIT_MB} MB")
    print(f"from {first:.0f} MB after the first tenth to {last:.0f} MB: {growth:+.1%}")
    return int(max(totals) > LIMIT_MB or growth > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
