"""Copies of recordings that are kept elsewhere, in a folder of this machine that grows no larger than it should."""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from audio_cache.file_shelf import FileShelf
from audio_cache.shelf import Stored

# What was read within so many seconds stays: somebody may be about to open it.
BUSY_S = 300.0


class Near:
    """At most about `limit` bytes, the least recently read going first; for any number of threads and processes."""

    def __init__(self, shelf: FileShelf, limit: int) -> None:
        self._shelf = shelf
        self._limit = limit
        self._since = limit  # bytes put here since it was last looked how many there are: at first, one looks
        self._locks = [threading.Lock() for _ in range(256)]

    def checked(self, fingerprint: str, suffix: str, fetch: Callable[[], bytes | None]) -> Path | None:
        """The file of that fingerprint, fetched where it is not here; of many who ask at once, one fetches it.

        None where `fetch` has nothing, or something else. Raises what it does, and ShelfUnwritable.
        """
        with self._locks[int(fingerprint[:2], 16)]:
            if not (place := self._shelf.checked(fingerprint, suffix)):
                sound = fetch()
                if not sound or hashlib.sha256(sound).hexdigest() != fingerprint:
                    return None
                self._shelf.put(sound, suffix, synced=False)
                place = self._shelf.checked(fingerprint, suffix)
                self._make_room(len(sound))
        if place:
            with suppress(FileNotFoundError):  # another process made room just now
                os.utime(place, ns=(time.time_ns(), place.stat().st_mtime_ns))
        return place

    def _make_room(self, size: int) -> None:
        self._since += size
        if self._since < self._limit // 10:
            return
        self._since = 0
        there = sorted(self._read())
        excess = sum(stored.size for _, stored in there) - self._limit
        for read_at, stored in there:
            if excess <= 0 or read_at > time.time() - BUSY_S:
                return
            self._shelf.remove(stored)
            excess -= stored.size

    def _read(self) -> Iterator[tuple[float, Stored]]:
        """What is here, each with the time at which it was last read."""
        for part in self._shelf.stored():
            for stored in part:
                with suppress(FileNotFoundError):
                    yield self._shelf.place(stored).stat().st_atime, stored
