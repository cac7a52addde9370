"""The database engine and its rules: SQLite in the data folder, or a PostgreSQL server.

SQLite's writers begin with BEGIN IMMEDIATE: a deferred one that reads first fails at once when another writes.
Connections in AUTOCOMMIT read, or write with single statements: each is a transaction of its own.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError

from voice.environment import variable_of
from voice.errors import DatabaseUnusable, SettingsError

BUSY_TIMEOUT_MS = 30_000
CONNECT_TIMEOUT_S = 10
# A process of 64 threads holds few connections at once: each is given back before anything is spoken.
KEPT_CONNECTIONS, MORE_CONNECTIONS = 5, 15
RECYCLE_S = 1_800
# A server that is gone, or the network to it, is found out after some 30 s rather than two hours (tcp(7)).
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "tcp_user_timeout": 30_000}
# So long, in seconds, a worker whose machine is gone keeps others from what it had locked: the server ends it then.
IDLE_S = 60
# https://www.postgresql.org/docs/current/errcodes-appendix.html
INSUFFICIENT_PRIVILEGE, IDLE_TOO_LONG = "42501", "25P03"
_LOST = (OperationalError, InterfaceError)


def open_database(folder: Path, url: str = "") -> Engine:
    """The database that `url` names; where it is empty, the embedded one in `folder`, made where it is missing.

    Raises DatabaseUnusable; SettingsError for an address that is none, or whose driver is not installed.
    """
    address = _address(url) if url else URL.create("sqlite", database=str(folder / "voice.db"))
    return _open_sqlite(address) if address.get_backend_name() == "sqlite" else _open_postgresql(address)


def sqlite_file(engine: Engine) -> Path | None:
    """The file of an embedded database; None for a server's."""
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def shown(engine: Engine) -> str:
    """Where a database is, for people: its file, or its address without the password."""
    return str(sqlite_file(engine) or engine.url.render_as_string(hide_password=True).replace("+psycopg", ""))


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is at one moment, and keeps nobody from writing."""
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            yield connection
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("BEGIN")
        try:
            yield connection
        finally:
            connection.exec_driver_sql("ROLLBACK")


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise SettingsError(_no_address()) from error
    match address.drivername:
        case "sqlite" if address.database and address.database != ":memory:":
            return address.set(database=str(Path(address.database).absolute()))
        case "postgres" | "postgresql" | "postgresql+psycopg":
            return address.set(drivername="postgresql+psycopg")
    raise SettingsError(_no_address())


def _no_address() -> str:
    """What to do about an address; it is not repeated, as it may hold a password."""
    return (
        f"{variable_of('database')} is not the address of a database that can be used. It is postgresql://user:password"
        "@host/name, or sqlite:////folder/file.db; left empty, voice.db in the data folder is used."
    )


def _open_sqlite(address: URL) -> Engine:
    place = Path(str(address.database))
    try:
        _make_where_missing(place)
    except (OSError, sqlite3.Error) as error:
        raise _unusable_file(place, error) from error
    # All are kept: to open one costs more than what it is opened for.
    engine = create_engine(address, pool_size=KEPT_CONNECTIONS + MORE_CONNECTIONS, max_overflow=0)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_explain_file, place))
    return engine


def _open_postgresql(address: URL) -> Engine:
    try:
        engine = create_engine(
            address,
            pool_size=KEPT_CONNECTIONS,
            max_overflow=MORE_CONNECTIONS,
            pool_pre_ping=True,
            pool_recycle=RECYCLE_S,
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "application_name": "article-voice"} | KEEPALIVE,
        )
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{variable_of('database')} names a PostgreSQL server, and its driver is not installed. "
            "Install it: pip install 'article-voice[postgres]'"
        ) from error
    event.listen(engine, "connect", _limit_idleness)
    event.listen(engine, "handle_error", partial(_explain_server, engine))
    return engine


def _limit_idleness(connection: Any, _record: object) -> None:
    connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_S}s'")
    connection.commit()


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


def _explain_file(place: Path, context: ExceptionContext) -> None:
    """Turn what the disk does to the database into an error of ours, which says what to do."""
    error = context.original_exception
    if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
        raise _unusable_file(place, error) from error


def _unusable_file(place: Path, error: BaseException) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"The database in {place.parent} can't be used ({error}). What was kept stays as it is. "
        f"Free some space on its disk, check who may write there, or put back a copy of {place.name}, and try again."
    )


def _explain_server(engine: Engine, context: ExceptionContext) -> None:
    """Turn what a server says, or does not say, into an error of ours; a lost connection is first tried anew."""
    error = context.original_exception
    refused = getattr(error, "sqlstate", None) in {INSUFFICIENT_PRIVILEGE, IDLE_TOO_LONG}
    if not context.is_pre_ping and (refused or isinstance(context.sqlalchemy_exception, _LOST)):
        raise DatabaseUnusable(
            f"The database {shown(engine)} can't be used ({' '.join(str(error).split())}). What was kept stays as it "
            f"is. Check that its server runs and has room, that {variable_of('database')} names it and a user who may "
            "make tables there, and try again."
        ) from error


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
