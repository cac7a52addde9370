"""When each word is heard, found out from the sound alone, for engines that do not tell.

The same words are spoken by an engine that tells, and the two sounds are laid against each other by dynamic time
warping of their cepstra (as aeneas does it; Sakoe and Chiba 1978), in a band around the line from end to end.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import soxr

from voice.speech import Pcm, WordTime
from voice.wordtimes import word_spans

Frames = npt.NDArray[np.float32]

# Hertz; samples from one frame to the next (10 ms) and in each (25 ms); bands of the mel scale, and cepstra kept.
RATE, HOP, FRAME, BANDS, CEPSTRA = 16_000, 160, 400, 40, 13
HOP_MS = HOP / RATE * 1000
LOWEST_HZ, HIGHEST_HZ = 80.0, 7_600.0
# Of the loudest sample: what is quieter at an edge is silence.
QUIET = 0.02
# How far, in frames and as a part of the length, two sounds of the same words may drift apart.
DRIFT_FRAMES, DRIFT = 80, 0.1


def aligned(pcm: Pcm, reference: Pcm) -> tuple[WordTime, ...]:
    """The reference's word times as they are in `pcm`, which says the same; none of them is exact."""
    (from_, until), (ref_from, ref_until) = _edges(pcm), _edges(reference)
    path = _path(_cepstra(reference)[ref_from:ref_until], _cepstra(pcm)[from_:until])

    def heard(ms: float) -> float:
        return float(np.interp(ms / HOP_MS - ref_from, np.arange(len(path)), path) + from_) * HOP_MS

    return tuple(
        replace(word, start_ms=heard(word.start_ms), end_ms=heard(word.end_ms), exact=False) for word in reference.words
    )


def shared_out(text: str, pcm: Pcm) -> tuple[WordTime, ...]:
    """The sound shared out among the text's words by their length: the best there is without a reference."""
    from_, until = (edge * HOP_MS for edge in _edges(pcm))
    a_character = (until - from_) / max(len(text), 1)
    return tuple(
        WordTime(start, end - start, from_ + start * a_character, from_ + end * a_character, exact=False)
        for start, end in word_spans(text)
    )


def _edges(pcm: Pcm) -> tuple[int, int]:
    """The first frame that is heard, and the one behind the last."""
    loudness = np.abs(np.frombuffer(pcm.samples, "<i2").astype(np.float32))
    loud = np.flatnonzero(loudness > QUIET * loudness.max(initial=0.0))
    if not len(loud):
        return 0, 1
    frames = loud[[0, -1]] * RATE / pcm.sample_rate / HOP
    return int(frames[0]), int(frames[1]) + 2


def _cepstra(pcm: Pcm) -> Frames:
    """Mel cepstra, a row for each 10 ms, without what the voice's louder half has in common: its timbre."""
    sound = np.asarray(soxr.resample(np.frombuffer(pcm.samples, "<i2").astype(np.float32), pcm.sample_rate, RATE))
    sharpened = np.append(sound[:1], sound[1:] - 0.97 * sound[:-1])
    padded = np.pad(sharpened, (FRAME // 2, FRAME))
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP] * np.hanning(FRAME).astype(np.float32)
    power = np.abs(np.fft.rfft(frames, 512)) ** 2 @ _mel_bank(512).T
    cepstra = np.log(power + 1e-6 * power.max() + 1e-9) @ _cosines().T
    loudness = cepstra[:, 0]
    return np.asarray(cepstra - cepstra[loudness >= np.median(loudness)].mean(axis=0), np.float32)


def _cosines() -> npt.NDArray[np.float64]:
    """The cosine transform (DCT-II) of the bands, of which the first cepstra are kept."""
    turns = np.outer(np.arange(CEPSTRA), 2 * np.arange(BANDS) + 1) * np.pi / (2 * BANDS)
    scales = np.sqrt(np.where(np.arange(CEPSTRA) == 0, 1, 2) / BANDS)
    return np.asarray(np.cos(turns) * scales[:, None], np.float64)


def _mel_bank(size: int) -> npt.NDArray[np.float32]:
    """Triangles at even distances on the mel scale, one row a band, over the bins of an FFT of `size` samples."""
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    mels = np.linspace(lowest, highest, BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / RATE)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


def _path(reference: Frames, frames: Frames) -> npt.NDArray[np.float64]:
    """For each frame of the reference the frame, on average, that it lies against on the cheapest way through both."""
    many, few = len(reference), len(frames)
    reach = DRIFT_FRAMES + int(DRIFT * few)
    lefts = np.clip(np.linspace(0, few - 1, many).astype(int) - reach, 0, max(few - 2 * reach - 1, 0))
    width = min(2 * reach + 1, few)
    costs = np.full((many, width), np.inf, np.float32)
    for row in range(many):
        near = np.linalg.norm(frames[lefts[row] : lefts[row] + width] - reference[row], axis=1)
        costs[row] = _cheapest(near, costs[row - 1], lefts[row] - lefts[row - 1]) if row else np.cumsum(near)
    return _walked_back(costs, lefts)


def _cheapest(near: Frames, before: Frames, moved: int) -> Frames:
    """What the ways to each frame of a row cost: from below, aslant, or along the row."""
    below = np.concatenate([before[moved:], np.full(moved, np.inf, np.float32)])
    aslant = np.concatenate([before[moved - 1 : moved] if moved else [np.inf], below[:-1]])
    entered = np.minimum(below, aslant) + near
    along = np.cumsum(near)
    return np.asarray(np.minimum.accumulate(entered - along) + along, np.float32)


def _walked_back(costs: Frames, lefts: npt.NDArray[np.int_]) -> npt.NDArray[np.float64]:
    row, place = len(costs) - 1, costs.shape[1] - 1
    sums, counts = np.zeros(len(costs)), np.zeros(len(costs))
    while True:
        sums[row] += lefts[row] + place
        counts[row] += 1
        if row == 0 and place == 0:
            return sums / counts
        moved = lefts[row] - lefts[row - 1] if row else 0
        ways = {
            (row - 1, place + moved - 1): _at(costs, row - 1, place + moved - 1),
            (row - 1, place + moved): _at(costs, row - 1, place + moved),
            (row, place - 1): _at(costs, row, place - 1),
        }
        row, place = min(ways, key=lambda way: ways[way])


def _at(costs: Frames, row: int, place: int) -> float:
    return float(costs[row, place]) if row >= 0 and 0 <= place < costs.shape[1] else np.inf
