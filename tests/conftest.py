"""What tests of several packages stand on."""

import os
import secrets
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine, create_engine

import audio_cache.tables
from tests import servers
from tests.browsers import kind_of, opened, sound_card
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
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that is started for the tests."""
    if servers.initdb() is None:
        pytest.skip("No PostgreSQL is installed on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="voice-postgresql-"))  # of a short name, for its socket
    with servers.postgresql_in(folder) as address:
        yield address
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """The address of an empty database on that server."""
    name = f"voice_{secrets.token_hex(4)}"
    server = create_engine(postgresql.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield postgresql.removesuffix("postgres") + name
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture(scope="session")
def sound() -> Iterator[dict[str, str]]:
    """The environment that leads to a sound card."""
    with sound_card() as environment:
        yield environment


@pytest.fixture(scope="module", params=["chromium"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium, or the browser that a test names; the test is skipped where the machine has none."""
    with sync_playwright() as playwright:
        kind = kind_of(playwright, request.param)
        sound = request.getfixturevalue("sound") if kind.name == "firefox" else {}
        browser = opened(kind, sound)
        yield browser
        browser.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest) -> str:
    """The address of a database: first none, which stands for a file of SQLite's, then an empty one on a server."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgresql_url"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys wait for what they hear: their files stand among those that compute, so that no processor waits too."""
    journeys, others = defaultdict[Path, list[pytest.Item]](list), defaultdict[Path, list[pytest.Item]](list)
    for item in items:
        (journeys if item.path.parent.name == "stories" else others)[item.path].append(item)
    # The last of them long before the end, where it would be waited for alone.
    places = [(0.8 * number / len(journeys), file) for number, file in enumerate(journeys)]
    places += [(number / len(others), file) for number, file in enumerate(others)]
    items[:] = [item for _, file in sorted(places) for item in (journeys | others)[file]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Skips are said aloud, and fail in CI."""
    if CI and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI has what every test needs: a skipped test is a failure.", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a skip fail the run in CI."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
