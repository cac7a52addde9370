"""Takes are trimmed, levelled, laid in time and encoded."""

from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest
import soxr

from audio_cache import MarkKind
from voice.encoding import FORMATS, decode_take, encode_take
from voice.loudness import PEAK_DBFS, TARGET_LUFS, Samples, band_limited, gain_for, hold_peaks, loudness
from voice.speech import Pcm, Role, Source, Utterance, WordTime
from voice.timing import KEPT_MS, Spoken, lay, spoken, take_marks, take_words

RATE = 24_000


def tone(seconds: float, level: float = 0.1) -> Samples:
    return (level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def after_silence(samples: Samples) -> Pcm:
    silence = np.zeros(RATE, np.float32)
    return Pcm((np.concatenate([silence, samples, silence]) * 32767).astype("<i2").tobytes(), RATE)


def true_peak_dbfs(samples: Samples, rate: int) -> float:
    return float(20 * np.log10(np.abs(soxr.resample(samples, rate, 4 * rate, "VHQ")).max()))


def utterance(pause_ms: int = 0) -> Utterance:
    return Utterance("Hello.", "en", Role.SENTENCE, pause_ms, Source("b", 0, 6))


def test_silence_at_the_edges_goes_but_for_a_moment() -> None:
    take = spoken(after_silence(tone(1)), RATE)
    assert len(take.samples) / RATE == pytest.approx(1 + 2 * KEPT_MS / 1000, abs=0.002)


def test_times_of_words_follow_what_is_cut_off() -> None:
    pcm = replace(after_silence(tone(1)), words=(WordTime(0, 5, 1000, 2000),))
    [word] = spoken(pcm, 8_000).words
    assert (word.start_ms, word.end_ms) == pytest.approx((KEPT_MS, 1000 + KEPT_MS), abs=1)


def test_marks_say_when_each_utterance_is_heard() -> None:
    laid = lay([(utterance(500), Spoken(tone(1))), (utterance(), Spoken(tone(2)))], RATE)
    assert [(mark.start_ms, mark.end_ms) for mark in laid.marks] == [(0, 1000), (1500, 3500)]
    assert len(laid.samples) == 3.5 * RATE


def words_marked(text: str, spans: tuple[tuple[int, int], ...], *words: WordTime) -> list[tuple[int, int, int, int]]:
    """(start_ms, end_ms, start, length) of the marks of words, in a clip where another utterance comes first."""
    said = Utterance(text, "en", Role.SENTENCE, 0, Source("b", 100, spans[-1][1]), spans)
    marks = lay([(utterance(500), Spoken(tone(1))), (said, Spoken(tone(2), words))], RATE).marks
    return [(m.start_ms, m.end_ms, m.start, m.length) for m in marks if m.kind is MarkKind.WORD]


def test_words_are_marked_in_the_written_text_and_in_time_of_the_clip() -> None:
    spans = tuple((place, place + 1) for place in range(9))
    words = (WordTime(0, 4, 100, 400), WordTime(5, 4, 450, 900))
    assert words_marked("Take them", spans, *words) == [(1600, 1900, 100, 4), (1950, 2400, 105, 4)]


def test_spoken_words_that_stand_for_one_written_word_are_one_mark() -> None:
    spans = (*[(0, 5)] * len("ten milligrams"), *[(place, place + 1) for place in range(5, 11)])
    words = (WordTime(0, 3, 0, 200), WordTime(4, 10, 200, 700), WordTime(15, 5, 700, 1000))
    assert words_marked("ten milligrams daily", spans, *words) == [(1500, 2200, 100, 5), (2200, 2500, 106, 5)]


def test_what_is_only_announced_has_no_marks() -> None:
    said = Utterance("List of 2 items.", "en", Role.ANNOUNCEMENT, 0)
    assert lay([(said, Spoken(tone(1), (WordTime(0, 4, 0, 100),)))], RATE).marks == ()


def test_a_takes_word_times_are_kept_with_it() -> None:
    words = (WordTime(0, 4, 100, 400), WordTime(5, 4, 450, 900, exact=False))
    assert take_words(take_marks(words)) == words


@pytest.mark.parametrize("level", [0.003, 0.1, 0.9])
@pytest.mark.parametrize("seconds", [0.2, 3.0])
def test_every_voice_comes_out_equally_loud(level: float, seconds: float) -> None:
    samples = tone(seconds, level)
    levelled = np.tile(samples * gain_for(samples, RATE), 10)
    assert pyloudnorm.Meter(RATE).integrated_loudness(levelled) == pytest.approx(TARGET_LUFS, abs=0.5)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000])
@pytest.mark.parametrize("level", [0.0001, 0.003, 0.5])
def test_loudness_is_measured_as_the_reference_library_measures_it(rate: int, level: float) -> None:
    noise = np.random.default_rng(1).normal(0, level, 9 * rate) * np.repeat([1, 0.1, 1], 3 * rate)
    reference = pyloudnorm.Meter(rate).integrated_loudness(noise)
    measured = loudness(noise.astype(np.float32), rate)
    assert measured == pytest.approx(reference, abs=0.05)


@pytest.mark.parametrize("suffix", ["wav8", "ulaw", "alaw", "g722"])
def test_a_telephone_gets_what_its_line_lets_through_and_nothing_folded_back(suffix: str) -> None:
    delivery = FORMATS[suffix]
    assert delivery.band
    low, high = delivery.band

    def left_of(pitch: float) -> float:
        """How much of a tone of that pitch, in decibels, is left at the delivery's rate."""
        whole = np.sin(2 * np.pi * pitch * np.arange(2 * RATE) / RATE).astype(np.float32) * 0.5
        taken = spoken(Pcm((whole * 32767).astype("<i2").tobytes(), RATE), delivery.sample_rate).samples
        kept = band_limited(taken, delivery.sample_rate, delivery.band)[1_000:-1_000]
        return float(20 * np.log10(np.sqrt(np.mean(kept**2)) / np.sqrt(np.mean(whole**2)) + 1e-9))

    assert left_of((low + high) / 2) == pytest.approx(0, abs=0.5)
    assert left_of(low / 4) < -40
    assert left_of(delivery.sample_rate / 2 + 600) < -50


def test_silence_is_not_made_loud() -> None:
    assert gain_for(np.zeros(RATE, np.float32), RATE) == 1.0


def test_peaks_are_held_without_clipping() -> None:
    held = hold_peaks(np.concatenate([tone(1, 0.1), tone(0.01, 3.0), tone(1, 0.1)]), RATE)
    assert true_peak_dbfs(held, RATE) <= PEAK_DBFS + 0.2
    assert held[: RATE // 2] == pytest.approx(tone(1, 0.1)[: RATE // 2])


def test_a_take_comes_back_to_the_bit() -> None:
    pcm = Pcm((tone(0.5) * 32767).astype("<i2").tobytes(), 22_050)
    assert decode_take(encode_take(pcm)) == pcm
