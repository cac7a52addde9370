"""Restarts of engines are counted, forgotten after a month without any, and never keep anybody from speaking."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from voice.database import open_database
from voice.errors import DatabaseUnusable
from voice.restarts import Restarts
from voice.schema import open_at_head


@pytest.fixture
def database(tmp_path: Path, either_database: str) -> Engine:
    return open_at_head(tmp_path, either_database)


def test_each_is_counted_and_the_last_reason_is_told(database: Engine) -> None:
    restarts = Restarts(database)
    for engine, why in (("hibari", "It crashed."), ("espeak", "It hung."), ("hibari", "It hung.")):
        restarts.note(engine, why)
    assert {(each.engine, each.count, each.why) for each in restarts.of_late()} == {
        ("hibari", 2, "It hung."),
        ("espeak", 1, "It hung."),
    }


def test_after_a_month_it_is_forgotten_and_counted_from_one(database: Engine) -> None:
    restarts = Restarts(database)
    restarts.note("hibari", "It crashed.")
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE restarts SET last_at = '2001-01-01T00:00:00+00:00', count = 9")
    assert restarts.of_late() == ()
    restarts.note("hibari", "It crashed.")
    assert restarts.of_late()[0].count == 1


def test_a_database_that_is_away_is_logged_and_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    away = open_database(tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseUnusable), away.connect():
        pass
    Restarts(away).note("hibari", "It crashed.")
    assert "could not be noted" in caplog.text
