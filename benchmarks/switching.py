"""Readers at 200 requests a second, while the article that they hear is made anew again and again.

    python benchmarks/switching.py [--rate 200] [--seconds 30] [--switches 10]

Starts `voice serve` in a data folder of its own. Each reader opens the page, follows an address of a recording on it,
and fetches that in two parts. Counted are answers that are errors, pages whose recordings are not all of one
generation, recordings that are not of the generation that the page names, and recordings whose two parts do not make
the bytes of their fingerprint. Exits with 1 where one was wrong.
"""

import argparse
import asyncio
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
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from content import parse_article
from content.library import Source
from voice.jobs import regeneration
from voice.lexicon import Lexeme
from voice.settings import Settings
from voice.studio import Studio

STORY = "\n\n".join(["A story", *(f"Part {n}\n\nThe word is said in part {n}. It goes on, and on." for n in range(6))])
ADDRESS = re.compile(r'(/a/story/[^"?]+\.mp3)\?g=(\d+)"')


@dataclass
class Seen:
    """What readers met: how many requests, how many of each kind of fault, and which recording each generation gave."""

    requests: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    given: set[tuple[int, str]] = field(default_factory=set)


async def read(client: httpx.AsyncClient, seen: Seen, chance: random.Random) -> None:
    """One reader: a page, where its recording is, and its two parts."""
    page = await client.get("/a/story")
    found = ADDRESS.findall(page.text)
    seen.requests += 4
    if page.status_code != 200 or not found:
        seen.faults["page"] += 1
        return
    if len({number for _, number in found}) > 1:
        seen.faults["page of two generations"] += 1
    address, number = chance.choice([each for each in found if "after-disclaimer" not in each[0]])
    led = await client.get(address, params={"g": number})
    if led.status_code != 302:
        seen.faults[f"recording: {led.status_code}"] += 1
        return
    fingerprint = led.headers["location"].rpartition("/")[2].partition(".")[0]
    seen.given.add((int(number), fingerprint))
    first = await client.get(led.headers["location"], headers={"Range": "bytes=0-9999"})
    rest = await client.get(
        led.headers["location"], headers={"Range": "bytes=10000-", "If-Range": first.headers.get("ETag", "")}
    )
    if {first.status_code, rest.status_code} != {206}:
        seen.faults["range"] += 1
    elif hashlib.sha256(first.content + rest.content).hexdigest() != fingerprint:
        seen.faults["torn"] += 1


async def read_for(address: str, rate: float, seconds: float, seen: Seen) -> None:
    chance, readers = random.Random(7), set()  # noqa: S311 - who reads what
    limits = httpx.Limits(max_connections=48)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            reader = asyncio.create_task(_told(read(client, seen, chance), seen))
            readers.add(reader)
            reader.add_done_callback(readers.discard)
            await asyncio.sleep(max(0, now + 4 / rate - time.monotonic()))
        await asyncio.gather(*readers)


async def _told(reading: object, seen: Seen) -> None:
    try:
        await reading  # type: ignore[misc]
    except httpx.HTTPError as error:
        seen.faults[type(error).__name__] += 1


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
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VOICE_DATA": folder, "VOICE_ENGINE": "silence", "VOICE_REGENERATE": "false"}
        studio, seen = Studio(Settings.from_environment(environment)), Seen()
        make_story(studio)
        with serving(environment) as address:
            switching = threading.Thread(target=switch, args=(studio, asked.switches, asked.seconds))
            switching.start()
            began = time.monotonic()
            asyncio.run(read_for(address, asked.rate, asked.seconds, seen))
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
