"""What tests of several packages stand on."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

import audio_cache.tables
from voice.database import open_database

# A busy machine fails no property; how long things take is asked where it is measured.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

CI = bool(os.environ.get("CI"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """A database with the table of recordings."""
    engine = open_database(tmp_path)
    audio_cache.tables.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Finds a port of this machine that nothing listens on."""

    def find() -> int:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            return int(probe.getsockname()[1])

    return find


@pytest.fixture(scope="session")
def postgresql(free_port: Callable[[], int]) -> Iterator[str]:
    """The address of a PostgreSQL server that is started for the tests; its programs refuse to be run by root."""
    found = shutil.which("initdb") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
    if found is None:
        pytest.skip("No PostgreSQL is installed on this machine.")
    programs = Path(found).resolve().parent
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="voice-postgresql-"))
    if who:
        shutil.chown(folder, "postgres", "postgres")
    making = [programs / "initdb", "-D", folder, "-U", "voice", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run(making, check=True, capture_output=True, cwd=folder, **who)
    port = free_port()
    quick = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    serving = [programs / "postgres", "-D", folder, "-p", str(port), *quick]
    with (folder / "log").open("wb") as log, subprocess.Popen(serving, stderr=log, cwd=folder, **who) as server:
        url = f"postgresql+psycopg://voice@127.0.0.1:{port}/postgres"
        _wait_for(url)
        yield url
        server.terminate()
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """The address of an empty database on that server."""
    name = f"voice_{secrets.token_hex(4)}"
    server = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield postgresql.replace("+psycopg", "").removesuffix("postgres") + name
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


def _wait_for(url: str) -> None:
    server, until = create_engine(url), time.monotonic() + 30
    while True:
        try:
            server.connect().close()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            break
    server.dispose()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Skips are said aloud, and fail in CI."""
    if CI and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI has what every test needs: a skipped test is a failure.", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a skip fail the run in CI."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
