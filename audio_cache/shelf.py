"""Where the bytes of recordings are: the protocol `Shelf`, which a folder and an object store fulfil."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from audio_cache.errors import AlteredRecording, EmptySound, MissingRecording, TruncatedRecording
from audio_cache.recording import Recording


@dataclass(frozen=True, slots=True, order=True)
class Stored:
    """A file or an object on a shelf: its name there, its size in bytes, when it was written (seconds since 1970).

    `fingerprint` is that of its name; "" of what was left aside by a writer that was killed.
    """

    name: str
    fingerprint: str
    size: int
    written_at: float


class Shelf(Protocol):
    """Recordings by fingerprint, whole or not at all; safe for any number of threads and processes.

    Where the shelf itself is out of reach, each method may raise ShelfUnreachable.
    """

    def put(self, sound: bytes, suffix: str, *, synced: bool = True) -> str:
        """Keep `sound`; its fingerprint. Raises EmptySound, ShelfUnwritable.

        What is not `synced` is there for everybody at once, but a power cut may take it; reading it tells.
        """
        ...

    def read(self, recording: Recording) -> bytes:
        """Its bytes. Raises MissingRecording, TruncatedRecording, AlteredRecording."""
        ...

    def checked(self, fingerprint: str, suffix: str) -> Path | None:
        """A file with the bytes of that fingerprint, checked; None where they are missing or broken."""
        ...

    @property
    def origin(self) -> str:
        """The origin of the addresses that `link` gives, "" where it gives none."""
        ...

    def link(self, recording: Recording) -> str:
        """An address elsewhere from which a listener may get it; "" for what has to go through this service."""
        ...

    def holds(self, recording: Recording) -> bool:
        """Whether the recording is there in its full length."""
        ...

    def discard(self, recording: Recording) -> None:
        """Take the recording's bytes away, if they are there."""
        ...

    def stored(self) -> Iterator[list[Stored]]:
        """Everything that is there, in 256 parts by the first two digits of the fingerprints."""
        ...

    def remove(self, stored: Stored) -> None:
        """Take that away, if it is still there."""
        ...


def fingerprint_of(sound: bytes) -> str:
    """SHA-256 of the bytes, 64 hex digits. Raises EmptySound."""
    if not sound:
        raise EmptySound("A recording of no length was not kept. Ask for it again.")
    return hashlib.sha256(sound).hexdigest()


def verified(sound: bytes | None, recording: Recording) -> bytes:
    """The bytes, if they are the recording's. Raises MissingRecording, TruncatedRecording, AlteredRecording."""
    name = f"Recording {recording.fingerprint[:12]}"
    if sound is None:
        raise MissingRecording(f"{name} is missing; it has to be made again.")
    if len(sound) != recording.size:
        raise TruncatedRecording(f"{name} is damaged: not as long as it was; it has to be made again.")
    if hashlib.sha256(sound).hexdigest() != recording.fingerprint:
        raise AlteredRecording(f"{name} is damaged; it has to be made again.")
    return sound
