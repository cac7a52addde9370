"""What tests of several packages stand on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Skips are said aloud, and fail in CI."""
    if CI and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI has what every test needs: a skipped test is a failure.", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a skip fail the run in CI."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
