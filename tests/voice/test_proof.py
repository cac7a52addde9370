"""Proof on both databases: what was noted with a generation stays, whatever a later program would say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from audio_cache.tables import recordings
from content import parse_article
from content.library import Source
from voice import disclosing
from voice.generations import wordings
from voice.generations.tables import generations, sounds, spots
from voice.generations.tables import wordings as table
from voice.lexicon import Lexeme
from voice.proof import Proof
from voice.settings import Settings
from voice.studio import Studio

TEA = b"""<!doctype html><html lang="en"><title>On tea</title><article><h1>On tea</h1>
<h2>Steeping</h2><p>Three minutes are enough. Five make it bitter.</p>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2><p>This article is not a substitute for professional
medical advice, diagnosis or treatment. Always ask your doctor before you drink tea.</p></aside></article></html>"""


@pytest.fixture
def studio(either_database: str, tmp_path: Path) -> Iterator[Studio]:
    """A studio in which one article with a disclaimer is heard, and all of it is made."""
    studio = Studio(Settings(data=tmp_path, database=either_database, engine="silence", booths=1))
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.html"), slug="tea")
    make(studio, edited=False)
    yield studio
    studio.close()


def make(studio: Studio, *, edited: bool) -> int:
    """Have the article be heard as it is now; which generation that is."""
    if edited:
        studio.lexicons.add([Lexeme.checked(["bitter"], "en", alias="sharp")])
    generation = studio.publisher.keep(studio.publisher.draft("tea")[0], "Ida")
    studio.want(studio.publisher.orders(generation), urgent=False)
    while studio.work_once():
        pass
    return generation.number


def shorts(studio: Studio) -> list[Proof]:
    return [each for each in studio.proofs.of("tea") if each.wording == "short"]


def test_a_later_program_does_not_change_what_was_heard(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    before = studio.proofs.of("tea")
    for module in (disclosing, wordings):
        monkeypatch.setattr(module, "short_of", lambda _: "Ask somebody.")
    studio._book._part.cache_clear()
    assert studio.proofs.of("tea") == before
    assert all(each.noted_at and not each.noted_later for each in before)
    make(studio, edited=True)
    now, *earlier = shorts(studio)
    assert (now.text, earlier[-1].text) == ("Ask somebody.", next(p for p in before if p.wording == "short").text)


def test_every_clip_with_a_disclaimer_has_its_bytes_on_record_from_the_switch_on(studio: Studio) -> None:
    number = make(studio, edited=True)
    proofs = studio.proofs.of("tea")
    switched = studio.publisher.generations.history("tea")[0].current_from
    now = [stand for each in proofs if each.generation == number for stand in each.clips]
    past = [stand for each in proofs if each.generation != number for stand in each.clips]
    assert {stand.since for stand in now} == {switched}
    assert {stand.until for stand in past} == {switched}
    assert all(stand.fingerprint and stand.duration_ms for stand in (*now, *past))


def test_what_is_swept_away_stays_on_record(studio: Studio) -> None:
    before = studio.proofs.of("tea")
    with studio._database.begin() as connection:
        connection.execute(delete(recordings))
    assert studio.proofs.of("tea") == before


def test_a_clip_that_was_made_again_in_other_bytes_stands_there_twice(studio: Studio) -> None:
    [short] = shorts(studio)
    digest = studio.publisher.generations.on_record(short.generation)[-1][0].spots[0].digest
    other = update(recordings).where(recordings.c.digest == digest)
    with studio._database.begin() as connection:
        connection.execute(other.values(fingerprint="f" * 64, made_at=recordings.c.made_at + 60))
    studio.publisher.generations.settle_with(digest)
    first, second = (stand for stand in shorts(studio)[0].clips if stand.clip == short.clips[0].clip)
    assert (first.fingerprint, first.until) == (short.clips[0].fingerprint, second.since)
    assert (second.fingerprint, second.until) == ("f" * 64, "")


def test_going_back_has_the_same_wordings_on_record(studio: Studio) -> None:
    before = shorts(studio)[0]
    make(studio, edited=True)
    studio.publisher.generations.roll_back("tea", "Ida")
    now = shorts(studio)[0]
    assert (now.text, now.noted_at, now.takes) == (before.text, before.noted_at, before.takes)
    assert [stand.fingerprint for stand in now.clips] == [stand.fingerprint for stand in before.clips]


def test_what_was_heard_before_there_was_a_record_is_worked_out_once_and_says_so(studio: Studio) -> None:
    before = studio.proofs.of("tea")
    with studio._database.begin() as connection:
        for each in (table, spots, sounds):
            connection.execute(delete(each))
        connection.execute(update(generations).values(noted_at="", noted_later=0))
    studio.proofs.note_earlier(9)
    assert studio.publisher.generations.unnoted(9) == []
    now = studio.proofs.of("tea")
    assert [(each.text, each.takes) for each in now] == [(each.text, each.takes) for each in before]
    assert [[s.fingerprint for s in each.clips] for each in now] == [[s.fingerprint for s in p.clips] for p in before]
    assert all(each.noted_later for each in now)
