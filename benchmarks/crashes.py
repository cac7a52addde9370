"""Every process of a regeneration is killed (kill -9) at random moments, again and again; then it is finished.

python benchmarks/crashes.py [--articles 20] [--kills 10] [--setting VOICE_DATABASE=postgresql://...]

Reports how many articles end complete, how many recordings are torn, and what is left open. `--setting` may be
repeated, for a set-up of another kind.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from content import parse_article
from content.library import Source
from voice.settings import Settings
from voice.studio import Studio

LONGEST_S = 3600


def keep_articles(settings: Settings, count: int) -> None:
    studio = Studio(settings)
    for number in range(count):
        parts = "\n\n".join(f"Part {n}\n\nPart {n} of {number} is told. It has an end." for n in range(6))
        text = f"Article {number}\n\n{parts}".encode()
        studio.library.keep(parse_article(text), Source(text, f"{number}.txt"), slug=f"article-{number}")
    studio.close()


def regenerating(environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "voice.cli", "regenerate", "--all"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload]


def kill_at_random(environment: Mapping[str, str], chance: random.Random, longest_s: float) -> bool:
    """Whether the regeneration was at work when it and its booths were killed."""
    process = regenerating(environment)
    time.sleep(chance.uniform(0.3, 1) * longest_s)
    at_work = process.poll() is None
    if at_work:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return at_work


def torn(folder: Path) -> list[Path]:
    places = (place for place in (folder / "recordings").rglob("*.*") if not place.name.startswith("."))
    return [p for p in places if hashlib.sha256(p.read_bytes()).hexdigest() != p.name.split(".")[0]]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--longest", type=float, default=8.0, help="Seconds that a process may live.")
    parser.add_argument("--setting", action="append", default=[], help="A variable of the environment, NAME=VALUE.")
    asked = parser.parse_args()
    chance = random.Random(7)  # noqa: S311 - the same moments each time, as far as the machine allows
    with tempfile.TemporaryDirectory() as folder:
        given = dict(each.split("=", 1) for each in asked.setting)
        environment = os.environ | {"VOICE_ENGINE": "silence", "VOICE_DATA": folder} | given
        settings = Settings.from_environment(environment)
        keep_articles(settings, asked.articles)
        kills = sum(kill_at_random(environment, chance, asked.longest) for _ in range(asked.kills))
        print(f"clips there after the last kill: {len(list(Path(folder).rglob('*.mp3')))}")
        began = time.perf_counter()
        finished = regenerating(environment).wait(LONGEST_S)
        took = time.perf_counter() - began
        studio = Studio(settings)
        slugs = [row.slug for row in studio.library.list()]
        stale = studio.planner.stale()
        print(f"{kills} of {asked.kills} kills met it at work; finished in {took:.1f} s with exit code {finished}")
        print(
            f"articles complete: {len(slugs) - len(stale)} of {len(slugs)}; torn recordings: {len(torn(Path(folder)))}"
        )
        open_still = [each.number for each in studio.ledger.working()]
        print(f"regenerations left open: {len(open_still)}; generations an article: {generations(studio, slugs)}")
        studio.close()


def generations(studio: Studio, slugs: list[str]) -> str:
    counts = {len(studio.publisher.generations.history(slug)) for slug in slugs}
    return " or ".join(map(str, sorted(counts)))


if __name__ == "__main__":
    main()
