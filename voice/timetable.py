"""The timetable: when each task of a running service is due next, who carries it out, and what came of it last.

Its rows decide: of all processes one carries out what is due, and what was missed is due once, however often it was.
When that is, admins choose; where nobody has, the settings say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Column, Engine, Float, MetaData, String, Table, Text, select, update

from audio_cache.tables import alone, insert_into
from voice.audit import Change, Kind, note
from voice.cron import next_due
from voice.news import spread
from voice.timestamps import now

# Whoever carries out a task and says nothing for so long, in seconds, is taken to be gone.
LEASE_S = 600.0

metadata = MetaData()

_tasks = Table(
    "timetable",
    metadata,
    Column("task", String(20), primary_key=True),
    Column("expression", Text, nullable=False),  # "" where it is never due
    Column("due_at", Float(53), nullable=False),  # seconds since 1970
    Column("owner", String(64), nullable=False, server_default=""),
    Column("lease_until", Float(53), nullable=False, server_default="0"),
    Column("began_at", String(32), nullable=False, server_default=""),
    Column("ended_at", String(32), nullable=False, server_default=""),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("errors", Text, nullable=False, server_default=""),
    Column("chosen", Text, nullable=True),  # by admins; "" is never, NULL is as the settings say
)


@dataclass(frozen=True, slots=True)
class Task:
    """A task in the timetable: due by a cron expression, next at `due_at` (seconds since 1970); and its last run.

    `began_at` and `ended_at` are ISO 8601, UTC, "" where it never did; `errors` are lines. `chosen` is the expression
    that an admin chose, "" for never; None where nobody has chosen.
    """

    task: str
    expression: str = ""
    due_at: float = 0.0
    began_at: str = ""
    ended_at: str = ""
    outcome: str = ""
    errors: str = ""
    chosen: str | None = None


class Timetable:
    """The timetable in a database, for the process `owner`; `metadata.create_all` makes its table."""

    def __init__(self, engine: Engine, owner: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._owner = owner

    def tasks(self) -> tuple[Task, ...]:
        """Every task that was ever planned, by name."""
        query = select(*(_tasks.c[name] for name in Task.__dataclass_fields__)).order_by(_tasks.c.task)
        with self._reader.connect() as connection:
            return tuple(Task(*row) for row in connection.execute(query))

    def wanted(self, settings: Mapping[str, str]) -> dict[str, str]:
        """By task when it is to be done: as an admin chose, else as `settings` say; "" is never."""
        return dict(settings) | {each.task: each.chosen for each in self.tasks() if each.chosen is not None}

    def choose(self, task: str, expression: str | None) -> None:
        """Let a task be due by that expression, "" for never, whatever the settings say; by them again for None.

        The audit trail has it. Raises SettingsError.
        """
        if expression:
            next_due(expression, 0.0)
        with alone(self._engine, _tasks) as connection:
            known = connection.execute(select(_tasks.c.chosen).where(_tasks.c.task == task)).first()
            before = known.chosen if known else None
            if before == expression:
                return
            insert = insert_into(self._engine, _tasks).values(task=task, expression="", due_at=0.0, chosen=expression)
            connection.execute(insert.on_conflict_do_update(index_elements=["task"], set_={"chosen": expression}))
            note(connection, Change(Kind.SCHEDULE, task, _told(before), _told(expression)))

    def plan(self, task: str, expression: str, at: float) -> None:
        """Let it be due by that expression, counted from `at` where it is another than before. Raises SettingsError."""
        with self._reader.connect() as connection:
            known = connection.execute(select(_tasks.c.expression).where(_tasks.c.task == task)).scalar()
        if known == expression:
            return
        values = {"expression": expression, "due_at": next_due(expression, at) if expression else 0.0}
        insert = insert_into(self._engine, _tasks).values(task=task, **values).on_conflict_do_nothing()
        change = update(_tasks).where(_tasks.c.task == task, _tasks.c.expression == known).values(values)
        with self._engine.begin() as connection:
            connection.execute(insert if known is None else change)

    def claim(self, task: str, expression: str, at: float) -> bool:
        """Whether it is due, and ours to carry out; then it is due next after `at`."""
        due = (_tasks.c.task == task, _tasks.c.expression == expression, _tasks.c.due_at <= at)
        begun = {"due_at": next_due(expression, at), "owner": self._owner, "lease_until": at + LEASE_S}
        begun |= {"began_at": now(), "ended_at": "", "outcome": "", "errors": ""}
        with self._engine.begin() as connection:
            claim = update(_tasks).where(*due, _tasks.c.lease_until <= at).values(begun)
            return bool(connection.execute(claim).rowcount)

    def renew(self, task: str, at: float) -> None:
        """Hold it for another lease."""
        self._change(task, {"lease_until": at + LEASE_S})

    def end(self, task: str, outcome: str, errors: Sequence[str] = (), *, failed: bool = False) -> None:
        """It is carried out, and what came of it, which is news; `failed` where something is left undone."""
        values = _ended(outcome, errors)
        ours = update(_tasks).where(_tasks.c.task == task, _tasks.c.owner == self._owner).values(values)
        with self._engine.begin() as connection:
            began_at = connection.execute(ours.returning(_tasks.c.began_at)).scalar()
            if began_at is not None:
                told = {"task": task, "state": "failed" if failed else "done", "began_at": began_at}
                told |= {name: values[name] for name in ("ended_at", "outcome")} | {"errors": list(errors)}
                kind, at = f"schedule.{told['state']}", str(values["ended_at"])
                spread(connection, kind, at, msgspec.json.encode(told).decode())

    def put_back(self, task: str, outcome: str, at: float) -> None:
        """It was broken off, and is due again at once."""
        self._change(task, {"due_at": at, **_ended(outcome, ())})

    def _change(self, task: str, values: dict[str, object]) -> None:
        ours = (_tasks.c.task == task, _tasks.c.owner == self._owner)
        with self._engine.begin() as connection:
            connection.execute(update(_tasks).where(*ours).values(values))


def _told(expression: str | None) -> str:
    return "as the settings say" if expression is None else expression or "never"


def _ended(outcome: str, errors: Sequence[str]) -> dict[str, object]:
    return {"ended_at": now(), "outcome": outcome, "errors": "\n".join(errors), "lease_until": 0.0}
