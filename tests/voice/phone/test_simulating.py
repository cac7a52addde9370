"""A call in the terminal, and what was heard of it as a file."""

import io
from pathlib import Path

import pytest
import soundfile
from click.testing import CliRunner
from flask import Flask

from voice.cli import main
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
    programme = line.repertoire.programme(line.studio.codes.of("on-tea"), "")
    assert words_of(programme, heard[4]).startswith("How long it should steep")
    assert words_of(programme, heard[0]) == ""


def test_a_disclaimer_is_told_in_its_words(heard: list[Heard]) -> None:
    assert "not a substitute for professional medical advice" in heard[1].sound.text


@pytest.fixture
def terminal(telephone: Flask, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A terminal beside that telephone; its data folder."""
    settings = telephone.extensions["studio"].settings
    told = {"DATA": settings.data, "ENGINE": "silence", "PHONE": "on", "PHONE_RATES": settings.phone_rates}
    for name, value in told.items():
        monkeypatch.setenv(f"VOICE_{name}", str(value))
    return settings.data


def test_a_call_is_read_in_the_terminal_and_written_as_sound(terminal: Path) -> None:
    wav = terminal / "call.wav"
    words = ["phone", "simulate", "on-tea", "--keys", "*@1,*,1,1#,2,", "--wav", str(wav)]
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].startswith("  Welcome.")
    assert "substitute for professional medical advice" in lines[1]
    assert lines[1].endswith("(no key breaks it off)")
    assert any(line.startswith("  If you need help now, press zero to be connected.") for line in lines)
    assert "Walking helps most people" in lines[-1]
    assert soundfile.info(wav).samplerate == 8_000


def test_the_number_that_is_dialled_is_told(terminal: Path) -> None:
    told = CliRunner().invoke(main, ["phone", "simulate", "on-grief", "--keys", "0@1,"])
    assert told.exit_code == 0, told.output
    assert told.stdout.splitlines()[-2:] == [
        "  You are being connected. Please stay on the line.",
        "[connected to 988]",
    ]


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("5@soon", "'soon' is no number of seconds"),
        ("5@-1", "'-1' is no number of seconds"),
        ("5@nan", "'nan' is no number of seconds"),
        ("3,abc", "'abc' can't be pressed on a telephone"),
        ("3;5", "'3;5' can't be pressed on a telephone"),
    ],
)
def test_keys_and_times_that_are_none_are_told(terminal: Path, keys: str, why: str) -> None:
    told = CliRunner().invoke(main, ["phone", "simulate", "on-tea", "--keys", keys])
    assert told.exit_code == 2
    assert why in told.stderr
