"""The audit trail: chained, in the transaction of the change, and by whichever door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from voice.audit import Change, Door, Kind, Search, Trail, acting, note
from voice.errors import UnknownAccount
from voice.schema import open_at_head

on_both = pytest.mark.parametrize("trail", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def trail(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trail]:
    where = getattr(request, "param", "sqlite")
    url = "" if where == "sqlite" else str(request.getfixturevalue("postgresql_url"))
    engine = open_at_head(tmp_path, url)
    found = Trail(engine)
    with engine.begin() as connection:
        note(connection, *(Change(Kind.WORD, f"word {n}", article="on-tea" if n else "") for n in range(3)))
    yield found
    engine.dispose()


def alter(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


@on_both
def test_a_trail_that_nobody_touched_is_right(trail: Trail) -> None:
    found = trail.verify()
    assert (found.rows, found.broken_at) == (3, 0)
    assert trail.verify(found.last).broken_at == 0


@pytest.mark.parametrize(
    ("statement", "at"),
    [("UPDATE audit SET after = 'x' WHERE number = 2", 2),
     ("UPDATE audit SET who = 'x' WHERE number = 3", 3),
     ("DELETE FROM audit WHERE number = 2", 3),
     ("DELETE FROM audit WHERE number = 1", 2),
     ("UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE number = 1", 1)],
)  # fmt: skip
def test_what_was_altered_or_taken_out_is_found(trail: Trail, statement: str, at: int) -> None:
    alter(trail.engine, statement)
    assert trail.verify().broken_at == at


def test_a_trail_that_was_cut_off_or_made_anew_lacks_what_is_known_of_it(trail: Trail) -> None:
    last = trail.verify().last
    alter(trail.engine, "DELETE FROM audit WHERE number = 3")
    assert trail.verify().broken_at == 0
    assert trail.verify(last).broken_at == 3


@on_both
def test_a_change_that_fails_is_not_noted(trail: Trail) -> None:
    def change_and_fail() -> None:
        with trail.engine.begin() as connection:
            note(connection, Change(Kind.WORD, "never"))
            raise UnknownAccount("Nobody.")

    with pytest.raises(UnknownAccount):
        change_and_fail()
    assert trail.count(Search()) == 3


@on_both
def test_rows_are_found_by_what_they_are_about_the_newest_first(trail: Trail) -> None:
    with acting("Elena", Door.ADMIN), trail.engine.begin() as connection:
        note(connection, Change(Kind.RULES, "disclaimers.toml"))
    assert [row.subject for row in trail.rows(Search(article="on-tea"), most=9)] == ["word 2", "word 1"]
    assert [row.door for row in trail.rows(Search(who="Elena"), most=9)] == [Door.ADMIN]
    day = trail.rows(Search(), most=1)[0].at[:10]
    assert trail.count(Search(since=day, until=day)) == 4
    assert trail.count(Search(until="2020-01-01")) == trail.count(Search(since="2999-01-01")) == 0
    assert [row.number for row in trail.rows(Search(), most=2, skip=1)] == [3, 2]
