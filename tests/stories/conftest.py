"""A service as its users meet it: started by its command, in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Service:
    """A running `voice serve`."""

    process: subprocess.Popen[str]
    address: str


@contextmanager
def serving(folder: Path, *words: str, **settings: str) -> Iterator[Service]:
    """`voice serve` on a free port, with `settings` in its environment, until the block ends."""
    environment = os.environ | {"VOICE_DATA": str(folder)} | settings
    command = [sys.executable, "-m", "voice.cli", "serve", "--port", "0", *words]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            told = iter(process.stdout.readline, "")
            ready = next(filter(None, (re.search(r"http://\S+", line) for line in told)), None)
            assert ready, "the service did not say where it is"
            yield Service(process, ready[0])
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service of the README's first command."""
    with serving(tmp_path_factory.mktemp("data"), "--samples") as service:
        yield service
