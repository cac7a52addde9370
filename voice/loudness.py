"""Every voice at one loudness: ITU-R BS.1770 measurement, -19 LUFS for mono (as loud as -16 in stereo), peaks held."""

import warnings

import numpy as np
import numpy.typing as npt
import pyloudnorm
from scipy.ndimage import maximum_filter1d, uniform_filter1d

Samples = npt.NDArray[np.float32]

TARGET_LUFS = -19.0
# Sample peaks are held this low so that the true peak between samples stays under -1 dBFS.
PEAK_DBFS = -1.5
# BS.1770 gates blocks of 400 ms; anything shorter has no loudness by it.
SHORTEST_S = 0.4


def gain_for(samples: Samples, sample_rate: int) -> float:
    """The factor that brings mono sound to the target; 1.0 for silence."""
    if len(samples) < SHORTEST_S * sample_rate + 1:
        samples = np.tile(samples, int(SHORTEST_S * sample_rate / max(len(samples), 1)) + 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the logarithm of silence
        loudness = float(pyloudnorm.Meter(sample_rate).integrated_loudness(samples))
    return 10 ** ((TARGET_LUFS - loudness) / 20) if np.isfinite(loudness) else 1.0


def hold_peaks(samples: Samples, sample_rate: int) -> Samples:
    """The sound with its peaks under the ceiling: turned down for some milliseconds around each, never clipped."""
    ceiling = 10 ** (PEAK_DBFS / 20)
    if not len(samples) or float(np.abs(samples).max()) <= ceiling:
        return samples
    window = 2 * int(0.005 * sample_rate) + 1
    over = np.maximum(maximum_filter1d(np.abs(samples), window) / ceiling, 1.0)
    gain = uniform_filter1d(1.0 / over, window)
    return np.clip(samples * gain, -ceiling, ceiling).astype(np.float32)
