"""Sweeping: what goes when there is more than there should be, and what is left of writers that were killed.

Several may sweep at once while others read and write. A row goes before its bytes, so that whoever is killed in between
leaves bytes that nobody knows, and never a row without bytes.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, distinct, func, select, tuple_

from audio_cache.errors import ShelfUnreachable
from audio_cache.index import Index
from audio_cache.recording import Recording
from audio_cache.shelf import Shelf, Stored
from audio_cache.tables import SPARE, State, batches, recordings

DAY_S = 86_400.0
# What was used, or needed by somebody, within so many seconds stays.
GRACE_S = 2 * DAY_S
# Bytes that no row knows may be somebody's who is about to write the row: they go when they are so many seconds old.
STRANGER_S = DAY_S
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes may be kept, and how many seconds what nobody uses; None is without limit."""

    size: int | None = None
    age_s: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind, and how many bytes they have."""

    count: int = 0
    size: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.size + other.size)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took away, or would: recordings over the limits, bytes that no row knew, and leftovers.

    Leftovers are what writers that were killed had put aside. `lost` counts rows whose bytes are gone, which are made
    again when they are asked for. `kept` is how many bytes are still there, and `graced` what of them nobody needs, and
    may go once 48 hours are over.
    """

    evicted: Tally
    strangers: Tally
    leftovers: Tally
    lost: int
    kept: int
    graced: Tally


@dataclass(frozen=True, slots=True)
class Broom:
    """Sweeps a shelf by what its index knows; `dry` takes nothing away."""

    engine: Engine
    index: Index
    shelf: Shelf
    limits: Limits
    dry: bool = False

    def sweep(self) -> Swept:
        """Sweep once; who needs what has been noted and marked before (`Needs`). Raises ShelfUnreachable."""
        now = time.time()
        evicted = self._evict(now)
        strangers, leftovers, lost = self._compare(now)
        kept = self._size() - (evicted.size if self.dry else 0)
        return Swept(evicted, strangers, leftovers, lost, kept, self._graced(now))

    def _evict(self, now: float) -> Tally:
        """Take away what is spare, the least recently used first, until the rest is within the limits."""
        if self.limits == Limits():
            return Tally()
        left, gone, evicted = self._size(), set[str](), Tally()
        victims = self.in_turn(now)
        victim = next(victims, None)
        while victim:
            batch, over = list[Recording](), left
            while victim and len(batch) < AT_ONCE and self._exceeds(over, now - victim[1]):
                batch.append(victim[0])
                over -= victim[0].size
                victim = next(victims, None)
            if not batch:
                break
            removed = self._remove(self._forget(batch, now), gone)
            evicted, left = evicted + removed, left - removed.size
        return evicted

    def _exceeds(self, size: int, unused_s: float) -> bool:
        too_many = self.limits.size is not None and size > self.limits.size
        return too_many or (self.limits.age_s is not None and unused_s > self.limits.age_s)

    def in_turn(self, now: float) -> Iterator[tuple[Recording, float]]:
        """What may go, with the time of its last use, in turn."""
        names = ("digest", "fingerprint", "suffix", "size", "duration_ms", "used_at")
        turn = tuple_(recordings.c.used_at, recordings.c.digest)
        query = select(*(recordings.c[name] for name in names)).where(_may_go(now)).limit(AT_ONCE)
        last: tuple[float, str] = (-1.0, "")
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(turn > last).order_by(recordings.c.used_at, recordings.c.digest))
                found = [(Recording(*row[:-1]), row.used_at) for row in rows]
            if not found:
                return
            last = (found[-1][1], found[-1][0].digest)
            yield from found

    def _forget(self, batch: Iterable[Recording], now: float) -> list[Recording]:
        """Take out the rows of those that may still go; those whose rows were ours to take."""
        by_digest = {recording.digest: recording for recording in batch}
        if self.dry:
            return list(by_digest.values())
        which = and_(recordings.c.digest.in_(by_digest), _may_go(now))
        with self.engine.begin() as connection:
            taken = connection.execute(delete(recordings).where(which).returning(recordings.c.digest)).scalars()
            return [by_digest[digest] for digest in taken]

    def _remove(self, forgotten: list[Recording], gone: set[str]) -> Tally:
        """Take the bytes away that no other recording has; `gone` are the digests of all that went so far."""
        gone |= {recording.digest for recording in forgotten}
        shared = self._others_bytes([recording.fingerprint for recording in forgotten], gone)
        bytes_of = {recording.fingerprint: recording for recording in forgotten if recording.fingerprint not in shared}
        if not self.dry:
            for recording in bytes_of.values():
                self.shelf.discard(recording)
            # Whoever found the bytes there, just before they went, and wrote a row just after, is told by this.
            self.index.forget_bytes(bytes_of)
        return Tally(len(bytes_of), sum(recording.size for recording in bytes_of.values()))

    def _others_bytes(self, fingerprints: list[str], gone: set[str]) -> set[str]:
        columns = select(recordings.c.fingerprint, recordings.c.digest).where(recordings.c.state == State.READY)
        with self._reading() as connection:
            return {
                fingerprint
                for some in batches(fingerprints)
                for fingerprint, digest in connection.execute(columns.where(recordings.c.fingerprint.in_(some)))
                if digest not in gone
            }

    def _compare(self, now: float) -> tuple[Tally, Tally, int]:
        """Hold what is on the shelf against what the index knows, part by part."""
        strangers, leftovers, lost, ready = Tally(), Tally(), list[Recording](), 0
        for there, rows in zip(self.shelf.stored(), self.index.parts(), strict=True):
            names = {each.fingerprint for each in there}
            ready += len(rows)
            lost += [row for row in rows if row.fingerprint not in names and not self.shelf.holds(row)]
            old = [each for each in there if each.written_at < now - STRANGER_S]
            leftovers += self._clear([each for each in old if not each.fingerprint])
            strangers += self._clear(self._strangers([each for each in old if each.fingerprint]))
        if lost and len(lost) == ready:
            raise ShelfUnreachable(
                f"None of the {ready} recordings is where it should be. If they are on a disk or in a bucket that is "
                "not there, bring it back. If they are lost, voice verify --heal has them made again."
            )
        if not self.dry:
            self.index.forget_those(lost)
        return strangers, leftovers, len(lost)

    def _strangers(self, there: list[Stored]) -> list[Stored]:
        known = self.index.known(each.fingerprint for each in there)
        return [each for each in there if each.fingerprint not in known]

    def _clear(self, unknown: list[Stored]) -> Tally:
        if not self.dry:
            for each in unknown:
                self.shelf.remove(each)
            self.index.forget_bytes(each.fingerprint for each in unknown if each.fingerprint)
        return Tally(len(unknown), sum(each.size for each in unknown))

    def _reading(self) -> Connection:
        """Connect without a transaction: readers wait for nobody."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()

    def _size(self) -> int:
        """How many bytes the recordings have; those that several share count once."""
        once = select(recordings.c.fingerprint, func.max(recordings.c.size).label("size"))
        once = once.where(recordings.c.state == State.READY).group_by(recordings.c.fingerprint)
        with self._reading() as connection:
            return int(connection.execute(select(func.coalesce(func.sum(once.subquery().c.size), 0))).scalar_one())

    def _graced(self, now: float) -> Tally:
        columns = select(func.count(distinct(recordings.c.fingerprint)), func.coalesce(func.sum(recordings.c.size), 0))
        with self._reading() as connection:
            return Tally(
                *connection.execute(columns.where(SPARE, recordings.c.state == State.READY, ~_may_go(now))).one()
            )


def _may_go(now: float) -> ColumnElement[bool]:
    """Ready, needed by nobody for 48 hours, nor used, and not pinned."""
    return and_(
        SPARE,
        recordings.c.state == State.READY,
        recordings.c.spare_since <= now - GRACE_S,
        recordings.c.used_at <= now - GRACE_S,
        recordings.c.pinned_until <= now,
    )
