"""How long a regeneration takes to find that nothing is to be done, over a library of many sections.

The recordings are rows, and files of one byte: nothing is spoken. python benchmarks/nothing_to_do.py --articles 500
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from audio_cache import Leases, Recording
from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.database import open_database
from voice.jobs import regeneration
from voice.orders import Delivery
from voice.settings import Settings
from voice.studio import Studio

SECTIONS = 20


def article(number: int) -> Article:
    sections = tuple(
        Section(f"s{n}", 2, f"Part {n}", "en", (Block(f"s{n}_1", BlockKind.PARAGRAPH, f"Of {number} and {n}."),))
        for n in range(SECTIONS)
    )
    return Article(f"article-{number}", f"Article {number}", "en", None, sections)


def fill(studio: Studio, leases: Leases, count: int) -> None:
    """Keep so many articles, each clip of theirs ready."""
    for number in range(count):
        kept = studio.library.keep(article(number), Source(b"source", f"{number}.txt"))
        slug = kept.article.slug
        studio.publisher.heard(slug)
        digests = studio.publisher.generations.digests(studio.publisher.generations.number_current(slug) or 0)
        studio.want(studio.orders(kept.article, kept.revision, Delivery(engine="silence")), urgent=False)
        for digest in digests:
            place = studio.settings.data / "recordings" / digest[:2] / f"{digest}.mp3"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(b".")
        leases.complete([Recording(digest, digest, "mp3", 1, 1000) for digest in digests])


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), engine="silence")
        studio = Studio(settings)
        database = open_database(settings.data)
        fill(studio, Leases(database, "benchmark"), count)
        database.dispose()
        slugs = [row.slug for row in studio.library.list()]
        began = time.perf_counter()
        planned = regeneration.plan(studio, slugs)
        took = time.perf_counter() - began
        studio.close()
        assert not planned.to_do, planned.to_do[:3]
        print(f"{count * SECTIONS} sections: planned in {took:.2f} s")
        environment = os.environ | {"VOICE_DATA": folder, "VOICE_ENGINE": "silence"}
        began = time.perf_counter()
        command = [sys.executable, "-m", "voice.cli", "regenerate", "--all"]
        subprocess.run(command, env=environment, check=True)
        print(f"voice regenerate --all: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
