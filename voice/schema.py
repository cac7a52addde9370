"""The tables that a database has, and those that this program needs: made when it is new, upgraded when asked.

A database says its version in a table of its own: the name of the last step (voice/migrations/versions) that it took.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table, inspect, select, text

import audio_cache.tables
import content.arranging
import content.catalogue
import content.drafts
import content.library
import content.review
import voice.accounts.tables
import voice.audit.trail
import voice.codes
import voice.generations.tables
import voice.hearing
import voice.ledger
import voice.lexicon.keeping
import voice.news
import voice.phonebook
import voice.restarts
import voice.shared_files
import voice.timetable
from voice.database import open_database, shown, sqlite_file
from voice.errors import DatabaseOutdated, DatabaseUnusable

if TYPE_CHECKING:
    from alembic.config import Config

# Whoever adds a table adds its metadata here, and a step to voice/migrations/versions.
TABLES: tuple[MetaData, ...] = (
    content.library.metadata,
    content.review.metadata,
    audio_cache.tables.metadata,
    voice.lexicon.keeping.metadata,
    voice.hearing.metadata,
    voice.generations.tables.metadata,
    voice.ledger.metadata,
    voice.accounts.tables.metadata,
    content.arranging.metadata,
    content.drafts.metadata,
    voice.audit.trail.metadata,
    content.catalogue.metadata,
    voice.codes.metadata,
    voice.phonebook.metadata,
    voice.timetable.metadata,
    voice.shared_files.metadata,
    voice.restarts.metadata,
    voice.news.metadata,
)
VERSION_TABLE = "schema_version"
_version = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)
# Who makes or changes tables on PostgreSQL holds this advisory lock; SQLite has one writer at a time.
_LOCK = 0x766F696365


class State(StrEnum):
    """How a database's tables stand to this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Standing:
    """The `version` of a database's tables, "" where it says none, and the one this program needs."""

    version: str
    needed: str
    state: State


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did: each step taken, in a sentence; and where the copy is of what was there before, if any."""

    before: Standing
    steps: tuple[str, ...] = ()
    copy: Path | None = None


def open_at_head(folder: Path, url: str = "") -> Engine:
    """Open a database and make the tables of a new one. Raises DatabaseUnusable, SettingsError.

    Raises DatabaseOutdated for one that an older or a newer version of this program has made.
    """
    engine = open_database(folder, url)
    try:
        found = standing(engine)
        if found.state is State.EMPTY:
            found = _make(engine)
        if found.state is not State.CURRENT:
            raise DatabaseOutdated(_advice(engine, found))
    except DatabaseUnusable:
        engine.dispose()
        raise
    return engine


def standing(engine: Engine) -> Standing:
    """How the database's tables stand to this program. Raises DatabaseUnusable."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        return _standing(connection)


def upgrade(engine: Engine) -> Upgrade:
    """Take the steps that are missing, all or none; a copy of an embedded database is kept first, beside it.

    Raises DatabaseOutdated for a newer database, DatabaseUnusable where there is no room; then nothing has changed.
    """
    with _alone(engine) as connection:
        before = _standing(connection)
        if before.state is State.NEWER:
            raise DatabaseOutdated(_advice(engine, before))
        if before.state is State.EMPTY:
            _create(connection)
        if before.state is not State.OLDER:
            return Upgrade(before)
        copy = _keep_copy(engine, before)
        steps = _migrate(connection, before)
        _check_references(connection)
    if copy:
        _drop_older_copies(copy)
    return Upgrade(before, steps, copy)


def build(engine: Engine, version: str) -> None:
    """Make the tables of an empty database as they were after a step. Raises DatabaseOutdated for one not known."""
    if version not in revisions():
        raise DatabaseOutdated(_advice(engine, Standing(version, revisions()[-1], State.NEWER)))
    from alembic import command  # noqa: PLC0415 - a tenth of a second, and seldom needed

    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), version)


def tables(*, made_again: bool, in_backups: bool = True) -> list[Table]:
    """Every table, those that others refer to first; without `made_again`, only what nothing could bring back.

    Without `in_backups`, those too that stand in no backup.
    """
    ordered = (table for metadata in TABLES for table in metadata.sorted_tables)
    kept = (table for table in ordered if not in_backups or not table.info.get("in_no_backup"))
    return [table for table in kept if made_again or not table.info.get("made_again")]


def alembic_config(connection: Connection) -> "Config":
    """What Alembic's commands need to know to work on the connection, in its transaction."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", "voice:migrations")
    config.attributes.update(connection=connection, version_table=VERSION_TABLE)
    return config


@cache
def revisions() -> tuple[str, ...]:
    """The names of all steps, in their order."""
    names = (place.name for place in (files("voice.migrations") / "versions").iterdir())
    return tuple(sorted(name.removesuffix(".py") for name in names if re.fullmatch(r"v\d{3}_\w+\.py", name)))


def _standing(connection: Connection) -> Standing:
    there, needed = set(inspect(connection).get_table_names()), revisions()[-1]
    if VERSION_TABLE in there and (version := connection.execute(select(_version)).scalar()):
        if version == needed:
            return Standing(version, needed, State.CURRENT)
        return Standing(version, needed, State.OLDER if version in revisions() else State.NEWER)
    ours = {table for metadata in TABLES for table in metadata.tables}
    return Standing("", needed, State.OLDER if there & ours else State.EMPTY)


def _make(engine: Engine) -> Standing:
    """Make every table of an empty database; of several who begin at once, the first does."""
    with _alone(engine) as connection:
        if _standing(connection).state is State.EMPTY:
            _create(connection)
        return _standing(connection)


def _create(connection: Connection) -> None:
    for metadata in (*TABLES, _version.metadata):
        metadata.create_all(connection)
    connection.execute(_version.delete())
    connection.execute(_version.insert().values(version_num=revisions()[-1]))


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else changes tables."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection
            return
        # A table that is changed is made anew, and must be dropped while others refer to it.
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: Connection, before: Standing) -> tuple[str, ...]:
    from alembic import command  # noqa: PLC0415 - as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = alembic_config(connection)
    command.upgrade(config, "head")
    steps = ScriptDirectory.from_config(config).iterate_revisions("head", before.version or "base")
    return tuple(step.doc for step in reversed(list(steps)))


def _keep_copy(engine: Engine, before: Standing) -> Path | None:
    """Copy an embedded database as it stands; while the caller holds its write lock, nobody changes it."""
    if (place := sqlite_file(engine)) is None:
        return None
    copy = place.with_name(f"{place.name}.before-{before.needed}")
    aside = copy.with_name(f".{copy.name}")
    try:
        aside.unlink(missing_ok=True)
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("VACUUM INTO ?", (str(aside),))
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(copy)
    except (OSError, sqlite3.Error) as error:
        aside.unlink(missing_ok=True)
        raise DatabaseUnusable(
            f"{place} was not upgraded, as no copy of it could be kept first ({error}). "
            "Free as much space as it takes on its disk, and try again. Nothing has changed."
        ) from error
    return copy


def _drop_older_copies(latest: Path) -> None:
    pattern = latest.name.partition(".before-")[0] + ".before-*"
    for copy in latest.parent.glob(pattern):
        if copy != latest:
            copy.unlink(missing_ok=True)


def _check_references(connection: Connection) -> None:
    """Find rows that refer to none, while it can still be undone; PostgreSQL never lets any be."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DatabaseUnusable("The upgrade would have lost rows that others need. Nothing has changed.")


def _advice(engine: Engine, found: Standing) -> str:
    if found.state is State.NEWER:
        return (
            f"The database {shown(engine)} was made by a newer version of this program ({found.version}; this one "
            f"knows {found.needed}). Install that version again, or put back a copy from before. Nothing has changed."
        )
    copy = " A copy of it is kept first, beside it." if sqlite_file(engine) else " Make a copy of it first: pg_dump."
    return (
        f"The database {shown(engine)} was made by an older version of this program. Stop the service, then run: "
        f"voice db upgrade.{copy} Nothing has changed."
    )
