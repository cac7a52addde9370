"""Rows taken from one database into another, in one transaction, and counted there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, Engine, Table, false, func, select
from sqlalchemy.exc import DataError, IntegrityError

from voice.database import shown, snapshot
from voice.errors import DatabaseUnusable, NotEmpty
from voice.schema import tables

AT_ONCE = 500

Row = dict[str, object]


def copy_database(source: Engine, target: Engine) -> dict[str, int]:
    """Fill an empty database with all that is in another; how many rows each table has. Raises NotEmpty."""
    every = tables(made_again=True, in_backups=False)
    if not is_empty(target, every):
        raise NotEmpty(f"{shown(target)} holds something already. Nothing has changed. Name an empty database.")
    with snapshot(source) as connection, target.begin() as into:
        return replace_rows(connection, into, every)


def is_empty(engine: Engine, among: Iterable[Table]) -> bool:
    """Whether none of the tables has a row."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        return not any(connection.execute(select(table).limit(1)).first() for table in among)


def replace_rows(source: Connection, target: Connection, of: Sequence[Table]) -> dict[str, int]:
    """Let the tables of `target` have the rows of `source` and no others, within its transaction; their counts.

    Raises DatabaseUnusable where the database does not take a row.
    """
    for table in reversed(of):
        target.execute(table.delete())
    return {table.name: _replace(source, target, table) for table in of}


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table, some at a time, in the order of their keys."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query).mappings():
        yield dict(row)


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Add the rows; how many they were. Raises DatabaseUnusable where the database does not take one."""
    count, rows = 0, iter(rows)
    try:
        while some := list(islice(rows, AT_ONCE)):
            connection.execute(table.insert(), some)
            count += len(some)
    except (DataError, IntegrityError) as error:
        raise DatabaseUnusable(
            f"A row of {table.name} can't be kept here ({' '.join(str(error.orig).split())}). Nothing has changed."
        ) from error
    return count


def _replace(source: Connection, target: Connection, table: Table) -> int:
    count = insert_rows(target, table, rows_of(source, table))
    there = target.execute(select(func.count()).select_from(table)).scalar_one()
    if there != count:
        raise DatabaseUnusable(f"Of {count} rows of {table.name}, {there} arrived. Nothing has changed.")
    _count_on(target, table)
    return count


def _count_on(connection: Connection, table: Table) -> None:
    """Let numbers that the database gives begin after those that came along; SQLite does so by itself."""
    number = table.autoincrement_column
    if number is not None and connection.dialect.name == "postgresql":
        following = func.coalesce(func.max(number), 0) + 1
        sequence = func.pg_get_serial_sequence(table.name, number.name)
        connection.execute(select(func.setval(sequence, following, false())))
