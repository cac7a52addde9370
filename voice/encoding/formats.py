"""The delivery formats, by the suffix of their files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from audio_cache import SpeechMark
from voice.encoding import optional, pcm
from voice.encoding.mp3 import mp3, mp3_stream
from voice.encoding.pressing import LINE_HZ, pressed
from voice.encoding.tags import Tags, id3
from voice.loudness import Samples

# Hertz: what a telephone line lets through, narrow (ITU-T G.712) and wide (ITU-T G.722).
NARROW_BAND, WIDE_BAND = (300, 3_400), (50, 7_000)

PieceByPiece = Callable[[Iterable[Samples], int], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """A delivery format: its file's suffix, its media type, its usual sample rate in hertz, and its encoder.

    Sound of a rate in `also` is encoded as it is. `band` is what of it is kept, in hertz, where not all is. `check`
    raises FormatUnavailable where something has to be installed first; `tag` puts a title and chapters into the file.
    `stream` encodes piece by piece what is played while it is made; for other formats one waits. `press` encodes, with
    the clip's speech marks, what is to be cut into parts.
    """

    suffix: str
    media_type: str
    sample_rate: int
    encode: Callable[[Samples, int], bytes]
    also: tuple[int, ...] = ()
    band: tuple[int, int] | None = None
    check: Callable[[], None] = lambda: None
    tag: Callable[[bytes, Tags], bytes] = lambda sound, _tags: sound
    stream: PieceByPiece | None = None
    press: Callable[[Samples, int, Sequence[SpeechMark]], bytes] | None = None

    def rate_for(self, rates: set[int]) -> int:
        """The sample rate for takes of those rates: their own where they agree and it will do."""
        return next(iter(rates)) if len(rates) == 1 and rates <= set(self.also) else self.sample_rate


def _mp3(suffix: str, kbit_s: int) -> AudioFormat:
    encode, stream = partial(mp3, kbit_s=kbit_s), partial(mp3_stream, kbit_s=kbit_s)
    return AudioFormat(suffix, "audio/mpeg", 24_000, encode, also=(22_050,), tag=id3, stream=stream)


_ALL = (
    _mp3("mp3", 48),
    _mp3("mp3-64", 64),
    AudioFormat("opus", "audio/ogg", 24_000, pcm.ogg_opus),
    AudioFormat("webm", "audio/webm", 24_000, optional.webm_opus, check=optional.check_formats),
    AudioFormat("m4a", "audio/mp4", 24_000, optional.m4a_aac, check=optional.check_formats),
    AudioFormat("flac", "audio/flac", 24_000, pcm.flac, also=(22_050,)),
    AudioFormat("wav", "audio/wav", 24_000, pcm.wav, also=(22_050,)),
    AudioFormat("wav8", "audio/wav", 8_000, pcm.wav, band=NARROW_BAND),
    AudioFormat("ulaw", "audio/basic", 8_000, pcm.ulaw, band=NARROW_BAND),
    AudioFormat("alaw", "audio/x-alaw-basic", 8_000, pcm.alaw, band=NARROW_BAND),
    AudioFormat("phone", "application/zip", LINE_HZ, pressed, band=NARROW_BAND, press=pressed),
    AudioFormat("g722", "audio/G722", 16_000, optional.g722, band=WIDE_BAND, check=optional.check_phone),
)
FORMATS: dict[str, AudioFormat] = {form.suffix: form for form in _ALL}
