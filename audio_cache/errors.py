"""What can go wrong with recordings. Each message says, in plain English, what to do.

CacheError
|-- EmptySound          sound of no length was offered to the shelf
|-- BrokenRecording     a recording is not what it was when it was kept
|   |-- MissingRecording    it is not there
|   |-- TruncatedRecording  it is not as long as it was
|   `-- AlteredRecording    its bytes are others
`-- ShelfUnwritable     the disk is full, or the folder may not be written to
    `-- ShelfUnreachable    an object store does not answer, or does not let us in; or a disk is not there
"""


class CacheError(Exception):
    """Anything wrong with recordings."""


class EmptySound(CacheError):
    """Sound of no length was offered to the shelf."""


class BrokenRecording(CacheError):
    """A recording is not what it was when it was kept."""


class MissingRecording(BrokenRecording):
    """It is not there."""


class TruncatedRecording(BrokenRecording):
    """It is not as long as it was."""


class AlteredRecording(BrokenRecording):
    """It is as long as it was, and its bytes are others."""


class ShelfUnwritable(CacheError):
    """The disk is full, or the folder may not be written to."""


class ShelfUnreachable(ShelfUnwritable):
    """An object store does not answer, or does not let us in; or a disk is not there."""
