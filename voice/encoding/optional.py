"""Formats whose libraries are extras: Opus in WebM and AAC in M4A by PyAV, the telephone's G.722 by libg722.

PyAV brings FFmpeg's libraries, 100 MB of them; without it, its formats say what to install.
"""

import io
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from typing import Any

from voice.encoding.pcm import to_int16
from voice.errors import FormatUnavailable
from voice.loudness import Samples

# Samples handed to an encoder at once.
BLOCK = 4_800


def check_formats() -> None:
    """Raises FormatUnavailable where PyAV is not installed."""
    _check("av", "formats", "or choose mp3 or opus")


def check_phone() -> None:
    """Raises FormatUnavailable where libg722 is not installed."""
    _check("G722", "phone", "or choose wav8, ulaw or alaw")


def g722(samples: Samples, sample_rate: int) -> bytes:
    """G.722 (ITU-T) at 64 kbit/s, without a header; `sample_rate` is 16,000 Hz."""
    from G722 import G722  # noqa: PLC0415 - an extra

    sound: bytes = G722(sample_rate, 64_000).encode(to_int16(samples).tolist())
    return sound


def encoded(samples: Samples, sample_rate: int, container: str, codec: str, kbit_s: int) -> bytes:
    """The samples by that codec in that container, in FFmpeg's names."""
    import av  # noqa: PLC0415 - large, and most clips do without

    place = io.BytesIO()
    with av.open(place, "w", format=container) as file:
        stream: Any = file.add_stream(codec, rate=sample_rate, layout="mono")
        stream.bit_rate = kbit_s * 1000
        whole = to_int16(samples)
        to_codec = av.AudioResampler(stream.format.name, "mono", sample_rate)
        for start in range(0, len(whole), BLOCK):
            frame = av.AudioFrame.from_ndarray(whole[None, start : start + BLOCK], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = sample_rate, start, Fraction(1, sample_rate)
            file.mux([packet for part in to_codec.resample(frame) for packet in stream.encode(part)])
        file.mux(stream.encode(None))
    return place.getvalue()


webm_opus = partial(encoded, container="webm", codec="libopus", kbit_s=24)
m4a_aac = partial(encoded, container="ipod", codec="aac", kbit_s=48)


def _check(module: str, extra: str, otherwise: str) -> None:
    if find_spec(module) is None:
        raise FormatUnavailable(
            f"This format needs something that is not installed. Install it with "
            f"pip install 'article-voice[{extra}]', {otherwise}."
        )
