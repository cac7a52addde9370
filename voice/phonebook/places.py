"""Where callers were, by a hash of the code that they were told or of their number; forgotten after some days."""

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, func, select

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
        self.forget_old()
        with self._connected() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=values))

    def reserve(self, key: str) -> bool:
        """Let nobody else have that key from now on; False where somebody has it."""
        self.forget_old()
        insert = insert_into(self.engine, places).values(key=key, place="", at=time.time())
        with self._connected() as connection:
            return connection.execute(insert.on_conflict_do_nothing()).rowcount == 1

    def forget_old(self, *, dry: bool = False) -> int:
        """Delete the places that are too old; how many there were. `dry` counts alone."""
        old = places.c.at < self._oldest()
        with self._connected() as connection:
            if dry:
                return connection.execute(select(func.count()).select_from(places).where(old)).scalar_one()
            return connection.execute(delete(places).where(old)).rowcount

    def find(self, key: str) -> str | None:
        """The place of that key, if there is one and it is not too old; "" where it is only reserved."""
        query = select(places.c.place).where(places.c.key == key, places.c.at >= self._oldest())
        with self._connected() as connection:
            found: str | None = connection.execute(query).scalar()
        return found

    def _connected(self) -> Connection:
        """Each statement is a transaction of its own: SQLite keeps others from writing no longer than it takes."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()

    def _oldest(self) -> float:
        return time.time() - self.days * A_DAY_S
