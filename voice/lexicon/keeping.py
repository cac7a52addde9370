"""Lexicons kept in the database: the library's and each article's, with who changed what, and when.

Nothing is ever written over: each change is a row, and the last row of a word says how it is said now.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

import sqlalchemy
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, Text, bindparam, func, select

from audio_cache.tables import alone
from voice.lexicon.lexeme import Case, Lexeme
from voice.lexicon.lexicon import Lexicon
from voice.lexicon.reader import reader_of
from voice.lexicon.shipping import shipped
from voice.reading import Reader

# Stands for the whole library where an article's slug could stand.
EVERYWHERE = ""

metadata = MetaData()

_changes = Table(
    "lexicon_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", String(80), nullable=False),
    Column("lang", String(40), nullable=False),
    Column("grapheme", Text, nullable=False),
    Column("alias", Text, nullable=False),  # neither an alias nor sounds: the word was taken out
    Column("ipa", Text, nullable=False),
    Column("case", String(8), nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
    sqlite_autoincrement=True,
)
sqlalchemy.Index("lexicon_changes_by_article", _changes.c.article, _changes.c.number)
sqlalchemy.Index("lexicon_changes_by_word", *(_changes.c[name] for name in ("article", "lang", "grapheme", "number")))
_LAST = select(func.max(_changes.c.number)).where(_changes.c.article == bindparam("article"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as it is kept, of an article's lexicon or of the library's (`article` is ""); `changed_at` is ISO 8601."""

    lexeme: Lexeme
    article: str
    changed_by: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class WordChange:
    """A word that is said otherwise now, or None where it was not in the lexicon, or no longer is; `by` whom."""

    article: str
    before: Lexeme | None
    after: Lexeme | None
    by: str


# Is told of changes, in their transaction.
Heed = Callable[[Connection, Sequence[WordChange]], None]


class Lexicons:
    """The lexicons in a database; `metadata.create_all` makes their table."""

    def __init__(self, engine: Engine, heed: Heed = lambda _connection, _changes: None) -> None:
        self.engine = engine
        self._heed = heed
        self._reader = lru_cache(64)(self._open_reader)

    def add(self, lexemes: Iterable[Lexeme], article: str = EVERYWHERE, *, by: str = "") -> int:
        """Keep lexemes, each in place of what there was for its words; returns how many words it changed."""
        with alone(self.engine, _changes) as connection:
            kept = {_key(entry.lexeme): entry.lexeme for entry in _current(connection, article)}
            words = {_key(word): word for lexeme in lexemes for word in _by_word(lexeme)}
            changed = {key: word for key, word in words.items() if kept.get(key) != word}
            _write(connection, list(changed.values()), article, by)
            self._heed(connection, [WordChange(article, kept.get(key), word, by) for key, word in changed.items()])
        return len(changed)

    def remove(self, grapheme: str, lang: str, article: str = EVERYWHERE, *, by: str = "") -> bool:
        """Take a word out of a lexicon; False where it was not in it."""
        with alone(self.engine, _changes) as connection:
            wanted = Lexeme.checked([grapheme], lang, alias="gone")
            kept = {_key(entry.lexeme): entry.lexeme for entry in _current(connection, article)}
            if _key(wanted) not in kept:
                return False
            _write(connection, [replace(wanted, alias="")], article, by)
            self._heed(connection, [WordChange(article, kept[_key(wanted)], None, by)])
        return True

    def entries(self, article: str = EVERYWHERE) -> tuple[Entry, ...]:
        """What is in an article's lexicon, or in the library's, by language and word."""
        with self._reading() as connection:
            return _current(connection, article)

    def lexemes(self, article: str = EVERYWHERE) -> tuple[Lexeme, ...]:
        """The same without who and when."""
        return tuple(entry.lexeme for entry in self.entries(article))

    def version(self, article: str) -> int:
        """The number of the last change that the article's reading may depend on; 0 before any."""
        with self._reading() as connection:
            return max(connection.execute(_LAST, {"article": place}).scalar() or 0 for place in {EVERYWHERE, article})

    def versions(self) -> dict[str, int]:
        """The number of the last change in each lexicon that has any, by article."""
        query = select(_changes.c.article, func.max(_changes.c.number)).group_by(_changes.c.article)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def reader(self, article: str = EVERYWHERE, version: int | None = None) -> Reader:
        """Reads by the article's words, the library's, and those shipped; as they were at `version`, or are now."""
        reader: Reader = self._reader(article, self.version(article) if version is None else version)
        return reader

    def trying(self, lexeme: Lexeme, scope: str, article: str = EVERYWHERE) -> Reader:
        """Reads as `reader` does, and as it would if the lexeme stood in the lexicon of `scope`."""
        places = dict.fromkeys([article, EVERYWHERE])
        layers = [(*([lexeme] if place == scope else []), *self.lexemes(place)) for place in places]
        return reader_of(Lexicon([*layers, shipped()]))

    def _open_reader(self, article: str, version: int) -> Reader:
        with self._reading() as connection:
            layers = [
                tuple(entry.lexeme for entry in _current(connection, place, version))
                for place in dict.fromkeys([article, EVERYWHERE])
            ]
        return _reader_by(tuple(filter(None, layers)))

    def _reading(self) -> Connection:
        """Connect without a transaction: readers wait for nobody."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def grouped(lexemes: Iterable[Lexeme]) -> tuple[Lexeme, ...]:
    """The lexemes, those that are said alike as one."""
    alike: dict[tuple[str, str, str, Case], list[str]] = {}
    for lexeme in lexemes:
        alike.setdefault((lexeme.lang, lexeme.alias, lexeme.ipa, lexeme.case), []).extend(lexeme.graphemes)
    return tuple(
        Lexeme(tuple(dict.fromkeys(words)), lang, alias, ipa, case) for (lang, alias, ipa, case), words in alike.items()
    )


@lru_cache(64)
def _reader_by(layers: tuple[tuple[Lexeme, ...], ...]) -> Reader:
    """Articles without words of their own share a reader, as it costs as much as reading a long article."""
    return reader_of(Lexicon([*layers, shipped()]))


def _by_word(lexeme: Lexeme) -> list[Lexeme]:
    return [replace(lexeme, graphemes=(word,)) for word in lexeme.graphemes]


def _key(word: Lexeme) -> tuple[str, str]:
    return word.lang, word.graphemes[0]


def _current(connection: Connection, article: str, version: int | None = None) -> tuple[Entry, ...]:
    until = [] if version is None else [_changes.c.number <= version]
    last = (
        select(func.max(_changes.c.number))
        .where(_changes.c.article == article, *until)
        .group_by(_changes.c.lang, _changes.c.grapheme)
    )
    query = select(_changes).where(_changes.c.number.in_(last), (_changes.c.alias != "") | (_changes.c.ipa != ""))
    return tuple(
        Entry(
            Lexeme((row.grapheme,), row.lang, row.alias, row.ipa, Case(row.case)),
            row.article,
            row.changed_by,
            row.changed_at,
        )
        for row in connection.execute(query.order_by(_changes.c.lang, _changes.c.grapheme))
    )


def _write(connection: Connection, words: Sequence[Lexeme], article: str, by: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        {"article": article, "lang": word.lang, "grapheme": word.graphemes[0], "alias": word.alias, "ipa": word.ipa,
         "case": str(word.case), "changed_by": by, "changed_at": now}
        for word in words
    ]  # fmt: skip
    if rows:
        connection.execute(_changes.insert(), rows)
