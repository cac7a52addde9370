"""A booth's child that is started before all else, and loads its engine while the rest of the program is imported.

Who starts it is its parent; who speaks in it is a process that is forked later. That one can't wait for it as a parent
can, but by a file descriptor that stands for it (pidfd_open(2), Linux). Elsewhere nobody stands by.
"""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voice.aside import written_aside
from voice.child import child_command

# Megabytes that a child may ask the machine for. The hungriest engine needs half of it for the longest sentence.
MOST_MB = 3072
# Who stands by where nobody has spoken yet: the first choice for English (`voice.choosing`).
USUAL_ENGINE = "hibari"
# The file of the data folder that names the engine which was first needed the last time.
NOTED_IN = "first-engine"
# How a process has ended that is not ours: only its parent is told.
UNTOLD = -1


class Process(Protocol):
    """What a booth needs of its child's process; `subprocess.Popen` has it."""

    @property
    def returncode(self) -> int | None:
        """How it has ended, as far as that is known."""
        ...

    def poll(self) -> int | None:
        """How it has ended, None while it runs."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """How it has ended. Raises subprocess.TimeoutExpired after so many seconds."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...


@dataclass(frozen=True, slots=True)
class Standby:
    """A child that loads its engine, and the pipes to it."""

    engine: str
    process: "subprocess.Popen[bytes]"

    def let_go(self) -> None:
        """Once somebody was forked who speaks in it: close the pipes here, so that it ends with that one."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        threading.Thread(target=self.process.wait, daemon=True).start()


class Adopted:
    """The process of somebody else's child."""

    def __init__(self, pid: int) -> None:
        """Raises ProcessLookupError where it has ended and its parent knows."""
        self._watch = os.pidfd_open(pid)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """`UNTOLD` if it has ended, None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """`UNTOLD` once it has ended. Raises subprocess.TimeoutExpired after so many seconds."""
        if self.returncode is None:
            ending = select.poll()
            ending.register(self._watch, select.POLLIN)
            if timeout is not None and not ending.poll(timeout * 1000):
                raise subprocess.TimeoutExpired("a booth's child", timeout)
            if timeout is None:
                ending.poll()
            os.close(self._watch)
            self.returncode = UNTOLD
        return self.returncode

    def kill(self) -> None:
        """End it at once."""
        if self.returncode is None:
            signal.pidfd_send_signal(self._watch, signal.SIGKILL)


def start_child(engine: str, most_mb: int = MOST_MB) -> "subprocess.Popen[bytes]":
    """A new child of a booth, which loads that engine."""
    command = child_command("voice.booth.child", "serve", engine, str(most_mb))
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own words


@contextmanager
def standing_by(folder: Path, preferred: str) -> Iterator[Standby | None]:
    """A child for the preferred engine, or that which was first needed the last time; None where nobody can stand by.

    It ends with the block, unless somebody speaks in it by then.
    """
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        yield None
        return
    engine = preferred or _noted(folder) or USUAL_ENGINE
    standby = Standby(engine, start_child(engine))
    try:
        yield standby
    finally:
        standby.let_go()


def note(folder: Path, engine: str) -> None:
    """Remember which engine is first needed, where that has changed."""
    if _noted(folder) != engine:
        with suppress(OSError), written_aside(folder / NOTED_IN) as file:
            file.write(engine.encode())


def _noted(folder: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return (folder / NOTED_IN).read_text("utf-8").strip()
    return ""
