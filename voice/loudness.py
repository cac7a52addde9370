"""Every voice at one loudness: ITU-R BS.1770 measurement, -19 LUFS for mono (as loud as -16 in stereo), peaks held.

The measurement is written out here: by scipy's filter it takes a quarter of what the usual library takes, which is as
long as a fast engine speaks. The tests hold it to that library's.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

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
# Samples of its neighbours that a block is looked at with.
MARGIN = 16


def loudness(samples: Samples, sample_rate: int) -> float:
    """The integrated loudness of mono sound, in LUFS; minus infinity for silence. Sound under 0.4 s is repeated."""
    from scipy.signal import sosfilt  # noqa: PLC0415 - half of the time that a command or a page takes to start

    step = round(STEP_S * sample_rate)
    if len(samples) < STEPS * step:
        samples = np.tile(samples, STEPS * step // max(len(samples), 1) + 1)
    weighted = sosfilt(_weighting(sample_rate), samples)[: len(samples) // step * step].reshape(-1, step)
    steps = np.einsum("ij,ij->i", weighted, weighted) / step
    blocks = np.convolve(steps, np.full(STEPS, 1 / STEPS), "valid")
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
    """What of the sound lies in the band, in hertz, without delay."""
    from scipy.signal import butter, sosfiltfilt  # noqa: PLC0415 - half of the time that a command or a page takes to start

    sections = butter(4, band, "bandpass", fs=sample_rate, output="sos")
    return np.asarray(sosfiltfilt(sections, samples, padlen=min(len(samples) - 1, sample_rate // 10)), np.float32)


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
    held = blocks.copy()
    held[turned] *= glide.astype(np.float32)
    return held.reshape(-1)[: len(samples)]


def _true_peaks(blocks: Samples, ceiling: float) -> npt.NDArray[np.float64]:
    """The peak of each block; between its samples too where it comes near the ceiling."""
    from scipy.signal import resample_poly  # noqa: PLC0415 - half of the time that a command or a page takes to start

    peaks = np.asarray(np.maximum(blocks.max(axis=1, initial=0), -blocks.min(axis=1, initial=0)), np.float64)
    near = np.flatnonzero(peaks > ceiling * 10 ** (-NEAR_DB / 20))
    if len(near):
        before = blocks[np.maximum(near - 1, 0), -MARGIN:]
        after = blocks[np.minimum(near + 1, len(blocks) - 1), :MARGIN]
        closely = np.abs(resample_poly(np.hstack([before, blocks[near], after]), 4, 1, axis=1))
        peaks[near] = closely[:, 4 * MARGIN - 4 : -4 * MARGIN + 4].max(axis=1)
    return peaks


@cache
def _weighting(sample_rate: int) -> npt.NDArray[np.float64]:
    """BS.1770's weighting of frequencies as second-order sections (shelf and high pass by R. Bristow-Johnson)."""
    gain, quality, hertz = _SHELF
    strength, turn = 10 ** (gain / 40), 2 * np.pi * hertz / sample_rate
    slope, middle = np.sin(turn) / (2 * quality), np.cos(turn)
    bend = 2 * np.sqrt(strength) * slope
    up, down = strength + 1, strength - 1
    shelf = np.array(
        [
            strength * (up + down * middle + bend),
            -2 * strength * (down + up * middle),
            strength * (up + down * middle - bend),
            up - down * middle + bend,
            2 * (down - up * middle),
            up - down * middle - bend,
        ]
    )
    quality, hertz = _HIGH_PASS
    turn = 2 * np.pi * hertz / sample_rate
    slope, middle = np.sin(turn) / (2 * quality), np.cos(turn)
    high_pass = np.array([(1 + middle) / 2, -(1 + middle), (1 + middle) / 2, 1 + slope, -2 * middle, 1 - slope])
    sections: npt.NDArray[np.float64] = np.stack([shelf / shelf[3], high_pass / high_pass[3]])
    return sections
