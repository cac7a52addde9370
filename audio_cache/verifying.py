"""Verifying: every recording is read, and its bytes are held against their fingerprint."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from audio_cache.errors import AlteredRecording, BrokenRecording, MissingRecording, TruncatedRecording
from audio_cache.index import Index
from audio_cache.recording import Recording
from audio_cache.shelf import Shelf


class Fault(StrEnum):
    """What is wrong with a recording."""

    MISSING = "missing"
    TRUNCATED = "truncated"
    ALTERED = "altered"
    FORGOTTEN = "found broken before"


_FAULTS = {MissingRecording: Fault.MISSING, TruncatedRecording: Fault.TRUNCATED, AlteredRecording: Fault.ALTERED}


@dataclass(frozen=True, slots=True)
class Checked:
    """A recording that was read, and what is wrong with it, if anything is."""

    recording: Recording
    fault: Fault | None


def verify(index: Index, shelf: Shelf) -> Iterator[Checked]:
    """Read everything that is ready, each once. Raises ShelfUnreachable.

    What was made anew or swept away while it was read is not called broken. What was found broken before, and has not
    been made again, comes first.
    """
    yield from [Checked(recording, Fault.FORGOTTEN) for recording in index.forgotten()]
    for part in index.parts():
        for fingerprint, sharing in groupby(sorted(part, key=_bytes), key=_bytes):
            recordings = list(sharing)
            fault = _fault(shelf, recordings[0])
            if fault and not index.known([fingerprint]):
                continue
            yield from (Checked(recording, fault) for recording in recordings)


def _bytes(recording: Recording) -> str:
    return recording.fingerprint


def _fault(shelf: Shelf, recording: Recording) -> Fault | None:
    try:
        shelf.read(recording)
    except BrokenRecording as error:
        return _FAULTS[type(error)]
    return None
