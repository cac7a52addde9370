"""The ledger of regenerations: what was asked for, by whom, and how far each article of it is.

What is begun, paused, resumed or cancelled stands in the audit trail, by the same transaction.
Its rows are the truth: whoever works on a regeneration may be killed, and whoever comes next goes on from them.
"""

import time
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy
from sqlalchemy import Connection, Engine, func, select, update

from audio_cache.tables import alone, batches
from voice.audit import Change, Kind, note
from voice.errors import RegenerationEnded, UnknownRegeneration
from voice.ledger.ending import spread_end
from voice.ledger.tables import Part, Regeneration, Stage, Step, articles, regenerations
from voice.timestamps import now

# Whoever works on a regeneration and says nothing for so long, in seconds, is taken to be gone.
LEASE_S = 10.0
# A pace is what the last so many regenerations of its kind took.
MEASURED = 20

UNFINISHED = (Stage.WORKING, Stage.PAUSED)
OPEN = (Step.WAITING, Step.MAKING)
# What the audit trail calls a change of stage.
_CALLED: dict[object, str] = {Stage.PAUSED: "paused", Stage.WORKING: "resumed", Stage.CANCELLED: "cancelled"}
_REGENERATION = [regenerations.c[name] for name in Regeneration.__dataclass_fields__]
_PART = [articles.c[name] for name in Part.__dataclass_fields__]


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
        with alone(self._engine, regenerations) as connection:
            for some in batches(parts):
                old = (articles.c.slug.in_(some), articles.c.state.in_(OPEN))
                connection.execute(update(articles).where(*old).values(state=Step.REPLACED))
            asked = {"asked_by": by, "asked_at": now(), "what": what, "delivery": delivery, "state": Stage.WORKING}
            insert = regenerations.insert().values(asked).returning(regenerations.c.number)
            number = int(connection.execute(insert).scalar_one())
            rows = [
                {"regeneration": number, "place": place, "slug": slug, "state": Step.WAITING, "clips": clips}
                for place, (slug, clips) in enumerate(parts.items())
            ]
            if rows:
                connection.execute(articles.insert(), rows)
            _note(connection, number, f"begun: {what}", by)
        return number

    def read(self, number: int) -> Regeneration:
        """The regeneration of that number. Raises UnknownRegeneration."""
        found = list(self._found(regenerations.c.number == number)) if number < 2**31 else []
        if not found:
            raise UnknownRegeneration(f"There is no regeneration {number}. To see those there are: voice regenerations")
        return found[0]

    def latest(self, count: int) -> tuple[Regeneration, ...]:
        """The last so many, the newest first."""
        return tuple(self._found(sqlalchemy.true(), count))

    def steps(self, latest: int) -> dict[int, dict[Step, int]]:
        """Of the last so many, how many articles are how far."""
        late = select(regenerations.c.number).order_by(regenerations.c.number.desc()).limit(latest)
        of = (articles.c.regeneration, articles.c.state)
        query = select(*of, func.count()).where(articles.c.regeneration.in_(late)).group_by(*of)
        found: dict[int, dict[Step, int]] = {}
        with self._reader.connect() as connection:
            for number, state, count in connection.execute(query):
                found.setdefault(number, {})[Step(state)] = count
        return found

    def working(self) -> tuple[Regeneration, ...]:
        """Those that are to be worked on, the newest first."""
        return tuple(self._found(regenerations.c.state == Stage.WORKING))

    def busy(self) -> set[str]:
        """The articles that some regeneration still has to make."""
        with self._reader.connect() as connection:
            query = select(articles.c.slug).where(articles.c.state.in_(OPEN))
            return set(connection.execute(query).scalars())

    def parts(self, number: int) -> tuple[Part, ...]:
        """The articles of a regeneration, in order."""
        query = select(*_PART).where(articles.c.regeneration == number).order_by(articles.c.place)
        with self._reader.connect() as connection:
            return tuple(Part(r[0], r[1], Step(r[2]), r[3], r[4]) for r in connection.execute(query))

    def failed_of_late(self, latest: int, most: int) -> dict[str, tuple[int, str]]:
        """Of the last so many, the articles that could not be made the last time: of which one, and why, by slug.

        The latest come first, and at most `most` of them.
        """
        late = select(regenerations.c.number).order_by(regenerations.c.number.desc()).limit(latest)
        of_late = select(articles.c.slug, func.max(articles.c.regeneration).label("number"))
        last = of_late.where(articles.c.regeneration.in_(late)).group_by(articles.c.slug).subquery()
        is_last = (articles.c.slug == last.c.slug) & (articles.c.regeneration == last.c.number)
        query = select(articles.c.slug, last.c.number, articles.c.error).join(last, is_last)
        query = query.where(articles.c.state == Step.FAILED).order_by(last.c.number.desc(), articles.c.place)
        with self._reader.connect() as connection:
            return {slug: (number, error) for slug, number, error in connection.execute(query.limit(most))}

    def take(self, number: int) -> bool:
        """Whether the work on a regeneration is ours for the next seconds; the time since the last call is noted."""
        at = time.time()
        free = (regenerations.c.owner == self._owner) | (regenerations.c.lease_until <= at)
        mine = (regenerations.c.number == number, regenerations.c.state == Stage.WORKING, free)
        since = sqlalchemy.case(
            (regenerations.c.lease_until > at, at + LEASE_S - regenerations.c.lease_until), else_=0.0
        )
        worked = {"worked_s": regenerations.c.worked_s + since, "lease_until": at + LEASE_S, "owner": self._owner}
        with self._engine.begin() as connection:
            return bool(connection.execute(update(regenerations).where(*mine).values(worked)).rowcount)

    def begin(self, number: int, slug: str, generation: int, clips: int, load: tuple[str, int, int]) -> bool:
        """The article's generation is being made: False where it does not wait any more.

        `clips` is how many it lacks; where it was begun before, those that it lacked then count. `load` is what has to
        be spoken for it: by which engine, how many characters, how many takes.
        """
        engine, characters, takes = load
        spoken = {
            "characters": regenerations.c.characters + characters,
            "takes": regenerations.c.takes + takes,
            "engine": sqlalchemy.case((regenerations.c.engine == "", engine), else_=regenerations.c.engine),
        }
        with self._engine.begin() as connection:
            again = (articles.c.generation == generation) & (articles.c.clips > clips)
            lacked = sqlalchemy.case((again, articles.c.clips), else_=clips)
            making = {"state": Step.MAKING, "generation": generation, "clips": lacked}
            if not _move(connection, (number, slug), Step.WAITING, making):
                return False
            connection.execute(update(regenerations).where(regenerations.c.number == number).values(spoken))
        return True

    def end(self, number: int, slug: str, error: str = "") -> None:
        """An article is made, or could not be: `error` says why."""
        ended = {"state": Step.FAILED if error else Step.DONE, "error": error}
        with self._engine.begin() as connection:
            for step in OPEN:
                _move(connection, (number, slug), step, ended)

    def close(self, number: int) -> bool:
        """Note that nothing is left to be made, which is news; False where something is, or it was noted before."""
        with alone(self._engine, regenerations) as connection:
            of_it = articles.c.regeneration == number
            states = set(connection.execute(select(articles.c.state).where(of_it).distinct()).scalars())
            if states & set(OPEN):
                return False
            ended = {"state": Stage.FAILED if Step.FAILED in states else Stage.DONE, "ended_at": now()}
            if is_ours := _change(connection, number, (Stage.WORKING,), ended):
                spread_end(connection, number)
            return is_ours

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
        measured = (regenerations.c.engine == engine, regenerations.c.state == Stage.DONE)
        last = select(regenerations.c.worked_s, regenerations.c.characters).where(
            *measured, regenerations.c.characters > 0
        )
        last_of = last.order_by(regenerations.c.number.desc()).limit(MEASURED).subquery()
        with self._reader.connect() as connection:
            row = connection.execute(select(func.sum(last_of.c.worked_s), func.sum(last_of.c.characters))).one()
        return float(row[0]) / int(row[1]) if row[1] else None

    def _move_from(self, number: int, stages: Sequence[Stage], values: Mapping[str, object], step: Step) -> None:
        found = self.read(number)
        with self._engine.begin() as connection:
            if not _change(connection, number, stages, values):
                raise RegenerationEnded(f"Regeneration {number} is {found.state}, so this can't be done with it.")
            left = (articles.c.regeneration == number, articles.c.state.in_(OPEN))
            connection.execute(update(articles).where(*left).values(state=step))
            _note(connection, number, _CALLED[values["state"]])

    def _found(self, condition: sqlalchemy.ColumnElement[bool], count: int | None = None) -> Iterator[Regeneration]:
        query = select(*_REGENERATION).where(condition).order_by(regenerations.c.number.desc()).limit(count)
        with self._reader.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            values = dict(zip(Regeneration.__dataclass_fields__, row, strict=True))
            yield Regeneration(**values | {"state": Stage(row.state)})


def _note(connection: Connection, number: int, what: str, by: str = "") -> None:
    note(connection, Change(Kind.RECORDINGS, f"regeneration {number}", after=what, who=by))


def _change(connection: Connection, number: int, stages: Sequence[Stage], values: Mapping[str, object]) -> bool:
    found = (regenerations.c.number == number, regenerations.c.state.in_(stages))
    return bool(connection.execute(update(regenerations).where(*found).values(values)).rowcount)


def _move(connection: Connection, article: tuple[int, str], step: Step, values: Mapping[str, object]) -> bool:
    number, slug = article
    found = (articles.c.regeneration == number, articles.c.slug == slug, articles.c.state == step)
    return bool(connection.execute(update(articles).where(*found).values(values)).rowcount)
