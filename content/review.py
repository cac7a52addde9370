"""What editors decided on disclaimers that were found, by their words: rows that are only ever added."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, Text, select

from content.disclaimer import DisclaimerKind

metadata = MetaData()

_decisions = Table(
    "disclaimer_decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("slug", String(80), nullable=False, index=True),
    Column("key", String(12), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("short", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
)


class Verdict(StrEnum):
    """What was decided."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    SHORTENED = "shortened"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `key` names the words it is about (`content.disclaimer.key_of`), `text` has them verbatim.

    `short` is the short form that was set, or "" to take it back; `reason` is in the editor's words, "" where none was
    given; `at` is ISO 8601, UTC.
    """

    slug: str
    key: str
    verdict: Verdict
    kind: DisclaimerKind
    text: str
    short: str = ""
    reason: str = ""
    who: str = ""
    at: str = ""


# Is told of each decision, in its transaction.
Heed = Callable[[Connection, Decision], None]


@dataclass(frozen=True, slots=True)
class Reviews:
    """The decisions in a database; `metadata.create_all` makes their table. None is ever changed or deleted."""

    engine: Engine
    heed: Heed = lambda _connection, _decision: None

    def note(self, decision: Decision) -> None:
        """Add a decision, taken now."""
        row = {name: getattr(decision, name) for name in Decision.__dataclass_fields__}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.engine.begin() as connection:
            connection.execute(_decisions.insert().values(row | {"at": now}))
            self.heed(connection, decision)

    def of(self, slug: str) -> tuple[Decision, ...]:
        """Every decision on an article's disclaimers, the oldest first."""
        names = list(Decision.__dataclass_fields__)
        query = (
            select(*(_decisions.c[name] for name in names))
            .where(_decisions.c.slug == slug)
            .order_by(_decisions.c.number)
        )
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = connection.execute(query).all()
        return tuple(msgspec.convert(dict(zip(names, row, strict=True)), Decision) for row in rows)


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """By key, the last decision on whether it is a disclaimer."""
    return {each.key: each for each in decisions if each.verdict is not Verdict.SHORTENED}


def rejected(decisions: Iterable[Decision]) -> frozenset[str]:
    """The keys of what is no disclaimer."""
    return frozenset(key for key, last in standing(decisions).items() if last.verdict is Verdict.REJECTED)


def short_forms(decisions: Iterable[Decision]) -> dict[str, str]:
    """By key, the short form that editors wrote last."""
    return {each.key: each.short for each in decisions if each.verdict is Verdict.SHORTENED}
