"""The database engine and its rules.

SQLite's writers begin with BEGIN IMMEDIATE: a deferred one that reads first fails at once when another writes.
Connections in AUTOCOMMIT only read, and take no lock.
"""

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event

from voice.errors import DatabaseUnusable

BUSY_TIMEOUT_MS = 30_000


def open_database(folder: Path) -> Engine:
    """The embedded database in `folder`, made where it is missing."""
    place = folder / "voice.db"
    try:
        _make_where_missing(place)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(folder, error) from error
    engine = create_engine(f"sqlite:///{place}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_explain, folder))
    return engine


def _make_where_missing(place: Path) -> None:
    """An empty database in WAL mode, made aside: processes that switch it to WAL at once would wait for each other."""
    if place.exists():
        return
    aside = place.with_name(f".voice-{secrets.token_hex(4)}.db")
    with closing(sqlite3.connect(aside)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 1")
    with suppress(FileExistsError):
        os.link(aside, place)
    aside.unlink()


def _explain(folder: Path, context: ExceptionContext) -> None:
    """Turn what the disk does to the database into an error of ours, which says what to do."""
    error = context.original_exception
    if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
        raise _unusable(folder, error) from error


def _unusable(folder: Path, error: BaseException) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"The database in {folder} can't be used ({error}). What was kept stays as it is. "
        "Free some space on its disk, check who may write there, or put back a copy of voice.db, and try again."
    )


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin deferred transactions of its own
    for pragma in (
        "synchronous = NORMAL",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
