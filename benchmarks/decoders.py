"""The decoders' report: every delivery format, by decoders that are not its encoder's library.

    python benchmarks/decoders.py

A clip with a short tone at three times is encoded and decoded again. Told are who encoded and who decoded it, how far
off the tones and the clip's length are, in milliseconds, and how loud the sound is that was heard, in decibels beside
what was encoded. ffmpeg, sox and faad are asked where they are installed; miniaudio comes with article-voice[test].
Exits with 1 where a decoder refuses a format, or a format has no decoder here.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import miniaudio
import numpy as np
import soundfile

from tests.voice.test_encoding import CLICKS_MS, LENGTH_MS, by_ffmpeg, by_sox, clicking, onsets_ms
from voice.encoding import FORMATS
from voice.loudness import Samples

ENCODERS = {
    **dict.fromkeys(("mp3", "mp3-64"), "LAME"),
    **dict.fromkeys(("opus", "flac", "wav", "wav8", "ulaw", "alaw", "phone"), "libsndfile"),
    "webm": "libopus, muxed by FFmpeg",
    "m4a": "FFmpeg",
    "g722": "libg722",
}
FFMPEG, SOX, FAAD, MINIAUDIO = "ffmpeg", "sox", "faad", "miniaudio"
# FFmpeg decodes Opus by code of its own, and libopus encodes it; of AAC it has both.
DECODERS = {
    **dict.fromkeys(("mp3", "mp3-64", "flac"), (FFMPEG, MINIAUDIO)),
    **dict.fromkeys(("opus", "webm", "g722"), (FFMPEG,)),
    **dict.fromkeys(("wav", "wav8"), (FFMPEG, SOX, MINIAUDIO)),
    **dict.fromkeys(("ulaw", "alaw"), (FFMPEG, SOX)),
    "m4a": (FAAD,),
}
Decoded = tuple[Samples, int]


def by_faad(sound: bytes, _suffix: str) -> Decoded:
    """AAC by faad, which writes a file."""
    with tempfile.TemporaryDirectory() as folder:
        place, heard = Path(folder) / "clip.m4a", Path(folder) / "clip.wav"
        place.write_bytes(sound)
        subprocess.run(["faad", "-q", "-o", str(heard), str(place)], capture_output=True, check=True, timeout=60)
        samples, rate = soundfile.read(heard, dtype="float32", always_2d=True)
    return samples[:, 0], rate


def by_miniaudio(sound: bytes, _suffix: str) -> Decoded:
    """MP3, FLAC and WAV by miniaudio's own decoders."""
    decoded = miniaudio.decode(sound, nchannels=1, sample_rate=48_000)
    return np.array(decoded.samples) / np.float32(32_768), 48_000


BY: dict[str, Callable[[bytes, str], Decoded]] = {
    FFMPEG: by_ffmpeg,
    SOX: by_sox,
    FAAD: by_faad,
    MINIAUDIO: by_miniaudio,
}


def told(suffix: str, decoder: str, sound: bytes, given: Samples) -> bool:
    """Decode, and print what was heard; whether it was."""
    name = f"{suffix:7} {ENCODERS[suffix]:25} {decoder:10}"
    if decoder != MINIAUDIO and not shutil.which(decoder):
        print(f"{name} not installed here")
        return False
    try:
        heard, rate = BY[decoder](sound, suffix)
    except (subprocess.SubprocessError, miniaudio.MiniaudioError) as error:
        print(f"{name} refused it: {error}")
        return False
    late = [found - laid for found, laid in zip(onsets_ms(heard, rate), CLICKS_MS, strict=False)]
    longer = len(heard) / rate * 1000 - LENGTH_MS
    louder = 20 * np.log10(np.sqrt(np.sum(heard**2) / rate) / np.sqrt(np.sum(given**2) / FORMATS[suffix].sample_rate))
    tones = ", ".join(f"{ms:+.1f}" for ms in late)
    print(f"{name} tones off by {tones} ms; length off by {longer:+.1f} ms; level {louder:+.2f} dB")
    return len(late) == len(CLICKS_MS)


def main() -> int:
    """Encode, decode and print."""
    heard = True
    for suffix, delivery in FORMATS.items():
        given = clicking(delivery.sample_rate)
        if suffix == "phone":
            continue
        sound = delivery.encode(given, delivery.sample_rate)
        asked = [told(suffix, decoder, sound, given) for decoder in DECODERS[suffix]]
        heard = any(asked) and heard
    with zipfile.ZipFile(BytesIO(FORMATS["phone"].encode(clicking(8_000), 8_000))) as pressed:
        print(f"phone   is a zip file of clips as ulaw and wav8 have them: {', '.join(pressed.namelist()[:3])}")
    return int(not heard)


if __name__ == "__main__":
    sys.exit(main())
