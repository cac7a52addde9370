"""Sweepers are killed in the middle, several at once, while recordings are kept: none is ready without its bytes."""

import subprocess
import sys
import time

from audio_cache.sweeping import Limits

from .conftest import Store

SWEEPER = """
import sys
from pathlib import Path
from sqlalchemy import create_engine
from audio_cache import FileShelf, Index
from audio_cache.sweeping import Broom, Limits
engine = create_engine(sys.argv[1], connect_args={"timeout": 60})
broom = Broom(engine, Index(engine), FileShelf(Path(sys.argv[2])), Limits(size=0))
print("ready", flush=True)
while True:
    broom.sweep()
"""
# Seconds after which they are killed: at first before they have taken anything away, at last while they look again.
MOMENTS = (0.03, 0.2)


def start(store: Store) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SWEEPER, str(store.engine.url), str(store.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_sweepers_that_are_killed_leave_bytes_that_the_next_sweep_finds(store: Store) -> None:
    for number in range(60):
        store.keep(f"{number:04}", b"sound %d" % number)
    store.needs.note("an-article", [f"{number:04}" for number in range(0, 60, 3)], "1")
    store.needs.mark()
    store.pass_days(3)
    for number, moment in enumerate(MOMENTS):
        sweepers = [start(store) for _ in range(2)]
        latest = time.monotonic() + moment
        while time.monotonic() < latest:
            now = time.monotonic_ns()
            store.keep(f"more {number} {now}", b"sound %d" % (now % 60))
        for process in sweepers:
            process.kill()
            process.communicate()
        ready = [recording for part in store.index.parts() for recording in part]
        assert all(store.shelf.holds(recording) for recording in ready)
    store.sweep(Limits(size=0))
    assert store.ready(f"{number:04}" for number in range(60)) == {f"{number:04}" for number in range(0, 60, 3)}
    known = {recording.fingerprint for part in store.index.parts() for recording in part}
    assert {stored.fingerprint for part in store.shelf.stored() for stored in part} == known
