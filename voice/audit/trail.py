"""The rows of the audit trail. They are only ever added, and chained: each has the SHA-256 of the one before it.

Whoever alters, takes out or slips in a row has to make every later one anew. So that even this is found out, keep the
last SHA-256 elsewhere from time to time: `verify` tells whether it still stands in the trail.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
import sqlalchemy
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, Text, func, select
from sqlalchemy.sql.elements import ColumnElement

from voice.acting import Door, actor

FIRST = "0" * 64
_AT_ONCE = 1000
# Who notes something on PostgreSQL holds this advisory lock; SQLite has one writer at a time.
_LOCK = 0x6175646974

metadata = MetaData()

_rows = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("door", String(8), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("article", String(80), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
)
sqlalchemy.Index("audit_by_article", _rows.c.article, _rows.c.number)
sqlalchemy.Index("audit_by_kind", _rows.c.kind, _rows.c.number)


class Kind(StrEnum):
    """What was changed."""

    ARTICLE = "article"
    DISCLAIMER = "disclaimer"
    RULES = "rules"
    WORD = "word"
    ACCOUNT = "account"
    TOKEN = "token"  # noqa: S105 - the word alone
    RECORDINGS = "recordings"
    SCHEDULE = "schedule"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Change:
    """A change: of what (`subject`), in which article ("" for all), from what to what in short, and why.

    `who` and `door` are those of the `actor` where they are left out.
    """

    kind: Kind
    subject: str
    before: str = ""
    after: str = ""
    reason: str = ""
    article: str = ""
    who: str = ""
    door: Door | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A change as it stands in the trail; `at` is ISO 8601, UTC, `previous` the SHA-256 of the row before."""

    number: int
    at: str
    who: str
    door: Door
    kind: Kind
    subject: str
    article: str
    before: str
    after: str
    reason: str
    previous: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Which rows are looked for: those that have all of it. `since` and `until` are days, such as 2026-11-25."""

    article: str = ""
    kind: str = ""
    who: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the trail found: how many rows, the last SHA-256, and the first row that is not right, or 0."""

    rows: int
    last: str
    broken_at: int = 0


@dataclass(frozen=True, slots=True)
class Trail:
    """The trail in a database; `metadata` has its table."""

    engine: Engine

    def count(self, search: Search) -> int:
        """How many rows are there of what is looked for."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(_rows).where(*_matching(search))).scalar() or 0

    def rows(self, search: Search, *, most: int, skip: int = 0) -> tuple[Row, ...]:
        """The rows that are looked for, the newest first."""
        query = select(_rows).where(*_matching(search)).order_by(_rows.c.number.desc()).limit(most).offset(skip)
        with self._reading() as connection:
            return tuple(_row(row) for row in connection.execute(query))

    def verify(self, known: str = "") -> Verdict:
        """Check each row, and its link to the one before; a SHA-256 that is `known` has to stand in one of them."""
        count, previous, seen = 0, FIRST, not known
        for row in self._every():
            count += 1
            if (row.number, row.previous, row.sha256) != (count, previous, _sha256(row)):
                return Verdict(count, previous, row.number)
            previous, seen = row.sha256, seen or row.sha256 == known
        return Verdict(count, previous, 0 if seen else count + 1)

    def _every(self) -> Iterator[Row]:
        last = 0
        with self._reading() as connection:
            while True:
                query = select(_rows).where(_rows.c.number > last).order_by(_rows.c.number).limit(_AT_ONCE)
                found = [_row(row) for row in connection.execute(query)]
                if not found:
                    return
                yield from found
                last = found[-1].number

    def _reading(self) -> Connection:
        """Connect without a transaction: readers wait for nobody."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def note(connection: Connection, *changes: Change) -> None:
    """Note changes in the transaction that makes them: both are kept, or neither."""
    if not changes:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    last = connection.execute(select(_rows.c.number, _rows.c.sha256).order_by(_rows.c.number.desc()).limit(1)).first()
    number, previous = last or (0, FIRST)
    now, rows = datetime.now(UTC).isoformat(timespec="seconds"), list[dict[str, object]]()
    for change in changes:
        number += 1
        row = _new_row(number, now, change, previous)
        previous = _sha256(row)
        rows.append(asdict(replace(row, sha256=previous)))
    connection.execute(_rows.insert(), rows)


def last_of(connection: Connection, kind: Kind, subject: str) -> Row | None:
    """The last row about that subject."""
    query = select(_rows).where(_rows.c.kind == str(kind), _rows.c.subject == subject)
    row = connection.execute(query.order_by(_rows.c.number.desc()).limit(1)).first()
    return _row(row) if row else None


def _new_row(number: int, at: str, change: Change, previous: str) -> Row:
    by = actor()
    who, door = change.who or by.who, change.door or by.door
    told = (change.subject, change.article, change.before, change.after, change.reason)
    return Row(number, at, who, door, change.kind, *told, previous)


def _sha256(row: Row) -> str:
    """The SHA-256 of everything that the row says, and of what the row before had."""
    said = list(asdict(replace(row, sha256="")).values())
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _row(row: sqlalchemy.Row[tuple[object, ...]]) -> Row:
    return msgspec.convert(dict(zip(Row.__dataclass_fields__, row, strict=True)), Row)


def _matching(search: Search) -> Iterator[ColumnElement[bool]]:
    for name in ("article", "kind", "who"):
        if wanted := getattr(search, name):
            yield _rows.c[name] == wanted
    if search.since:
        yield _rows.c.at >= search.since
    if search.until:
        yield func.substr(_rows.c.at, 1, 10) <= search.until
