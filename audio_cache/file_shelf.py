"""A shelf that is a folder: recordings in files named by their fingerprint.

A file is written aside, synced and renamed, so that one of that name is always whole, whatever was killed.
"""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from audio_cache.errors import ShelfUnwritable
from audio_cache.recording import Recording
from audio_cache.shelf import Stored, fingerprint_of, verified

ASIDE = ".aside-"
_RECORDING = re.compile(r"([0-9a-f]{64})\.[a-z0-9.-]+")


class FileShelf:
    """A folder of recordings, `<2 hex digits>/<fingerprint>.<suffix>`, safe for any number of processes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._good: dict[Path, tuple[int, int]] = {}

    def put(self, sound: bytes, suffix: str, *, synced: bool = True) -> str:
        """Keep `sound`; its fingerprint. Raises EmptySound, ShelfUnwritable.

        What is not `synced` is there for everybody at once, but a power cut may take it; reading it tells.
        """
        fingerprint = fingerprint_of(sound)
        place = self.path(fingerprint, suffix)
        if not _has_digest(place, fingerprint):
            try:
                _write_aside(place, sound, synced=synced)
            except OSError as error:
                raise _unwritable(self._root, error) from error
        return fingerprint

    def path(self, fingerprint: str, suffix: str) -> Path:
        """Where the recording of that fingerprint stands, or would."""
        return self._root / fingerprint[:2] / f"{fingerprint}.{suffix}"

    def checked(self, fingerprint: str, suffix: str) -> Path | None:
        """Where the recording stands, if its bytes still have that fingerprint; a broken one is thrown away.

        Bytes are read once a process, and again only where the file has changed.
        """
        place = self.path(fingerprint, suffix)
        try:
            status = place.stat()
        except OSError:
            return None
        state = (status.st_size, status.st_mtime_ns)
        if self._good.get(place) == state:
            return place
        if not _has_digest(place, fingerprint):
            place.unlink(missing_ok=True)
            return None
        self._good[place] = state
        return place

    @property
    def origin(self) -> str:
        """Nothing in a folder has an address."""
        return ""

    def link(self, recording: Recording) -> str:  # noqa: ARG002 - as above
        """Everything in a folder goes through this service."""
        return ""

    def holds(self, recording: Recording) -> bool:
        """Whether the recording is there in its full length."""
        try:
            return self.path(recording.fingerprint, recording.suffix).stat().st_size == recording.size
        except OSError:
            return False

    def read(self, recording: Recording) -> bytes:
        """Its bytes. Raises MissingRecording, TruncatedRecording, AlteredRecording."""
        try:
            sound = self.path(recording.fingerprint, recording.suffix).read_bytes()
        except OSError:
            sound = None
        return verified(sound, recording)

    def discard(self, recording: Recording) -> None:
        """Take the recording's file away, if there is one."""
        self.path(recording.fingerprint, recording.suffix).unlink(missing_ok=True)

    def stored(self) -> Iterator[list[Stored]]:
        """Every file that is there and is ours, in 256 parts by the first two digits of the fingerprints."""
        for number in range(256):
            there: list[Stored] = []
            with suppress(FileNotFoundError), os.scandir(self._root / f"{number:02x}") as entries:
                there = [stored for entry in entries if (stored := _stored(entry))]
            yield there

    def place(self, stored: Stored) -> Path:
        """Where that file stands."""
        return self._root / stored.name

    def remove(self, stored: Stored) -> None:
        """Take that file away, if it is still there."""
        place = self.place(stored)
        place.unlink(missing_ok=True)
        self._good.pop(place, None)


def _stored(entry: os.DirEntry[str]) -> Stored | None:
    """The file, if its name is one that we give, and nobody took it away meanwhile."""
    named = _RECORDING.fullmatch(entry.name)
    if not named and not entry.name.startswith(ASIDE):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    shard = Path(entry.path).parent.name
    return Stored(f"{shard}/{entry.name}", named[1] if named else "", status.st_size, status.st_mtime)


def _has_digest(place: Path, fingerprint: str) -> bool:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == fingerprint
    except OSError:
        return False


def _write_aside(place: Path, sound: bytes, *, synced: bool) -> None:
    if not place.parent.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=ASIDE, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sound)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        Path(aside).chmod(0o644)
        Path(aside).replace(place)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _unwritable(root: Path, error: OSError) -> ShelfUnwritable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ShelfUnwritable(
            f"The disk that holds {root} is full, so no recording can be kept. Nothing that was there is lost: "
            "free some space, or keep everything on a larger disk, and try again."
        )
    return ShelfUnwritable(f"Recordings can't be written to {root} ({error.strerror}). Check the folder's permissions.")
