"""What every sound must pass before it is taken for speech."""

import numpy as np
import pytest

from voice.errors import ImplausibleSound
from voice.plausibility import check_plausible
from voice.speech import Pcm, Phonemes, SpeechRequest, Voice
from voice.stretch import faster

SHORT = "Take it with food."
LONG = "Take it with food, twice a day, and tell your doctor before you stop, because stopping at once does harm."


def tone(milliseconds: int, sample_rate: int = 24_000, peak: int = 5_000) -> Pcm:
    wave = peak * np.sin(np.arange(milliseconds * sample_rate // 1000) / 20)
    return Pcm(wave.astype("<i2").tobytes(), sample_rate)


@pytest.mark.parametrize(
    ("text", "pcm", "rate"),
    [
        (SHORT, tone(0), 1.0),
        (SHORT, tone(100), 1.0),
        (SHORT, tone(60_000), 1.0),
        (SHORT, tone(1_500, peak=3), 1.0),
        (SHORT, tone(1_500, sample_rate=4_000), 1.0),
        (SHORT, Pcm(b"odd", 24_000), 1.0),
        (LONG, tone(300), 3.0),
    ],
)
def test_a_sound_that_cannot_be_right_is_refused(text, pcm, rate):
    with pytest.raises(ImplausibleSound, match="cannot be right"):
        check_plausible(SpeechRequest(text, Voice("a", "b", "en", "1"), rate), pcm)


@pytest.mark.parametrize(("text", "milliseconds", "rate"), [(SHORT, 1_500, 1.0), (SHORT, 500, 3.0), ("W", 600, 1.0)])
def test_a_usual_sound_is_let_pass(text, milliseconds, rate):
    check_plausible(SpeechRequest(text, Voice("a", "b", "en", "1"), rate), tone(milliseconds))


def test_few_sounds_may_stand_for_many_letters():
    voice, text = Voice("a", "b", "en", "1"), "Massachusetts Institute of Technology"
    check_plausible(SpeechRequest(text, voice, 1.0, (Phonemes(0, len(text), "ɛmaɪtiː"),)), tone(600))
    with pytest.raises(ImplausibleSound):
        check_plausible(SpeechRequest(text, voice), tone(600))


@pytest.mark.parametrize("factor", [1.0, 1.5, 3.0])
def test_stretching_keeps_the_pitch(factor):
    sound = np.sin(np.arange(48_000) * 2 * np.pi * 200 / 24_000).astype(np.float32)
    quick = faster(sound, factor, 24_000).sound
    assert quick.size == pytest.approx(sound.size / factor, rel=0.01)
    assert np.abs(np.fft.rfft(quick)).argmax() * 24_000 / quick.size == pytest.approx(200, abs=3)
