"""Three workers on hosts of their own are cut off from database, broker and store, and come back: nothing is lost.

python benchmarks/cut_off.py [--articles 300] [--cuts 8]

Each host is a network namespace with a link to this machine, so root and iproute2 are needed. A service has all
articles made by Celery's workers alone; one, two or all three of their links are taken down for some seconds, shorter
than a lease and longer in turn, and up again.

Reports how soon each worker that was cut off was at work on another clip, how many articles end complete, how many
recordings are torn or lost, and how many takes were spoken more than once.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crashes import FAKES, environment_in, keep_articles, kill, report, servers, size, spoken

from audio_cache.leases import LEASE_S
from voice.settings import Settings
from voice.studio import Studio

# Where the servers are, for every host (RFC 1918).
ADDRESS, NETWORK = "10.213.0.1", "10.213.{0}"
HOSTS = 3
SHORTER_S, LONGER_S = (2.0, LEASE_S - 3), (LEASE_S + 3, LEASE_S + 25)
LOOK_S, LONGEST_S = 0.05, 1800.0
# The longest clip of the articles that are kept for it: a heading and two sentences.
TAKES_OF_A_CLIP = 3


@dataclass(frozen=True)
class Host:
    """A namespace, its link's end on this machine, and where what its worker speaks is noted."""

    name: str
    link: str
    notes: Path

    def cut(self) -> None:
        """Nothing comes or goes."""
        ip("link", "set", self.link, "down")

    def join(self) -> None:
        """The network is back."""
        ip("link", "set", self.link, "up")


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def hosts(folder: Path) -> Iterator[list[Host]]:
    with ExitStack() as ending:
        ip("address", "add", f"{ADDRESS}/32", "dev", "lo")
        ending.callback(ip, "address", "del", f"{ADDRESS}/32", "dev", "lo")
        yield [ending.enter_context(host(number, folder)) for number in range(1, HOSTS + 1)]


@contextmanager
def host(number: int, folder: Path) -> Iterator[Host]:
    found = Host(f"voice{number}", f"voice-link{number}", folder / f"notes-{number}")
    here, there = f"{NETWORK.format(number)}.1", f"{NETWORK.format(number)}.2"
    ip("netns", "add", found.name)
    try:
        ip("link", "add", found.link, "type", "veth", "peer", "name", "eth0", "netns", found.name)
        ip("address", "add", f"{here}/24", "dev", found.link)
        found.join()
        inside = ("netns", "exec", found.name, "ip")
        ip(*inside, "address", "add", f"{there}/24", "dev", "eth0")
        for link in ("lo", "eth0"):
            ip(*inside, "link", "set", link, "up")
        ip(*inside, "route", "add", "default", "via", here)
        yield found
    finally:
        ip("netns", "del", found.name)


def started(environment: Mapping[str, str], *words: str, on: Host | None = None) -> subprocess.Popen[bytes]:
    """A command of the service's, on this machine or on a host."""
    command = [sys.executable, "-m", "voice.cli", *words]
    elsewhere = ["ip", "netns", "exec", on.name] if on else []
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        [*elsewhere, *command], env=environment, start_new_session=True, stdout=nowhere, stderr=nowhere
    )


def work_on(found: Host, environment: Mapping[str, str], folder: Path) -> subprocess.Popen[bytes]:
    own = {"VOICE_DATA": str(folder / found.name), "FAKE_NOTES": str(found.notes)}
    return started({**environment, **own}, "worker", on=found)


def cut_off(cut: Sequence[Host], seconds: float, studio: Studio) -> list[float]:
    """Cut these hosts off for so long; in how many seconds from then each has taken up another clip.

    What it had in hand, it may have spoken meanwhile. Where there is no more work, it has none to take up.
    """
    for each in cut:
        each.cut()
    time.sleep(seconds)
    heard = {each: spoken(each.notes)[0] for each in cut}
    for each in cut:
        each.join()
    began, again = time.monotonic(), dict[Host, float]()
    while len(again) < len(cut) and not is_done(studio):
        for each in cut:
            if spoken(each.notes)[0] > heard[each] + TAKES_OF_A_CLIP:
                again.setdefault(each, time.monotonic() - began)
        time.sleep(LOOK_S)
    return list(again.values())


def is_done(studio: Studio) -> bool:
    """Whether a regeneration was begun, and all of it is made."""
    return bool(studio.ledger.latest(1)) and not studio.ledger.working()


def tell(number: int, cut: Sequence[Host], seconds: float, again: Sequence[float]) -> None:
    lease = "longer" if seconds > LEASE_S else "shorter"
    told = ", ".join(f"{each:.1f}" for each in again) or "none, as all was made"
    print(
        f"cut {number}: {len(cut)} of {HOSTS} for {seconds:.1f} s, {lease} than a lease; at another clip after {told} s"
    )


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--cuts", type=int, default=8)
    asked = parser.parse_args()
    if os.getuid() or not shutil.which("ip"):
        sys.exit("Nothing was measured: network namespaces need root, and the program ip (Debian: iproute2).")
    sys.path.append(str(FAKES))
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="cut-", ignore_cleanup_errors=True)))
        found = ending.enter_context(hosts(folder))
        served = ending.enter_context(servers(folder, ADDRESS))
        environment = environment_in(folder) | served | {"VOICE_ENGINE": "fake-slow", "VOICE_BOOTHS": "1"}
        settings = Settings.from_environment(environment)
        keep_articles(settings, asked.articles)
        studio = Studio(settings)
        ending.callback(studio.close)
        ending.callback(kill, started(environment, "serve", "--port", "0"))
        for each in found:
            ending.callback(kill, work_on(each, environment, folder))
        until_spoken(found)
        cut_again_and_again(found, studio, asked.cuts)
        finish(studio)
        notes = folder / "notes"
        notes.write_text("".join(each.notes.read_text() for each in found))
        # A worker that is cut off for longer than a lease speaks on, while another takes up its clip.
        report(settings, notes, asked.cuts * HOSTS * TAKES_OF_A_CLIP)


def until_spoken(found: Sequence[Host]) -> None:
    until = time.monotonic() + LONGEST_S
    while not all(size(each.notes) for each in found):
        if time.monotonic() > until:
            raise TimeoutError("A worker has not begun.")
        time.sleep(LOOK_S)


def cut_again_and_again(found: Sequence[Host], studio: Studio, cuts: int) -> None:
    chance = random.Random(7)  # noqa: S311 - the same cuts each time
    for number in range(cuts):
        if is_done(studio):
            print(f"All was made after {number} cuts: give it more --articles.")
            return
        seconds = chance.uniform(*(LONGER_S if number % 2 else SHORTER_S))
        cut = chance.sample(found, 1 + number % HOSTS)
        tell(number + 1, cut, seconds, cut_off(cut, seconds, studio))


def finish(studio: Studio) -> None:
    until = time.monotonic() + LONGEST_S
    while not is_done(studio):
        if time.monotonic() > until:
            print(f"Not all was made within {LONGEST_S:.0f} s.")
            return
        time.sleep(1)


if __name__ == "__main__":
    main()
