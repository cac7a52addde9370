"""Editors arrange sections: by their ids, for every later version, and never at a disclaimer's cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Article, parse_article
from content.arranging import Arrangement, arranged, moved, renamed, silenced
from content.errors import InvalidArrangement

PAGE = """<html lang="en"><title>On rain</title><main><h1>On rain</h1><p>Rain is water that comes down by itself.</p>
<h2>Drizzle</h2><p>Hardly any rain at all, and yet one is wet.<sup><a href="#n1" id="r1">1</a></sup></p>
<h2>Downpour</h2><p>More rain than anybody has asked for.<sup><a href="#n2" id="r2">2</a></sup></p>
<h2>Hail</h2><p>This page is not a substitute for professional medical advice, even where hail has hit you.</p>
<p>Hail is rain that has lost its patience.</p>
<ol class="footnotes"><li id="n1">One takes an umbrella all the same. <a href="#r1">↩</a></li>
<li id="n2">No umbrella helps. <a href="#r2">↩</a></li></ol></main></html>"""
IDS = ("opening", "drizzle", "downpour", "hail")
NOW = Arrangement()


@pytest.fixture
def article() -> Article:
    return parse_article(PAGE)


def ids(article: Article) -> tuple[str, ...]:
    return tuple(section.id for section in article.sections)


def test_a_section_moves_up_and_down_as_far_as_that_goes(article: Article) -> None:
    assert ids(arranged(article, moved(article, NOW, "hail", -1))) == ("opening", "drizzle", "hail", "downpour")
    assert ids(arranged(article, moved(article, NOW, "hail", 1))) == IDS
    assert ids(arranged(article, moved(article, NOW, "opening", -1))) == IDS


def test_a_section_that_comes_with_a_later_version_follows_the_one_it_follows_there(article: Article) -> None:
    last_first = moved(article, NOW, "hail", -3)
    later = parse_article(
        PAGE.replace("<h2>Downpour", "<h2>Shower</h2><p>Rain that makes up its mind.</p><h2>Downpour")
    )
    assert ids(arranged(later, last_first)) == ("hail", "opening", "drizzle", "shower", "downpour")


def test_a_section_has_the_name_that_editors_gave_it_until_they_take_it_back(article: Article) -> None:
    named = renamed(article, NOW, "hail", "  Ice from   above ")
    assert arranged(article, named).section("hail").heading == "Ice from above"
    assert renamed(article, named, "hail", "") == NOW


def test_a_silent_section_takes_its_notes_along_and_leaves_its_disclaimer(article: Article) -> None:
    heard = arranged(article, silenced(article, silenced(article, NOW, "hail", silent=True), "drizzle", silent=True))
    assert ids(heard) == ("opening", "downpour")
    assert [note.label for note in heard.notes] == ["2"]
    assert heard.disclaimers == article.disclaimers != ()
    again = silenced(article, silenced(article, NOW, "hail", silent=True), "hail", silent=False)
    assert arranged(article, again) == article


def test_the_last_section_that_is_heard_stays(article: Article) -> None:
    rest = Arrangement(silent=IDS[1:])
    with pytest.raises(InvalidArrangement, match="last section"):
        silenced(article, rest, "opening", silent=True)


def test_what_the_article_does_not_have_can_t_be_arranged(article: Article) -> None:
    with pytest.raises(InvalidArrangement, match="'snow'"):
        moved(article, NOW, "snow", 1)
    with pytest.raises(InvalidArrangement, match="no word"):
        renamed(article, NOW, "hail", "…")


some_ids = st.lists(st.sampled_from([*IDS, "snow"]), unique=True).map(tuple)


@given(some_ids, st.dictionaries(st.sampled_from(IDS), st.text(min_size=1)), some_ids)
def test_whatever_the_arrangement_something_is_heard_with_every_disclaimer_and_nothing_twice(
    order: tuple[str, ...], names: dict[str, str], silent: tuple[str, ...]
) -> None:
    article, arrangement = parse_article(PAGE), Arrangement(order, names, silent)
    heard = arranged(article, arrangement)
    assert heard.disclaimers == article.disclaimers
    assert heard.sections
    assert len(set(ids(heard))) == len(ids(heard))
    assert set(ids(heard)) in (set(IDS) - set(silent), set(IDS))
    assert arranged(heard, arrangement) == heard
