"""The bytes of recordings, in files named by their fingerprint.

A file is written aside, synced and renamed, so that one of that name is always whole, whatever was killed.
"""

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from audio_cache.errors import BrokenRecording, EmptySound, ShelfUnwritable
from audio_cache.recording import Recording


class Shelf:
    """A folder of recordings, `<2 hex digits>/<fingerprint>.<suffix>`, safe for any number of processes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._good: dict[Path, tuple[int, int]] = {}

    def put(self, sound: bytes, suffix: str, *, synced: bool = True) -> str:
        """Keep `sound`; its fingerprint. Raises EmptySound, ShelfUnwritable.

        What is not `synced` is there for everybody at once, but a power cut may take it; reading it tells.
        """
        if not sound:
            raise EmptySound("A recording of no length was not kept. Ask for it again.")
        fingerprint = hashlib.sha256(sound).hexdigest()
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

    def holds(self, recording: Recording) -> bool:
        """Whether the recording is there in its full length."""
        return _is_whole(self.path(recording.fingerprint, recording.suffix), recording.size)

    def read(self, recording: Recording) -> bytes:
        """Its bytes. Raises BrokenRecording where they are missing, cut short or altered."""
        try:
            sound = self.path(recording.fingerprint, recording.suffix).read_bytes()
        except OSError as error:
            raise BrokenRecording(
                f"Recording {recording.fingerprint[:12]} is missing; it has to be made again."
            ) from error
        if hashlib.sha256(sound).hexdigest() != recording.fingerprint:
            raise BrokenRecording(f"Recording {recording.fingerprint[:12]} is damaged; it has to be made again.")
        return sound

    def discard(self, recording: Recording) -> None:
        """Take the recording's file away, if there is one."""
        self.path(recording.fingerprint, recording.suffix).unlink(missing_ok=True)


def _is_whole(place: Path, size: int) -> bool:
    try:
        return place.stat().st_size == size
    except OSError:
        return False


def _has_digest(place: Path, fingerprint: str) -> bool:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == fingerprint
    except OSError:
        return False


def _write_aside(place: Path, sound: bytes, *, synced: bool) -> None:
    if not place.parent.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".aside-", dir=place.parent)
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
