"""What is looked up again after a while."""

import threading
from collections.abc import Callable
from itertools import count

import pytest

from audio_cache import ShelfUnreachable
from content.errors import InvalidRules
from voice.errors import VoiceError
from voice.phone.fresh import Fresh


def counting() -> Callable[[], int]:
    return count(1).__next__


def test_it_is_looked_up_once_and_again_when_it_is_old() -> None:
    young, old = Fresh(counting(), keep_s=1_000), Fresh(counting(), keep_s=0, behind=False)
    assert [young.get() for _ in range(3)] == [1, 1, 1]
    assert [old.get() for _ in range(3)] == [1, 2, 3]


def test_others_get_what_there_was_while_one_looks() -> None:
    looking, go_on, numbers = threading.Event(), threading.Event(), count(1)

    def look() -> int:
        if (number := next(numbers)) > 1:
            looking.set()
            assert go_on.wait(10)
        return number

    fresh = Fresh(look, keep_s=0, behind=False)
    assert fresh.get() == 1
    one = threading.Thread(target=fresh.get)
    one.start()
    assert looking.wait(10)
    assert fresh.get() == 1
    go_on.set()
    one.join()
    assert fresh.get() > 1


def test_what_was_not_found_is_looked_for_again() -> None:
    tries = iter([OSError("Not yet."), 2])

    def look() -> int:
        found = next(tries)
        if isinstance(found, OSError):
            raise found
        return found

    fresh = Fresh(look, keep_s=1_000)
    with pytest.raises(OSError, match="Not yet"):
        fresh.get()
    assert fresh.get() == 2


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize("found", [1, None])
def test_nobody_waits_while_it_is_looked_up_again_however_old_it_is(found: int | None) -> None:
    go_on, numbers, clock = threading.Event(), count(2 if found else 1), Clock()

    def look() -> int:
        if (number := next(numbers)) == 2:
            assert go_on.wait(10)
        return number

    fresh = Fresh(look, keep_s=1, found=found, now=clock)
    assert fresh.get() == 1
    clock.at = 1_000_000
    assert [fresh.get(), fresh.get()] == [1, 1]
    go_on.set()
    while fresh.get() == 1:
        pass


@pytest.mark.parametrize("error", [VoiceError, InvalidRules, ShelfUnreachable])
def test_what_can_not_be_looked_up_again_stays_as_it_was(error: type[Exception]) -> None:
    failed, clock = threading.Event(), Clock()
    found = iter([1])

    def look() -> int:
        for each in found:
            return each
        failed.set()
        raise error("The disk is full.")

    fresh = Fresh(look, keep_s=1, now=clock)
    assert fresh.get() == 1
    clock.at = 1.5
    fresh.get()
    assert failed.wait(10)
    assert fresh.get() == 1


def test_where_no_thread_can_be_started_whoever_asks_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more_threads(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    clock = Clock()
    fresh = Fresh(counting(), keep_s=1, now=clock)
    assert fresh.get() == 1
    monkeypatch.setattr(threading.Thread, "start", no_more_threads)
    for clock.at, found in [(1.5, 2), (3, 3)]:
        assert fresh.get() == found
