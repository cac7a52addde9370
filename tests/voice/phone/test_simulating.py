"""A call in the terminal, and what was heard of it as a file."""

import io

import pytest
import soundfile
from flask import Flask

from voice.phone.line import Line
from voice.phone.simulating import Heard, simulated, sound_of, words_of


@pytest.fixture(scope="module")
def heard(telephone: Flask) -> list[Heard]:
    line: Line = telephone.extensions["phone"]
    code = line.studio.codes.of("on-tea")
    return list(simulated(line, code, [("3", 1.0), ("5", 4.0), ("5", 0.5), ("9", 2.0)]))


def test_a_transcript_has_keys_and_what_was_heard_in_between(heard: list[Heard]) -> None:
    told = [each.key or each.sound.section for each in heard]
    steep = "how-long-it-should-steep"
    assert told[:11] == ["greeting", "disclaimers", "opening", "3", steep, "5", "paused", "5", steep, "9", steep]
    assert [each.whole for each in heard[:3]] == [True, True, False]


def test_sound_is_as_long_as_what_was_heard(telephone: Flask, heard: list[Heard]) -> None:
    samples, rate = soundfile.read(io.BytesIO(sound_of(telephone.extensions["phone"], heard)))
    assert rate == 8_000
    assert len(samples) / 8 == pytest.approx(sum(each.heard_ms for each in heard), abs=20)


def test_words_are_those_that_were_heard(telephone: Flask, heard: list[Heard]) -> None:
    line: Line = telephone.extensions["phone"]
    programme = line.stock.programme(line.studio.codes.of("on-tea"), "")
    assert words_of(programme, heard[4]).startswith("How long it should steep")
    assert words_of(programme, heard[0]) == ""
