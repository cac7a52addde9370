"""A sweep takes what is over the limits and what nobody knows, and never what somebody needs."""

import threading
import time

import pytest

from audio_cache import ShelfUnreachable
from audio_cache.sweeping import DAY_S, Limits
from audio_cache.tables import recordings

from .conftest import Store

NOTHING = Limits(size=0)


def test_without_limits_nothing_goes(store: Store) -> None:
    store.keep("a")
    store.sweep()
    store.pass_days(1000)
    assert store.sweep().evicted.count == 0
    assert store.ready("a") == {"a"}


def test_the_least_recently_used_goes_first_and_no_more_than_has_to(store: Store) -> None:
    for digest in "abcd":
        store.keep(digest)
    store.sweep()
    store.pass_days(3)
    store.uses.touch(store.index.find("a").fingerprint)
    store.uses.close()
    store.pass_days(3)
    swept = store.sweep(Limits(size=200))
    assert (swept.evicted.count, swept.evicted.size, swept.kept) == (2, 200, 200)
    assert store.ready("abcd") == {"a", "d"}


def test_what_was_not_used_for_too_long_goes(store: Store) -> None:
    old = store.keep("a")
    store.sweep()
    store.pass_days(20)
    store.keep("b")
    store.sweep()
    store.pass_days(15)
    assert store.sweep(Limits(age_s=30 * DAY_S)).evicted.count == 1
    assert store.ready("ab") == {"b"}
    assert not store.place(old).exists()


def test_what_is_needed_never_goes(store: Store) -> None:
    store.keep("a")
    store.needs.note("an-article", ["a"], "1")
    store.sweep()
    store.pass_days(1000)
    assert store.sweep(NOTHING).evicted.count == 0
    store.needs.note("another", ["a"], "1")
    store.needs.drop(["an-article"])
    assert store.sweep(NOTHING).evicted.count == 0


def test_what_was_superseded_stays_for_48_hours_after_that(store: Store) -> None:
    store.keep("a")
    store.needs.note("an-article", ["a"], "1")
    store.sweep()
    store.pass_days(1000)
    store.needs.note("an-article", ["b"], "2")
    assert store.sweep(NOTHING).graced.count == 1
    store.pass_days(1.9)
    assert store.sweep(NOTHING).evicted.count == 0
    store.pass_days(0.2)
    assert store.sweep(NOTHING).evicted.count == 1


def test_what_is_needed_again_meanwhile_starts_anew(store: Store) -> None:
    store.keep("a")
    store.sweep()
    store.needs.note("an-article", ["a"], "1")
    store.sweep()
    store.needs.note("an-article", [], "2")
    store.pass_days(0)
    store.sweep()
    assert store.sweep(NOTHING).graced.count == 1


def test_what_a_call_in_progress_needs_stays_until_its_pin_runs_out(store: Store) -> None:
    clip = store.keep("a")
    store.sweep()
    store.pass_days(3)
    store.uses.pin([clip.fingerprint], time.time() + 60)
    store.uses.pin([clip.fingerprint], time.time() - 60)
    assert store.sweep(NOTHING).evicted.count == 0
    with store.engine.begin() as connection:
        connection.execute(recordings.update().values(pinned_until=time.time() - 1))
    assert store.sweep(NOTHING).evicted.count == 1


def test_bytes_that_another_recording_shares_stay(store: Store) -> None:
    first = store.keep("a", b"the same")
    store.keep("b", b"the same")
    store.needs.note("an-article", ["b"], "1")
    store.sweep()
    store.pass_days(3)
    assert store.sweep(NOTHING).evicted.count == 0
    assert store.ready("ab") == {"b"}
    assert store.place(first).exists()


def test_a_dry_run_tells_what_a_sweep_then_takes(store: Store) -> None:
    for digest in "abc":
        store.keep(digest, b"alike" * 20 if digest < "c" else b"")
    store.sweep()
    stranger = store.shelf.put(b"nobody's", "mp3")
    store.pass_days(3)
    told = store.sweep(Limits(size=0), dry=True)
    assert store.ready("abc") == {"a", "b", "c"}
    assert store.shelf.checked(stranger, "mp3")
    assert store.sweep(Limits(size=0)) == told
    assert (told.evicted.count, told.strangers.count, told.kept) == (2, 1, 0)


def test_bytes_that_no_row_knows_go_after_a_day(store: Store) -> None:
    store.keep("a")
    stranger = store.shelf.put(b"nobody's", "mp3")
    assert store.sweep().strangers.count == 0
    store.pass_days(1.1)
    assert store.sweep().strangers.count == 1
    assert store.shelf.checked(stranger, "mp3") is None
    assert store.shelf.holds(store.index.find("a"))


def test_leftovers_of_killed_writers_go_after_a_day(store: Store) -> None:
    left = store.place(store.keep("a")).with_name(".aside-torn")
    left.write_bytes(b"half")
    assert store.sweep().leftovers.count == 0
    store.pass_days(1.1)
    assert store.sweep().leftovers.count == 1
    assert not left.exists()


def test_files_of_others_stay(store: Store) -> None:
    theirs = store.place(store.keep("a")).with_name("README.txt")
    theirs.write_text("ours")
    store.pass_days(9)
    store.sweep()
    assert theirs.exists()


def test_a_row_whose_file_is_gone_is_one_to_be_made(store: Store) -> None:
    store.keep("a")
    store.place(store.keep("b")).unlink()
    assert store.sweep(dry=True).lost == 1
    assert store.ready("ab") == {"a", "b"}
    assert store.sweep().lost == 1
    assert store.ready("ab") == {"a"}


def test_a_disk_that_is_not_there_loses_no_row(store: Store) -> None:
    store.keep("a")
    store.keep("b")
    store.root.rename(store.root.with_name("unmounted"))
    with pytest.raises(ShelfUnreachable, match="bring it back"):
        store.sweep()
    assert store.ready("ab") == {"a", "b"}


def test_what_a_writer_finds_on_the_shelf_while_it_is_swept_is_never_ready_without_bytes(store: Store) -> None:
    """Many sweep, and many keep the same sounds again under other digests: what is ready in the end is whole."""
    store.sweep()
    stop = threading.Event()

    def sweep() -> None:
        while not stop.is_set():
            store.pass_days(3)
            store.sweep(NOTHING)

    def write(name: str) -> None:
        for number in range(25):
            store.keep(f"{name}{number}", b"sound %d" % (number % 5))

    sweepers = [threading.Thread(target=sweep) for _ in range(2)]
    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in (*sweepers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sweepers:
        thread.join()
    found = store.index.find_all(f"{name}{number}" for name in "ab" for number in range(25))
    assert all(store.shelf.holds(recording) for recording in found.values())
