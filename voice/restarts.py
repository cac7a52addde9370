"""How often engines had to be started again, why the last time, for whoever has to mend it."""

from dataclasses import dataclass

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, select

from audio_cache.tables import insert_into
from voice.timestamps import now

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
    """An engine that had to be started again so often; when the last time (ISO 8601, UTC), and why."""

    engine: str
    count: int
    last_at: str
    why: str


@dataclass(frozen=True, slots=True)
class Restarts:
    """The restarts noted in a database; `metadata.create_all` makes their table."""

    database: Engine

    def note(self, engine: str, why: str) -> None:
        """Count one more."""
        values = {"last_at": now(), "why": why}
        insert = insert_into(self.database, _restarts).values(engine=engine, count=1, **values)
        counted = insert.on_conflict_do_update(
            index_elements=["engine"], set_={"count": _restarts.c.count + 1, **values}
        )
        with self.database.begin() as connection:
            connection.execute(counted)

    def all(self) -> tuple[Restart, ...]:
        """Those of every engine, the last first."""
        with self.database.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = connection.execute(select(_restarts).order_by(_restarts.c.last_at.desc())).all()
        return tuple(Restart(*row) for row in rows)
