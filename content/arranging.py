"""How editors arrange an article's sections: in which order, under which names, and which are silent.

An arrangement names sections by their ids, so that it holds for a later version of the page as well. It never touches a
disclaimer: those belong to the article, not to the section they stood in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, Text, select

from content.article import Article, Note, Section
from content.errors import InvalidArrangement

LONGEST_NAME = 300

metadata = MetaData()

_arrangements = Table(
    "arrangements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("slug", String(80), nullable=False, index=True),
    Column("arrangement", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What editors changed of an article's sections, each by its id; one that is offered in parts by its first.

    `order` has the ids in the order in which they are heard; sections that it does not name keep their places behind
    the one that they follow on the page. `names` are headings in the editors' words; `silent` sections are not heard.
    """

    order: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


# Is told of each change, in its transaction: of which article, how it was arranged, and how it is.
Heed = Callable[[Connection, str, Arrangement, Arrangement], None]


@dataclass(frozen=True, slots=True)
class Arrangements:
    """The arrangements in a database; `metadata.create_all` makes their table. The last of an article stands."""

    engine: Engine
    heed: Heed = lambda _connection, _slug, _before, _after: None

    def of(self, slug: str) -> Arrangement:
        """How an article is arranged; as its page is where nobody has arranged it."""
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            return _last(connection, slug)

    def change(self, slug: str, make: Callable[[Arrangement], Arrangement], who: str) -> Arrangement:
        """Let an article be arranged from now on as `make` makes it of how it is arranged; returns that.

        Of several who change it at once, each goes on from what the one before has made.
        """
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time
                connection.exec_driver_sql("LOCK TABLE arrangements IN SHARE ROW EXCLUSIVE MODE")
            before = _last(connection, slug)
            if (arrangement := make(before)) != before:
                connection.execute(_arrangements.insert().values(_row(slug, arrangement, who)))
                self.heed(connection, slug, before, arrangement)
        return arrangement


def _last(connection: Connection, slug: str) -> Arrangement:
    query = select(_arrangements.c.arrangement).where(_arrangements.c.slug == slug)
    found = connection.execute(query.order_by(_arrangements.c.number.desc()).limit(1)).scalar()
    return msgspec.json.decode(found, type=Arrangement) if found else Arrangement()


def _row(slug: str, arrangement: Arrangement, who: str) -> dict[str, str]:
    written, now = msgspec.json.encode(arrangement).decode(), datetime.now(UTC).isoformat(timespec="seconds")
    return {"slug": slug, "arrangement": written, "who": who, "at": now}


def wholes(sections: Iterable[Section]) -> list[list[Section]]:
    """The sections, each with all its parts."""
    found: list[list[Section]] = []
    for section in sections:
        if section.part == 1:
            found.append([])
        found[-1].append(section)
    return found


def arranged(article: Article, arrangement: Arrangement) -> Article:
    """The article as editors arranged it; doing it again changes nothing.

    Where a later version of the page has nothing left that is heard, nothing is silent: too much before nothing at all.
    """
    every = _in_order(wholes(article.sections), arrangement.order)
    heard = [whole for whole in every if whole[0].id not in arrangement.silent] or every
    sections = tuple(_named(section, arrangement.names.get(whole[0].id)) for whole in heard for section in whole)
    arranged = replace(article, sections=sections)
    return arranged if len(heard) == len(every) else replace(arranged, notes=_heard_notes(article, sections))


def moved(article: Article, arrangement: Arrangement, section: str, by: int) -> Arrangement:
    """The arrangement with a section so many places further down (up, where negative), as far as that goes.

    Raises `InvalidArrangement` where the article has no such section; so do the others.
    """
    ids = [whole[0].id for whole in _in_order(wholes(article.sections), arrangement.order)]
    place = ids.index(_known(article, section))
    ids.insert(min(max(place + by, 0), len(ids) - 1), ids.pop(place))
    return replace(arrangement, order=tuple(ids))


def renamed(article: Article, arrangement: Arrangement, section: str, name: str) -> Arrangement:
    """The arrangement with another name for a section; "" gives the page's own back."""
    named = " ".join(name.split())
    if len(named) > LONGEST_NAME:
        raise InvalidArrangement(f"This name is over {LONGEST_NAME} characters. Give it a shorter one.")
    if named and not any(map(str.isalnum, named)):
        raise InvalidArrangement("There is no word in this name.")
    others = {each: given for each, given in arrangement.names.items() if each != section}
    return replace(arrangement, names=others | ({_known(article, section): named} if named else {}))


def silenced(article: Article, arrangement: Arrangement, section: str, *, silent: bool) -> Arrangement:
    """The arrangement with a section silent, or heard again; the last that is heard can't be made silent."""
    others = tuple(each for each in arrangement.silent if each != _known(article, section))
    if not silent:
        return replace(arrangement, silent=others)
    if not {whole[0].id for whole in wholes(article.sections)} - {*others, section}:
        raise InvalidArrangement("This is the last section that is heard. Remove the article instead, or leave it.")
    return replace(arrangement, silent=(*others, section))


def _known(article: Article, section: str) -> str:
    if section not in {whole[0].id for whole in wholes(article.sections)}:
        raise InvalidArrangement(f"The article has no section {section!r}. Load the page again to see those it has.")
    return section


def _in_order(every: list[list[Section]], order: tuple[str, ...]) -> list[list[Section]]:
    """The sections in that order; one that it does not name follows the one that it follows on the page."""
    places = {section_id: (place, 0) for place, section_id in enumerate(order)}
    last = (-1, 0)
    keys: dict[str, tuple[int, int]] = {}
    for number, whole in enumerate(every, 1):
        last = keys[whole[0].id] = places.get(whole[0].id, (last[0], number))
    return sorted(every, key=lambda whole: keys[whole[0].id])


def _named(section: Section, name: str | None) -> Section:
    return replace(section, heading=name) if name else section


def _heard_notes(article: Article, sections: tuple[Section, ...]) -> tuple[Note, ...]:
    """The notes without those that only silent sections lead to."""
    heard = {section.id for section in sections}
    silent = {note.id for section in article.sections if section.id not in heard for note in article.notes_of(section)}
    kept = {note.id for section in article.sections if section.id in heard for note in article.notes_of(section)}
    return tuple(note for note in article.notes if note.id in kept or note.id not in silent)
