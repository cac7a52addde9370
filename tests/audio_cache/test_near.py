"""Copies near at hand are whole, fetched once, and no more than they should be."""

import hashlib
import os
import threading
import time
from pathlib import Path

import pytest

from audio_cache import FileShelf
from audio_cache.near import BUSY_S, Near

SOUND = b"sound" * 100
FINGERPRINT = hashlib.sha256(SOUND).hexdigest()


def size_of(folder: Path) -> int:
    return sum(place.stat().st_size for place in folder.rglob("*.mp3"))


def test_many_who_ask_at_once_fetch_it_once(tmp_path: Path) -> None:
    near, fetched = Near(FileShelf(tmp_path), 10_000), []

    def fetch() -> bytes:
        fetched.append(1)
        time.sleep(0.05)
        return SOUND

    asking = [threading.Thread(target=near.checked, args=(FINGERPRINT, "mp3", fetch)) for _ in range(20)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(fetched) == 1


@pytest.mark.parametrize("lie", [None, b"", b"other"])
def test_what_is_not_what_was_asked_for_is_not_kept(tmp_path: Path, lie: bytes | None) -> None:
    near = Near(FileShelf(tmp_path), 10_000)
    assert near.checked(FINGERPRINT, "mp3", lambda: lie) is None
    place = near.checked(FINGERPRINT, "mp3", lambda: SOUND)
    assert place
    assert place.read_bytes() == SOUND


def test_the_least_recently_read_goes_when_there_is_too_much(tmp_path: Path) -> None:
    near, long_ago = Near(FileShelf(tmp_path), 5_000), time.time() - 2 * BUSY_S
    for number in range(40):
        sound = b"%04d" % number * 125
        place = near.checked(hashlib.sha256(sound).hexdigest(), "mp3", lambda sound=sound: sound)
        assert place
        if number > 0:
            os.utime(place, (long_ago + number, long_ago))
    assert size_of(tmp_path) <= 5_500
    kept = hashlib.sha256(b"0000" * 125).hexdigest()
    assert list(tmp_path.rglob(f"{kept}.mp3"))
