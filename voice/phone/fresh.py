"""Something that is looked up again after a while, behind the back of those who ask: they get what there was."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from audio_cache import CacheError
from content import ContentError
from voice.errors import VoiceError

T = TypeVar("T")
# What threads that look are called.
LOOKS_AGAIN = "looks again"

log = logging.getLogger(__name__)


class Fresh(Generic[T]):
    """What `look` finds. Once it is `keep_s` seconds old, it is looked up again by a thread of its own.

    Nobody waits for that who can be given what there was, `found` at first. With `behind` off, one of those who ask
    looks, and the others get what there was meanwhile.
    """

    def __init__(
        self,
        look: Callable[[], T],
        keep_s: float,
        *,
        found: T | None = None,
        behind: bool = True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look = look
        self._keep_s = keep_s
        self._behind = behind
        self._now = now
        self._found = None if found is None else (found, now())
        self._looking = threading.Lock()

    def get(self) -> T:
        """What there is. Raises what `look` does, where there is nothing yet, and then looks again the next time."""
        before = self._found
        if before is None:
            self._looking.acquire()
            return self._looked(None)
        if self._now() < before[1] or not self._looking.acquire(blocking=False):
            return before[0]
        if not self._behind:
            return self._looked(before)
        if not self._looks_behind(before):
            self._look_again(before)
        return (self._found or before)[0]

    def _looks_behind(self, before: tuple[T, float]) -> bool:
        """Whether a thread of its own looks: not where the system has no more threads."""
        try:
            threading.Thread(target=self._look_again, args=(before,), name=LOOKS_AGAIN, daemon=True).start()
        except RuntimeError:
            return False
        return True

    def _look_again(self, before: tuple[T, float]) -> None:
        try:
            self._looked(before)
        except (ContentError, VoiceError, CacheError) as error:
            log.warning("What was offered to callers stays as it was: %s", error)
            self._found = (before[0], self._now() + self._keep_s)

    def _looked(self, before: tuple[T, float] | None) -> T:
        """What is found now, or what somebody else has found meanwhile; whoever comes here has `_looking`."""
        try:
            if self._found is None or self._found is before:
                self._found = (self._look(), self._now() + self._keep_s)
            return self._found[0]
        finally:
            self._looking.release()
