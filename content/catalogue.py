"""The catalogue: what a list of the library's articles tells of each, searched and by topic.

It is derived from the library, and catches up with it by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    func,
    select,
    update,
)

from content.article import Article
from content.library import Library, Listed
from content.parts import weight
from content.searching import fold, narrowed, prepare
from content.slug import LONGEST_SLUG

metadata = MetaData()

_DERIVED = {"made_again": True}  # a backup may go without
_entries = Table(
    "catalogue",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("slug", String(LONGEST_SLUG), nullable=False, unique=True),
    Column("revision", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("lang", String(40), nullable=False),
    Column("author", Text, nullable=False),
    Column("published", String(40), nullable=False),
    Column("added_at", String(32), nullable=False, index=True),
    Column("letters", Integer, nullable=False),
    Column("listening_ms", Integer, nullable=False, server_default="0"),
    Column("words", Text, nullable=False),
    info=_DERIVED,
)
# Asked with every request of an article's page, and so built once.
_THIS = (_entries.c.slug == bindparam("of")) & (_entries.c.revision == bindparam("as_of"))
_LISTENING = select(_entries.c.listening_ms).where(_THIS)
_topics = Table(
    "catalogue_topics",
    metadata,
    Column("slug", String(LONGEST_SLUG), primary_key=True),
    Column("topic", String(200), primary_key=True),
    info=_DERIVED,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list.

    `letters` is how much it says, in letters (a character of Chinese, Japanese or Korean counts as three);
    `listening_ms` is how long its recordings take, 0 where that is not known yet.
    """

    slug: str
    title: str
    lang: str
    author: str
    published: str
    letters: int
    listening_ms: int
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list; `total` counts all of it."""

    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The list of a library's articles; `metadata.create_all` makes its tables."""

    engine: Engine
    library: Library

    def catch_up(self) -> None:
        """Enter what is new in the library, and strike out what is there no more."""
        with self._reading() as connection:
            known = _known(connection)
        if known != self.library.revisions():
            standing = {row.slug: row for row in self.library.list()}
            with self.engine.begin() as connection:
                self._catch_up(connection, standing)

    def find(self, asked: str = "", topic: str = "", *, start: int = 0, count: int = 20) -> Found:
        """Those articles in which every asked word stands, of a topic, if one is given: `count` of them from `start`.

        The newest come first; where words were asked for, the best matches.
        """
        columns = ("slug", "title", "lang", "author", "published", "letters", "listening_ms")
        with self._reading() as connection:
            query = narrowed(connection, select(*(_entries.c[name] for name in columns)), _entries, asked)
            if topic:
                query = query.join(_topics, _topics.c.slug == _entries.c.slug).where(_topics.c.topic == topic)
            total = connection.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
            page = query.order_by(_entries.c.added_at.desc(), _entries.c.slug).offset(start).limit(count)
            rows = connection.execute(page).all()
            topics = _topics_of(connection, [row.slug for row in rows])
        return Found(tuple(replace(Entry(*row), topics=topics.get(row.slug, ())) for row in rows), total)

    def topics(self) -> tuple[str, ...]:
        """Every topic of an article, those of most articles first."""
        query = select(_topics.c.topic).group_by(_topics.c.topic).order_by(func.count().desc(), _topics.c.topic)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def time(self, slug: str, revision: str, listening_ms: int) -> None:
        """Note how long the recordings of an article take, if it still says what they say."""
        this = {"of": slug, "as_of": revision}
        with self._reading() as connection:
            noted = connection.execute(_LISTENING, this).scalar()
        if noted not in {None, listening_ms}:
            with self.engine.begin() as connection:
                connection.execute(update(_entries).where(_THIS).values(listening_ms=listening_ms), this)

    def _catch_up(self, connection: Connection, standing: dict[str, Listed]) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE catalogue IN SHARE ROW EXCLUSIVE MODE")
        prepare(connection, _entries)
        known = _known(connection)
        for slug in known:
            if slug not in standing or standing[slug].revision != known[slug]:
                connection.execute(_entries.delete().where(_entries.c.slug == slug))
                connection.execute(_topics.delete().where(_topics.c.slug == slug))
        for slug, row in standing.items():
            if known.get(slug) != row.revision:
                _enter(connection, row, self.library.revision(slug, row.revision).article)

    def _reading(self) -> Connection:
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def _known(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(_entries.c.slug, _entries.c.revision))
    return {row.slug: row.revision for row in rows}


def _enter(connection: Connection, row: Listed, article: Article) -> None:
    texts = [section.text for section in article.sections]
    headings = [section.heading for section in article.sections]
    about = [article.title, article.author, *article.topics, *article.keywords]
    connection.execute(
        _entries.insert().values(
            slug=row.slug,
            revision=row.revision,
            title=article.title,
            lang=article.lang,
            author=article.author,
            published=article.published[:40],
            added_at=row.added_at,
            letters=sum(map(weight, texts)),
            words=fold(" ".join([*about, *headings, *texts])),
        )
    )
    for topic in dict.fromkeys(topic[:200] for topic in article.topics):
        connection.execute(_topics.insert().values(slug=row.slug, topic=topic))


def _topics_of(connection: Connection, slugs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    query = select(_topics).where(_topics.c.slug.in_(slugs)).order_by(_topics.c.topic)
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query):
        found[row.slug] = (*found.get(row.slug, ()), row.topic)
    return found
