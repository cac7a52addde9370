"""Where callers were, by a hash of the code that they were told or of their number; forgotten after some days."""

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select

from audio_cache.tables import insert_into
from voice.phonebook.tables import places

A_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Places:
    """The places in a database, each kept for `days`; `metadata.create_all` makes their table."""

    engine: Engine
    days: float

    def keep(self, key: str, place: str) -> None:
        """Keep a place (JSON) in the stead of any before; those that are too old are deleted."""
        values = {"place": place, "at": time.time()}
        insert = insert_into(self.engine, places).values(key=key, **values)
        with self._connected() as connection:
            connection.execute(delete(places).where(places.c.at < self._oldest()))
            connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=values))

    def find(self, key: str) -> str | None:
        """The place of that key, if there is one and it is not too old."""
        query = select(places.c.place).where(places.c.key == key, places.c.at >= self._oldest())
        with self._connected() as connection:
            found: str | None = connection.execute(query).scalar()
        return found

    def _connected(self) -> Connection:
        """Each statement is a transaction of its own: SQLite keeps others from writing no longer than it takes."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()

    def _oldest(self) -> float:
        return time.time() - self.days * A_DAY_S
