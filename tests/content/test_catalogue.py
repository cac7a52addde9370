"""The list of the library's articles: in the database that there is, the same is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from content import parse_article, searching
from content.catalogue import Catalogue
from content.library import Library, Source
from content.searching import fold
from voice.schema import open_at_head


@pytest.fixture(params=["fts5", "like", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    if request.param == "like":
        monkeypatch.setattr(searching, "_has_fts5", lambda _: False)
    url = str(request.getfixturevalue("postgresql_url")) if request.param == "postgresql" else ""
    engine = open_at_head(tmp_path, url)
    yield engine
    engine.dispose()


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    return Catalogue(engine, Library(engine))


def keep(catalogue: Catalogue, title: str, text: str, *topics: str) -> None:
    article = replace(parse_article(f"{title}\n\n{text}".encode()), topics=topics)
    catalogue.library.keep(article, Source(text.encode(), f"{title}.txt"))
    catalogue.catch_up()


def found(catalogue: Catalogue, asked: str = "", topic: str = "") -> set[str]:
    return {entry.slug for entry in catalogue.find(asked, topic).entries}


def test_words_are_found_whatever_their_capitals_and_accents_and_the_last_by_its_beginning(catalogue) -> None:
    keep(catalogue, "On tea", "Crème brûlée goes with it, says nobody.")
    keep(catalogue, "On coffee", "It keeps us awake.")
    for asked in ("CREME", "brûlée crème", "nobody bru", "creme brulee goes with"):
        assert found(catalogue, asked) == {"on-tea"}, asked
    assert found(catalogue, "creme awake") == set()
    assert found(catalogue, "on") == {"on-tea", "on-coffee"}


def test_what_is_written_without_spaces_is_found_by_its_characters(catalogue) -> None:
    keep(catalogue, "Sleep", "睡眠は体と心を休めます。")
    assert found(catalogue, "睡眠") == found(catalogue, "休め") == {"sleep"}
    assert found(catalogue, "夢") == set()


@pytest.mark.parametrize("asked", ['"', "tea*", "NEAR(", "a'b", "tea & !coffee", "%", "_", "-", "words:tea", "\\"])
def test_no_sign_in_what_is_asked_for_means_anything(catalogue, asked: str) -> None:
    keep(catalogue, "On tea", "Tea and coffee, a b, words near.")
    assert found(catalogue, asked) == {"on-tea"}


def test_a_new_revision_is_found_by_its_own_words_alone(catalogue) -> None:
    keep(catalogue, "On tea", "Green leaves.", "drinks")
    keep(catalogue, "On tea", "Black leaves.", "drinks")
    assert (found(catalogue, "green"), found(catalogue, "black")) == (set(), {"on-tea"})


def test_a_topic_has_its_articles_and_those_of_most_articles_come_first(catalogue) -> None:
    keep(catalogue, "On tea", "Leaves.", "drinks", "herbs")
    keep(catalogue, "On coffee", "Beans.", "drinks")
    assert catalogue.topics() == ("drinks", "herbs")
    assert found(catalogue, topic="herbs") == {"on-tea"}
    assert found(catalogue, "beans", "herbs") == set()


def test_a_long_list_comes_in_pages(catalogue) -> None:
    for number in range(5):
        keep(catalogue, f"Part {number}", "Leaves.")
    pages = [catalogue.find("leaves", start=start, count=2) for start in (0, 2, 4)]
    assert [page.total for page in pages] == [5, 5, 5]
    assert len({entry.slug for page in pages for entry in page.entries}) == 5


def test_how_long_it_takes_to_listen_is_kept_until_the_article_says_something_else(catalogue) -> None:
    keep(catalogue, "On tea", "Green leaves.")
    catalogue.time("on-tea", catalogue.library.current("on-tea").revision, 5000)
    catalogue.time("on-tea", "another", 1)
    assert catalogue.find().entries[0].listening_ms == 5000
    keep(catalogue, "On tea", "Black leaves.")
    assert catalogue.find().entries[0].listening_ms == 0


@given(st.text())
def test_folded_words_stay_as_they_are_when_they_are_folded_again(written: str) -> None:
    assert fold(fold(written)) == fold(written)
