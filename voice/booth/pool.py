"""Booths lent to threads, so that a machine never holds more engines than it has room for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from types import TracebackType
from typing import Self

from voice.booth.parent import Booth
from voice.standby import Standby


class Booths:
    """A pool of booths, lent to threads: never more than `size` children at once, of all engines together."""

    def __init__(
        self,
        size: int,
        standby: Standby | None = None,
        *,
        lost: Callable[[str, str], None] = lambda _engine, _why: None,
    ) -> None:
        """The first may have a child that stands by already.

        `lost` is told of each child that had to be given up: its engine, and why.
        """
        self.size = size
        self._lost = lost
        self._free: list[Booth] = []
        if standby:
            with suppress(ProcessLookupError):
                self._free.append(Booth.adopting(standby, lost))
        self._lent = 0
        self._waiting = 0
        self._closed = False
        self._change = threading.Condition()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def lend(self, engine: str) -> Iterator[Booth]:
        """A booth of that engine, for as long as the block lasts; waits until there is room for it.

        Who holds one already must not ask for a second: two that do so wait for each other.
        """
        with self._lent_out(self._take(engine)) as booth:
            yield booth

    def lend_idle(self, engine: str) -> AbstractContextManager[Booth] | None:
        """As `lend`, where one more has room and no other engine must go for it; else None. It has to be entered."""
        with self._change:
            resting = any(booth.engine == engine for booth in self._free)
            if self._lent >= self.size or not (resting or self._lent + len(self._free) < self.size):
                return None
            booth = self._take(engine)
        return self._lent_out(booth)

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for a booth."""
        return self._waiting > 0

    def close(self) -> None:
        """Closes the booths; one that is lent is closed when it comes back."""
        with self._change:
            self._closed = True
            free, self._free = self._free, []
        for booth in free:
            booth.close()

    @contextmanager
    def _lent_out(self, booth: Booth) -> Iterator[Booth]:
        try:
            yield booth
        finally:
            self._give_back(booth)

    def _take(self, engine: str) -> Booth:
        with self._change:
            self._waiting += 1
            self._change.wait_for(lambda: self._lent < self.size)
            self._waiting -= 1
            self._lent += 1
            for booth in reversed(self._free):
                if booth.engine == engine:
                    self._free.remove(booth)
                    return booth
            crowded = self._lent + len(self._free) > self.size
            longest_at_rest = self._free.pop(0) if crowded else None
        if longest_at_rest:
            longest_at_rest.close()
        return Booth(engine, lost=self._lost)

    def _give_back(self, booth: Booth) -> None:
        with self._change:
            self._lent -= 1
            if not self._closed:
                self._free.append(booth)
            self._change.notify()
        if self._closed:
            booth.close()
