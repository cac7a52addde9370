"""Speech made faster at its own pitch, by overlapping like pieces of it (WSOLA)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from voice.speech import WordTime

Sound = npt.NDArray[np.float32]

# Milliseconds: the piece that is laid over the last one, and how far a better place for it is looked for.
PIECE_MS, SEARCH_MS = 20.0, 10.0


@dataclass(frozen=True, slots=True)
class Stretched:
    """A sound made faster.

    Its sample `n * step` comes from the place `taken[n]`, in samples of the slower sound.
    """

    sound: Sound
    taken: npt.NDArray[np.float64]
    step: int

    def place(self, sample: float) -> float:
        """Where in the faster sound that sample of the slower one is heard, in samples."""
        return float(np.interp(sample, self.taken, np.arange(len(self.taken)) * self.step))

    def times(self, words: Iterable[WordTime], sample_rate: int) -> tuple[WordTime, ...]:
        """The times of words in the slower sound as they are in the faster one; `sample_rate` in hertz."""
        return tuple(
            replace(word, start_ms=self._ms(word.start_ms, sample_rate), end_ms=self._ms(word.end_ms, sample_rate))
            for word in words
        )

    def _ms(self, ms: float, sample_rate: int) -> float:
        return self.place(ms * sample_rate / 1000) / sample_rate * 1000


def faster(sound: Sound, factor: float, sample_rate: int) -> Stretched:
    """The sound `factor` times as fast (1 or more), with its pitch kept; `sample_rate` in hertz."""
    half = round(sample_rate * PIECE_MS / 2000)
    reach = round(sample_rate * SEARCH_MS / 1000)
    if factor <= 1 or sound.size < 4 * half + 2 * reach:
        return Stretched(sound, np.array([0.0, sound.size]), sound.size)
    padded = np.concatenate([np.zeros(reach, np.float32), sound, np.zeros(2 * half + 2 * reach, np.float32)])
    fade = (0.5 - 0.5 * np.cos(np.pi * (np.arange(half) + 0.5) / half)).astype(np.float32)
    count = int(sound.size / factor / half)
    out = np.empty((count, half), np.float32)
    taken = np.zeros(count + 1)
    start = reach
    for index in range(count):
        ending = padded[start + half : start + 2 * half]
        near = round((index + 1) * half * factor)
        shift = _best_shift(ending, padded[near : near + half + 2 * reach]) if index else reach
        start = near + shift
        out[index] = ending * (1 - fade) + padded[start : start + half] * fade
        taken[index + 1] = start + half - reach
    return Stretched(out.reshape(-1), np.maximum.accumulate(taken), half)


def _best_shift(ending: Sound, region: Sound) -> int:
    """Where in the region a piece is most like the ending: the highest normalised correlation."""
    likeness = np.correlate(region, ending, "valid")
    squares = np.concatenate([[0.0], np.cumsum(region.astype(np.float64) ** 2)])
    energy = squares[ending.size :] - squares[: -ending.size]
    return int(np.argmax(likeness / np.sqrt(energy + 1e-6)))
