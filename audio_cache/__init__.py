"""The shelf of recordings: knows bytes, and nothing of HTML or of engines.

A recording's `digest` names what was asked for before a sound is made; its `fingerprint` names the bytes. `Shelf` keeps
the bytes, `Index` knows what is there, `Leases` let one of many callers make what is missing.
"""

from audio_cache.errors import BrokenRecording, CacheError, EmptySound, ShelfUnwritable
from audio_cache.index import Index
from audio_cache.leases import Leases, Progress
from audio_cache.recording import MarkKind, Recording, SpeechMark
from audio_cache.shelf import Shelf
from audio_cache.watching import Watch

__all__ = [
    "BrokenRecording",
    "CacheError",
    "EmptySound",
    "Index",
    "Leases",
    "MarkKind",
    "Progress",
    "Recording",
    "Shelf",
    "ShelfUnwritable",
    "SpeechMark",
    "Watch",
]
