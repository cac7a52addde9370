"""Many machines in small: workers that Celery tells of work through Redis, over PostgreSQL, and one that is killed."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from content import parse_article
from content.library import Source
from voice.settings import Settings
from voice.studio import Studio

REDIS = shutil.which("redis-server")
pytestmark = pytest.mark.skipif(not REDIS, reason="no redis-server on this machine: nobody brought messages")

SECTIONS = "".join(f"<h2>Part {n}</h2><p>The kettle of number {n} sings on the stove.</p>" for n in range(20))
PAGE = f'<html lang="en"><title>Kettles</title><main><h1>Kettles</h1>{SECTIONS}</main></html>'.encode()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis that keeps nothing."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = [str(REDIS), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server:
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


@pytest.fixture
def settings(tmp_path: Path, redis: str, postgresql_url: str) -> Settings:
    return Settings(data=tmp_path / "data", engine="silence", database=postgresql_url, broker=redis, booths=1)


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`voice worker`, told by the broker, in a process of its own."""
    said = {name: str(getattr(settings, name)) for name in ("data", "engine", "database", "broker", "booths")}
    environment = os.environ | {f"VOICE_{name.upper()}": value for name, value in said.items()}
    with subprocess.Popen([sys.executable, "-m", "voice.cli", "worker"], env=environment) as process:
        yield process
        process.terminate()


def wait_until_left(studio: Studio, digests: list[str], left: int) -> None:
    until = time.monotonic() + 90
    while (found := studio.progress(digests)).left > left:
        assert time.monotonic() < until, found
        time.sleep(0.05)


def test_a_killed_worker_and_lost_messages_cost_nothing_but_time(settings: Settings, redis: str) -> None:
    studio = Studio(settings)
    kept = studio.desk.publish(parse_article(PAGE), Source(PAGE, "kettles.html"))
    digests = studio.want(studio.orders(kept.article, kept.revision, studio.delivery()), urgent=False)
    with worker(settings) as first:
        wait_until_left(studio, digests, len(digests) - 3)
        first.kill()
    made = studio.progress(digests).ready
    assert 0 < made < len(digests)
    subprocess.run([str(shutil.which("redis-cli")), "-u", redis, "flushall"], check=True, capture_output=True)
    with worker(settings):
        wait_until_left(studio, digests, 0)
    progress = studio.progress(digests)
    assert (progress.ready, progress.failed) == (len(digests), {})
    studio.close()
