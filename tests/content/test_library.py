"""Articles are kept by slug and revision."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from content import Article, parse_article
from content.errors import InvalidSlug, UnknownArticle
from content.library import Library, Source, metadata, revision_of

ARTICLE = parse_article("Growing pears\n\nPears want sun, patience and a wall at their back.", "https://pear.example/a")


@pytest.fixture
def library() -> Iterator[Library]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    yield Library(engine)
    engine.dispose()


def test_an_article_comes_back_as_it_was_kept(library: Library) -> None:
    kept = library.keep(ARTICLE, Source(b"pears", "pears.txt"))
    assert (kept.article, kept.changed) == (ARTICLE, True)
    assert library.current("growing-pears").article == ARTICLE
    assert library.source("growing-pears", kept.revision).content == b"pears"


def test_keeping_the_same_again_writes_nothing(library: Library) -> None:
    first = library.keep(ARTICLE, Source(b"pears", "pears.txt"))
    again = library.keep(ARTICLE, Source(b"pears", "pears.txt"))
    assert (again.changed, again.revision) == (False, first.revision)


def test_new_words_make_a_new_revision_and_the_old_one_stays(library: Library) -> None:
    old = library.keep(ARTICLE, Source(b"1", "a"))
    new = library.keep(replace(ARTICLE, author="Ida"), Source(b"2", "a"))
    assert library.current("growing-pears").revision == new.revision != old.revision
    assert library.revision("growing-pears", old.revision).article == ARTICLE
    assert library.keep(ARTICLE, Source(b"1", "a")).changed
    assert library.current("growing-pears").revision == old.revision


def test_another_address_gets_a_slug_of_its_own(library: Library) -> None:
    library.keep(ARTICLE, Source(b"", "a"))
    other = replace(ARTICLE, url="https://pear.example/b")
    assert library.keep(other, Source(b"", "b")).article.slug == "growing-pears-2"
    assert not library.keep(other, Source(b"", "b")).changed
    assert library.keep(other, Source(b"", "b"), slug="growing-pears").article.slug == "growing-pears"


def test_the_list_is_short_and_in_order(library: Library) -> None:
    library.keep(ARTICLE, Source(b"", "a"), slug="zebra")
    library.keep(ARTICLE, Source(b"", "a"), slug="apple")
    assert [(row.slug, row.title, row.lang) for row in library.list()] == [
        ("apple", "Growing pears", "en"),
        ("zebra", "Growing pears", "en"),
    ]


def test_an_unknown_slug_names_the_nearest(library: Library) -> None:
    kept = library.keep(ARTICLE, Source(b"", "a"))
    with pytest.raises(UnknownArticle, match="Did you mean growing-pears"):
        library.current("growing-bears")
    with pytest.raises(UnknownArticle, match="has no revision"):
        library.revision("growing-pears", kept.revision[::-1] + "0")
    with pytest.raises(UnknownArticle, match="List the articles"):
        library.revision("x", "y")


@pytest.mark.parametrize("slug", ["Ä", "a--b", "-a", "a-", "A", "a/b", "a\n", "a" * 81])
def test_a_slug_must_fit_an_address(library: Library, slug: str) -> None:
    with pytest.raises(InvalidSlug, match="hyphens"):
        library.keep(ARTICLE, Source(b"", "a"), slug=slug)


def test_a_revision_is_named_by_what_the_article_says() -> None:
    same: Article = replace(ARTICLE)
    assert revision_of(same) == revision_of(ARTICLE)
    assert revision_of(replace(ARTICLE, lang="fr")) != revision_of(ARTICLE)
    assert len(revision_of(ARTICLE)) == 16


def test_topics_stay_with_the_article_until_they_are_taken_away(library: Library) -> None:
    library.keep(replace(ARTICLE, topics=("fruit",)), Source(b"1", "a"))
    kept = library.keep(replace(ARTICLE, author="Ida", topics=("trees",)), Source(b"2", "a"))
    assert kept.article.topics == ("fruit", "trees")
    taken = library.give_topics("growing-pears", remove=["fruit"])
    assert (taken.article.topics, taken.article.author) == (("trees",), "Ida")
    assert library.source("growing-pears", taken.revision).content == b"2"
    assert not library.give_topics("growing-pears", add=["trees"]).changed
