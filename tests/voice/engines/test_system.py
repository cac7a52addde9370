"""pyttsx3, as the engine system has it: any length, every rate, and a new start after a crash."""

from types import SimpleNamespace

import pytest

from voice.booth import Booth
from voice.choosing import voice_for
from voice.engines import system
from voice.errors import EngineCrashed, ImplausibleSound, UnknownVoice
from voice.speech import SpeechRequest, Voice

SENTENCE = "Take it with food, twice a day, and tell your doctor before you stop, because stopping at once does harm."
RATES = (0.5, 1.0, 1.5, 2.0, 3.0)


@pytest.fixture(scope="module")
def booth():
    with Booth("system") as lent:
        yield lent


def length(booth: Booth, text: str, rate: float = 1.0) -> float:
    return booth.speak(SpeechRequest(text, voice_for("en", "system"), rate)).duration_ms


@pytest.mark.parametrize("characters", [1_499, 1_500, 1_501, 5_000, 20_000])
def test_a_text_of_any_length_is_spoken_whole(booth, characters):
    whole = " ".join([SENTENCE] * (characters // len(SENTENCE) + 1))[:characters]
    assert length(booth, whole) == pytest.approx(length(booth, SENTENCE) * characters / len(SENTENCE), rel=0.1)


def test_a_word_that_is_too_long_to_be_spoken_whole_is_refused(booth):
    with pytest.raises(ImplausibleSound, match="cannot be right"):
        length(booth, "ha" * 2_000)


@pytest.mark.parametrize("rate", RATES)
def test_a_rate_stays_with_its_text(booth, rate):
    usual = length(booth, SENTENCE)
    assert length(booth, SENTENCE, rate) == pytest.approx(usual / rate, rel=0.2)
    assert length(booth, SENTENCE) == pytest.approx(usual, rel=0.02)


@pytest.mark.parametrize("name", ["nobody", "", "gmw/en-US; rm", "../en", "\0"])
def test_a_voice_that_is_not_there_is_refused_and_the_next_text_is_spoken(booth, name):
    with pytest.raises(UnknownVoice, match="no voice"):
        booth.speak(SpeechRequest(SENTENCE, Voice("system", name, "en", "1")))
    assert length(booth, SENTENCE)
    assert booth.restarts == 0


def test_a_crash_costs_one_text(booth):
    usual = length(booth, SENTENCE)
    before = booth.restarts
    speaking = booth.speak_all([SpeechRequest(" ".join([SENTENCE] * 190), voice_for("en", "system"))])
    booth._child._process.kill()
    with pytest.raises(EngineCrashed):
        next(speaking)
    assert length(booth, SENTENCE) == pytest.approx(usual, rel=0.02)
    assert booth.restarts == before + 1


class FakeSpeaker:
    """pyttsx3 on a Mac, as far as it lists its voices."""

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name for it
        female = SimpleNamespace(id="com.apple.Anna", languages=["de_DE"], gender="VoiceGenderFemale")
        male = SimpleNamespace(id="com.apple.Ralph", languages=[], gender=None)
        return {"rate": 200, "voices": [female, male]}[name]


def test_voices_of_other_machines_are_told_as_ours_are(monkeypatch):
    monkeypatch.setattr("pyttsx3.init", FakeSpeaker)
    assert system._RunLoop().voices() == [("com.apple.Anna", "de-DE", "female"), ("com.apple.Ralph", "und", "")]
