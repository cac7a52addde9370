"""What stands on the shelf, by digest."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Engine, Row, select, update

from audio_cache.recording import Recording, SpeechMark
from audio_cache.tables import State, batches, recordings


class Index:
    """The recordings that are ready."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def find(self, digest: str) -> Recording | None:
        """The recording of that digest, if it is ready."""
        return self.find_all([digest]).get(digest)

    def find_all(self, digests: Iterable[str]) -> dict[str, Recording]:
        """Those of the digests whose recordings are ready."""
        found: dict[str, Recording] = {}
        with self._reader.connect() as connection:
            for some in batches(digests):
                query = select(recordings).where(recordings.c.digest.in_(some), recordings.c.state == State.READY)
                found |= {row.digest: _recording(row) for row in connection.execute(query)}
        return found

    def with_fingerprint(self, fingerprint: str) -> Recording | None:
        """The recording of that fingerprint, if it is ready; of several that sound alike, any."""
        query = select(recordings).where(recordings.c.fingerprint == fingerprint, recordings.c.state == State.READY)
        with self._reader.connect() as connection:
            row = connection.execute(query.limit(1)).first()
        return _recording(row) if row else None

    def noted(self, digests: Iterable[str]) -> dict[str, str]:
        """The notes of those of the digests that are ready and have one."""
        found: dict[str, str] = {}
        with self._reader.connect() as connection:
            for some in batches(digests):
                query = select(recordings.c.digest, recordings.c.error).where(
                    recordings.c.digest.in_(some), recordings.c.state == State.READY, recordings.c.error != ""
                )
                found |= {row.digest: row.error for row in connection.execute(query)}
        return found

    def forget(self, digest: str) -> None:
        """Its recording is broken: from now on it is one to be made."""
        with self._engine.begin() as connection:
            connection.execute(
                update(recordings)
                .where(recordings.c.digest == digest, recordings.c.state == State.READY)
                .values(state=State.WANTED, lease_until=0)
            )


def _recording(row: Row[tuple[object, ...]]) -> Recording:
    marks = msgspec.json.decode(row.marks, type=tuple[SpeechMark, ...])
    return Recording(row.digest, row.fingerprint, row.suffix, row.size, row.duration_ms, marks, row.error)
