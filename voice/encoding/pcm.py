"""Formats that libsndfile writes: WAV, FLAC, Opus in Ogg, and the telephone's mu-law and A-law."""

import io

import numpy as np
import numpy.typing as npt
import soundfile

from voice.loudness import Samples

# libsndfile's Ogg writers fail on long sound given at once.
BLOCK_S = 10


def to_int16(samples: Samples) -> npt.NDArray[np.int16]:
    """Float samples between -1 and 1 as 16-bit integers."""
    return np.asarray(np.clip(np.rint(samples * 32767), -32768, 32767), "<i2")


def wav(samples: Samples, sample_rate: int) -> bytes:
    """WAV, 16 bits a sample."""
    return written(to_int16(samples), sample_rate, "WAV", "PCM_16")


def flac(samples: Samples, sample_rate: int) -> bytes:
    """FLAC, 16 bits a sample."""
    return written(to_int16(samples), sample_rate, "FLAC", "PCM_16")


def ogg_opus(samples: Samples, sample_rate: int) -> bytes:
    """Opus in Ogg."""
    return written(to_int16(samples), sample_rate, "OGG", "OPUS")


def ulaw(samples: Samples, sample_rate: int) -> bytes:
    """mu-law (ITU-T G.711), a byte a sample, without a header."""
    return written(to_int16(samples), sample_rate, "RAW", "ULAW")


def alaw(samples: Samples, sample_rate: int) -> bytes:
    """A-law (ITU-T G.711), a byte a sample, without a header."""
    return written(to_int16(samples), sample_rate, "RAW", "ALAW")


def written(
    samples: npt.NDArray[np.int16], sample_rate: int, kind: str, subtype: str, effort: float | None = None
) -> bytes:
    """The samples as a file of that kind, in libsndfile's names; `effort` to make it small is 0 to 1, or as usual."""
    place = io.BytesIO()
    with soundfile.SoundFile(place, "w", sample_rate, 1, subtype, format=kind, compression_level=effort) as file:
        for first in range(0, len(samples), BLOCK_S * sample_rate):
            file.write(samples[first : first + BLOCK_S * sample_rate])
    return place.getvalue()
