"""Generations on both databases: one is current, the next takes its place whole, the last one has its grace."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from content import parse_article
from content.errors import UnknownArticle
from content.library import Source
from voice.audit import Kind, Search
from voice.generations import Generation, Generations, State
from voice.generations.keeping import GRACE
from voice.generations.tables import generations
from voice.lexicon import Lexeme
from voice.settings import Settings
from voice.studio import Studio
from voice.timestamps import later

TEA = b"""<!doctype html><html lang="en"><title>On tea</title><article><h1>On tea</h1>
<h2>Steeping</h2><p>Three minutes are enough. Five make it bitter.</p></article></html>"""


@pytest.fixture
def studio(either_database: str, tmp_path: Path) -> Iterator[Studio]:
    """A studio in which one article is heard, and nobody makes recordings but the test."""
    studio = Studio(Settings(data=tmp_path, database=either_database, engine="silence", booths=1))
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.html"), slug="tea")
    studio.publisher.heard("tea")
    yield studio
    studio.close()


@pytest.fixture
def kept(studio: Studio) -> Generations:
    return studio.publisher.generations


def edit(studio: Studio, alias: str) -> Generation:
    """The generation in the making that says a word otherwise."""
    studio.lexicons.add([Lexeme.checked(["bitter"], "en", alias=alias)])
    return studio.publisher.keep(studio.publisher.draft("tea")[0], "Ida")


def make(studio: Studio, generation: Generation) -> None:
    studio.want(studio.publisher.orders(generation), urgent=False)
    while studio.work_once():
        pass


def test_the_next_takes_its_place_with_its_last_clip_and_not_before(studio: Studio, kept: Generations) -> None:
    first, edited = kept.number_current("tea"), edit(studio, "sharp")
    assert not kept.settle(edited.number)
    studio.want(studio.publisher.orders(edited), urgent=False)
    while kept.left(edited.number):
        assert kept.number_current("tea") == first
        assert studio.work_once()
    assert kept.number_current("tea") == edited.number
    assert kept.settle(edited.number)


def test_the_same_edit_is_one_generation_whoever_plans_it_at_once(studio: Studio, kept: Generations) -> None:
    draft = studio.publisher.draft("tea")[0]
    with ThreadPoolExecutor(4) as doors:
        same = list(doors.map(lambda _: kept.prepare(draft, "Ida").number, range(4)))
    assert set(same) == {kept.number_current("tea")}
    studio.lexicons.add([Lexeme.checked(["bitter"], "en", alias="sharp")])
    draft = studio.publisher.draft("tea")[0]
    with ThreadPoolExecutor(4) as doors:
        assert len(set(doors.map(lambda _: kept.prepare(draft, "Ida").number, range(4)))) == 1


def test_an_edit_that_is_overtaken_is_never_heard(studio: Studio, kept: Generations) -> None:
    overtaken, last = edit(studio, "sharp"), edit(studio, "harsh")
    make(studio, last)
    make(studio, overtaken)
    assert kept.number_current("tea") == last.number
    assert State.DROPPED in {each.state for each in kept.history("tea") if each.number == overtaken.number}


def test_a_page_has_its_generation_for_48_hours_after_that_was_replaced(studio: Studio, kept: Generations) -> None:
    first, edited = kept.current("tea"), edit(studio, "sharp")
    assert first
    assert not kept.answerable("tea", edited.number)
    make(studio, edited)
    assert studio.publisher.heard("tea", first.number).revision == first.name
    _replaced_since(studio, first, GRACE - timedelta(minutes=1))
    assert kept.answerable("tea", first.number)
    _replaced_since(studio, first, GRACE + timedelta(minutes=1))
    assert studio.publisher.heard("tea", first.number).revision == edited.name


def test_a_roll_back_is_noted_with_who_asked_for_it(studio: Studio, kept: Generations) -> None:
    make(studio, edit(studio, "sharp"))
    again = kept.roll_back("tea", "Ida")
    row = studio.trail.rows(Search(kind=Kind.RECORDINGS), most=1)[0]
    assert (row.who, row.article, row.after) == ("Ida", "tea", f"rolled back: {again.name}")


def test_what_was_withdrawn_is_given_to_nobody_in_any_generation(studio: Studio, kept: Generations) -> None:
    number = kept.number_current("tea")
    studio.desk.withdraw("tea", "Ida")
    for named in (None, number):
        with pytest.raises(UnknownArticle):
            studio.publisher.heard("tea", named)


def _replaced_since(studio: Studio, generation: Generation, since: timedelta) -> None:
    at = update(generations).where(generations.c.number == generation.number).values(current_until=later(-since))
    with studio._database.begin() as connection:
        connection.execute(at)
