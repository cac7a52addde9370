"""How soon a listener's recording is taken up while 100,000 others wait, as VOICE_DATABASE and VOICE_BROKER say.

    python benchmarks/overtaking.py [--engine espeak] [--waiting 100000] [--listeners 20]
    python benchmarks/overtaking.py --servers [--broker rabbitmq]  (PostgreSQL, and Redis or RabbitMQ)

Starts a worker of its own, in a data folder of its own, and with --servers the servers. Prints, in the median and at
worst, how long it takes from a press of play until a worker has taken up the recording, and until it is ready. The
database must be an empty one.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from content import parse_article
from content.library import Source
from tests.servers import BROKERS, postgresql_in
from voice.orders import ClipOrder
from voice.settings import Settings
from voice.studio import Studio

PART = "Part {0}\n\nThis is the beginning of part {0}. It goes on for a while. Then it comes to its end."
LOOK_S = 0.005


def orders_of_story(studio: Studio, parts: int) -> list[ClipOrder]:
    text = "\n\n".join(["A long story", *(PART.format(number) for number in range(parts))]).encode()
    kept = studio.library.keep(parse_article(text), Source(text, "story.txt"))
    return studio.orders(kept.article, kept.revision, studio.delivery())


def servers(running: ExitStack, folder: Path, broker: str) -> dict[str, str]:
    """A database and a broker of its own, as settings name them."""
    places = [folder / "database", folder / "broker"]
    for place in places:
        place.mkdir()
    folder.chmod(0o755)  # PostgreSQL is another user
    database = running.enter_context(postgresql_in(places[0]))
    return {"VOICE_DATABASE": database, "VOICE_BROKER": running.enter_context(BROKERS[broker](places[1]))}


def overtake(studio: Studio, order: ClipOrder) -> tuple[float, float]:
    """Seconds until a worker has taken up the order, and until it is ready."""
    begun = time.monotonic()
    digests = studio.want([order], urgent=True)
    while studio.progress(digests).wanted:
        time.sleep(LOOK_S)
    taken_up = time.monotonic() - begun
    while studio.progress(digests).left:
        time.sleep(LOOK_S)
    return taken_up, time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="espeak")
    parser.add_argument("--waiting", type=int, default=100_000)
    parser.add_argument("--listeners", type=int, default=20)
    parser.add_argument("--servers", action="store_true", help="On a database and a broker that are started for it.")
    parser.add_argument("--broker", choices=sorted(BROKERS), default="redis")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as running:
        told = servers(running, Path(folder), asked.broker) if asked.servers else {}
        environment = os.environ | told | {"VOICE_DATA": str(Path(folder) / "voice"), "VOICE_ENGINE": asked.engine}
        studio = Studio(Settings.from_environment(environment))
        # Several sections for each listener, so that the worker has bulk work in hand when the next one comes.
        orders = orders_of_story(studio, 10 * asked.listeners)
        bulk, heard = orders[: -asked.listeners], orders[-asked.listeners :]
        studio.want(bulk, urgent=False)
        wishes = {f"{number:064x}": "{}" for number in range(asked.waiting - len(bulk))}
        studio._leases.want(wishes, urgent=False)  # noqa: SLF001 - rows that only wait
        with subprocess.Popen([sys.executable, "-m", "voice.cli", "worker"], env=environment) as worker:
            while studio.progress(studio.want(bulk[:1], urgent=False)).left:
                time.sleep(LOOK_S)
            times = [overtake(studio, order) for order in heard]
            left = studio.progress(studio.want(bulk, urgent=False)).left
            worker.terminate()
        studio.close()
    for name, found in zip(("taken up", "ready"), zip(*times, strict=True), strict=True):
        print(f"{name}: {statistics.median(found):.3f} s in the median, {max(found):.3f} s at worst")
    print(f"{left} clips of the bulk work that was in hand were left, and {len(wishes)} others")


if __name__ == "__main__":
    main()
