"""The tables for telephones. No number, no key and no name of a caller's stands in any of them."""

import sqlalchemy
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData()

programmes = Table(
    "phone_programmes",
    metadata,
    Column("version", String(64), primary_key=True),
    Column("code", String(7), nullable=False),  # an article's, or the language of prompts
    Column("entry", Text, nullable=False),  # what lists say of it
    Column("document", Text, nullable=False),
    Column("alone", Text, nullable=False),  # its sections as they are fetched on their own
    Column("replaced_at", Float(53), nullable=False, server_default="0"),  # seconds since 1970; 0: it stands
    Column("clips", Text, nullable=False, server_default="[]"),  # JSON: the fingerprints of every clip in it
)
sqlalchemy.Index("phone_programmes_by_code", programmes.c.code, programmes.c.replaced_at)

calls = Table(
    "phone_calls",
    metadata,
    Column("call", String(64), primary_key=True),  # a keyed hash
    Column("step", Integer, nullable=False),  # what the next request should say
    Column("state", Text, nullable=False),  # sealed
    Column("answer", Text, nullable=False),  # sealed: the code to come back with may be told in it
    Column("at", Float(53), nullable=False),  # seconds since 1970 when what a key breaks off begins to play
)
sqlalchemy.Index("phone_calls_by_time", calls.c.at)

places = Table(
    "phone_places",
    metadata,
    Column("key", String(64), primary_key=True),  # a keyed hash
    Column("place", Text, nullable=False),  # JSON; "" where a code is taken and nobody was anywhere yet
    Column("at", Float(53), nullable=False),
)
sqlalchemy.Index("phone_places_by_time", places.c.at)
