"""A file is written aside and takes its place when it is whole: nobody ever reads a part of it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def written_aside(place: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """Give a file to write that takes its place once it is whole and on the disk; what stood there stays until then.

    `mode` is what the file may be used for, less what the process's umask takes away. Raises OSError; then, or where
    the caller fails, nothing has changed.
    """
    aside = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode), "wb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)
