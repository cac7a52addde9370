"""The table of recordings: truth about what is there, what is being made, by whom and until when."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import cast

import sqlalchemy
from sqlalchemy import BigInteger, Column, Engine, Float, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects import postgresql, sqlite

metadata = MetaData()

recordings = Table(
    "recordings",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("state", String(8), nullable=False),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("lease_until", Float(53), nullable=False, server_default="0"),  # seconds since 1970
    Column("urgent", Integer, nullable=False, server_default="0"),
    Column("wanted_at", Float(53), nullable=False, server_default="0"),
    Column("order", Text, nullable=False, server_default=""),  # what a worker needs to know; opaque here
    Column("error", Text, nullable=False, server_default=""),  # why it failed; of one that is ready, its note
    Column("fingerprint", String(64), nullable=False, server_default=""),
    Column("suffix", String(16), nullable=False, server_default=""),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("duration_ms", Integer, nullable=False, server_default="0"),
    Column("marks", Text, nullable=False, server_default="[]"),
    Column("made_at", Float(53), nullable=False, server_default="0"),
)
sqlalchemy.Index("recordings_to_make", recordings.c.state, recordings.c.urgent, recordings.c.wanted_at)
sqlalchemy.Index("recordings_by_fingerprint", recordings.c.fingerprint)


class State(StrEnum):
    """How far a recording is."""

    WANTED = "wanted"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


def batches(digests: Iterable[str], at_once: int = 500) -> Iterator[list[str]]:
    """The digests, each once, in lists short enough for one statement's bound values."""
    distinct = list(dict.fromkeys(digests))
    for first in range(0, len(distinct), at_once):
        yield distinct[first : first + at_once]


def insert_into(engine: Engine, table: Table) -> sqlite.Insert:
    """An INSERT that knows ON CONFLICT, in the dialect of the engine (SQLite and PostgreSQL write it alike)."""
    if engine.dialect.name == "postgresql":
        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)
