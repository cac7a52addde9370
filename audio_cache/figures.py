"""What is on the shelf, in figures."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from audio_cache.tables import SPARE, State, recordings


@dataclass(frozen=True, slots=True)
class Figures:
    """How many recordings of a kind there are: `size` counts bytes, `used_at` is the oldest last use (since 1970)."""

    suffix: str
    speaker: str
    count: int
    size: int
    duration_ms: int
    used_at: float


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is ready, by suffix and speaker; of it, how many nobody needs; and how many rows are in other states.

    `broken` counts those that were found broken and have not been made again yet.
    """

    figures: tuple[Figures, ...]
    spare: int
    spare_size: int
    wanted: int
    failed: int
    broken: int


def take_inventory(engine: Engine) -> Inventory:
    """Count what is there."""
    column = recordings.c
    totals = [func.count(), func.sum(column.size), func.sum(column.duration_ms), func.min(column.used_at)]
    ready = select(column.suffix, column.speaker, *totals).where(column.state == State.READY)
    by_kind = ready.group_by(column.suffix, column.speaker).order_by(column.suffix, column.speaker)
    spare = select(func.count(), func.coalesce(func.sum(column.size), 0)).where(SPARE, column.state == State.READY)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        figures = tuple(Figures(*row) for row in connection.execute(by_kind))
        spare_count, spare_size = connection.execute(spare).one()
        by_state = select(column.state, func.count()).group_by(column.state)
        states = {State(state): count for state, count in connection.execute(by_state)}
        known = select(func.count()).where(column.state != State.READY, column.fingerprint != "")
        broken = connection.execute(known).scalar_one()
    wanted = states.get(State.WANTED, 0) + states.get(State.MAKING, 0) - broken
    return Inventory(figures, spare_count, spare_size, max(wanted, 0), states.get(State.FAILED, 0), broken)
