"""Every voice at one loudness: ITU-R BS.1770 measurement, -19 LUFS for mono (as loud as -16 in stereo), peaks held."""

import warnings
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyloudnorm

Samples = npt.NDArray[np.float32]

TARGET_LUFS = -19.0
# Sample peaks are held this low so that the true peak between samples stays under -1 dBFS.
PEAK_DBFS = -1.5
# BS.1770 gates blocks of 400 ms; anything shorter has no loudness by it.
SHORTEST_S = 0.4
# Peaks are turned down in blocks of this length.
BLOCK_S = 0.005


@cache
def meter_for(sample_rate: int) -> "pyloudnorm.Meter":
    """A loudness meter for that sample rate, in hertz; made once a process."""
    import pyloudnorm  # noqa: PLC0415 - a second to load, and most commands and every page do without it

    return pyloudnorm.Meter(sample_rate)


def gain_for(samples: Samples, sample_rate: int) -> float:
    """The factor that brings mono sound to the target; 1.0 for silence."""
    if len(samples) < SHORTEST_S * sample_rate + 1:
        samples = np.tile(samples, int(SHORTEST_S * sample_rate / max(len(samples), 1)) + 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the logarithm of silence
        loudness = float(meter_for(sample_rate).integrated_loudness(samples))
    return 10 ** ((TARGET_LUFS - loudness) / 20) if np.isfinite(loudness) else 1.0


def hold_peaks(samples: Samples, sample_rate: int) -> Samples:
    """The sound with its peaks under the ceiling: turned down for some milliseconds around each, never clipped."""
    ceiling = 10 ** (PEAK_DBFS / 20)
    if not len(samples) or float(np.abs(samples).max()) <= ceiling:
        return samples
    step = int(BLOCK_S * sample_rate)
    peaks = np.maximum.reduceat(np.abs(samples), np.arange(0, len(samples), step))
    # Each block heeds its neighbours' peaks, so that the gain may glide from one block's middle to the next.
    around = np.maximum(peaks, np.maximum(np.append(peaks[1:], 0), np.append(0, peaks[:-1])))
    gains = np.minimum(1.0, ceiling / np.maximum(around, ceiling))
    middles = (np.arange(len(peaks)) + 0.5) * step
    return np.asarray(samples * np.interp(np.arange(len(samples)), middles, gains), np.float32)
