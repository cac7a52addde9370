from .errors import BrokenRecording, CacheError, EmptySound, ShelfUnreachable, ShelfUnwritable
from .file_shelf import FileShelf
from .index import Index
from .leases import Leases, Progress
from .recording import MarkKind, Recording, SpeechMark
from .shelf import Shelf
from .uses import Uses
from .watching import Watch

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
