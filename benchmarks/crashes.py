"""Every process of a regeneration, and of a service beside it, is killed (kill -9) at random moments, again and again.

Then it is finished.

python benchmarks/crashes.py [--articles 20] [--kills 10] [--troubles 3]
python benchmarks/crashes.py --servers [--broker rabbitmq]  (PostgreSQL, Redis or RabbitMQ, and Ceph's gateway, with two
workers of Celery's)

With --troubles, what the work stands on fails as often: the disk of the data folder is full for a while (a tmpfs, so
root is needed); with --servers each server is stopped (kill -STOP) and goes on, and is killed (kill -9) and started.

Reports how many articles end complete, how many recordings are torn, how many takes were spoken more than once, beside
how many were in flight at most, and what is left open; for each trouble, how often the regeneration had to be started
again, and how soon a take was spoken once it was over.
"""

import hashlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dying import Trouble, end_servers, full_disk, on_a_small_disk, troubles_of_servers

from content import parse_article
from content.library import Source
from tests.servers import BROKERS, HERE, free_port, postgresql_in
from tests.stories.ceph import gateway_in
from voice.settings import Settings
from voice.speaking import AT_ONCE
from voice.studio import Studio

LONGEST_S, LOOK_S = 3600, 0.01
# A trouble lasts so many seconds at least, and at most: shorter and longer than a regeneration's lease.
TROUBLE_S = (1.0, 14.0)
FAKES = Path(__file__).parent.parent / "tests" / "voice" / "engines" / "fakes"


@dataclass(frozen=True)
class Life:
    """How processes live: by which settings, with how many workers, and how long at most after the first is heard."""

    environment: Mapping[str, str]
    notes: Path
    workers: int
    longest_s: float


def keep_articles(settings: Settings, count: int) -> None:
    studio = Studio(settings)
    for number in range(count):
        parts = "\n\n".join(f"Part {n}\n\nPart {n} of {number} is told. It has an end." for n in range(6))
        text = f"Article {number}\n\n{parts}".encode()
        studio.library.keep(parse_article(text), Source(text, f"{number}.txt"), slug=f"article-{number}")
    studio.close()


def started(environment: Mapping[str, str], *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "voice.cli", *words]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload]


@dataclass(frozen=True)
class Lives:
    """The processes that live beside each other: the regeneration first, then workers, then the service; its port."""

    processes: list[subprocess.Popen[bytes]]
    port: int


def all_started(life: Life, *, service_first: bool = False) -> Lives:
    """A regeneration, workers and a service beside it, which takes calls before the others where it is the first."""
    port = free_port()
    service = started(life.environment, "serve", "--port", str(port))
    while service_first and not answers(port) and service.poll() is None:
        time.sleep(LOOK_S)
    others = [started(life.environment, "worker") for _ in range(life.workers)]
    return Lives([started(life.environment, "regenerate", "--all"), *others, service], port)


def answers(port: int) -> bool:
    """Whether something takes calls there."""
    with suppress(OSError), socket.create_connection((HERE, port), 1):
        return True
    return False


@dataclass(frozen=True)
class Blow:
    """What a kill met: whether the regeneration was at work, and whether the service took calls."""

    at_work: bool
    served: bool


def kill_at_random(life: Life, chance: random.Random) -> Blow:
    """The regeneration, its workers, the service and all their children are killed, each at its moment."""
    heard = size(life.notes)
    lives = all_started(life, service_first=chance.random() < 0.5)
    processes = lives.processes
    while size(life.notes) == heard and processes[0].poll() is None:
        time.sleep(LOOK_S)
    began = time.monotonic()
    moments = sorted((chance.uniform(0, life.longest_s), number) for number in range(len(processes)))
    at_work, served = True, False
    for moment, number in moments:
        time.sleep(max(0, began + moment - time.monotonic()))
        at_work = at_work and processes[0].poll() in {None, -signal.SIGKILL}
        served = served or (processes[number] is processes[-1] and answers(lives.port))
        kill(processes[number])
    return Blow(at_work, served)


@dataclass(frozen=True)
class Met:
    """How a trouble was met: whether the regeneration stopped, and in how many seconds from its end it spoke."""

    stopped: bool
    again_s: float


def meet(life: Life, trouble: Trouble, chance: random.Random) -> Met:
    """A regeneration is at work when the trouble begins; once it is over, it goes on, or is started again."""
    heard, processes = size(life.notes), all_started(life).processes
    while size(life.notes) == heard and processes[0].poll() is None:
        time.sleep(LOOK_S)
    time.sleep(chance.uniform(0, life.longest_s))
    with trouble.brought():
        time.sleep(chance.uniform(*TROUBLE_S))
    heard, began, stopped = size(life.notes), time.monotonic(), False
    while size(life.notes) == heard and not is_done(processes[0]):
        if processes[0].poll():
            stopped, processes[0] = True, started(life.environment, "regenerate", "--all")
        time.sleep(LOOK_S)
    for process in processes:
        kill(process)
    return Met(stopped, time.monotonic() - began)


def is_done(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() == 0


def size(notes: Path) -> int:
    return notes.stat().st_size if notes.exists() else 0


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def servers(folder: Path, host: str = HERE, broker: str = "redis") -> Iterator[dict[str, str]]:
    """A database, a broker and an object store of their own, as settings name them."""
    with ExitStack() as running:
        (folder / broker).mkdir()
        teller = running.enter_context(BROKERS[broker](folder / broker, host))
        database = running.enter_context(postgresql_in(folder, host))
        gateway = running.enter_context(gateway_in(folder, host))
        gateway.make("voice")
        store = {"VOICE_STORE": "s3://voice/crashes", "VOICE_STORE_ENDPOINT": gateway.endpoint}
        keys = {"VOICE_STORE_KEY": gateway.key, "VOICE_STORE_SECRET": gateway.secret}
        yield {"VOICE_DATABASE": database, "VOICE_BROKER": teller} | store | keys


def torn(folder: Path) -> list[Path]:
    places = (place for place in (folder / "recordings").rglob("*.*") if not place.name.startswith("."))
    return [p for p in places if hashlib.sha256(p.read_bytes()).hexdigest() != p.name.split(".")[0]]


def spoken(notes: Path) -> tuple[int, int]:
    """How many takes were spoken, and how many different ones."""
    digests = notes.read_text().split()
    return len(digests), len(set(digests))


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--longest", type=float, default=8.0, help="Seconds that they may live once they speak.")
    parser.add_argument("--troubles", type=int, default=0, help="How often each trouble is brought about.")
    parser.add_argument("--servers", action="store_true", help="On servers that are started for it, with two workers.")
    parser.add_argument("--broker", choices=sorted(BROKERS), default="redis", help="Which tells them of work there.")
    asked = parser.parse_args()
    sys.path.append(str(FAKES))
    with ExitStack() as ending:
        # The daemons' sockets need a short path.
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="crash-", ignore_cleanup_errors=True)))
        if asked.troubles and not asked.servers:
            ending.enter_context(on_a_small_disk(folder / "data"))
        found = ending.enter_context(servers(folder, broker=asked.broker)) if asked.servers else {}
        ending.callback(end_servers)
        life = Life(environment_in(folder) | found, folder / "notes", 2 if asked.servers else 0, asked.longest)
        keep_articles(settings := Settings.from_environment(life.environment), asked.articles)
        troubles = troubles_of_servers(asked.broker) if asked.servers else [full_disk(folder / "data")]
        blows = strike(life, asked.kills, asked.troubles, troubles)
        finish(life)
        # With a broker, a service has no crew of its own.
        crews = life.workers + 1 if asked.servers else 2
        report(settings, life.notes, blows * crews * settings.booths * AT_ONCE)


def strike(life: Life, kills: int, times: int, troubles: list[Trouble]) -> int:
    """Kill it so often, then bring each trouble about so many times; how many blows that was."""
    chance = random.Random(7)  # noqa: S311 - the same moments each time, as far as the machine allows
    met = [kill_at_random(life, chance) for _ in range(kills)]
    told = f"{sum(each.at_work for each in met)} of {kills} kills met it at work"
    told += f", {sum(each.served for each in met)} a service that took calls"
    print(f"{told}; {spoken(life.notes)[0]} takes spoken till then")
    for trouble in troubles if times else []:
        tell(trouble, [meet(life, trouble, chance) for _ in range(times)])
    return kills + times * len(troubles)


def tell(trouble: Trouble, met: list[Met]) -> None:
    stopped, waits = sum(each.stopped for each in met), [each.again_s for each in met]
    print(
        f"{trouble.name}, {len(met)} times: started again {stopped} times; spoke {median(waits):.1f} s "
        f"(at most {max(waits):.1f} s) after it was over"
    )


def environment_in(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join(filter(None, [str(FAKES), os.environ.get("PYTHONPATH")]))
    fake = {"VOICE_ENGINE": "fake-noting", "FAKE_NOTES": str(folder / "notes"), "PYTHONPATH": paths}
    return os.environ | fake | {"VOICE_DATA": str(folder / "data")}


def finish(life: Life) -> None:
    began = time.perf_counter()
    regeneration, *beside = all_started(life).processes
    code = regeneration.wait(LONGEST_S)
    print(f"then finished in {time.perf_counter() - began:.1f} s with exit code {code}")
    for worker in beside:
        kill(worker)


def report(settings: Settings, notes: Path, in_flight: int) -> None:
    studio = Studio(settings)
    slugs = [row.slug for row in studio.library.list()]
    stale = studio.planner.stale()
    faults = [each.fault for each in studio.stock.verify() if each.fault]
    print(f"articles complete: {len(slugs) - len(stale)} of {len(slugs)}; recordings torn or lost: {len(faults)}")
    told, different = spoken(notes)
    print(f"takes spoken: {told}, of them again: {told - different} (in flight, at most: {in_flight})")
    open_still = [each.number for each in studio.ledger.working()]
    print(f"regenerations left open: {len(open_still)}; generations an article: {generations(studio, slugs)}")
    print(f"files under a name that is not theirs: {len(torn(settings.data))}")
    studio.close()


def generations(studio: Studio, slugs: list[str]) -> str:
    counts = {len(studio.publisher.generations.history(slug)) for slug in slugs}
    return " or ".join(map(str, sorted(counts)))


if __name__ == "__main__":
    main()
