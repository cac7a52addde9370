"""Every voice at one loudness: ITU-R BS.1770 measurement, -19 LUFS for mono (as loud as -16 in stereo), peaks held.

The measurement is written out here: it takes a fraction of what the usual library takes, which is as long as a fast
engine speaks. The tests hold it to that library's. Filters work on spectra, by numpy alone: libraries that filter take
a second to load, in which a page could have begun to play.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

Samples = npt.NDArray[np.float32]

TARGET_LUFS = -19.0
# Held this low between samples too (four times oversampled), so that a lossy encoder stays under -1 dBFS.
PEAK_DBFS = -2.0
# BS.1770: blocks of 400 ms every 100 ms, those under -70 LUFS or 10 LU under the rest left out, and its offset.
STEP_S, STEPS, GATE_LUFS, RELATIVE_GATE_LU, OFFSET_LUFS = 0.1, 4, -70.0, -10.0, -0.691
# BS.1770's two filters: a high shelf (gain in dB, Q, hertz) and a high pass (Q, hertz).
_SHELF, _HIGH_PASS = (4.0, 1 / np.sqrt(2), 1_500.0), (0.5, 38.0)
# Peaks are turned down in blocks of this length; a block is looked at closely where its samples come this near.
BLOCK_S, NEAR_DB = 0.005, 1.5
# Samples of its neighbours that a block is looked at with, and how many more points it has then.
MARGIN, OVERSAMPLED = 16, 4
# So many steps are measured at once: few enough that their spectra stay in the processor's cache.
TOGETHER = 64
# How steep a telephone line's band ends: the order of a Butterworth filter.
ORDER = 4


def loudness(samples: Samples, sample_rate: int) -> float:
    """The integrated loudness of mono sound, in LUFS; minus infinity for silence. Sound under 0.4 s is repeated."""
    step = round(STEP_S * sample_rate)
    if len(samples) < STEPS * step:
        samples = np.tile(samples, STEPS * step // max(len(samples), 1) + 1)
    blocks = np.convolve(_powers(samples, sample_rate, step), np.full(STEPS, 1 / STEPS), "valid")
    heard = blocks[blocks > 10 ** ((GATE_LUFS - OFFSET_LUFS) / 10)]
    if not len(heard):
        return -np.inf
    loud = heard[heard > heard.mean() * 10 ** (RELATIVE_GATE_LU / 10)]
    return float(OFFSET_LUFS + 10 * np.log10(loud.mean()))


def gain_for(samples: Samples, sample_rate: int) -> float:
    """The factor that brings mono sound to the target; 1.0 for silence."""
    measured = loudness(samples, sample_rate) if len(samples) else -np.inf
    return float(10 ** ((TARGET_LUFS - measured) / 20)) if np.isfinite(measured) else 1.0


def band_limited(samples: Samples, sample_rate: int, band: tuple[int, int]) -> Samples:
    """What of the sound lies in the band, in hertz, without delay: a Butterworth filter's, forwards and backwards."""
    around = sample_rate // 10
    padded = np.pad(samples, around)
    low, high = np.tan(np.pi * np.array(band) / sample_rate)
    turns = np.abs(np.tan(np.pi * np.arange(len(padded) // 2 + 1) / len(padded)))
    off = (turns**2 - low * high) / np.maximum((high - low) * turns, 1e-9)
    kept = np.fft.irfft(np.fft.rfft(padded) / (1 + off ** (2 * ORDER)), len(padded))
    return np.asarray(kept[around : len(kept) - around], np.float32)


def finished(samples: Samples, sample_rate: int) -> Samples:
    """The whole with its peaks held, and as much louder as that has cost it energy."""
    held = hold_peaks(samples, sample_rate)
    if held is samples:
        return samples
    lost = np.sqrt(float(np.vdot(samples, samples)) / max(float(np.vdot(held, held)), 1e-9))
    return hold_peaks(held * np.float32(lost), sample_rate)


def hold_peaks(samples: Samples, sample_rate: int) -> Samples:
    """The sound with its peaks under the ceiling: turned down for some milliseconds around each, never clipped."""
    ceiling = 10 ** (PEAK_DBFS / 20)
    step = int(BLOCK_S * sample_rate)
    blocks = np.pad(samples, (0, -len(samples) % step)).reshape(-1, step)
    peaks = _true_peaks(blocks, ceiling)
    if not len(peaks) or peaks.max() <= ceiling:
        return samples
    # Each block heeds its neighbours' peaks, so that the gain may glide from one block's middle to the next.
    around = np.maximum(peaks, np.maximum(np.append(peaks[1:], 0), np.append(0, peaks[:-1])))
    gains = np.minimum(1.0, ceiling / np.maximum(around, ceiling))
    turned = np.flatnonzero(
        np.maximum.reduce([gains < 1, np.append(gains[1:] < 1, False), np.append(False, gains[:-1] < 1)])
    )
    within = (turned[:, None] * step + np.arange(step)).astype(np.float64)
    glide = np.interp(within + 0.5, (np.arange(len(gains)) + 0.5) * step, gains)
    blocks[turned] *= glide.astype(np.float32)  # they are a copy, of however many samples
    return blocks.reshape(-1)[: len(samples)]


def _true_peaks(blocks: Samples, ceiling: float) -> npt.NDArray[np.float64]:
    """The peak of each block; between its samples too where it comes near the ceiling."""
    peaks = np.asarray(np.maximum(blocks.max(axis=1, initial=0), -blocks.min(axis=1, initial=0)), np.float64)
    near = np.flatnonzero(peaks > ceiling * 10 ** (-NEAR_DB / 20))
    if len(near):
        before = blocks[np.maximum(near - 1, 0), -MARGIN:]
        after = blocks[np.minimum(near + 1, len(blocks) - 1), :MARGIN]
        closely = sliding_window_view(np.hstack([before, blocks[near], after]), 2 * MARGIN, axis=1)
        peaks[near] = np.maximum(peaks[near], np.abs(closely @ _between()).max(axis=(1, 2)))
    return peaks


def _powers(samples: Samples, sample_rate: int, step: int) -> npt.NDArray[np.float32]:
    """The power of each whole step of the sound, its frequencies weighted.

    It is read off each step's own spectrum, without going back to samples: within 0.02 LU of filters that run on from
    step to step, in a quarter of their time.
    """
    steps = samples[: len(samples) // step * step].reshape(-1, step)
    weights, powers = _weighting(sample_rate, step), []
    for first in range(0, len(steps), TOGETHER):
        spectra = np.fft.rfft(steps[first : first + TOGETHER])
        powers.append((spectra.real**2 + spectra.imag**2) @ weights)
    return np.concatenate(powers)


@cache
def _between() -> Samples:
    """What each of the samples around has to do with the points between the middle two, by a windowed sinc."""
    away = np.arange(1 - MARGIN, MARGIN + 1)[:, None] - np.arange(1, OVERSAMPLED) / OVERSAMPLED
    return np.asarray(np.sinc(away) * np.cos(np.pi * away / (2 * MARGIN)) ** 2, np.float32)


@cache
def _weighting(sample_rate: int, step: int) -> npt.NDArray[np.float32]:
    """What each frequency of a step counts of its power, by BS.1770 (shelf and high pass by R. Bristow-Johnson)."""
    gain, quality, hertz = _SHELF
    strength, turn = 10 ** (gain / 40), 2 * np.pi * hertz / sample_rate
    slope, middle = np.sin(turn) / (2 * quality), np.cos(turn)
    bend = 2 * np.sqrt(strength) * slope
    up, down = strength + 1, strength - 1
    shelf = (
        [
            strength * (up + down * middle + bend),
            -2 * strength * (down + up * middle),
            strength * (up + down * middle - bend),
        ],
        [up - down * middle + bend, 2 * (down - up * middle), up - down * middle - bend],
    )
    quality, hertz = _HIGH_PASS
    turn = 2 * np.pi * hertz / sample_rate
    slope, middle = np.sin(turn) / (2 * quality), np.cos(turn)
    high_pass = ([(1 + middle) / 2, -(1 + middle), (1 + middle) / 2], [1 + slope, -2 * middle, 1 - slope])
    delays = np.exp(-2j * np.pi * np.arange(step // 2 + 1) / step) ** np.arange(3)[:, None]
    answers = [(np.array(over) @ delays) / (np.array(under) @ delays) for over, under in (shelf, high_pass)]
    # Every frequency stands for its negative too, but for none and half the sample rate.
    twice = np.where(np.arange(step // 2 + 1) % (step / 2) == 0, 1, 2)
    return np.asarray(twice * np.abs(answers[0] * answers[1]) ** 2 / step**2, np.float32)
