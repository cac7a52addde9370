"""Versions of articles as telephones play them: a call stays with the one that it began with."""

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select, update

from audio_cache.tables import insert_into
from voice.phonebook.tables import programmes

# How long a version that was replaced is still played, in seconds: longer than any call, as long as its clips answer.
KEPT_S = 48 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of an article; `entry`, `document` and `alone` are JSON."""

    version: str
    code: str
    entry: str
    document: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Programmes:
    """The versions in a database; `metadata.create_all` makes their table."""

    engine: Engine

    def publish(self, kept: Kept) -> None:
        """From now on it is the version of its code; the one before is kept for two days more."""
        now = time.time()
        values = {name: getattr(kept, name) for name in ("code", "entry", "document", "alone")} | {"replaced_at": 0.0}
        insert = insert_into(self.engine, programmes).values(version=kept.version, **values)
        others = (programmes.c.code == kept.code, programmes.c.version != kept.version, programmes.c.replaced_at == 0)
        with self.engine.begin() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["version"], set_=values))
            connection.execute(update(programmes).where(*others).values(replaced_at=now))
            old = (programmes.c.replaced_at > 0, programmes.c.replaced_at < now - KEPT_S)
            connection.execute(delete(programmes).where(*old))

    def alone(self, version: str) -> str | None:
        """The sections of a version as they are fetched on their own, if it is kept."""
        with self._reading() as connection:
            query = select(programmes.c.alone).where(programmes.c.version == version)
            found: str | None = connection.execute(query).scalar()
        return found

    def document(self, version: str) -> str | None:
        """The document of a version, if it is kept."""
        with self._reading() as connection:
            query = select(programmes.c.document).where(programmes.c.version == version)
            found: str | None = connection.execute(query).scalar()
        return found

    def standing(self) -> list[Kept]:
        """The version of each code that stands, without its document."""
        columns = select(programmes.c.version, programmes.c.code, programmes.c.entry)
        with self._reading() as connection:
            return [Kept(*row) for row in connection.execute(columns.where(programmes.c.replaced_at == 0))]

    def _reading(self) -> Connection:
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()
