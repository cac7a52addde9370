"""When what is heard: takes trimmed at their edges and laid one after another with their pauses, and their marks."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import soxr

from audio_cache import MarkKind, SpeechMark
from voice.loudness import Samples
from voice.speech import Pcm, Utterance

# Engines leave 0 to 460 ms of silence around a text; what is quieter than this at an edge is such silence.
QUIET = 10 ** (-50 / 20)
KEPT_MS = 25


@dataclass(frozen=True, slots=True)
class Laid:
    """Sound laid in time: mono samples at `sample_rate` hertz, and the marks of what is said in it."""

    samples: Samples
    sample_rate: int
    marks: tuple[SpeechMark, ...]


def trimmed(samples: Samples, sample_rate: int) -> Samples:
    """The sound without the silence at its edges, but for 25 ms of it."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    if not len(loud):
        return samples
    kept = int(KEPT_MS / 1000 * sample_rate)
    return samples[max(loud[0] - kept, 0) : loud[-1] + 1 + kept]


def samples_of(pcm: Pcm, sample_rate: int) -> Samples:
    """The sound as float32 between -1 and 1, at `sample_rate` hertz, trimmed."""
    samples = trimmed(np.frombuffer(pcm.samples, "<i2").astype(np.float32) / np.float32(32768), pcm.sample_rate)
    if pcm.sample_rate != sample_rate:
        samples = np.asarray(soxr.resample(samples, pcm.sample_rate, sample_rate), np.float32)
    return samples


def lay(parts: Iterable[tuple[Utterance, Samples]], sample_rate: int) -> Laid:
    """Each utterance's sound, followed by its pause."""
    pieces: list[Samples] = []
    marks: list[SpeechMark] = []
    at = 0
    for utterance, samples in parts:
        pause = np.zeros(round(utterance.pause_ms / 1000 * sample_rate), np.float32)
        pieces += [samples, pause]
        if (source := utterance.source) is not None:
            start, end = round(at / sample_rate * 1000), round((at + len(samples)) / sample_rate * 1000)
            marks.append(SpeechMark(MarkKind.SENTENCE, start, end, source.block, source.start, source.length))
        at += len(samples) + len(pause)
    return Laid(np.concatenate(pieces) if pieces else np.zeros(0, np.float32), sample_rate, tuple(marks))
