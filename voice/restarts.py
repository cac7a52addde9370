"""How often engines had to be started again, why the last time, for whoever has to mend it."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, case, select

from audio_cache.tables import insert_into
from voice.errors import DatabaseUnusable
from voice.timestamps import later, now

# An engine that had no trouble for so long is well again: it is told of no more, and counted from one.
REMEMBERED = timedelta(days=30)

log = logging.getLogger(__name__)

metadata = MetaData()

_restarts = Table(
    "restarts",
    metadata,
    Column("engine", String(40), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", String(32), nullable=False),
    Column("why", Text, nullable=False),
    info={"made_again": True},
)


@dataclass(frozen=True, slots=True)
class Restart:
    """An engine that had to be started again so often of late; when the last time (ISO 8601, UTC), and why."""

    engine: str
    count: int
    last_at: str
    why: str


@dataclass(frozen=True, slots=True)
class Restarts:
    """The restarts noted in a database; `metadata.create_all` makes their table."""

    database: Engine

    def note(self, engine: str, why: str) -> None:
        """Count one more. Where it can't be written it is logged: who speaks must not fail for it."""
        values = {"last_at": now(), "why": why}
        count = case((_restarts.c.last_at < later(-REMEMBERED), 1), else_=_restarts.c.count + 1)
        insert = insert_into(self.database, _restarts).values(engine=engine, count=1, **values)
        counted = insert.on_conflict_do_update(index_elements=["engine"], set_={"count": count, **values})
        try:
            with self.database.begin() as connection:
                connection.execute(counted)
        except DatabaseUnusable as error:
            log.warning("The engine %s was started again (%s), which could not be noted. %s", engine, why, error)

    def of_late(self) -> tuple[Restart, ...]:
        """Those of every engine in the last 30 days, the last first."""
        recent = select(_restarts).where(_restarts.c.last_at >= later(-REMEMBERED))
        with self.database.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = connection.execute(recent.order_by(_restarts.c.last_at.desc())).all()
        return tuple(Restart(*row) for row in rows)
