"""Something that is looked up again after a while, by one of those who ask; the others get what there was meanwhile."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Fresh(Generic[T]):
    """What `look` finds, at most `keep_s` seconds old but for those who ask while it is being looked up again."""

    def __init__(self, look: Callable[[], T], keep_s: float) -> None:
        self._look = look
        self._keep_s = keep_s
        self._found: tuple[T, float] | None = None
        self._looking = threading.Lock()

    def get(self) -> T:
        """What there is. Raises what `look` does, and then looks again the next time."""
        before = self._found
        if before is None:
            self._looking.acquire()
        elif time.monotonic() < before[1] or not self._looking.acquire(blocking=False):
            return before[0]
        try:
            if self._found is None or self._found is before:
                self._found = (self._look(), time.monotonic() + self._keep_s)
            return self._found[0]
        finally:
            self._looking.release()
