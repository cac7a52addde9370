"""The tables of generations and of their clips."""

import msgspec
import sqlalchemy
from sqlalchemy import Column, Float, Integer, MetaData, Row, String, Table, Text

from content import Article
from voice.generations.generation import Edition, Generation, Standing, State
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
    Column("noted_at", String(32), nullable=False, server_default=""),  # when its wordings were; "" where nobody did
    Column("noted_later", Integer, nullable=False, server_default="0"),  # after it was first heard
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
# Which wording of a disclaimer stands in which clip, and in which bytes.
wordings = Table(
    "wordings",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("lang", Text, nullable=False),
    Column("form", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("takes", Text, nullable=False),
)
spots = Table(
    "wording_spots",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("wording", Integer, nullable=False),
    Column("section", Text, nullable=False),
    Column("alone", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("suffix", String(16), nullable=False),
    Column("rate", Float(53), nullable=False),
    Column("digest", String(64), nullable=False),
)
sqlalchemy.Index("wording_spots_by_digest", spots.c.digest)
sounds = Table(
    "wording_sounds",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("duration_ms", Integer, nullable=False),
    Column("since", String(32), nullable=False),
)


def generation_of(row: Row[tuple[object, ...]]) -> Generation:
    """The generation that a row tells of."""
    article = msgspec.json.decode(row.article, type=Article)
    read = (article, delivery_of(row.delivery), edition_of(row.edition), msgspec.json.decode(row.voices))
    times = (row.planned_by, row.planned_at, row.current_from, row.current_until, row.noted_at)
    flags = (State(row.state), bool(row.held), bool(row.chosen))
    return Generation(row.number, row.slug, row.revision, *read, *flags, *times, noted_later=bool(row.noted_later))


def standing_of(row: Row[tuple[object, ...]]) -> Standing:
    """By what the current generation was made that a row tells of."""
    read = (delivery_of(row.delivery), edition_of(row.edition), msgspec.json.decode(row.voices))
    return Standing(row.slug, row.revision, *read, bool(row.held), bool(row.chosen))


def text_of(document: object) -> str:
    """A value as it is kept: canonical JSON, so that what says the same is the same text."""
    return msgspec.json.encode(document, order="sorted").decode()


def delivery_of(text: str) -> Delivery:
    """The delivery that was kept."""
    return msgspec.json.decode(text, type=Delivery)


def edition_of(text: str) -> Edition:
    """The edition that was kept."""
    return msgspec.json.decode(text, type=Edition)
