"""Versions of what telephones play, articles and prompts: a call stays with the one that it began with."""

import time
from collections.abc import Iterable, Set
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Engine, Select, delete, select, update

from audio_cache.tables import batches, insert_into
from voice.phonebook.tables import programmes

# How long a version that was replaced is still played, in seconds: longer than any call, as long as its clips answer.
KEPT_S = 48 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of an article, or of a language's prompts, whose `code` is the language.

    `entry`, `document` and `alone` are JSON; prompts have a document alone. `clips` are the fingerprints of all in it.
    """

    version: str
    code: str
    entry: str = ""
    document: str = ""
    alone: str = ""
    clips: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Programmes:
    """The versions in a database; `metadata.create_all` makes their table."""

    engine: Engine

    def publish(self, kept: Kept) -> None:
        """From now on it is the version of its code; the one before is kept for two days more."""
        now = time.time()
        values = {name: getattr(kept, name) for name in ("code", "entry", "document", "alone")}
        values |= {"clips": msgspec.json.encode(sorted(kept.clips)).decode(), "replaced_at": 0.0}
        insert = insert_into(self.engine, programmes).values(version=kept.version, **values)
        others = (programmes.c.code == kept.code, programmes.c.version != kept.version, programmes.c.replaced_at == 0)
        with self.engine.begin() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["version"], set_=values))
            connection.execute(update(programmes).where(*others).values(replaced_at=now))
            old = (programmes.c.replaced_at > 0, programmes.c.replaced_at < now - KEPT_S)
            connection.execute(delete(programmes).where(*old))

    def retire(self, codes: Iterable[str]) -> None:
        """What those codes stand for is offered no more; it is kept for two days more."""
        with self.engine.begin() as connection:
            for some in batches(codes):
                theirs = (programmes.c.code.in_(some), programmes.c.replaced_at == 0)
                connection.execute(update(programmes).where(*theirs).values(replaced_at=time.time()))

    def alone(self, version: str) -> str | None:
        """The sections of a version as they are fetched on their own, if it is kept."""
        return self._one(select(programmes.c.alone).where(programmes.c.version == version))

    def document(self, version: str) -> str | None:
        """The document of a version, if it is kept."""
        return self._one(select(programmes.c.document).where(programmes.c.version == version))

    def version(self, code: str) -> str | None:
        """The version of that code that stands, if one does."""
        return self._one(select(programmes.c.version).where(programmes.c.code == code, programmes.c.replaced_at == 0))

    def versions(self, code: str) -> list[str]:
        """Every version of that code that is kept, also those that were replaced."""
        with self._reading() as connection:
            return list(connection.execute(select(programmes.c.version).where(programmes.c.code == code)).scalars())

    def standing(self) -> list[Kept]:
        """The version of each code that stands, without its document."""
        columns = select(programmes.c.version, programmes.c.code, programmes.c.entry)
        with self._reading() as connection:
            return [Kept(*row) for row in connection.execute(columns.where(programmes.c.replaced_at == 0))]

    def in_calls(self) -> set[str]:
        """The versions that a call may be pinned to: those that stand, and those replaced within two days."""
        recent = (programmes.c.replaced_at == 0) | (programmes.c.replaced_at >= time.time() - KEPT_S)
        with self._reading() as connection:
            return set(connection.execute(select(programmes.c.version).where(recent)).scalars())

    def fingerprints(self, version: str) -> set[str]:
        """Those of every clip of a version."""
        clips = self._one(select(programmes.c.clips).where(programmes.c.version == version))
        return msgspec.json.decode(clips or "[]", type=set[str])

    def _one(self, query: Select[str]) -> str | None:
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def _reading(self) -> Connection:
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()
