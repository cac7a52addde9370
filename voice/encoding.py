"""Sound into delivery formats, one run of the encoder a clip, and takes into lossless files and back."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import lameenc
import numpy as np
import soundfile

from voice.loudness import Samples
from voice.speech import Pcm

TAKE_SUFFIX = "flac"
# libsndfile's Ogg writers fail on long sound given at once.
BLOCK_S = 10


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """A delivery format: its file suffix, its media type, its sample rate in hertz, its encoder."""

    suffix: str
    media_type: str
    sample_rate: int
    encode: Callable[[Samples, int], bytes]


def encode_take(pcm: Pcm) -> bytes:
    """A take as FLAC."""
    return _written(np.frombuffer(pcm.samples, "<i2"), pcm.sample_rate, "FLAC", "PCM_16")


def decode_take(sound: bytes) -> Pcm:
    """A take back from its FLAC file."""
    samples, sample_rate = soundfile.read(io.BytesIO(sound), dtype="int16")
    return Pcm(samples.astype("<i2").tobytes(), sample_rate)


def to_int16(samples: Samples) -> "np.typing.NDArray[np.int16]":
    """Float samples between -1 and 1 as 16-bit integers."""
    return np.asarray(np.clip(np.rint(samples * 32767), -32768, 32767), "<i2")


def _mp3(samples: Samples, sample_rate: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sample_rate)
    encoder.set_bit_rate(48)  # at 32 kbit/s it would drop to another sample rate
    encoder.set_quality(5)
    return bytes(encoder.encode(to_int16(samples).tobytes()) + encoder.flush())


def _wav(samples: Samples, sample_rate: int) -> bytes:
    return _written(to_int16(samples), sample_rate, "WAV", "PCM_16")


def _opus(samples: Samples, sample_rate: int) -> bytes:
    return _written(to_int16(samples), sample_rate, "OGG", "OPUS")


def _ulaw(samples: Samples, sample_rate: int) -> bytes:
    return _written(to_int16(samples), sample_rate, "RAW", "ULAW")


def _written(samples: "np.typing.NDArray[np.int16]", sample_rate: int, kind: str, subtype: str) -> bytes:
    place = io.BytesIO()
    with soundfile.SoundFile(place, "w", sample_rate, 1, subtype, format=kind) as file:
        for first in range(0, len(samples), BLOCK_S * sample_rate):
            file.write(samples[first : first + BLOCK_S * sample_rate])
    return place.getvalue()


FORMATS: dict[str, AudioFormat] = {
    "mp3": AudioFormat("mp3", "audio/mpeg", 24_000, _mp3),
    "wav": AudioFormat("wav", "audio/wav", 24_000, _wav),
    "opus": AudioFormat("opus", "audio/ogg", 24_000, _opus),
    "ulaw": AudioFormat("ulaw", "audio/basic", 8_000, _ulaw),
}
