"""Recordings copied from one shelf to another, such as from a folder to an object store."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from audio_cache.errors import BrokenRecording
from audio_cache.index import Index
from audio_cache.recording import Recording
from audio_cache.shelf import Shelf

# A store answers after a while, and many at once: so many are under way.
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of a recording: whether it is `new` on the other shelf, or why it is not there."""

    recording: Recording
    new: bool
    error: str = ""


def copy(index: Index, source: Shelf, target: Shelf) -> Iterator[Copied]:
    """Put everything that is ready on the other shelf too, each once, and whole; what is there already stays.

    Raises ShelfUnreachable, ShelfUnwritable. It may be broken off, and goes on where it was when it is begun again.
    """
    with ThreadPoolExecutor(AT_ONCE) as several:
        for part in index.parts():
            distinct = {(each.fingerprint, each.suffix): each for each in part}
            yield from several.map(partial(_copied, source, target), distinct.values())


def _copied(source: Shelf, target: Shelf, recording: Recording) -> Copied:
    if target.holds(recording):
        return Copied(recording, new=False)
    try:
        target.put(source.read(recording), recording.suffix)
    except BrokenRecording as error:
        return Copied(recording, new=False, error=str(error))
    return Copied(recording, new=True)
