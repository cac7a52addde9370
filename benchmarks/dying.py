"""Troubles that benchmarks bring about: a disk without room, and servers that are stopped, or killed and started again.

A server is a child of this process that runs a program of that name; root is needed for the disk.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

DISK_MB = 2048
# What is left on a full disk, in bytes: too little for a recording.
LEFT = 4096
START_S = 60


@dataclass(frozen=True)
class Trouble:
    """A trouble that lasts as long as the block of `brought`."""

    name: str
    brought: Callable[[], AbstractContextManager[None]]


@contextmanager
def on_a_small_disk(folder: Path) -> Iterator[None]:
    """The folder is a file system of its own, in memory."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def full_disk(folder: Path) -> Trouble:
    """The disk of that folder has no room."""

    @contextmanager
    def filled() -> Iterator[None]:
        ballast = folder / "ballast"
        with ballast.open("wb") as file:
            while (room := shutil.disk_usage(folder).free) > LEFT:
                with suppress(OSError):  # somebody else was quicker
                    os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), room - LEFT)
            yield
        ballast.unlink()

    return Trouble("the disk is full", filled)


@contextmanager
def stopped(program: str) -> Iterator[None]:
    """The server hears nothing and says nothing, and then goes on."""
    pids = _family(program)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def killed(program: str) -> Iterator[None]:
    """The server is gone, and then is started again by the same words."""
    first, *others = _family(program)
    words = Path(f"/proc/{first}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
    told = Path(f"/proc/{first}/environ").read_bytes().rstrip(b"\0").split(b"\0")
    environment = dict(line.split(b"=", 1) for line in told)
    place, owner = Path(f"/proc/{first}/cwd").readlink(), Path(f"/proc/{first}").stat().st_uid
    for pid in (first, *others):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(first, 0)  # PostgreSQL does not start where a process with the number in its lock file is left
    yield
    until = time.monotonic() + START_S
    while _start(words, environment, place, owner).poll() is not None:
        if time.monotonic() > until:
            raise TimeoutError(f"{program} could not be started again.")


# What runs each broker.
BROKER_PROGRAMS = {"redis": "redis-server", "rabbitmq": "rabbitmq-server"}


def troubles_of_servers(broker: str) -> list[Trouble]:
    """Each server is stopped, and killed: the database, that broker, the object store."""
    programs = ("postgres", BROKER_PROGRAMS[broker], "radosgw")
    return [
        Trouble(f"{program} is {deed.__name__}", partial(deed, program))
        for program in programs
        for deed in (stopped, killed)
    ]


def end_servers() -> None:
    """Those that were started again are nobody's else."""
    for program in ("postgres", *BROKER_PROGRAMS.values(), "radosgw"):
        # RabbitMQ would wait for its folder, which is gone.
        how = signal.SIGKILL if program == BROKER_PROGRAMS["rabbitmq"] else signal.SIGTERM
        for pid in _family(program):
            with suppress(ProcessLookupError):
                os.kill(pid, how)


def _start(words: list[bytes], environment: dict[bytes, bytes], place: Path, owner: int) -> subprocess.Popen[bytes]:
    """The server, if it is still there after a second."""
    nowhere = subprocess.DEVNULL
    group = pwd.getpwuid(owner).pw_gid
    who: dict[str, Any] = {"user": owner, "group": group, "extra_groups": []} if owner != os.getuid() else {}
    process: subprocess.Popen[bytes] = subprocess.Popen(
        words, env=environment, cwd=place, stdout=nowhere, stderr=nowhere, **who
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)
    return process


def _family(program: str) -> list[int]:
    """Our child of that name, and its children."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, name, state, parent = _told(place.read_text())
            if state != "Z":
                parents[pid] = (name, parent)
    ours = [pid for pid, (name, parent) in parents.items() if name == program and parent == os.getpid()]
    return ours + [pid for pid, (_, parent) in parents.items() if parent in ours]


def _told(stat: str) -> tuple[int, str, str, int]:
    before, _, after = stat.rpartition(")")
    pid, _, name = before.partition(" (")
    state, parent, *_ = after.split()
    return int(pid), name, state, int(parent)
