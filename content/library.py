"""Articles kept, by slug and revision, each with the source that it was read from."""

import difflib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    Table,
    Text,
    bindparam,
    exists,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from content.article import Article
from content.errors import EditedMeanwhile, UnknownArticle
from content.page import Origin, Source
from content.revision import REVISION_CHARACTERS, next_version, revision_of
from content.slug import LONGEST_SLUG, checked_slug
from content.withdrawing import metadata, withdrawals

__all__ = ["Kept", "Library", "Listed", "Source", "checked_slug", "metadata", "revision_of"]

log = logging.getLogger(__name__)

_articles = Table(
    "articles",
    metadata,
    Column("slug", String(LONGEST_SLUG), primary_key=True),
    Column("revision", String(REVISION_CHARACTERS), primary_key=True),
    Column("title", Text, nullable=False),
    Column("lang", String(40), nullable=False),
    Column("url", Text),
    Column("article", Text, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("origins", Text, nullable=False, server_default="[]"),
    Column("added_at", String(32), nullable=False),
)
_current = Table(
    "current",
    metadata,
    Column("slug", String(LONGEST_SLUG), primary_key=True),
    Column("revision", String(REVISION_CHARACTERS), nullable=False),
    ForeignKeyConstraint(["slug", "revision"], ["articles.slug", "articles.revision"]),
)
# A name that is not known is compared with so many at most: anybody may ask for one.
_MOST_COMPARED = 1000
_IS_CURRENT = (_current.c.slug == _articles.c.slug) & (_current.c.revision == _articles.c.revision)
_IS_WITHDRAWN = exists().where(withdrawals.c.slug == _current.c.slug).correlate(_current)
_OFFERED = select(_current.c.slug).where(_current.c.slug == bindparam("of"), ~_IS_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Kept:
    """An article in the library.

    `changed` says whether keeping it wrote anything, `replaced` whether there was another revision of it before.
    """

    article: Article
    revision: str
    changed: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the library's list; `added_at` is ISO 8601, UTC."""

    slug: str
    title: str
    lang: str
    revision: str
    added_at: str


# Is told of each change, in its transaction: what stood before, if anything did, and what stands now.
Heed = Callable[[Connection, Kept | None, Kept], None]


@dataclass(frozen=True, slots=True)
class Library:
    """The articles in a database; `metadata.create_all` makes its tables."""

    engine: Engine
    heed: Heed = lambda _connection, _before, _after: None

    def keep(
        self, article: Article, source: Source, *, slug: str | None = None, may_lose_disclaimers: bool = False
    ) -> Kept:
        """Keep an article: nothing is written where it says what the current revision says, else a new revision is.

        Without a `slug` of the caller's own, an article from another place (`source.name`) does not replace one of the
        same slug: it gets "-2", "-3" and so on. The topics that editors gave it before stay; one that was withdrawn is
        given out again. Raises `InvalidSlug`; `DisclaimerLost` where the revision before has disclaimers and this one
        none, unless it may.
        """
        article = replace(article, slug=checked_slug(slug or article.slug))
        with self._alone() as connection:
            if slug is None:
                article = replace(article, slug=_free_slug(connection, article, source.name))
            before = _find(connection, article.slug, _IS_CURRENT)
            if before is not None:
                article = next_version(before.article, article, may_lose_disclaimers=may_lose_disclaimers)
            connection.execute(withdrawals.delete().where(withdrawals.c.slug == article.slug))
            return self._told(connection, before, _publish(connection, article, source, before))

    def renew(self, before: Kept, article: Article, source: Source, *, may_lose_disclaimers: bool = False) -> Kept:
        """Keep what an article that is given out is to say by now, if it still stands as it stood `before`.

        Raises `EditedMeanwhile` where it does not, and `DisclaimerLost` as `keep` does.
        """
        slug = before.article.slug
        with self._alone() as connection:
            now = _find(connection, slug, _IS_CURRENT & ~_IS_WITHDRAWN)
            if now is None or now.revision != before.revision:
                raise EditedMeanwhile(f"{slug} was changed meanwhile, so nothing was kept. Try it again.")
            article = replace(article, slug=slug)
            article = next_version(now.article, article, may_lose_disclaimers=may_lose_disclaimers)
            return self._told(connection, now, _publish(connection, article, source, now))

    def fetched(self) -> tuple[str, ...]:
        """The slugs of the articles that are given out and were fetched from the web, in order."""
        query = select(_articles.c.slug).join(_current, _IS_CURRENT).where(_articles.c.origins != "[]", ~_IS_WITHDRAWN)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(_articles.c.slug)).scalars())

    def give_topics(self, slug: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Kept:
        """Let an article have more or fewer topics; raises `UnknownArticle`."""
        gone = set(remove)
        with self._alone() as connection:
            kept = _find(connection, slug, _IS_CURRENT & ~_IS_WITHDRAWN)
            if kept is None:
                raise _unknown(connection, slug)
            topics = dict.fromkeys(topic for topic in (*kept.article.topics, *add) if topic not in gone)
            article, source = replace(kept.article, topics=tuple(topics)), _source(connection, slug, kept.revision)
            return self._told(connection, kept, _publish(connection, article, source, kept))

    def slug_for(self, article: Article, source: Source) -> str:
        """Return the slug that the article gets where its caller names none."""
        with self._reading() as connection:
            return _free_slug(connection, replace(article, slug=checked_slug(article.slug)), source.name)

    def current(self, slug: str) -> Kept:
        """Return an article as it stands now; raises `UnknownArticle`."""
        with self._reading() as connection:
            found = _find(connection, slug, _IS_CURRENT & ~_IS_WITHDRAWN)
            if found is None:
                raise _unknown(connection, slug)
        return found

    def check_offered(self, slug: str) -> None:
        """Raise `UnknownArticle` where no article of that slug is given to anybody."""
        with self._reading() as connection:
            if connection.execute(_OFFERED, {"of": slug}).first() is None:
                raise _unknown(connection, slug)

    def withdrawn(self) -> tuple[Listed, ...]:
        """List the articles that are kept and given to nobody, by slug."""
        return self._listed(_IS_WITHDRAWN)

    def revision(self, slug: str, revision: str) -> Kept:
        """Return an article as it stood in a revision; raises `UnknownArticle`."""
        with self._reading() as connection:
            found = _find(connection, slug, _articles.c.revision == revision)
            if found is None and _taken_by(connection, slug):
                raise UnknownArticle(f"The article {slug!r} has no revision {revision!r}.")
            if found is None:
                raise _unknown(connection, slug)
        return found

    def source(self, slug: str, revision: str) -> Source:
        """Return what a revision was read from; raises `UnknownArticle`."""
        with self._reading() as connection:
            return _source(connection, slug, revision)

    def _told(self, connection: Connection, before: Kept | None, after: Kept) -> Kept:
        if after.changed:
            self.heed(connection, before, after)
        return after

    def _reading(self) -> Connection:
        """Connect without a transaction: readers wait for nobody."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT").connect()

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Begin a transaction that decides by what it reads: one at a time, which SQLite sees to by itself."""
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("LOCK TABLE articles IN SHARE ROW EXCLUSIVE MODE")
            yield connection

    def revisions(self) -> dict[str, str]:
        """Return the revision of each article that is given out, by slug."""
        with self._reading() as connection:
            return {row.slug: row.revision for row in connection.execute(select(_current).where(~_IS_WITHDRAWN))}

    def list(self) -> tuple[Listed, ...]:
        """List the articles as they stand now, by slug."""
        return self._listed(~_IS_WITHDRAWN)

    def _listed(self, condition: ColumnElement[bool]) -> tuple[Listed, ...]:
        fields = (_articles.c[name] for name in ("slug", "title", "lang", "revision", "added_at"))
        query = select(*fields).join(_current, _IS_CURRENT).where(condition).order_by(_articles.c.slug)
        with self._reading() as connection:
            return tuple(Listed(*row) for row in connection.execute(query))


def _publish(connection: Connection, article: Article, source: Source, before: Kept | None) -> Kept:
    """Make an article the one that stands; nothing is written where it says what stands already."""
    revision = revision_of(article)
    this = (_articles.c.slug == article.slug, _articles.c.revision == revision)
    if source.origins:
        connection.execute(update(_articles).where(*this).values(origins=_origins(source)))
    if before is not None and before.revision == revision:
        return before
    if connection.execute(select(_articles.c.slug).where(*this)).first() is None:
        _write(connection, article, revision, source)
        for cut in article.cuts:
            log.warning("The article %s: %s", article.slug, cut)
    connection.execute(_current.delete().where(_current.c.slug == article.slug))
    connection.execute(_current.insert().values(slug=article.slug, revision=revision))
    return Kept(article, revision, changed=True, replaced=before is not None)


def _write(connection: Connection, article: Article, revision: str, source: Source) -> None:
    connection.execute(
        _articles.insert().values(
            slug=article.slug,
            revision=revision,
            title=article.title,
            lang=article.lang,
            url=article.url,
            article=msgspec.json.encode(article, order="sorted").decode(),
            source=source.content,
            source_name=source.name,
            origins=_origins(source),
            added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def _origins(source: Source) -> str:
    return msgspec.json.encode(source.origins).decode()


def _find(connection: Connection, slug: str, condition: ColumnElement[bool]) -> Kept | None:
    query = select(_articles.c.article, _articles.c.revision).where(_articles.c.slug == slug, condition)
    row = connection.execute(query).first()
    return Kept(msgspec.json.decode(row[0], type=Article), row[1]) if row else None


def _source(connection: Connection, slug: str, revision: str) -> Source:
    query = select(_articles.c.source, _articles.c.source_name, _articles.c.origins)
    row = connection.execute(query.where(_articles.c.slug == slug, _articles.c.revision == revision)).first()
    if row is None:
        raise UnknownArticle(f"There is no article {slug!r} with a revision {revision!r}.")
    return Source(row[0], row[1], msgspec.json.decode(row[2], type=tuple[Origin, ...]))


def _free_slug(connection: Connection, article: Article, source_name: str) -> str:
    """Find a slug that is free, or taken by an article that says the same or came from the same place."""
    slug, number = article.slug, 1
    while (taken := _taken_by(connection, slug)) is not None:
        if source_name == taken[1] or revision_of(replace(article, slug=slug)) == taken[0]:
            break
        number += 1
        ending = f"-{number}"
        slug = article.slug[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return slug


def _taken_by(connection: Connection, slug: str) -> tuple[str, str] | None:
    """The revision and the source's name of the article that has the slug."""
    query = select(_articles.c.revision, _articles.c.source_name).where(_articles.c.slug == slug, _IS_CURRENT)
    row = connection.execute(query).first()
    return (row[0], row[1]) if row else None


def _unknown(connection: Connection, slug: str) -> UnknownArticle:
    slugs = connection.execute(select(_current.c.slug).where(~_IS_WITHDRAWN)).scalars().all()
    near = difflib.get_close_matches(slug, slugs[:_MOST_COMPARED], n=3, cutoff=0.5)
    advice = f"Did you mean {' or '.join(near)}?" if near else "List the articles to see which there are."
    return UnknownArticle(f"There is no article {slug!r}. {advice}")
