"""What happens to clips when an engine fails: the failing one is refused with its reason, and no other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from audio_cache import Leases
from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from content.library import Source
from voice.app import create_app
from voice.errors import DisclaimerUnspoken, SpeechFailed
from voice.jobs.crew import crew_at_work
from voice.script import text_script
from voice.settings import Settings
from voice.speaking import otherwise
from voice.speech import MAX_RATE, MIN_RATE, SpeechRequest, Voice
from voice.studio import Studio

FAKES = Path(__file__).parent / "engines" / "fakes"


# Klingon: nobody but the failing engine, which takes any language, speaks it.
ALONE = "tlh"


def section_of(number: int, text: str, lang: str = ALONE) -> Section:
    return Section(f"s{number}", 2, "", lang, (Block(f"s{number}_1", BlockKind.PARAGRAPH, text),))


GOOD = Article("good", "Good", ALONE, None, (section_of(1, "All is well."), section_of(2, "Crash now, please.")))
WARNED = replace(GOOD, slug="warned", sections=GOOD.sections[:1])
WARNED = replace(WARNED, disclaimers=(Disclaimer("d_1", DisclaimerKind.MEDICAL, "Fail now, please.", ALONE),))
GERMAN = Article("deutsch", "Deutsch", "de", None, (section_of(1, "Alles ist gut. Crash now. Und weiter.", "de"),))


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.syspath_prepend(FAKES)
    studio = Studio(Settings(data=tmp_path, engine="fake-aborting"))
    yield studio
    studio.close()


def test_a_crash_costs_one_section_and_says_where(studio: Studio) -> None:
    first, second = GOOD.sections
    assert studio.speak(GOOD, first, studio.delivery())[0].size
    with pytest.raises(SpeechFailed, match="Crash now, please"):
        studio.speak(GOOD, second, studio.delivery())
    assert studio.speak(GOOD, first, studio.delivery())[0].size


def test_the_next_voice_stands_in_and_that_is_told(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    clip, _ = studio.speak(GERMAN, None, studio.delivery())
    assert "espeak" in clip.note
    assert "could not speak the words “Crash now.”" in clip.note
    assert clip.note in caplog.text
    assert studio.progress([clip.digest]).noted == {clip.digest: clip.note}


def test_without_its_disclaimer_nothing_of_an_article_is_spoken(studio: Studio) -> None:
    for section in (None, *WARNED.sections):
        with pytest.raises(DisclaimerUnspoken, match="disclaimer"):
            studio.speak(WARNED, section, studio.delivery())


def test_others_who_wait_for_the_failing_take_are_told_too(studio: Studio) -> None:
    for _ in range(2):
        with pytest.raises(SpeechFailed, match="Crash now"):
            studio.speak(GOOD, GOOD.sections[1], studio.delivery())


def test_no_page_gives_out_a_section_whose_disclaimer_cannot_be_spoken(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.syspath_prepend(FAKES)
    app = create_app(Settings(data=tmp_path, engine="fake-aborting"))
    studio: Studio = app.extensions["studio"]
    client: FlaskClient = app.test_client()
    studio.library.keep(WARNED, Source(b"source", "test"))
    with crew_at_work(studio):
        for address in ("/a/warned/disclaimer.mp3", "/a/warned/sections/s1.mp3"):
            answer = client.get(address, headers={"Accept": "application/json"})
            assert answer.status_code == 503
            assert "disclaimer's words" in answer.json["detail"]
    assert client.get("/a/warned/after-disclaimer/s1.mp3").status_code == 403
    studio.close()


def test_what_fails_is_spoken_again_a_little_slower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FAKES)
    studio = Studio(Settings(data=tmp_path, engine="fake-stubborn"))
    assert studio.speak(GOOD, GOOD.sections[1], studio.delivery())[0].size
    studio.close()


@given(st.floats(MIN_RATE, MAX_RATE))
def test_the_second_try_is_another_sound_at_a_rate_that_can_be_spoken(rate: float) -> None:
    asked = SpeechRequest("Hello.", Voice("silence", "hush", "und", "1"), rate)
    again = otherwise(asked)
    assert again.digest != asked.digest
    assert MIN_RATE <= again.rate <= MAX_RATE
    assert again.rate == pytest.approx(rate, rel=0.035)


def test_a_damaged_take_is_spoken_again(studio: Studio) -> None:
    first = GOOD.sections[0]
    clip, place = studio.speak(GOOD, first, studio.delivery())
    for take in place.parent.parent.rglob("*.flac"):
        take.write_bytes(b"damaged")
    place.unlink()
    again, _ = studio.speak(GOOD, first, studio.delivery())
    assert again.fingerprint == clip.fingerprint


def test_who_waits_for_takes_of_others_does_not_renew_the_lease_at_every_look(studio: Studio) -> None:
    lines = studio._book.cast(text_script("All is well.", "en"), studio.delivery())
    others = Leases(studio._database, "others")
    others.claim(line.request.digest for line in lines)
    statements: list[str] = []
    event.listen(studio._database, "before_cursor_execute", lambda *told: statements.append(told[2]))
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(studio.stock.respeak, lines, lambda _done, _of: None)
        while sum(each.startswith("INSERT") for each in statements) < 10:
            sleep(0.01)
        renewed = sum(each.startswith("UPDATE") for each in statements)
        others.release(line.request.digest for line in lines)
        waiting.result(20)
    assert renewed < 5
