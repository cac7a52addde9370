"""What is on the shelf, in figures."""

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, case, func, select

from audio_cache.tables import SPARE, State, recordings


@dataclass(frozen=True, slots=True)
class Figures:
    """How many recordings of a kind there are: `size` counts bytes.

    `used_at` and `last_used_at` are when that was last used which was not used for longest, and which was used last,
    in seconds since 1970; `pinned` counts those that are kept at the moment whatever else.
    """

    suffix: str
    speaker: str
    count: int
    size: int
    duration_ms: int
    used_at: float
    last_used_at: float
    pinned: int


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
    pinned = func.sum(case((column.pinned_until > time.time(), 1), else_=0))
    totals = [func.count(), func.sum(column.size), func.sum(column.duration_ms)]
    totals += [func.min(column.used_at), func.max(column.used_at), pinned]
    ready = select(column.suffix, column.speaker, *totals).where(column.state == State.READY)
    by_kind = ready.group_by(column.suffix, column.speaker).order_by(column.suffix, column.speaker)
    spare = select(func.count(), func.coalesce(func.sum(column.size), 0)).where(SPARE, column.state == State.READY)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        # A server gives sums as decimals.
        figures = tuple(map(_figures, connection.execute(by_kind)))
        spare_count, spare_size = map(int, connection.execute(spare).one())
        by_state = select(column.state, func.count()).group_by(column.state)
        states = {State(state): count for state, count in connection.execute(by_state)}
        known = select(func.count()).where(column.state != State.READY, column.fingerprint != "")
        broken = connection.execute(known).scalar_one()
    wanted = states.get(State.WANTED, 0) + states.get(State.MAKING, 0) - broken
    return Inventory(figures, spare_count, spare_size, max(wanted, 0), states.get(State.FAILED, 0), broken)


def _figures(row: Row[Any]) -> Figures:
    suffix, speaker, count, size, duration_ms, used_at, last_used_at, pinned = list(row)
    return Figures(suffix, speaker, count, int(size), int(duration_ms), used_at, last_used_at, int(pinned))
