"""Takes as they stand on the shelf: FLAC, to the bit."""

import io

import numpy as np
import soundfile

from voice.encoding.pcm import written
from voice.speech import Pcm

# Not a delivery format's: no public address leads to a take.
TAKE_SUFFIX = "take.flac"
# Half the time of the usual effort; speech is half a percent larger for it.
LEAST_EFFORT = 0.0


def encode_take(pcm: Pcm) -> bytes:
    """A take's sound as FLAC; its words are kept beside it."""
    return written(np.frombuffer(pcm.samples, "<i2"), pcm.sample_rate, "FLAC", "PCM_16", LEAST_EFFORT)


def decode_take(sound: bytes) -> Pcm:
    """A take's sound back from its FLAC file."""
    samples, sample_rate = soundfile.read(io.BytesIO(sound), dtype="int16")
    return Pcm(samples.astype("<i2").tobytes(), sample_rate)
