"""The database engine and its rules.

SQLite's writers begin with BEGIN IMMEDIATE: a deferred one that reads first fails at once when another writes.
Connections in AUTOCOMMIT only read, and take no lock.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

BUSY_TIMEOUT_MS = 30_000


def open_database(folder: Path) -> Engine:
    """The embedded database in `folder`, made where it is missing."""
    engine = create_engine(f"sqlite:///{folder / 'voice.db'}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin deferred transactions of its own
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
