"""What was made day by day, and what failed, read from the table of recordings."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, case, func, select

from audio_cache.tables import State, batches, recordings

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Failure:
    """A recording that could not be made: the order that a worker had, and why."""

    digest: str
    order: str
    error: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of the recordings in a database."""

    engine: Engine

    def by_day(self, until: float, days: int, suffix: str) -> tuple[int, ...]:
        """Milliseconds of recordings of a suffix made in each of so many days up to `until` (since 1970), in order."""
        starts = [until - DAY_S * (days - number) for number in range(days)]
        sums = [func.coalesce(func.sum(_made_from(start)), 0) for start in starts]
        query = select(*sums).where(recordings.c.state == State.READY, recordings.c.suffix == suffix)
        with self._reading() as connection:
            return tuple(map(int, connection.execute(query.where(recordings.c.made_at >= starts[0])).one()))

    def failures(self) -> tuple[Failure, ...]:
        """What could not be made, the last asked for first."""
        column = recordings.c
        query = select(column.digest, column.order, column.error).where(
            column.state == State.FAILED, column.order != ""
        )
        with self._reading() as connection:
            rows = connection.execute(query.order_by(column.wanted_at.desc())).all()
        return tuple(Failure(*row) for row in rows)

    def forgive(self, digests: Iterable[str]) -> None:
        """Let those that failed be tried at once, not only after a while."""
        failed = recordings.update().where(recordings.c.state == State.FAILED).values(lease_until=0.0)
        with self.engine.begin() as connection:
            for some in batches(digests):
                connection.execute(failed.where(recordings.c.digest.in_(some)))

    def _reading(self) -> Connection:
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def _made_from(start: float) -> ColumnElement[int]:
    made_at = recordings.c.made_at
    return case(((made_at >= start) & (made_at < start + DAY_S), recordings.c.duration_ms), else_=0)
