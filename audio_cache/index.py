"""What stands on the shelf, by digest."""

import time
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Column, ColumnElement, Engine, Row, and_, bindparam, delete, func, select, update

from audio_cache.recording import Recording, SpeechMark
from audio_cache.tables import State, batches, parts_of, recordings

# So many recordings tell how large recordings are.
_SAMPLE = 1000
# Asked with every request of a listener, and so built once.
_READY = select(recordings).where(recordings.c.state == State.READY)
_UNMARKED = ("digest", "fingerprint", "suffix", "size", "duration_ms", "error", "speaker")
_READY_UNMARKED = _READY.with_only_columns(*(recordings.c[name] for name in _UNMARKED))
_FIND = _READY.where(recordings.c.digest == bindparam("of"))
_WITH_FINGERPRINT = _READY.where(recordings.c.fingerprint == bindparam("of")).limit(1)
_HAS = _WITH_FINGERPRINT.with_only_columns(recordings.c.digest)


class Index:
    """The recordings that are ready."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def find(self, digest: str) -> Recording | None:
        """The recording of that digest, if it is ready."""
        with self._reader.connect() as connection:
            row = connection.execute(_FIND, {"of": digest}).first()
        return _recording(row) if row else None

    def find_all(self, digests: Iterable[str], *, marked: bool = True) -> dict[str, Recording]:
        """Those of the digests whose recordings are ready; their marks are read only if they are asked for."""
        found: dict[str, Recording] = {}
        query = _READY if marked else _READY_UNMARKED
        with self._reader.connect() as connection:
            for some in batches(digests):
                rows = connection.execute(query.where(recordings.c.digest.in_(some)))
                found |= {row.digest: _recording(row, marked=marked) for row in rows}
        return found

    def made_at(self, digests: Iterable[str]) -> dict[str, float]:
        """When each of those of the digests was made whose recordings are ready, in seconds since 1970."""
        found: dict[str, float] = {}
        with self._reader.connect() as connection:
            for some in batches(digests):
                ready = recordings.c.digest.in_(some), recordings.c.state == State.READY
                rows = connection.execute(select(recordings.c.digest, recordings.c.made_at).where(*ready))
                found |= {row.digest: row.made_at for row in rows}
        return found

    def with_fingerprint(self, fingerprint: str) -> Recording | None:
        """The recording of that fingerprint, if it is ready; of several that sound alike, any."""
        with self._reader.connect() as connection:
            row = connection.execute(_WITH_FINGERPRINT, {"of": fingerprint}).first()
        return _recording(row) if row else None

    def has(self, fingerprint: str) -> bool:
        """Whether a recording of that fingerprint is ready."""
        with self._reader.connect() as connection:
            return connection.execute(_HAS, {"of": fingerprint}).first() is not None

    def parts(self) -> Iterator[list[Recording]]:
        """Everything that is ready, without its marks, in 256 parts by the first digits of the fingerprints."""
        columns = [recordings.c[name] for name in ("digest", "fingerprint", "suffix", "size", "duration_ms")]
        for part in parts_of(recordings.c.fingerprint):
            query = select(*columns).where(recordings.c.state == State.READY, part)
            with self._reader.connect() as connection:
                found = [Recording(*row) for row in connection.execute(query)]
            yield found

    def forgotten(self) -> list[Recording]:
        """Those that were found broken, and that nobody has made again or makes now."""
        columns = [recordings.c[name] for name in ("digest", "fingerprint", "suffix", "size", "duration_ms")]
        with self._reader.connect() as connection:
            return [Recording(*row) for row in connection.execute(select(*columns).where(_forgotten()))]

    def drop(self, digests: Iterable[str]) -> None:
        """Keep no row of those of the digests that were forgotten: nobody needs them."""
        with self._engine.begin() as connection:
            for some in batches(digests):
                connection.execute(delete(recordings).where(_forgotten(), recordings.c.digest.in_(some)))

    def known(self, fingerprints: Iterable[str]) -> set[str]:
        """Those of the fingerprints that a recording which is ready has."""
        return self._ready_with(fingerprints, recordings.c.fingerprint)

    def digests_of(self, fingerprints: Iterable[str]) -> set[str]:
        """The digests of the recordings that are ready with any of those bytes."""
        return self._ready_with(fingerprints, recordings.c.digest)

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

    def bytes_per_ms(self, suffix: str) -> float | None:
        """How large a millisecond of recordings of that format is, by some that are ready; None for none."""
        some = select(recordings.c.size, recordings.c.duration_ms).where(
            recordings.c.state == State.READY, recordings.c.suffix == suffix, recordings.c.duration_ms > 0
        )
        sample = some.limit(_SAMPLE).subquery()
        with self._reader.connect() as connection:
            row = connection.execute(select(func.sum(sample.c.size), func.sum(sample.c.duration_ms))).one()
        return float(row[0]) / float(row[1]) if row[1] else None

    def forget(self, digest: str) -> None:
        """Its recording is broken: from now on it is one to be made."""
        self._forget(recordings.c.digest == digest)

    def forget_those(self, broken: Iterable[Recording]) -> None:
        """The same of several, each only if nobody has made it anew meanwhile."""
        bytes_of = {recording.digest: recording.fingerprint for recording in broken}
        for digest, fingerprint in bytes_of.items():
            self._forget(and_(recordings.c.digest == digest, recordings.c.fingerprint == fingerprint))

    def forget_bytes(self, fingerprints: Iterable[str]) -> None:
        """Those bytes are no longer there: whatever was ready with them is one to be made."""
        for some in batches(fingerprints):
            self._forget(recordings.c.fingerprint.in_(some))

    def _ready_with(self, fingerprints: Iterable[str], column: Column[str]) -> set[str]:
        """That column of the recordings that are ready with any of those bytes."""
        query = select(column).where(recordings.c.state == State.READY)
        with self._reader.connect() as connection:
            return {
                found
                for some in batches(fingerprints)
                for found in connection.execute(query.where(recordings.c.fingerprint.in_(some))).scalars()
            }

    def _forget(self, which: ColumnElement[bool]) -> None:
        gone = update(recordings).where(which, recordings.c.state == State.READY)
        with self._engine.begin() as connection:
            connection.execute(
                gone.values(state=State.WANTED, urgent=0, wanted_at=time.time(), lease_until=0, spare_since=0)
            )


def _forgotten() -> ColumnElement[bool]:
    """Its bytes were kept once, it is not ready, and it is in nobody's hands."""
    unmade = recordings.c.state.in_([State.WANTED, State.FAILED])
    return and_(unmade, recordings.c.fingerprint != "", recordings.c.lease_until <= time.time())


def _recording(row: Row[tuple[object, ...]], *, marked: bool = True) -> Recording:
    marks = msgspec.json.decode(row.marks, type=tuple[SpeechMark, ...]) if marked else ()
    return Recording(row.digest, row.fingerprint, row.suffix, row.size, row.duration_ms, marks, row.error, row.speaker)
