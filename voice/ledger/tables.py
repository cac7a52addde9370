"""The nouns of the ledger, `Regeneration`, `Part`, `Stage` and `Step`, and its tables."""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData()

regenerations = Table(
    "regenerations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", String(32), nullable=False),
    Column("what", Text, nullable=False),
    Column("delivery", Text, nullable=False),  # "" where it was not chosen
    Column("state", String(10), nullable=False),
    Column("ended_at", String(32), nullable=False, server_default=""),
    Column("engine", Text, nullable=False, server_default=""),
    Column("characters", Integer, nullable=False, server_default="0"),
    Column("takes", Integer, nullable=False, server_default="0"),
    Column("worked_s", Float(53), nullable=False, server_default="0"),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("lease_until", Float(53), nullable=False, server_default="0"),  # seconds since 1970
    sqlite_autoincrement=True,
)
articles = Table(
    "regeneration_articles",
    metadata,
    Column("regeneration", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("slug", String(80), nullable=False),
    Column("generation", Integer, nullable=False, server_default="0"),
    Column("state", String(10), nullable=False),
    Column("clips", Integer, nullable=False, server_default="0"),
    Column("error", Text, nullable=False, server_default=""),
)
sqlalchemy.Index("regeneration_articles_by_slug", articles.c.slug, articles.c.state)


class Stage(StrEnum):
    """How far a regeneration is. One that ends `failed` has articles that could not be made; the others were."""

    WORKING = "working"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Step(StrEnum):
    """How far an article of a regeneration is; `replaced` where a later regeneration has taken it over."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    FAILED = "failed"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Regeneration:
    """A regeneration; `asked_at` and `ended_at` are ISO 8601, UTC, and `worked_s` counts seconds of work."""

    number: int
    asked_by: str
    asked_at: str
    what: str
    delivery: str
    state: Stage
    ended_at: str
    engine: str
    characters: int
    takes: int
    worked_s: float


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a regeneration: its generation (0 before it has begun), how many clips it lacked, its error."""

    slug: str
    generation: int
    state: Step
    clips: int
    error: str

    @property
    def begun(self) -> bool:
        """Whether it is being made, or was before it was paused."""
        return self.state is Step.MAKING or (self.state is Step.WAITING and self.generation > 0)
