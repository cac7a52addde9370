"""Who speaks lines: booths share them, an engine that keeps failing is let go, and a booth goes to who waits for it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from voice.booth import Booth, Booths
from voice.casting import Line
from voice.ear import Ear
from voice.engine import open_engine
from voice.settings import Settings
from voice.speaking import MOST_FAILURES, Failed, Said, Speakers, persistently
from voice.speech import Role, SpeechRequest, Utterance

FAKES = Path(__file__).parent / "engines" / "fakes"


def deaf(folder: Path) -> Ear:
    return Ear(Settings(data=folder, listen="off"))


@pytest.fixture
def speakers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speakers]:
    monkeypatch.syspath_prepend(FAKES)
    with Booths(2) as booths:
        yield Speakers(booths, deaf(tmp_path))


def lines_of(engine: str, *texts: str, lang: str = "tlh") -> list[Line]:
    voice = open_engine(engine).voices()[0]
    return [Line(Utterance(text, lang, Role.SENTENCE, 0), SpeechRequest(text, voice)) for text in texts]


def test_two_booths_share_the_lines_of_a_clip(speakers: Speakers) -> None:
    texts = [f"Line {number}." for number in range(20)]
    results = list(speakers.speak(lines_of("fake-slow", *texts)))
    assert sorted(result.line.utterance.text for result in results) == sorted(texts)
    assert all(isinstance(result, Said) and result.pcm.samples for result in results)
    assert len(speakers.booths._free) == 2


@pytest.mark.parametrize(("first_clause", "booths"), [(0, 2), (40, 1)])
def test_an_engine_that_uses_every_core_speaks_the_lines_in_one_booth_and_so_in_order(
    speakers: Speakers, *, first_clause: int, booths: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine("fake-slow")
    monkeypatch.setattr(engine, "capabilities", replace(engine.capabilities, first_clause=first_clause))
    lines = lines_of("fake-slow", *[f"Line {number}." for number in range(8)])
    results = list(speakers.speak(lines))
    assert len(speakers.booths._free) == booths
    assert booths > 1 or [result.line for result in results] == lines


def test_a_line_that_fails_does_not_take_those_after_it_along(speakers: Speakers) -> None:
    spoken = list(speakers.speak(lines_of("fake-aborting", "One.", "Crash now.", *["Two."] * 8, lang="de")))
    assert [result.note != "" for result in spoken].count(True) == 1
    assert len(spoken) == 10


def test_where_no_other_voice_speaks_the_language_the_failed_line_is_the_last(speakers: Speakers) -> None:
    *spoken, failed = speakers.speak(lines_of("fake-refusing", "One.", "Refuse now.", "Two."))
    assert [result.line.utterance.text for result in spoken] == ["One.", "Two."]
    assert isinstance(failed, Failed)
    assert "“Refuse now.”" in str(failed.error)


def test_an_engine_that_keeps_failing_is_let_go(speakers: Speakers) -> None:
    lines = lines_of("fake-exiting", *[f"Exit now {number}." for number in range(6)], lang="de")
    with Booths(1) as one:
        assert all("espeak" in result.note for result in Speakers(one, speakers.ear).speak(lines))
    with Booth("fake-exiting") as booth:
        assert [type(result) for result in persistently(booth, lines, speakers.ear)] == 6 * [Failed]
        assert booth.restarts < 2 * MOST_FAILURES


def test_who_waits_for_a_booth_gets_one_of_those_that_share(speakers: Speakers) -> None:
    spoken = speakers.speak(lines_of("fake-slow", *[f"Line {number}." for number in range(24)]))
    next(spoken)
    got = threading.Event()

    def ask() -> None:
        with speakers.booths.lend("silence"):
            got.set()

    threading.Thread(target=ask, daemon=True).start()
    before = sum(1 for _ in spoken if not got.is_set())
    assert got.is_set()
    assert before < 20


def test_nobody_works_on_when_the_listener_has_left(
    speakers: Speakers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_NOTES", str(tmp_path / "notes"))
    spoken = speakers.speak(lines_of("fake-slow", *[f"Line {number}." for number in range(24)]))
    next(spoken)
    spoken.close()
    assert len(speakers.booths._free) == 2
    assert len((tmp_path / "notes").read_text().split()) < 24
