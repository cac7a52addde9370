"""The shelf of recordings: knows bytes, and nothing of HTML or of engines.

A recording's `digest` names what was asked for before a sound is made; its `fingerprint` names the bytes. A `Shelf`
keeps the bytes, `Index` knows what is there, `Uses` when it was used, and `Leases` let one of many callers make what
is missing.
"""

from audio_cache.errors import BrokenRecording, CacheError, EmptySound, ShelfUnreachable, ShelfUnwritable
from audio_cache.file_shelf import FileShelf
from audio_cache.index import Index
from audio_cache.leases import Leases, Progress
from audio_cache.recording import MarkKind, Recording, SpeechMark
from audio_cache.shelf import Shelf
from audio_cache.uses import Uses
from audio_cache.watching import Watch

__all__ = [
    "BrokenRecording",
    "CacheError",
    "EmptySound",
    "FileShelf",
    "Index",
    "Leases",
    "MarkKind",
    "Progress",
    "Recording",
    "Shelf",
    "ShelfUnreachable",
    "ShelfUnwritable",
    "SpeechMark",
    "Uses",
    "Watch",
]
