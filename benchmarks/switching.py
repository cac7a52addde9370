"""Readers at 200 requests a second, while the article that they hear is made anew again and again.

    python benchmarks/switching.py [--rate 200] [--seconds 30] [--switches 10] [--recordings 6]

Starts `voice serve` in a data folder of its own. Each reader opens the page, follows the addresses of so many of its
recordings, one after the other, and fetches each in two parts; meanwhile the article may be heard otherwise. Counted
are answers that are errors, pages whose recordings are not all of one generation, recordings that are not of the
generation that the page names, and recordings whose two parts do not make the bytes of their fingerprint. Exits with 1
where one was wrong.
"""

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from content import parse_article
from content.library import Source
from voice.jobs import regeneration
from voice.lexicon import Lexeme
from voice.settings import Settings
from voice.studio import Studio

STORY = "\n\n".join(["A story", *(f"Part {n}\n\nThe word is said in part {n}. It goes on, and on." for n in range(6))])
READERS = 32
# A recording is asked for by its address on the page, and fetched in two parts.
REQUESTS_OF_RECORDING = 3
NOTHING: Mapping[str, str] = {}
ADDRESS = re.compile(r'(/a/story/[^"?]+\.mp3)\?g=(\d+)"')


@dataclass
class Seen:
    """What readers met: how many requests, how many of each kind of fault, and which recording each generation gave."""

    requests: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    given: set[tuple[int, str]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self) -> None:
        """A request was answered."""
        with self.lock:
            self.requests += 1

    def fault(self, what: str) -> None:
        """Something was wrong."""
        with self.lock:
            self.faults[what] += 1

    def give(self, generation: int, fingerprint: str) -> None:
        """A reader was led from a page of that generation to that recording."""
        with self.lock:
            self.given.add((generation, fingerprint))


class Wrong(Exception):
    """An answer that a reader should not have got."""


class Reader:
    """A browser with a connection that it keeps: of the standard library, so that it takes little from the service."""

    def __init__(self, address: str, seen: Seen, recordings: int, number: int) -> None:
        self._recordings = recordings
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._seen = seen
        self._chance = random.Random(number)  # noqa: S311 - who reads what

    def read(self) -> None:
        """One reader: a page, where its recordings are, and the two parts of each."""
        try:
            self._read()
        except Wrong as wrong:
            self._seen.fault(str(wrong))
        except (OSError, HTTPException) as error:
            self._connection.close()
            self._seen.fault(type(error).__name__)

    def _read(self) -> None:
        page = self._ask("/a/story", 200)[1].decode()
        found = ADDRESS.findall(page)
        if len({number for _, number in found}) != 1:
            raise Wrong("page of two generations, or of none")
        heard = [each for each in found if "after-disclaimer" not in each[0]]
        for address, number in self._chance.choices(heard, k=self._recordings):
            self._listen(address, number)

    def _listen(self, address: str, number: str) -> None:
        clip = str(self._ask(f"{address}?g={number}", 302)[0].headers["Location"])
        fingerprint = clip.rpartition("/")[2].partition(".")[0]
        self._seen.give(int(number), fingerprint)
        first, sound = self._ask(clip, 206, {"Range": "bytes=0-9999"})
        last = self._ask(clip, 206, {"Range": "bytes=10000-", "If-Range": first.headers["ETag"]})
        if hashlib.sha256(sound + last[1]).hexdigest() != fingerprint:
            raise Wrong("torn")

    def _ask(self, path: str, status: int, headers: Mapping[str, str] = NOTHING) -> tuple[HTTPResponse, bytes]:
        self._connection.request("GET", path, headers=dict(headers))
        answer = self._connection.getresponse()
        body = answer.read()
        self._seen.answered()
        if answer.status != status:
            raise Wrong(f"{answer.status} where {status} was due")
        return answer, body


@dataclass(frozen=True)
class Rush:
    """How many requests a second readers make, for how many seconds, and how many recordings each takes of a page."""

    rate: float
    seconds: float
    recordings: int

    @property
    def apart_s(self) -> float:
        """In how many seconds the next reader begins."""
        return (1 + REQUESTS_OF_RECORDING * self.recordings) / self.rate


def read_for(address: str, rush: Rush, seen: Seen) -> None:
    """Readers, each in turn, who begin as often as the rate asks for; where the service is slower, fewer begin."""
    began = time.monotonic()
    turns = iter(range(round(rush.seconds / rush.apart_s)))

    def be_a_reader(number: int) -> None:
        reader = Reader(address, seen, rush.recordings, number)
        while (turn := next(turns, None)) is not None and time.monotonic() < began + rush.seconds:
            time.sleep(max(0.0, began + turn * rush.apart_s - time.monotonic()))
            reader.read()

    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(be_a_reader, range(READERS)))


def switch(studio: Studio, times: int, seconds: float) -> None:
    """Have a word said otherwise, again and again, each time with all of the article made anew."""
    for number in range(times):
        began = time.monotonic()
        studio.lexicons.add([Lexeme.checked(["word"], "en", alias=f"word number {number}")])
        begun = regeneration.start(studio, regeneration.plan(studio, ["story"]), "a word", "switching")
        for _ in regeneration.follow(studio, begun):
            pass
        time.sleep(max(0, seconds / times - (time.monotonic() - began)))


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a service."""
    command = [sys.executable, "-m", "voice.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as service:
        line = next(line for line in iter(service.stdout.readline, "") if "http://" in line)  # type: ignore[union-attr]
        yield re.search(r"http://[^/]+", line)[0]  # type: ignore[index]
        service.terminate()


def make_story(studio: Studio) -> None:
    studio.library.keep(parse_article(STORY.encode()), Source(STORY.encode(), "story.txt"), slug="story")
    number = regeneration.start(studio, regeneration.plan(studio, ["story"]), "all", "switching")
    for _ in regeneration.work(studio, number):
        pass


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rate", type=float, default=200, help="requests a second")
    ask.add_argument("--seconds", type=float, default=30)
    ask.add_argument("--switches", type=int, default=10)
    ask.add_argument("--recordings", type=int, default=6, help="how many of a page's a reader listens to")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VOICE_DATA": folder, "VOICE_ENGINE": "silence", "VOICE_REGENERATE": "false"}
        studio, seen = Studio(Settings.from_environment(environment)), Seen()
        make_story(studio)
        with serving(environment) as address:
            switching = threading.Thread(target=switch, args=(studio, asked.switches, asked.seconds))
            switching.start()
            began = time.monotonic()
            read_for(address, Rush(asked.rate, asked.seconds, asked.recordings), seen)
            took = time.monotonic() - began
            switching.join()
        wrong = _of_another(studio, seen)
        generations = len(studio.publisher.generations.history("story"))
        studio.close()
    print(f"{seen.requests} requests, {seen.requests / took:.0f} a second, over {generations} generations")
    print(f"faults: {dict(seen.faults) or 'none'}; recordings of another generation than the page's: {wrong}")
    sys.exit(1 if seen.faults or wrong else 0)


def _of_another(studio: Studio, seen: Seen) -> int:
    """How many of the recordings that were given are none of the generation that was asked for."""
    own: dict[int, set[str]] = {}
    for number in {number for number, _ in seen.given}:
        generation = studio.publisher.generations.read(number)
        orders = studio.publisher.every_order(generation) if generation else []
        own[number] = {clip.fingerprint for clip in studio.find_all(orders) if clip}
    return sum(fingerprint not in own[number] for number, fingerprint in seen.given)


if __name__ == "__main__":
    main()
