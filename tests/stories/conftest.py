"""A service as its users meet it: started by its command, in a process of its own."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .ceph import Gateway, gateway_in
from .listener import TEA, WALK, House, Listener, open_house


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


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service in this process, with two short articles that are recorded."""
    with open_house(tmp_path_factory.mktemp("house")) as house:
        house.keep(TEA)
        house.keep(WALK)
        yield house


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # What a service worker asks for passes by the answers that a test gives in the server's place.
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture
def listener(page: Page, house: House) -> Listener:
    return Listener(page, house)


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    """An object store, with the bucket `voice`."""
    # The daemons' sockets need a short path.
    with (
        tempfile.TemporaryDirectory(prefix="rgw-", ignore_cleanup_errors=True) as root,
        gateway_in(Path(root)) as found,
    ):
        found.make("voice")
        yield found
