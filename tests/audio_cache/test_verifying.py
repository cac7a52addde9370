"""Verifying reads every recording, and finds each that is not what it was."""

from audio_cache.tables import recordings
from audio_cache.verifying import Fault, verify

from .conftest import Store


def faults(store: Store) -> dict[str, Fault]:
    return {each.recording.digest: each.fault for each in verify(store.index, store.shelf) if each.fault}


def test_what_is_whole_is_not_called_broken(store: Store) -> None:
    store.keep("a")
    store.keep("b", suffix="take.flac")
    assert [each.fault for each in verify(store.index, store.shelf)] == [None, None]


def test_missing_truncated_and_altered_recordings_are_told_apart(store: Store) -> None:
    clips = {digest: store.keep(digest) for digest in "abcd"}
    store.place(clips["a"]).unlink()
    store.place(clips["b"]).write_bytes(b"torn")
    store.place(clips["c"]).write_bytes(bytes(clips["c"].size))
    assert faults(store) == {"a": Fault.MISSING, "b": Fault.TRUNCATED, "c": Fault.ALTERED}


def test_what_was_found_broken_before_is_told_until_it_is_made_again(store: Store) -> None:
    store.keep("a")
    store.index.forget("a")
    assert faults(store) == {"a": Fault.FORGOTTEN}
    store.keep("a")
    assert faults(store) == {}


def test_all_that_share_broken_bytes_are_broken(store: Store) -> None:
    clip = store.keep("a", b"the same")
    store.keep("b", b"the same")
    store.place(clip).write_bytes(b"other")
    assert faults(store).keys() == {"a", "b"}


def test_what_was_swept_away_while_it_was_read_is_not_broken(store: Store) -> None:
    clips = [store.keep(digest) for digest in "abc"]
    reading = verify(store.index, store.shelf)
    next(reading)
    with store.engine.begin() as connection:
        connection.execute(recordings.delete())
    for clip in clips:
        store.place(clip).unlink()
    assert [each.fault for each in reading if each.fault] == []


def test_what_was_made_anew_meanwhile_is_not_forgotten(store: Store) -> None:
    before = store.keep("a", b"before")
    store.index.forget("a")
    store.keep("a", b"after")
    store.index.forget_those([before])
    assert store.index.find("a")
