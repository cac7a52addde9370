"""The table of recordings: truth about what is there, what is being made, by whom and until when."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import pairwise
from typing import cast

import sqlalchemy
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
)
from sqlalchemy.dialects import sqlite

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
    Column("used_at", Float(53), nullable=False, server_default="0"),
    Column("pinned_until", Float(53), nullable=False, server_default="0"),
    # When it was first seen that nobody needs it; 0 where somebody does, or nobody has looked.
    Column("spare_since", Float(53), nullable=False, server_default="0"),
    Column("speaker", Text, nullable=False, server_default=""),
    info={"made_again": True},  # a backup may go without
)
# Who needs which recordings (an article, say), and what that was derived from.
needs = Table(
    "needs",
    metadata,
    Column("holder", String(80), primary_key=True),
    Column("digest", String(64), primary_key=True),
)
holders = Table(
    "holders",
    metadata,
    Column("holder", String(80), primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
)
# Zero is written out: SQLite takes an index of some rows only for a condition that says the same.
SPARE = recordings.c.spare_since > sqlalchemy.literal_column("0")
sqlalchemy.Index("recordings_to_make", recordings.c.state, recordings.c.urgent, recordings.c.wanted_at)
sqlalchemy.Index("recordings_by_fingerprint", recordings.c.fingerprint)
_turn = (recordings.c.state, recordings.c.used_at, recordings.c.digest)
sqlalchemy.Index("recordings_to_spare", *_turn, sqlite_where=SPARE, postgresql_where=SPARE)
sqlalchemy.Index("needs_by_digest", needs.c.digest)


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


def parts_of(column: Column[str]) -> Iterator[ColumnElement[bool]]:
    """Conditions that cut a table into 256 parts by what a column of hex digits begins with; every row is in one."""
    bounds = [f"{number:02x}" for number in range(1, 256)]
    yield column < bounds[0]
    for lower, upper in pairwise(bounds):
        yield and_(column >= lower, column < upper)
    yield column >= bounds[-1]


def insert_into(engine: Engine, table: Table) -> sqlite.Insert:
    """An INSERT that knows ON CONFLICT, in the dialect of the engine (SQLite and PostgreSQL write it alike)."""
    if engine.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a start on SQLite does not wait for it

        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)


@contextmanager
def alone(engine: Engine, table: Table) -> Iterator[Connection]:
    """A transaction that decides by what it reads of a table: one at a time, which SQLite sees to by itself."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
        yield connection
