"""What can go wrong with recordings. Each message says, in plain English, what to do.

CacheError
|-- EmptySound          sound of no length was offered to the shelf
|-- BrokenRecording     a recording is missing, or not as long as it was when it was kept
`-- ShelfUnwritable     the disk is full, or the folder may not be written to
"""


class CacheError(Exception):
    """Anything wrong with recordings."""


class EmptySound(CacheError):
    """Sound of no length was offered to the shelf."""


class BrokenRecording(CacheError):
    """A recording is missing, or not as long as it was when it was kept."""


class ShelfUnwritable(CacheError):
    """The disk is full, or the folder may not be written to."""
