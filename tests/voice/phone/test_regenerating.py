"""A regeneration makes what telephones play too, and is done when callers can hear it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content import parse_article
from content.library import Source
from voice.jobs import regeneration
from voice.jobs.crew import crew_at_work, make_all
from voice.ledger import Stage, Step
from voice.phone.prompting import Prompter
from voice.phone.repertoire import Repertoire
from voice.settings import Settings
from voice.studio import Studio

TEA = b"""<!doctype html><html lang="en"><title>On tea</title><article><h1>On tea</h1>
<h2>Steeping</h2><p>Three minutes are enough. Five make it bitter.</p></article></html>"""
COFFEE = TEA.replace(b"Five make it bitter", b"Six make it coffee")


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A library with one article, of which nothing is recorded; what callers are told is."""
    studio = Studio(Settings(data=tmp_path, engine="silence", phone="on", phone_rates="1,2", booths=1))
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.html"), slug="tea")
    with crew_at_work(studio):
        make_all(studio, studio.want(Prompter(studio).orders(), urgent=False), lambda _progress: None)
    yield studio
    studio.close()


def regenerate(studio: Studio) -> regeneration.Progress:
    planned = regeneration.plan(studio, ["tea"])
    *_, last = regeneration.work(studio, regeneration.start(studio, planned, "tea", "somebody"))
    return last


def test_an_article_is_offered_to_callers_as_soon_as_its_regeneration_is_done(studio: Studio) -> None:
    done = regenerate(studio)
    assert (done.regeneration.state, done.made) == (Stage.DONE, done.clips)
    assert Repertoire(studio).publish("tea")


def test_a_plan_counts_what_telephones_play(studio: Studio) -> None:
    planned = regeneration.plan(studio, ["tea"])
    generation = studio.publisher.keep(studio.publisher.draft("tea")[0], by="somebody")
    assert planned.clips == len(set(studio.publisher.book.digests(studio.publisher.every_order(generation))))
    assert len(studio.publisher.orders(generation)) < planned.clips


def test_an_article_that_only_telephones_lack_is_to_be_made(studio: Studio) -> None:
    regenerate(studio)
    assert not regeneration.plan(studio, ["tea"]).to_do
    heard = studio.publisher.generations.current("tea")
    assert heard
    last = studio.find_all(studio.publisher.phone_orders(heard)[-1:])
    studio.stock.heal(filter(None, last))
    assert regeneration.plan(studio, ["tea"]).clips == 1


def test_it_goes_on_until_callers_hear_it_though_readers_do_already(studio: Studio) -> None:
    regenerate(studio)
    studio.library.keep(parse_article(COFFEE), Source(COFFEE, "tea.html"), slug="tea")
    number = regeneration.start(studio, regeneration.plan(studio, ["tea"]), "tea", "somebody")
    regeneration.step_all(studio)
    [part] = studio.ledger.parts(number)
    while studio.publisher.generations.left(part.generation):
        studio.work_once()
    regeneration.step_all(studio)
    assert studio.publisher.generations.number_current("tea") == part.generation
    assert studio.ledger.parts(number)[0].state is Step.MAKING
    while studio.work_once():
        pass
    regeneration.step_all(studio)
    assert studio.ledger.parts(number)[0].state is Step.DONE
