"""What a call may still ask for is kept: through sweeps that leave nothing else, edits, and new recordings."""

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from audio_cache.sweeping import DAY_S
from audio_cache.tables import recordings
from content import parse_article
from content.library import Source
from voice.phone import repertoire
from voice.phone.fresh import LOOKS_AGAIN
from voice.phone.line import Caller, Line
from voice.phone.programme import Sound
from voice.phone.prompting import Prompter
from voice.phone.state import Turn
from voice.phonebook.tables import programmes
from voice.settings import Settings
from voice.studio import Studio

PAGE = b"""<!doctype html><html lang="en"><head><title>On tea</title></head><body><main><article><h1>On tea</h1>
<p>Tea warms the hands.</p><aside class="medical-disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside>
<h2>Steeping</h2><p>Three minutes are enough.</p></article></main></body></html>"""
EDITED = PAGE.replace(b"Three minutes", b"Four minutes")
TOPIC = "Warm drinks"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one article on the telephone, all of it and all prompts recorded."""
    settings = on_the_telephone(tmp_path_factory.mktemp("spoken"))
    line = opened(settings)
    edit(line.studio, PAGE)
    record(line.studio)
    line.repertoire.publish("on-tea")
    Prompter(line.studio).keep()
    line.studio.close()
    return settings.data


@pytest.fixture
def line(spoken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """A telephone that offers it, where a sweep leaves only what is needed."""
    monkeypatch.setattr(repertoire, "CHECK_S", 0.0)
    shutil.copytree(spoken, tmp_path / "data")
    line = opened(on_the_telephone(tmp_path / "data"))
    yield line
    for thread in threading.enumerate():
        if thread.name == LOOKS_AGAIN:
            thread.join()
    line.studio.close()


def on_the_telephone(folder: Path) -> Settings:
    return Settings(data=folder, engine="silence", phone="on", phone_rates="1,2", cache_gb=0)


def opened(settings: Settings) -> Line:
    return Line(Studio(settings))


def edit(studio: Studio, page: bytes) -> None:
    """Publish the article, and plan the generation that says so."""
    article = replace(parse_article(page), topics=(TOPIC,))
    studio.desk.publish(article, Source(page, "tea.html"), slug="on-tea")
    studio.publisher.keep(studio.publisher.draft("on-tea")[0], by="an editor")


def record(studio: Studio) -> None:
    """Make every clip there is to make, of prompts and of generations current and planned."""
    studio.stock.note_needs()
    studio.want([*Prompter(studio).orders(), *studio.stock.orders("on-tea")], urgent=False)
    while studio.work_once():
        pass


def sweep_after(studio: Studio, days: float) -> None:
    """What two sweeps so many days apart leave."""
    studio.stock.sweep()
    pass_days(studio, days)
    studio.stock.sweep()


def pass_days(studio: Studio, days: float) -> None:
    with studio.stock.broom.engine.begin() as connection:
        for column in (recordings.c.used_at, recordings.c.spare_since, programmes.c.replaced_at):
            earlier = {column.name: column - days * DAY_S}
            connection.execute(update(column.table).where(column > 0).values(earlier))


def called(line: Line) -> Turn:
    return line.begin(Caller("a-call", code=line.studio.codes.of("on-tea")))


def sections(turn: Turn) -> list[str]:
    return [sound.section for sound in (*turn.first, *turn.then)]


def missing(line: Line, sounds: tuple[Sound, ...]) -> list[str]:
    """Which of the sounds no telephone system would be given any more."""
    there = line.studio.stock.index.known(sound.fingerprint for sound in sounds)
    return [sound.section for sound in sounds if sound.fingerprint not in there]


def every_sound(line: Line, version: str) -> tuple[Sound, ...]:
    programme = line.repertoire.programme(line.studio.codes.of("on-tea"), version)
    assert programme
    tracks = [track for section in programme.sections for track in section.tracks]
    return (*programme.opening, *programme.ending, *(part for track in tracks for part in track.parts))


def test_a_quiet_line_keeps_its_prompts_and_its_articles(line: Line) -> None:
    assert sections(called(line)) == ["greeting", "disclaimers", "opening"]
    sweep_after(line.studio, 100)
    again = opened(line.studio.settings)
    turn = called(again)
    assert sections(turn) == ["greeting", "disclaimers", "opening"]
    offer = again.repertoire.offer()
    assert not missing(again, (*offer.prompts["en"].values(), *every_sound(again, turn.state.version)))
    again.studio.close()


def test_an_article_that_nobody_has_called_for_yet_keeps_its_clips_once_the_telephone_is_on(tmp_path: Path) -> None:
    off = replace(on_the_telephone(tmp_path), phone="off")
    studio = Studio(off)
    edit(studio, PAGE)
    studio.stock.sweep()
    studio.close()
    studio = Studio(replace(off, phone="on"))
    studio.want(studio.stock.orders("on-tea"), urgent=False)
    while studio.work_once():
        pass
    sweep_after(studio, 100)
    assert Line(studio).repertoire.publish("on-tea")
    studio.close()


def test_a_call_goes_on_with_the_version_it_began_with_until_two_days_after_it_was_replaced(line: Line) -> None:
    turn, caller = called(line), Caller("a-call", code=line.studio.codes.of("on-tea"))
    was = every_sound(line, turn.state.version)
    edit(line.studio, EDITED)
    record(line.studio)
    while called(line).state.version == turn.state.version:
        time.sleep(0.01)  # it is put together behind the callers' backs
    sweep_after(line.studio, 1.9)
    assert not missing(line, was)
    assert line.step(caller, turn.state, "3", 0).then[0] in was
    sweep_after(line.studio, 0.2)
    pass_days(line.studio, 2.1)
    line.studio.stock.sweep()
    assert "steeping" in missing(line, was)
    assert not missing(line, every_sound(line, called(line).state.version))


def test_nobody_waits_while_a_newer_version_is_put_together(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    turn, go_on = called(line), threading.Event()
    edit(line.studio, EDITED)
    record(line.studio)
    publish = line.repertoire.publish
    monkeypatch.setattr(line.repertoire, "publish", lambda slug: publish(slug) if go_on.wait(20) else None)
    assert called(line).state.version == turn.state.version
    go_on.set()
    while called(line).state.version == turn.state.version:
        time.sleep(0.01)


def test_what_readers_hear_now_is_put_together_before_anybody_calls(line: Line) -> None:
    code = line.studio.codes.of("on-tea")
    before = line.studio.programmes.version(code)
    edit(line.studio, EDITED)
    record(line.studio)
    line.repertoire.offer()
    assert line.studio.programmes.version(code) != before


def test_what_stands_stays_while_no_newer_version_is_whole(line: Line) -> None:
    turn = called(line)
    edit(line.studio, EDITED)
    studio = line.studio
    [planned] = [
        number for number, state in studio.publisher.generations.needed()["on-tea"].items() if state == "making"
    ]
    generation = studio.publisher.generations.read(planned)
    assert generation
    studio.want(studio.publisher.orders(generation), urgent=False)
    while studio.work_once():
        pass
    assert studio.publisher.generations.number_current("on-tea") == planned
    with studio.stock.broom.engine.begin() as connection:
        connection.execute(recordings.delete().where(recordings.c.state != "ready"))
    sweep_after(studio, 100)
    sweep_after(studio, 100)
    assert called(line).state.version == turn.state.version
    assert not missing(line, every_sound(line, turn.state.version))


def test_what_the_operator_words_otherwise_is_told_as_it_was_until_it_is_recorded(line: Line) -> None:
    (line.studio.settings.data / "phone.toml").write_text('[en]\ngreeting = "Good day."')
    before = opened(line.studio.settings)
    assert called(before).first[0].text.startswith("Welcome.")
    record(before.studio)
    after = opened(line.studio.settings)
    assert called(after).first[0].text == "Good day."
    for each in (before, after):
        each.studio.close()


def test_a_topic_that_was_offered_is_in_use(line: Line) -> None:
    line.repertoire.offer()
    record(line.studio)
    line.studio.stock.sweep()
    pass_days(line.studio, 3)
    again = opened(line.studio.settings)
    [topic] = again.repertoire.offer().topics["en"]
    assert topic.text == TOPIC
    again.studio.stock.uses.close()
    again.studio.stock.sweep()
    assert not missing(again, (topic,))
    again.studio.close()


def test_an_article_is_not_offered_without_a_clip_of_it(line: Line) -> None:
    called(line)
    code = line.studio.codes.of("on-tea")
    programme = line.repertoire.programme(code, "")
    assert programme
    line.studio.stock.index.forget_bytes([programme.opening[0].fingerprint])
    assert line.repertoire.programme(code, "") is None


def test_an_article_that_was_withdrawn_is_offered_no_more_and_kept_for_two_days(line: Line) -> None:
    version = called(line).state.version
    code = line.studio.codes.of("on-tea")
    line.studio.desk.withdraw("on-tea", "an editor")
    assert line.repertoire.programme(code, "") is None
    assert Line(line.studio).repertoire.offer().entries == ()
    assert version in line.studio.programmes.in_calls()
    pass_days(line.studio, 2.1)
    assert version not in line.studio.programmes.in_calls()
