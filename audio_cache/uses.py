"""When recordings were last used, and until when they are pinned."""

import logging
import threading
import time
from collections.abc import Iterable

from sqlalchemy import Engine, bindparam, update

from audio_cache.tables import batches, recordings

# Uses are gathered in memory for so long, in seconds, and then written in one transaction.
GATHER_S = 5.0

log = logging.getLogger(__name__)

_USED = (
    update(recordings)
    .where(recordings.c.fingerprint == bindparam("bytes"), recordings.c.used_at < bindparam("at"))
    .values(used_at=bindparam("at"))
)


class Uses:
    """Notes the use of recordings, by fingerprint, without making anybody wait for the database."""

    def __init__(self, engine: Engine, gather_s: float = GATHER_S) -> None:
        self._engine = engine
        self._gather_s = gather_s
        self._lock = threading.Lock()
        self._used: dict[str, float] = {}
        self._timer: threading.Timer | None = None

    def touch(self, *fingerprints: str) -> None:
        """They are used now; it is written some seconds later, or at `close`. Who is killed forgets the last of it."""
        with self._lock:
            self._used |= dict.fromkeys(fingerprints, time.time())
            if self._timer is None and self._used:
                self._timer = threading.Timer(self._gather_s, self._write)
                self._timer.daemon = True
                self._timer.start()

    def pin(self, fingerprints: Iterable[str], until: float) -> None:
        """Keep them until then (seconds since 1970), whatever else; a later time that was set before stays."""
        with self._engine.begin() as connection:
            for some in batches(fingerprints):
                connection.execute(
                    update(recordings)
                    .where(recordings.c.fingerprint.in_(some), recordings.c.pinned_until < until)
                    .values(pinned_until=until)
                )

    def close(self) -> None:
        """Write what was gathered."""
        with self._lock:
            timer = self._timer
        if timer:
            timer.cancel()
        self._write()

    def _write(self) -> None:
        with self._lock:
            used, self._used, self._timer = self._used, {}, None
        if not used:
            return
        try:
            with self._engine.begin() as connection:
                connection.execute(_USED, [{"bytes": fingerprint, "at": at} for fingerprint, at in used.items()])
        except Exception:
            # Nobody who listens is to be kept from it by a full disk.
            log.warning("It could not be noted when %d recordings were last used.", len(used), exc_info=True)
