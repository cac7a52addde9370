"""The shelf of recordings: knows bytes, and nothing of HTML or of engines.

A recording's `digest` names what was asked for before a sound is made; its `fingerprint` names the bytes. A `Shelf`
keeps the bytes, `Index` knows what is there, `Uses` when it was used, and `Leases` let one of many callers make what
is missing. Each is imported when it is first asked for: who wants no table does not wait for the database's library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOMES = {
    "errors": ("BrokenRecording", "CacheError", "EmptySound", "ShelfUnreachable", "ShelfUnwritable"),
    "file_shelf": ("FileShelf",),
    "index": ("Index",),
    "leases": ("Leases", "Progress"),
    "recording": ("MarkKind", "Recording", "SpeechMark"),
    "shelf": ("Shelf",),
    "uses": ("Uses",),
    "watching": ("Watch",),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The name out of its module (PEP 562)."""
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"audio_cache.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
