"""When what is heard: takes trimmed at their edges and laid one after another with their pauses, and their marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import soxr

from audio_cache import MarkKind, SpeechMark
from voice.loudness import Samples
from voice.speech import Pcm, Utterance, WordTime
from voice.wordtimes import shifted

# Engines leave 0 to 460 ms of silence around a text; what is quieter than this at an edge is such silence.
QUIET = 10 ** (-50 / 20)
KEPT_MS = 25


@dataclass(frozen=True, slots=True)
class Spoken:
    """A take made ready to be laid: mono samples between -1 and 1, and the times of its words in them."""

    samples: Samples
    words: tuple[WordTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """Sound laid in time: mono samples at `sample_rate` hertz, and the marks of what is said in it.

    `starts_ms` has the start of each utterance, in milliseconds.
    """

    samples: Samples
    sample_rate: int
    marks: tuple[SpeechMark, ...]
    starts_ms: tuple[int, ...] = ()


def heard_part(samples: Samples, sample_rate: int) -> slice:
    """The samples without the silence at their edges, but for 25 ms of it."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    if not len(loud):
        return slice(0, len(samples))
    kept = int(KEPT_MS / 1000 * sample_rate)
    return slice(max(int(loud[0]) - kept, 0), int(loud[-1]) + 1 + kept)


def spoken(pcm: Pcm, sample_rate: int) -> Spoken:
    """The take at `sample_rate` hertz, trimmed; its words' times counted from where it now begins."""
    samples = np.frombuffer(pcm.samples, "<i2").astype(np.float32) / np.float32(32768)
    part = heard_part(samples, pcm.sample_rate)
    samples = samples[part]
    if pcm.sample_rate != sample_rate:
        samples = np.asarray(soxr.resample(samples, pcm.sample_rate, sample_rate), np.float32)
    return Spoken(samples, shifted(pcm.words, 0, -part.start / pcm.sample_rate * 1000))


def take_marks(words: Iterable[WordTime]) -> tuple[SpeechMark, ...]:
    """The times of a take's words as marks, to be kept with it."""
    return tuple(
        SpeechMark(MarkKind.WORD, round(word.start_ms), round(word.end_ms), "", word.start, word.length, word.exact)
        for word in words
    )


def take_words(marks: Iterable[SpeechMark]) -> tuple[WordTime, ...]:
    """The times of a take's words from its marks."""
    return tuple(WordTime(mark.start, mark.length, mark.start_ms, mark.end_ms, mark.exact) for mark in marks)


def lay(parts: Iterable[tuple[Utterance, Spoken]], sample_rate: int) -> Laid:
    """Each utterance's sound, followed by its pause."""
    pieces: list[Samples] = []
    marks: list[SpeechMark] = []
    starts: list[int] = []
    at = 0
    for utterance, sound in parts:
        pause = np.zeros(round(utterance.pause_ms / 1000 * sample_rate), np.float32)
        pieces += [sound.samples, pause]
        starts.append(round(at / sample_rate * 1000))
        marks += _marks(utterance, sound, at / sample_rate * 1000, len(sound.samples) / sample_rate * 1000)
        at += len(sound.samples) + len(pause)
    samples = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return Laid(samples, sample_rate, tuple(marks), tuple(starts))


def _marks(utterance: Utterance, sound: Spoken, at_ms: float, lasts_ms: float) -> Iterator[SpeechMark]:
    """The sentence's mark and those of its words; what is announced stands nowhere in the text, and has none."""
    if (source := utterance.source) is None:
        return
    end = round(at_ms + lasts_ms)
    yield SpeechMark(MarkKind.SENTENCE, round(at_ms), end, source.block, source.start, source.length)
    for start, length, word in _written(utterance, sound.words):
        start_ms, end_ms = (min(round(at_ms + max(ms, 0.0)), end) for ms in (word.start_ms, word.end_ms))
        yield SpeechMark(MarkKind.WORD, start_ms, end_ms, source.block, source.start + start, length, word.exact)


def _written(utterance: Utterance, words: Iterable[WordTime]) -> list[tuple[int, int, WordTime]]:
    """(start, length) of the written characters, in the source, that each word stands for, and when it is heard.

    Several spoken words may stand for the same written ones, as "milligrams per litre" for "mg/L": they become one.
    """
    found: list[tuple[int, int, WordTime]] = []
    for word in words:
        spans = utterance.spans[word.start : word.start + word.length]
        start, end = min((span[0] for span in spans), default=0), max((span[1] for span in spans), default=0)
        if start == end:
            continue
        if found and start < found[-1][0] + found[-1][1]:
            begun, length, first = found.pop()
            start, end = min(begun, start), max(begun + length, end)
            together = replace(first, end_ms=word.end_ms, exact=first.exact and word.exact)
            found.append((start, end - start, together))
        else:
            found.append((start, end - start, word))
    return found
