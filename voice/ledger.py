"""The ledger of regenerations: what was asked for, by whom, and how far each article of it is.

What is begun, paused, resumed or cancelled stands in the audit trail, by the same transaction.
Its rows are the truth: whoever works on a regeneration may be killed, and whoever comes next goes on from them.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy
from sqlalchemy import Column, Connection, Engine, Float, Integer, MetaData, String, Table, Text, func, select, update

from audio_cache.tables import alone, batches
from voice.audit import Change, Kind, note
from voice.errors import RegenerationEnded, UnknownRegeneration
from voice.timestamps import now

# Whoever works on a regeneration and says nothing for so long, in seconds, is taken to be gone.
LEASE_S = 10.0
# A pace is what the last so many regenerations of its kind took.
MEASURED = 20

metadata = MetaData()

_regenerations = Table(
    "regenerations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", String(32), nullable=False),
    Column("what", Text, nullable=False),
    Column("delivery", Text, nullable=False),  # "" where it was not chosen
    Column("state", String(10), nullable=False),
    Column("ended_at", String(32), nullable=False, server_default=""),
    Column("engine", Text, nullable=False, server_default=""),
    Column("characters", Integer, nullable=False, server_default="0"),
    Column("takes", Integer, nullable=False, server_default="0"),
    Column("worked_s", Float(53), nullable=False, server_default="0"),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("lease_until", Float(53), nullable=False, server_default="0"),  # seconds since 1970
    Column("telling", Integer, nullable=False, server_default="0"),  # how often it was told of in vain; -1 when told
    Column("tell_at", Float(53), nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
_articles = Table(
    "regeneration_articles",
    metadata,
    Column("regeneration", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("slug", String(80), nullable=False),
    Column("generation", Integer, nullable=False, server_default="0"),
    Column("state", String(10), nullable=False),
    Column("clips", Integer, nullable=False, server_default="0"),
    Column("error", Text, nullable=False, server_default=""),
)
sqlalchemy.Index("regeneration_articles_by_slug", _articles.c.slug, _articles.c.state)


class Stage(StrEnum):
    """How far a regeneration is. One that ends `failed` has articles that could not be made; the others were."""

    WORKING = "working"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Step(StrEnum):
    """How far an article of a regeneration is; `replaced` where a later regeneration has taken it over."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    FAILED = "failed"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


UNFINISHED = (Stage.WORKING, Stage.PAUSED)
OPEN = (Step.WAITING, Step.MAKING)
# What the audit trail calls a change of stage.
_CALLED: dict[object, str] = {Stage.PAUSED: "paused", Stage.WORKING: "resumed", Stage.CANCELLED: "cancelled"}


@dataclass(frozen=True, slots=True)
class Regeneration:
    """A regeneration; `asked_at` and `ended_at` are ISO 8601, UTC, and `worked_s` counts seconds of work."""

    number: int
    asked_by: str
    asked_at: str
    what: str
    delivery: str
    state: Stage
    ended_at: str
    engine: str
    characters: int
    takes: int
    worked_s: float


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a regeneration: its generation (0 before it has begun), how many clips it lacked, its error."""

    slug: str
    generation: int
    state: Step
    clips: int
    error: str


_REGENERATION = [_regenerations.c[name] for name in Regeneration.__dataclass_fields__]
_PART = [_articles.c[name] for name in Part.__dataclass_fields__]


class Ledger:
    """The ledger in a database, for the worker `owner`."""

    def __init__(self, engine: Engine, owner: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._owner = owner

    def open(self, what: str, by: str, parts: Mapping[str, int], delivery: str = "") -> int:
        """Note a regeneration of these articles, each with how many clips of it are to be made; its number.

        Where an earlier one still has some of them to make, it leaves them to this one.
        """
        with alone(self._engine, _regenerations) as connection:
            for some in batches(parts):
                old = (_articles.c.slug.in_(some), _articles.c.state.in_(OPEN))
                connection.execute(update(_articles).where(*old).values(state=Step.REPLACED))
            asked = {"asked_by": by, "asked_at": now(), "what": what, "delivery": delivery, "state": Stage.WORKING}
            insert = _regenerations.insert().values(asked).returning(_regenerations.c.number)
            number = int(connection.execute(insert).scalar_one())
            rows = [
                {"regeneration": number, "place": place, "slug": slug, "state": Step.WAITING, "clips": clips}
                for place, (slug, clips) in enumerate(parts.items())
            ]
            if rows:
                connection.execute(_articles.insert(), rows)
            _note(connection, number, f"begun: {what}", by)
        return number

    def read(self, number: int) -> Regeneration:
        """The regeneration of that number. Raises UnknownRegeneration."""
        found = list(self._found(_regenerations.c.number == number)) if number < 2**31 else []
        if not found:
            raise UnknownRegeneration(f"There is no regeneration {number}. To see those there are: voice regenerations")
        return found[0]

    def latest(self, count: int) -> tuple[Regeneration, ...]:
        """The last so many, the newest first."""
        return tuple(self._found(sqlalchemy.true(), count))

    def working(self) -> tuple[Regeneration, ...]:
        """Those that are to be worked on, the newest first."""
        return tuple(self._found(_regenerations.c.state == Stage.WORKING))

    def busy(self) -> set[str]:
        """The articles that some regeneration still has to make."""
        with self._reader.connect() as connection:
            query = select(_articles.c.slug).where(_articles.c.state.in_(OPEN))
            return set(connection.execute(query).scalars())

    def parts(self, number: int) -> tuple[Part, ...]:
        """The articles of a regeneration, in order."""
        query = select(*_PART).where(_articles.c.regeneration == number).order_by(_articles.c.place)
        with self._reader.connect() as connection:
            return tuple(Part(r[0], r[1], Step(r[2]), r[3], r[4]) for r in connection.execute(query))

    def take(self, number: int) -> bool:
        """Whether the work on a regeneration is ours for the next seconds; the time since the last call is noted."""
        at = time.time()
        free = (_regenerations.c.owner == self._owner) | (_regenerations.c.lease_until <= at)
        mine = (_regenerations.c.number == number, _regenerations.c.state == Stage.WORKING, free)
        since = sqlalchemy.case(
            (_regenerations.c.lease_until > at, at + LEASE_S - _regenerations.c.lease_until), else_=0.0
        )
        worked = {"worked_s": _regenerations.c.worked_s + since, "lease_until": at + LEASE_S, "owner": self._owner}
        with self._engine.begin() as connection:
            return bool(connection.execute(update(_regenerations).where(*mine).values(worked)).rowcount)

    def begin(self, number: int, slug: str, generation: int, clips: int, load: tuple[str, int, int]) -> bool:
        """The article's generation is being made: False where it does not wait any more.

        `load` is what has to be spoken for it: by which engine, how many characters, how many takes.
        """
        engine, characters, takes = load
        spoken = {
            "characters": _regenerations.c.characters + characters,
            "takes": _regenerations.c.takes + takes,
            "engine": sqlalchemy.case((_regenerations.c.engine == "", engine), else_=_regenerations.c.engine),
        }
        with self._engine.begin() as connection:
            making = {"state": Step.MAKING, "generation": generation, "clips": clips}
            if not _move(connection, (number, slug), Step.WAITING, making):
                return False
            connection.execute(update(_regenerations).where(_regenerations.c.number == number).values(spoken))
        return True

    def end(self, number: int, slug: str, error: str = "") -> None:
        """An article is made, or could not be: `error` says why."""
        ended = {"state": Step.FAILED if error else Step.DONE, "error": error}
        with self._engine.begin() as connection:
            for step in OPEN:
                _move(connection, (number, slug), step, ended)

    def close(self, number: int) -> bool:
        """Note that nothing is left to be made; False where something is, or somebody has noted it before."""
        with alone(self._engine, _regenerations) as connection:
            of_it = _articles.c.regeneration == number
            states = set(connection.execute(select(_articles.c.state).where(of_it).distinct()).scalars())
            if states & set(OPEN):
                return False
            ended = {"state": Stage.FAILED if Step.FAILED in states else Stage.DONE, "ended_at": now()}
            return _change(connection, number, (Stage.WORKING,), ended)

    def pause(self, number: int) -> None:
        """Stop the work until it is resumed. Raises UnknownRegeneration, RegenerationEnded."""
        self._move_from(number, (Stage.WORKING,), {"state": Stage.PAUSED, "owner": "", "lease_until": 0}, Step.WAITING)

    def resume(self, number: int) -> None:
        """Go on, if it was paused. Raises UnknownRegeneration, RegenerationEnded."""
        if self.read(number).state is not Stage.WORKING:
            self._move_from(number, (Stage.PAUSED,), {"state": Stage.WORKING}, Step.WAITING)

    def cancel(self, number: int) -> None:
        """Give up what is not made yet. Raises UnknownRegeneration, RegenerationEnded."""
        self._move_from(number, UNFINISHED, {"state": Stage.CANCELLED, "ended_at": now()}, Step.CANCELLED)

    def pace(self, engine: str) -> float | None:
        """Seconds that a character took that this engine had to speak, all told; None where it was not measured."""
        measured = (_regenerations.c.engine == engine, _regenerations.c.state == Stage.DONE)
        last = select(_regenerations.c.worked_s, _regenerations.c.characters).where(
            *measured, _regenerations.c.characters > 0
        )
        last_of = last.order_by(_regenerations.c.number.desc()).limit(MEASURED).subquery()
        with self._reader.connect() as connection:
            row = connection.execute(select(func.sum(last_of.c.worked_s), func.sum(last_of.c.characters))).one()
        return float(row[0]) / int(row[1]) if row[1] else None

    def to_tell(self, tries: int, since: str) -> dict[int, int]:
        """Which have ended since then (ISO 8601), and are to be told of now: how often each was told of in vain.

        That is fewer than `tries` times.
        """
        ended = (_regenerations.c.state.in_([Stage.DONE, Stage.FAILED]), _regenerations.c.ended_at >= since)
        due = (_regenerations.c.telling.between(0, tries - 1), _regenerations.c.tell_at <= time.time())
        query = select(_regenerations.c.number, _regenerations.c.telling).where(*ended, *due)
        with self._reader.connect() as connection:
            return {row.number: row.telling for row in connection.execute(query.order_by(_regenerations.c.number))}

    def try_telling(self, number: int, tried: int, *, again_in_s: float) -> bool:
        """Whether it is us who tells of it after so many tries; if that fails, it is tried again after so long."""
        due = (_regenerations.c.number == number, _regenerations.c.telling == tried)
        values = {"telling": tried + 1, "tell_at": time.time() + again_in_s}
        with self._engine.begin() as connection:
            return bool(connection.execute(update(_regenerations).where(*due).values(values)).rowcount)

    def told(self, number: int) -> None:
        """The webhook knows."""
        with self._engine.begin() as connection:
            connection.execute(update(_regenerations).where(_regenerations.c.number == number).values(telling=-1))

    def _move_from(self, number: int, stages: Sequence[Stage], values: Mapping[str, object], step: Step) -> None:
        found = self.read(number)
        with self._engine.begin() as connection:
            if not _change(connection, number, stages, values):
                raise RegenerationEnded(f"Regeneration {number} is {found.state}, so this can't be done with it.")
            left = (_articles.c.regeneration == number, _articles.c.state.in_(OPEN))
            connection.execute(update(_articles).where(*left).values(state=step))
            _note(connection, number, _CALLED[values["state"]])

    def _found(self, condition: sqlalchemy.ColumnElement[bool], count: int | None = None) -> Iterator[Regeneration]:
        query = select(*_REGENERATION).where(condition).order_by(_regenerations.c.number.desc()).limit(count)
        with self._reader.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            values = dict(zip(Regeneration.__dataclass_fields__, row, strict=True))
            yield Regeneration(**values | {"state": Stage(row.state)})


def _note(connection: Connection, number: int, what: str, by: str = "") -> None:
    note(connection, Change(Kind.RECORDINGS, f"regeneration {number}", after=what, who=by))


def _change(connection: Connection, number: int, stages: Sequence[Stage], values: Mapping[str, object]) -> bool:
    found = (_regenerations.c.number == number, _regenerations.c.state.in_(stages))
    return bool(connection.execute(update(_regenerations).where(*found).values(values)).rowcount)


def _move(connection: Connection, article: tuple[int, str], step: Step, values: Mapping[str, object]) -> bool:
    number, slug = article
    found = (_articles.c.regeneration == number, _articles.c.slug == slug, _articles.c.state == step)
    return bool(connection.execute(update(_articles).where(*found).values(values)).rowcount)
