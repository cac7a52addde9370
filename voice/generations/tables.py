"""The tables of generations and of their clips."""

import msgspec
import sqlalchemy
from sqlalchemy import Column, Integer, MetaData, Row, String, Table, Text

from content import Article
from voice.generations.generation import Edition, Generation, State
from voice.orders import Delivery

metadata = MetaData()

generations = Table(
    "generations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("slug", String(80), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("article", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("voices", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("held", Integer, nullable=False),  # rolled back to: it stays until somebody asks for another by name
    Column("chosen", Integer, nullable=False),
    Column("planned_by", Text, nullable=False),
    Column("planned_at", String(32), nullable=False),
    Column("current_from", String(32), nullable=False, server_default=""),
    Column("current_until", String(32), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
IS_CURRENT = generations.c.state == sqlalchemy.literal_column("'current'")
sqlalchemy.Index(
    "one_current_generation",
    generations.c.slug,
    unique=True,
    sqlite_where=IS_CURRENT,
    postgresql_where=IS_CURRENT,
)
sqlalchemy.Index("generations_by_slug", generations.c.slug, generations.c.state)
clips = Table(
    "generation_clips",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("section", Text, nullable=False),
    Column("alone", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
sqlalchemy.Index("generation_clips_by_digest", clips.c.digest)


def generation_of(row: Row[tuple[object, ...]]) -> Generation:
    """The generation that a row tells of."""
    article = msgspec.json.decode(row.article, type=Article)
    read = (article, delivery_of(row.delivery), edition_of(row.edition), msgspec.json.decode(row.voices))
    times = (row.planned_by, row.planned_at, row.current_from, row.current_until)
    return Generation(
        row.number, row.slug, row.revision, *read, State(row.state), bool(row.held), bool(row.chosen), *times
    )


def text_of(document: object) -> str:
    """A value as it is kept: canonical JSON, so that what says the same is the same text."""
    return msgspec.json.encode(document, order="sorted").decode()


def delivery_of(text: str) -> Delivery:
    """The delivery that was kept."""
    return msgspec.json.decode(text, type=Delivery)


def edition_of(text: str) -> Edition:
    """The edition that was kept."""
    return msgspec.json.decode(text, type=Edition)
