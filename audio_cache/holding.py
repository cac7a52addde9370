"""Leases that are renewed while what they are for is being made, however long that takes."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)


class Holding:
    """Calls `renew` with all that is held every `every_s` seconds: from one thread, which ends once nothing is held."""

    def __init__(self, renew: Callable[[Iterable[str]], None], every_s: float) -> None:
        self._renew = renew
        self._every_s = every_s
        self._lock = threading.Lock()
        self._held: Counter[str] = Counter()
        self._renewing = False

    @contextmanager
    def held(self, digests: Iterable[str]) -> Iterator[None]:
        """Hold those until the block ends; what is completed or given back meanwhile is no lease any more."""
        ours = Counter(set(digests))
        with self._lock:
            self._held += ours
            if self._held and not self._renewing:
                self._renewing = True
                threading.Thread(target=self._keep_renewing, name="voice-leases", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._held -= ours

    def _keep_renewing(self) -> None:
        pause = threading.Event()
        while not pause.wait(self._every_s):
            with self._lock:
                held = list(self._held)
                self._renewing = bool(held)
            if not held:
                return
            try:
                self._renew(held)
            except Exception:
                # Whatever it is, the next time may come in time; if not, somebody else makes the same once more.
                log.warning("Leases could not be renewed: %d. It is tried again.", len(held), exc_info=True)
