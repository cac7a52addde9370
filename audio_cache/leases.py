"""One of many callers makes what is missing: a row a recording, claimed in one statement, for a limited time.

Who holds a lease makes the recording, and has it renewed meanwhile (`held`), however long that takes; who is killed
loses the lease when its time is up, and another takes it over. A row may also be wanted: then it carries an order, for
a worker to make it from.
"""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import ColumnElement, Engine, and_, bindparam, case, or_, select, update

from audio_cache.holding import Holding
from audio_cache.recording import Recording
from audio_cache.tables import State, batches, insert_into, recordings

LEASE_S = 15.0
RETRY_AFTER_S = 30.0

# A row becomes ready; built once, as many are written at a time.
_MADE = (
    update(recordings)
    .where(recordings.c.digest == bindparam("of"), recordings.c.state != State.READY)
    .values(state=State.READY, urgent=0, owner="", lease_until=0, order="", spare_since=0)
    .values(
        {
            name: bindparam(name)
            for name in (
                "error", "fingerprint", "suffix", "size", "duration_ms", "marks", "speaker", "made_at", "used_at",
            )
        }
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some recordings are: counts, and by digest why some failed, and what should be known of some."""

    wanted: int
    making: int
    ready: int
    failed: dict[str, str]
    noted: dict[str, str] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many are still to be made."""
        return self.wanted + self.making


class Leases:
    """Leases in the name of `owner`; each lasts `lease_s` seconds unless renewed."""

    def __init__(self, engine: Engine, owner: str, lease_s: float = LEASE_S) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._owner = owner
        self._lease_s = lease_s
        # Two may come too late, on a machine that is busy, before a lease runs out.
        self._holding = Holding(self.renew, lease_s / 3)

    def claim(self, digests: Iterable[str]) -> set[str]:
        """Those of the digests that are now ours to make: not ready, and nobody else's."""
        now = time.time()
        rows = [
            {"digest": digest, "state": State.MAKING, "owner": self._owner, "lease_until": now + self._lease_s}
            for digest in sorted(set(digests))
        ]
        if not rows:
            return set()
        insert = insert_into(self._engine, recordings)
        claim = insert.on_conflict_do_update(
            index_elements=["digest"],
            set_={name: insert.excluded[name] for name in ("state", "owner", "lease_until")},
            where=and_(recordings.c.state != State.READY, recordings.c.lease_until <= now),
        ).returning(recordings.c.digest)
        with self._engine.begin() as connection:
            return {row.digest for row in connection.execute(claim, rows)}

    def renew(self, digests: Iterable[str]) -> None:
        """Hold those of ours for another lease."""
        self._change(digests, lease_until=time.time() + self._lease_s)

    def held(self, digests: Iterable[str]) -> AbstractContextManager[None]:
        """Hold those of ours until the block ends, however long it takes."""
        return self._holding.held(digests)

    def release(self, digests: Iterable[str]) -> None:
        """Give those of ours back, unmade."""
        self._change(digests, state=State.WANTED, lease_until=0.0)

    def fail(self, digest: str, message: str) -> None:
        """It can't be made, and why; it may be tried again after a while."""
        self._change([digest], state=State.FAILED, error=message, lease_until=time.time() + RETRY_AFTER_S)

    def complete(self, made: Sequence[Recording]) -> None:
        """They are ready. True even when our lease had run out: what was made is as good."""
        if not made:
            return
        now = time.time()
        with self._engine.begin() as connection:
            connection.execute(
                _MADE,
                [
                    {
                        "of": recording.digest,
                        "error": recording.note,
                        "fingerprint": recording.fingerprint,
                        "suffix": recording.suffix,
                        "size": recording.size,
                        "duration_ms": recording.duration_ms,
                        "marks": msgspec.json.encode(recording.marks).decode(),
                        "speaker": recording.speaker,
                        "made_at": now,
                        "used_at": now,
                    }
                    for recording in sorted(made, key=lambda each: each.digest)
                ],
            )

    def want(self, orders: dict[str, str], *, urgent: bool) -> None:
        """Ask for recordings, each by its digest with an order for the worker; what is ready or being made stays so."""
        now = time.time()
        rows = [
            # A moment apart, so that they are made in the order in which they were asked for.
            {
                "digest": digest,
                "state": State.WANTED,
                "urgent": int(urgent),
                "wanted_at": now + 1e-5 * n,
                "order": order,
            }
            for n, (digest, order) in enumerate(orders.items())
        ]
        if not rows:
            return
        # Whoever writes several rows takes them in the order of their digests: no two wait for each other in a ring.
        rows.sort(key=lambda row: str(row["digest"]))
        insert = insert_into(self._engine, recordings)
        # Nobody has waited for what was not ordered, or not urgent: its turn is that of now.
        anew = or_(recordings.c.order == "", recordings.c.urgent < insert.excluded.urgent)
        wish = insert.on_conflict_do_update(
            index_elements=["digest"],
            set_={
                "order": insert.excluded.order,
                "wanted_at": case((anew, insert.excluded.wanted_at), else_=recordings.c.wanted_at),
                "urgent": case(
                    (recordings.c.urgent > insert.excluded.urgent, recordings.c.urgent), else_=insert.excluded.urgent
                ),
                "state": case((recordings.c.lease_until > now, recordings.c.state), else_=State.WANTED.value),
            },
            where=recordings.c.state != State.READY,
        )
        with self._engine.begin() as connection:
            connection.execute(wish, rows)

    def put_last(self, digest: str) -> None:
        """Let whatever else is as urgent go before this one."""
        with self._engine.begin() as connection:
            connection.execute(update(recordings).where(recordings.c.digest == digest).values(wanted_at=time.time()))

    def unwant(self, digests: Iterable[str]) -> None:
        """Ask no more for those that nobody waits for and nobody makes."""
        idle = (recordings.c.state == State.WANTED, recordings.c.urgent == 0, recordings.c.lease_until <= time.time())
        with self._engine.begin() as connection:
            for some in batches(digests):
                connection.execute(update(recordings).where(recordings.c.digest.in_(some), *idle).values(order=""))

    def next_order(self, *, urgent_only: bool = False) -> tuple[str, str, bool] | None:
        """(digest, order, urgent) of the recording that is wanted most, now ours; None when none waits."""
        in_turn = (recordings.c.urgent.desc(), recordings.c.wanted_at, recordings.c.digest)
        first = select(recordings.c.digest, recordings.c.order, recordings.c.urgent).order_by(*in_turn).limit(1)
        first = first.where(recordings.c.urgent > 0) if urgent_only else first
        while True:
            with self._reader.connect() as connection:
                row = connection.execute(first.where(*_waiting(time.time()))).first()
            if row is None:
                return None
            if self.claim([row.digest]):
                return row.digest, row.order, bool(row.urgent)

    def urgent_waits(self) -> bool:
        """Whether somebody waits for a recording that nobody makes yet."""
        with self._reader.connect() as connection:
            urgent = select(recordings.c.digest).where(*_waiting(time.time()), recordings.c.urgent > 0).limit(1)
            return connection.execute(urgent).first() is not None

    def waiting(self, most: int) -> dict[bool, int]:
        """How many recordings wait that nobody makes yet, by whether they are urgent; counted up to `most`."""
        urgent = select(recordings.c.urgent).where(*_waiting(time.time())).order_by(recordings.c.urgent.desc())
        with self._reader.connect() as connection:
            found = Counter(bool(each) for each in connection.execute(urgent.limit(most)).scalars())
        return {True: found[True], False: found[False]}

    def progress(self, digests: Iterable[str]) -> Progress:
        """How far those are."""
        columns = select(recordings.c.digest, recordings.c.state, recordings.c.error)
        with self._reader.connect() as connection:
            rows = [
                row
                for some in batches(digests)
                for row in connection.execute(columns.where(recordings.c.digest.in_(some)))
            ]
        states = Counter(State(row.state) for row in rows)
        failed = {row.digest: row.error for row in rows if row.state == State.FAILED}
        noted = {row.digest: row.error for row in rows if row.state == State.READY and row.error}
        return Progress(states[State.WANTED], states[State.MAKING], states[State.READY], failed, noted)

    def _change(self, digests: Iterable[str], **values: object) -> None:
        ours = update(recordings).where(recordings.c.owner == self._owner, recordings.c.state == State.MAKING)
        with self._engine.begin() as connection:
            for some in batches(sorted(digests)):
                connection.execute(ours.where(recordings.c.digest.in_(some)).values(**values))


def _waiting(now: float) -> tuple[ColumnElement[bool], ...]:
    """What a worker may take up: ordered, not ready, and in nobody's hands."""
    return (
        recordings.c.order != "",
        recordings.c.state.in_([State.WANTED, State.MAKING]),
        recordings.c.lease_until <= now,
    )
