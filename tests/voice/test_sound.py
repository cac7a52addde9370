"""Takes are trimmed, levelled, laid in time and encoded."""

import io

import numpy as np
import pyloudnorm
import pytest
import soundfile

from voice.encoding import FORMATS, decode_take, encode_take
from voice.loudness import PEAK_DBFS, TARGET_LUFS, Samples, gain_for, hold_peaks
from voice.speech import Pcm, Role, Source, Utterance
from voice.timing import KEPT_MS, lay, trimmed

RATE = 24_000


def tone(seconds: float, level: float = 0.1) -> Samples:
    return (level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def utterance(pause_ms: int = 0) -> Utterance:
    return Utterance("Hello.", "en", Role.SENTENCE, pause_ms, Source("b", 0, 6))


def test_silence_at_the_edges_goes_but_for_a_moment() -> None:
    silence = np.zeros(RATE, np.float32)
    kept = trimmed(np.concatenate([silence, tone(1), silence]), RATE)
    assert len(kept) / RATE == pytest.approx(1 + 2 * KEPT_MS / 1000, abs=0.002)


def test_marks_say_when_each_utterance_is_heard() -> None:
    laid = lay([(utterance(500), tone(1)), (utterance(), tone(2))], RATE)
    assert [(mark.start_ms, mark.end_ms) for mark in laid.marks] == [(0, 1000), (1500, 3500)]
    assert len(laid.samples) == 3.5 * RATE


@pytest.mark.parametrize("level", [0.003, 0.1, 0.9])
@pytest.mark.parametrize("seconds", [0.2, 3.0])
def test_every_voice_comes_out_equally_loud(level: float, seconds: float) -> None:
    samples = tone(seconds, level)
    levelled = np.tile(samples * gain_for(samples, RATE), 10)
    assert pyloudnorm.Meter(RATE).integrated_loudness(levelled) == pytest.approx(TARGET_LUFS, abs=0.5)


def test_silence_is_not_made_loud() -> None:
    assert gain_for(np.zeros(RATE, np.float32), RATE) == 1.0


def test_peaks_are_held_without_clipping() -> None:
    held = hold_peaks(np.concatenate([tone(1, 0.1), tone(0.01, 3.0), tone(1, 0.1)]), RATE)
    assert np.abs(held).max() <= 10 ** (PEAK_DBFS / 20) + 1e-6
    assert held[: RATE // 2] == pytest.approx(tone(1, 0.1)[: RATE // 2])


def test_a_take_comes_back_to_the_bit() -> None:
    pcm = Pcm((tone(0.5) * 32767).astype("<i2").tobytes(), 22_050)
    assert decode_take(encode_take(pcm)) == pcm


@pytest.mark.parametrize("suffix", ["mp3", "wav", "opus"])
def test_a_clip_decodes_to_its_length(suffix: str) -> None:
    delivery = FORMATS[suffix]
    samples, rate = soundfile.read(io.BytesIO(delivery.encode(tone(12.3), delivery.sample_rate)))
    assert len(samples) / rate == pytest.approx(12.3, abs=0.1)


def test_mu_law_has_a_byte_a_sample() -> None:
    assert len(FORMATS["ulaw"].encode(tone(1), 8000)) == RATE
