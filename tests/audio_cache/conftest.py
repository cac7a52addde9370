"""A shelf with its index, and time that passes at once."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from audio_cache import FileShelf, Index, Leases, Recording, Uses
from audio_cache.needs import Needs
from audio_cache.sweeping import DAY_S, Broom, Limits, Swept
from audio_cache.tables import SPARE, recordings


@dataclass
class Store:
    """Recordings in a folder, known to a database."""

    engine: Engine
    root: Path
    index: Index = field(init=False)
    shelf: FileShelf = field(init=False)
    needs: Needs = field(init=False)
    uses: Uses = field(init=False)

    def __post_init__(self) -> None:
        self.index, self.shelf = Index(self.engine), FileShelf(self.root)
        self.needs, self.uses = Needs(self.engine), Uses(self.engine, gather_s=60)

    def keep(self, digest: str, sound: bytes = b"", suffix: str = "mp3") -> Recording:
        sound = sound or f"the sound of {digest}".ljust(100).encode()
        recording = Recording(digest, self.shelf.put(sound, suffix), suffix, len(sound), 1000)
        leases = Leases(self.engine, "maker")
        leases.claim([digest])
        leases.complete([recording])
        return recording

    def place(self, recording: Recording) -> Path:
        return self.shelf.path(recording.fingerprint, recording.suffix)

    def pass_days(self, days: float) -> None:
        """Everything that has happened so far was that much longer ago."""
        with self.engine.begin() as connection:
            connection.execute(update(recordings).values(used_at=recordings.c.used_at - days * DAY_S))
            spare = recordings.c.spare_since - days * DAY_S
            connection.execute(update(recordings).where(SPARE).values(spare_since=spare))
        for place in self.root.rglob("*.*"):
            with suppress(FileNotFoundError):  # another sweeper took it
                then = place.stat().st_mtime - days * DAY_S
                os.utime(place, (then, then))

    def sweep(self, limits: Limits | None = None, *, dry: bool = False) -> Swept:
        self.needs.mark()
        return Broom(self.engine, self.index, self.shelf, limits or Limits(), dry).sweep()

    def ready(self, digests: Iterable[str]) -> set[str]:
        return set(self.index.find_all(digests))


@pytest.fixture
def store(database: Engine, tmp_path: Path) -> Iterator[Store]:
    store = Store(database, tmp_path / "recordings")
    yield store
    store.uses.close()
