"""The ledger on both databases: one works at a time, whoever is gone is followed by another, nothing is begun twice."""

import time

import pytest
from sqlalchemy import Engine

from voice.audit import Door, Search, Trail, acting
from voice.errors import RegenerationEnded
from voice.ledger import LEASE_S, Ledger, Stage, Step

LOAD = ("silence", 100, 2)


@pytest.fixture
def ledger(at_head: Engine) -> Ledger:
    return Ledger(at_head, "one")


def steps(ledger: Ledger, number: int) -> list[Step]:
    return [part.state for part in ledger.parts(number)]


def test_a_second_worker_takes_over_only_when_the_first_has_said_nothing_for_long(
    ledger: Ledger, at_head: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, other = ledger.open("tea", "Ida", {"tea": 3}), Ledger(at_head, "other")
    assert ledger.take(number)
    assert not other.take(number)
    assert ledger.take(number)
    at = time.time()
    monkeypatch.setattr(time, "time", lambda: at + LEASE_S + 1)
    assert other.take(number)
    assert not ledger.take(number)


def test_an_article_is_begun_once_and_what_has_ended_stays_so(ledger: Ledger) -> None:
    number = ledger.open("two", "Ida", {"tea": 3, "mate": 3})
    assert [ledger.begin(number, "tea", 1, 3, LOAD) for _ in range(2)] == [True, False]
    ledger.end(number, "tea")
    ledger.end(number, "tea", "too late to fail")
    assert not ledger.close(number)
    ledger.end(number, "mate", "Nobody speaks it.")
    assert [ledger.close(number) for _ in range(2)] == [True, False]
    assert (ledger.read(number).state, steps(ledger, number)) == (Stage.FAILED, [Step.DONE, Step.FAILED])
    assert (ledger.read(number).takes, ledger.busy()) == (2, set())


def test_what_failed_the_last_time_of_late_is_told_and_no_more_of_it_than_is_asked_for(ledger: Ledger) -> None:
    for number, failed in enumerate([{"tea", "mate"}, {"tea"}, set[str](), {"cocoa", "tea"}], start=1):
        slugs = {1: ("tea", "mate"), 2: ("tea",), 3: ("mate",), 4: ("water", "tea", "cocoa")}[number]
        begun = ledger.open("some", "Ida", dict.fromkeys(slugs, 1))
        for slug in slugs:
            ledger.end(begun, slug, f"Hoarse {number} times." if slug in failed else "")
    assert list(ledger.failed_of_late(9, 9).items()) == [
        ("tea", (4, "Hoarse 4 times.")), ("cocoa", (4, "Hoarse 4 times.")),
    ]  # fmt: skip
    assert list(ledger.failed_of_late(9, 1)) == ["tea"]
    ledger.open("coffee", "Ida", {"coffee": 1})
    assert ledger.failed_of_late(1, 9) == {}


def test_what_is_paused_waits_and_what_is_cancelled_is_not_resumed(ledger: Ledger) -> None:
    number = ledger.open("tea", "Ida", {"tea": 3})
    ledger.begin(number, "tea", 1, 3, LOAD)
    ledger.pause(number)
    assert (steps(ledger, number), ledger.take(number)) == ([Step.WAITING], False)
    ledger.resume(number)
    ledger.resume(number)
    assert ledger.take(number)
    ledger.cancel(number)
    assert steps(ledger, number) == [Step.CANCELLED]
    with pytest.raises(RegenerationEnded, match="cancelled"):
        ledger.resume(number)


def test_a_later_one_takes_over_the_articles_it_names_and_no_others(ledger: Ledger) -> None:
    earlier = ledger.open("two", "Ida", {"tea": 3, "mate": 3})
    later = ledger.open("tea", "Bo", {"tea": 3})
    assert (steps(ledger, earlier), steps(ledger, later)) == ([Step.REPLACED, Step.WAITING], [Step.WAITING])
    assert [each.number for each in ledger.working()] == [later, earlier]
    assert ledger.busy() == {"tea", "mate"}


def test_what_changes_a_regeneration_is_in_the_trail_and_what_changes_nothing_is_not(
    ledger: Ledger, at_head: Engine
) -> None:
    number = ledger.open("tea", "Ida", {"tea": 3})
    ledger.resume(number)
    with acting("Ada", Door.ADMIN):
        ledger.pause(number)
        ledger.resume(number)
        ledger.cancel(number)
    with pytest.raises(RegenerationEnded):
        ledger.pause(number)
    rows = reversed(Trail(at_head).rows(Search(), most=9))
    told = [("Ida", "begun: tea"), ("Ada", "paused"), ("Ada", "resumed"), ("Ada", "cancelled")]
    assert [(row.who, row.after) for row in rows] == told
