"""Does this sound like speech? Drones, loops, clipped samples, holes and a wrong pace, found in the signal itself."""

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from voice.errors import ImplausibleSound
from voice.speech import How, Pcm, SpeechRequest

Bands = npt.NDArray[np.float32]

# The spectrum is taken every 20 ms from 40 ms, in 24 bands as the ear has them (mel), from 80 to 7,600 hertz.
STEP_S, BANDS, LOWEST_HZ, HIGHEST_HZ = 0.02, 24, 80.0, 7_600.0
# Decibels under the take's loudest moment: below this nothing is said.
QUIET_DB = 45.0
# A drone: for so many seconds, tenth of a second by tenth, the bands change by less than so many decibels. Of 732 takes
# of hibari, eSpeak and pyttsx3 in 13 languages, at rates of 0.5, 1 and 3, the steadiest had 6.2.
DRONE_S, DRONE_DB = 1.6, 3.0
# A loop: three times the same, from 0.3 s on, alike as measured by the correlation of the bands; and how long in all.
# Of the same takes, spelled letters reached 0.92, and nothing else more than 0.62.
SHORTEST_LOOP_S, LOOP_LIKENESS, LOOP_S = 0.3, 0.95, 2.4
# So many lags are tried at once: the more, the quicker, and the more memory. Of so many frames at once the spectra stay
# in the processor's cache, which takes half the time of all at once.
LAGS_AT_ONCE, FRAMES_AT_ONCE = 64, 32
# A hole: silence inside a take, in seconds at rate 1. The longest there was 0.7.
HOLE_S = 2.5
# Clipping: the share of samples at full scale.
FULL_SCALE, CLIPPED_SHARE = 32_700, 0.01
# The pace of longer texts in letters that have a case, in milliseconds a letter at rate 1: there it was 47 to 101.
LONGER_TEXT, QUICKEST_MS, SLOWEST_MS = 40, 38.0, 130.0
# How much longer a text may be in which words are stressed: few of them were heard twice as long, most a third.
STRESSED_LONGER = 1.5


def check_signal(request: SpeechRequest, pcm: Pcm) -> None:
    """Raises ImplausibleSound when the sound drones, loops, is clipped, has a hole or a wrong pace."""
    if fault := fault_in(request, pcm):
        raise ImplausibleSound(
            f"{request.voice.engine} said {request.text[:60]!r} in a way that cannot be right: {fault}. "
            "Try again, or choose another engine or voice."
        )


def fault_in(request: SpeechRequest, pcm: Pcm) -> str | None:
    """What is wrong with the sound, in words, or None."""
    samples = np.frombuffer(pcm.samples, "<i2")
    if not has_likely_pace(request, pcm):
        return f"it lasts {pcm.duration_ms:.0f} ms, as if it were played at a wrong sample rate"
    if clipped_share(samples) > CLIPPED_SHARE:
        return "it is clipped"
    bands = mel_bands(samples, pcm.sample_rate)
    heard = np.asarray(bands.max(axis=1) > bands.max() - QUIET_DB)
    if longest_hole(heard) > HOLE_S / min(request.rate, 1.0):
        return "there is a long silence in it"
    if steadiest(bands, heard) < DRONE_DB:
        return "it drones"
    # eSpeak says "Chinese letter" for every sign of a script that it can not read.
    if has_case(request.text) and not repeats_itself(request.text) and looped(bands):
        return "it says the same again and again"
    return None


def has_likely_pace(request: SpeechRequest, pcm: Pcm) -> bool:
    """Whether a longer text in plain words is as quick as such texts are; what is spelled has a pace of its own."""
    text = request.text
    letters = sum(map(str.isalpha, text))
    spelled = any(map(str.isdigit, text)) or any(len(word) > 1 and word[:2].isupper() for word in text.split())
    hows = {manner.how for manner in request.manners}
    if letters < LONGER_TEXT or not has_case(text) or spelled or request.phonemes or How.SPELLED in hows:
        return True
    slowest = SLOWEST_MS * (STRESSED_LONGER if How.STRESSED in hows else 1)
    return QUICKEST_MS <= pcm.duration_ms * request.rate / letters <= slowest


def has_case(text: str) -> bool:
    """Whether each of its letters is of a script with capitals: those are read by sound, and at much the same pace."""
    return all(sign.lower() != sign.upper() for sign in set(text) if sign.isalpha())


def clipped_share(samples: npt.NDArray[np.int16]) -> float:
    """The share of the samples that lie at full scale, 0 to 1."""
    return float(np.mean((samples >= FULL_SCALE) | (samples <= -FULL_SCALE)))


def mel_bands(samples: npt.NDArray[np.int16], sample_rate: int) -> Bands:
    """The sound's power in each band, in decibels, a row for every 20 ms."""
    step = round(STEP_S * sample_rate)
    padded = np.zeros(len(samples) + 2 * step, np.float32)
    padded[: len(samples)] = samples
    frames = np.lib.stride_tricks.sliding_window_view(padded, 2 * step)[::step]
    window, starts = np.hanning(2 * step).astype(np.float32), _edges(2 * step, sample_rate)[:-1]
    sums = []
    for first in range(0, len(frames), FRAMES_AT_ONCE):
        spectrum = np.fft.rfft(frames[first : first + FRAMES_AT_ONCE] * window)
        sums.append(np.add.reduceat(spectrum.real**2 + spectrum.imag**2, starts, axis=1))
    levels: Bands = (10 * np.log10(np.concatenate(sums) + 1.0)).astype(np.float32)
    return levels


def longest_hole(heard: npt.NDArray[np.bool_]) -> float:
    """The longest silence between two sounds, in seconds."""
    sounds = np.flatnonzero(heard)
    return float(np.diff(sounds).max(initial=1) - 1) * STEP_S


def steadiest(bands: Bands, heard: npt.NDArray[np.bool_]) -> float:
    """How little the bands change while they are heard, in decibels, where they change least for as long as a drone."""
    tenth = round(0.1 / STEP_S)
    count = len(bands) // tenth
    length = round(DRONE_S / 0.1)
    if count <= length:
        return np.inf
    blocks = bands[: count * tenth].reshape(count, tenth, -1).mean(axis=1)
    change = np.abs(np.diff(blocks, axis=0)).mean(axis=1)
    sounding = heard[: count * tenth].reshape(count, tenth).min(axis=1)
    change[~sounding[1:]] = np.inf
    return float(np.lib.stride_tricks.sliding_window_view(change, length).mean(axis=1).min())


def looped(bands: Bands) -> bool:
    """Whether something is heard three times on end."""
    return likeness(bands) > LOOP_LIKENESS


def likeness(bands: Bands) -> float:
    """How much the most alike stretch is like what follows it for twice as long: the correlation, at most 1."""
    floor = bands.max() - QUIET_DB
    shapes = np.maximum(bands, floor) - floor
    shapes -= shapes.mean(axis=0)
    power = _sums(np.einsum("ij,ij->i", shapes, shapes))
    best = 0.0
    for first, alike in _products(shapes):
        lags = np.arange(first, min(first + LAGS_AT_ONCE, len(shapes) // 3 + 1))
        windows = np.maximum(2 * lags, round(LOOP_S / STEP_S) - lags)
        # Of each lag, every place at which a window, and what is so much later, lie within the sound.
        places = np.maximum(len(shapes) + 1 - windows - lags, 0)
        ends = np.cumsum(places)
        of = np.repeat(np.arange(len(lags)), places)
        at = np.arange(len(of)) - (ends - places)[of]
        after, later = at + windows[of], at + lags[of]
        both = alike[after, of] - alike[at, of]
        around = (power[after] - power[at]) * (power[after + lags[of]] - power[later])
        best = max(best, float(np.max(both / np.sqrt(around + 1.0), initial=0.0)))
    return best


def _products(shapes: Bands) -> Iterator[tuple[int, npt.NDArray[np.float64]]]:
    """The products of every row with that so many rows later, added up from the first; a column for each lag.

    So many lags at once, and the first of them.
    """
    count, bands = shapes.shape
    later = np.pad(shapes, ((0, LAGS_AT_ONCE), (0, 0)))
    for first in range(round(SHORTEST_LOOP_S / STEP_S), count // 3 + 1, LAGS_AT_ONCE):
        following = np.lib.stride_tricks.sliding_window_view(later[first:], (LAGS_AT_ONCE, bands))[: count - first, 0]
        yield first, _sums(np.matmul(following, shapes[: count - first, :, None])[:, :, 0])


def repeats_itself(text: str) -> bool:
    """Whether the text says a sentence three times, or something three times on end, as "no, no, no" does."""
    sentences = Counter(part.strip().casefold() for part in re.split(r"[.!?]\s", text))
    if max(sentences.values()) > 2:
        return True
    signs = "".join(sign for sign in text.casefold() if sign.isalnum())
    return re.search(r"(.{2,60}?)\1\1", signs) is not None


def _sums(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """What the rows before each add up to, and all of them."""
    return np.concatenate([np.zeros_like(values[:1], np.float64), np.cumsum(values, axis=0, dtype=np.float64)])


def _edges(size: int, sample_rate: int) -> npt.NDArray[np.intp]:
    """The first bin of each band, and the end of the last."""
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, min(HIGHEST_HZ, sample_rate / 2)))
    hertz = 700 * (10 ** (np.linspace(lowest, highest, BANDS + 1) / 2595) - 1)
    return np.unique(np.minimum(hertz * size / sample_rate, size // 2).astype(np.intp))
