"""The tally counts what was made and names what failed."""

import time

import pytest
from sqlalchemy import Engine

from audio_cache import Leases, Recording
from audio_cache.tables import recordings
from audio_cache.tally import DAY_S, Failure, Tally


@pytest.fixture
def leases(database: Engine) -> Leases:
    return Leases(database, "me")


def made(leases: Leases, digest: str, suffix: str, duration_ms: int) -> None:
    leases.claim([digest])
    leases.complete([Recording(digest, digest, suffix, 10, duration_ms)])


def test_each_day_has_what_was_made_on_it(database: Engine, leases: Leases) -> None:
    midnight = (time.time() // DAY_S + 1) * DAY_S
    for digest, days_ago in (("a", 0), ("b", 1), ("c", 9)):
        made(leases, digest, "mp3", 1000)
        row = recordings.update().where(recordings.c.digest == digest)
        with database.begin() as connection:
            connection.execute(row.values(made_at=midnight - 1 - DAY_S * days_ago))
    assert Tally(database).by_day(midnight, 3, "mp3") == (0, 1000, 1000)
    assert Tally(database).by_day(midnight, 1, "take.flac") == (0,)


def test_what_failed_is_named_and_forgiven(database: Engine, leases: Leases) -> None:
    leases.claim(["a"])
    leases.want({"a": "an order"}, urgent=False)
    leases.fail("a", "Hoarse.")
    tally = Tally(database)
    assert tally.failures() == (Failure("a", "an order", "Hoarse."),)
    leases.want({"a": "an order"}, urgent=False)
    assert leases.next_order() is None, "it is tried again after a while"
    tally.forgive(["a"])
    leases.want({"a": "an order"}, urgent=False)
    assert leases.next_order() == ("a", "an order", False)
    assert tally.failures() == ()
