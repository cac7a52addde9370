"""Full-text search in the database that there is: SQLite's FTS5, PostgreSQL's tsvector, or LIKE where neither is.

All of them search the same folded words, so they find the same: capitals and accents make no difference, the last word
may be a beginning, and what is written without spaces (Chinese, Japanese, Thai) is found by its characters. An index is
derived from the table that it is on, and is made by whoever first needs it.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnClause, Connection, Select, Table, column, func, inspect, literal_column, table

# A character of these is searched as a word: Thai, Lao, Khmer, Kana and Han are written without spaces.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_TERM = re.compile(r"[^\W_]+")
_MOST_TERMS = 12
# An index, and what keeps it in step (https://www.sqlite.org/fts5.html, 4.4.3).
_FTS5 = """
CREATE VIRTUAL TABLE {index} USING fts5(words, content='{name}', content_rowid='number')

CREATE TRIGGER {index}_added AFTER INSERT ON {name} BEGIN
  INSERT INTO {index} (rowid, words) VALUES (new.number, new.words);
END

CREATE TRIGGER {index}_removed AFTER DELETE ON {name} BEGIN
  INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.number, old.words);
END

INSERT INTO {index} ({index}) VALUES ('rebuild')
"""


def fold(written: str) -> str:
    """The words of a text as they are searched: no capitals, no accents, one space between two."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign))
    return " ".join(_TERM.findall(_UNSPACED.sub(r" \1 ", plain.casefold())))


def prepare(connection: Connection, searched: Table) -> None:
    """Make the index of a table's column `words`, unless it is there.

    The table's key is its column `number`; of a row that is there, `words` never change.
    """
    index, name = _index(searched), searched.name
    if connection.dialect.name == "postgresql":
        gin = f"CREATE INDEX IF NOT EXISTS {index} ON {name} USING gin (to_tsvector('simple', words))"
        connection.exec_driver_sql(gin)
    elif not inspect(connection).has_table(index) and _has_fts5(connection):
        for statement in _FTS5.split("\n\n"):
            connection.exec_driver_sql(statement.format(index=index, name=name))


def narrowed(connection: Connection, query: Select[Any], searched: Table, asked: str) -> Select[Any]:
    """The query with those rows of the table alone in which every asked word stands, the best match first."""
    terms = fold(asked).split()[:_MOST_TERMS]
    if terms and connection.dialect.name == "postgresql":
        simple: ColumnClause[str] = literal_column("'simple'")
        words = func.to_tsvector(simple, searched.c.words)
        wanted = func.to_tsquery(simple, " & ".join(terms) + ":*")
        return query.where(words.op("@@")(wanted)).order_by(func.ts_rank(words, wanted).desc())
    if terms and inspect(connection).has_table(index := _index(searched)):
        found = table(index, column("rowid"), column("rank"), column(index))
        wanted_all = " ".join(f'"{term}"' for term in terms) + "*"
        joined = query.join(found, found.c.rowid == searched.c.number)
        return joined.where(found.c[index].op("MATCH")(wanted_all)).order_by(found.c.rank)
    return query.where(*(searched.c.words.contains(term) for term in terms))


def _index(searched: Table) -> str:
    return f"{searched.name}_words"


def _has_fts5(connection: Connection) -> bool:
    return "ENABLE_FTS5" in connection.exec_driver_sql("PRAGMA compile_options").scalars().all()
