"""One of many callers makes what is missing."""

import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event

from audio_cache import Index, Leases, Recording, Watch
from audio_cache.holding import Holding


def a_recording(digest: str) -> Recording:
    return Recording(digest, "f" * 64, "mp3", 5, 1000)


def test_a_recording_is_claimed_once(database: Engine) -> None:
    ann, bob = Leases(database, "ann"), Leases(database, "bob")
    assert ann.claim(["x", "y"]) == {"x", "y"}
    assert bob.claim(["x", "z"]) == {"z"}


def test_of_many_threads_one_gets_the_lease(database: Engine) -> None:
    callers = [Leases(database, f"caller {n}") for n in range(32)]
    with ThreadPoolExecutor(32) as pool:
        granted = list(pool.map(lambda leases: leases.claim(["x"]), callers))
    assert granted.count({"x"}) == 1


def test_what_is_ready_is_claimed_by_nobody(database: Engine) -> None:
    ann = Leases(database, "ann")
    ann.claim(["x"])
    ann.complete([a_recording("x")])
    assert Leases(database, "bob").claim(["x"]) == set()
    assert Index(database).find("x") == a_recording("x")


def test_a_lease_that_ran_out_is_taken_over(database: Engine) -> None:
    Leases(database, "killed", lease_s=-1).claim(["x"])
    assert Leases(database, "bob").claim(["x"]) == {"x"}


def test_a_renewed_lease_is_kept(database: Engine) -> None:
    Leases(database, "ann", lease_s=-1).claim(["x"])
    Leases(database, "ann").renew(["x"])
    assert Leases(database, "bob").claim(["x"]) == set()


def test_a_lease_is_renewed_while_it_is_held_and_no_longer(database: Engine) -> None:
    ann, renewed = Leases(database, "ann", lease_s=0.1), threading.Event()
    event.listen(database, "after_cursor_execute", lambda *told: told[2].startswith("UPDATE") and renewed.set())
    ann.claim(["x", "y"])
    with ann.held(["x"]), ann.held(["x", "y"]):
        for _ in range(3):
            renewed.clear()
            assert renewed.wait(20)
    until = time.monotonic() + 20
    while any(thread.name == "voice-leases" for thread in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_what_keeps_a_lease_from_being_renewed_once_keeps_it_no_longer() -> None:
    renewed, troubles = threading.Event(), [OSError("a full disk"), OSError("a full disk")]

    def renew(digests: Iterable[str]) -> None:
        if troubles:
            raise troubles.pop()
        assert list(digests) == ["x"]
        renewed.set()

    with Holding(renew, 0.01).held(["x"]):
        assert renewed.wait(20)


def test_a_released_recording_can_be_claimed_at_once(database: Engine) -> None:
    ann = Leases(database, "ann")
    ann.claim(["x"])
    ann.release(["x"])
    assert Leases(database, "bob").claim(["x"]) == {"x"}


def test_nobody_releases_what_is_somebody_elses(database: Engine) -> None:
    Leases(database, "ann").claim(["x"])
    bob = Leases(database, "bob")
    bob.release(["x"])
    assert bob.claim(["x"]) == set()


def test_a_failure_is_told_and_not_tried_again_at_once(database: Engine) -> None:
    ann = Leases(database, "ann")
    ann.claim(["x"])
    ann.fail("x", "no voice")
    assert ann.progress(["x"]).failed == {"x": "no voice"}
    assert Leases(database, "bob").claim(["x"]) == set()


def test_urgent_orders_come_first(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"bulk": "1"}, urgent=False)
    leases.want({"press of play": "2"}, urgent=True)
    assert [leases.next_order(), leases.next_order(), leases.next_order()] == [
        ("press of play", "2", True),
        ("bulk", "1", False),
        None,
    ]


def test_who_began_to_wait_first_is_served_first_however_long_it_was_wanted(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"old": "o"}, urgent=False)
    leases.want({"young": "y"}, urgent=False)
    leases.want({"young": "y"}, urgent=True)
    leases.want({"old": "o"}, urgent=True)
    leases.want({"young": "y"}, urgent=True)
    assert [(leases.next_order() or " ")[0] for _ in range(2)] == ["young", "old"]


def test_what_is_put_last_comes_after_what_is_as_urgent(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"a": "a", "b": "b"}, urgent=True)
    leases.want({"bulk": "c"}, urgent=False)
    leases.put_last("a")
    assert [(leases.next_order() or " ")[0] for _ in range(3)] == ["b", "a", "bulk"]


def test_who_is_kept_for_listeners_takes_up_nothing_else(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"bulk": "b", "more": "m"}, urgent=False)
    assert leases.next_order(urgent_only=True) is None
    leases.want({"listener": "l"}, urgent=True)
    assert leases.waiting(10) == {True: 1, False: 2}
    assert leases.waiting(2) == {True: 1, False: 1}
    assert leases.next_order(urgent_only=True) == ("listener", "l", True)
    assert leases.waiting(10) == {True: 0, False: 2}


def test_orders_are_made_in_the_order_in_which_they_were_asked_for(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({digest: digest for digest in "cabd"}, urgent=False)
    assert [(leases.next_order() or " ")[0] for _ in range(4)] == list("cabd")


def test_it_is_known_when_somebody_waits(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"bulk": "1"}, urgent=False)
    assert not leases.urgent_waits()
    leases.want({"press of play": "2"}, urgent=True)
    assert leases.urgent_waits()
    leases.next_order()
    assert not leases.urgent_waits()


def test_a_watch_tells_when_somebody_else_wrote(database: Engine) -> None:
    watch = Watch(database)
    assert watch.worth_a_look()
    assert not watch.worth_a_look()
    Leases(database, "ann").claim(["x"])
    assert watch.worth_a_look()
    watch.close()


def test_an_order_can_become_urgent_but_not_less_so(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"a": "1", "b": "2"}, urgent=False)
    leases.want({"b": "2"}, urgent=True)
    leases.want({"b": "2"}, urgent=False)
    assert leases.next_order() == ("b", "2", True)


def test_what_is_ready_is_not_wanted_again(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.claim(["x"])
    leases.complete([a_recording("x")])
    leases.want({"x": "1"}, urgent=True)
    assert leases.next_order() is None


def test_what_is_being_made_is_not_ordered_twice(database: Engine) -> None:
    leases = Leases(database, "ann")
    leases.want({"x": "1"}, urgent=False)
    assert leases.next_order() == ("x", "1", False)
    leases.want({"x": "1"}, urgent=True)
    assert Leases(database, "bob").next_order() is None


def test_a_forgotten_recording_is_one_to_be_made(database: Engine) -> None:
    leases, index = Leases(database, "ann"), Index(database)
    leases.claim(["x"])
    leases.complete([a_recording("x")])
    index.forget("x")
    assert index.find("x") is None
    assert leases.claim(["x"]) == {"x"}


@pytest.mark.parametrize("count", [0, 1, 1700])
def test_any_number_of_digests_can_be_asked_for(database: Engine, count: int) -> None:
    digests = [f"{n:064}" for n in range(count)]
    leases = Leases(database, "ann")
    assert leases.claim(digests) == set(digests)
    leases.complete([a_recording(digest) for digest in digests[:3]])
    assert set(Index(database).find_all(digests)) == set(digests[:3])
    assert leases.progress(digests).making == max(count - 3, 0)


def test_what_somebody_waited_for_once_is_urgent_no_more_when_it_is_made_again_in_bulk(database: Engine) -> None:
    ann = Leases(database, "ann")
    ann.want({"pressed": "order"}, urgent=True)
    assert ann.next_order() == ("pressed", "order", True)
    ann.complete([a_recording("pressed")])
    ann.want({"earlier": "order"}, urgent=False)
    Index(database).forget("pressed")
    ann.want({"pressed": "order"}, urgent=False)
    assert [ann.next_order(), ann.next_order()] == [("earlier", "order", False), ("pressed", "order", False)]
