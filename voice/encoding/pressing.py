"""A clip pressed for telephones: parts of at most a minute, each in what telephone systems play, in one file.

The file is a ZIP archive without compression: `1.wav` (16 bits, 8 kHz), `1.ulaw` and `1.mp3`, `2.wav` and so on, and
`parts.json`, which says where in the clip the parts and the sentences begin.
"""

import io
import wave
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import soxr

from audio_cache import MarkKind, SpeechMark
from voice.encoding import pcm
from voice.encoding.mp3 import mp3
from voice.loudness import Samples

LINE_HZ = 8_000
# Some systems take no more than a minute, or a megabyte, at once.
LONGEST_PART_MS = 59_000
# Hertz and kbit/s of the MP3: telephone systems bring it back to 8 kHz.
MP3_HZ, MP3_KBIT_S = 16_000, 24
SUFFIXES = {"wav": "audio/wav", "ulaw": "audio/basic", "mp3": "audio/mpeg"}
_CONTENTS = "parts.json"


class Contents(msgspec.Struct, frozen=True):
    """When the parts and the sentences of a pressed clip begin, and when it ends, in milliseconds."""

    parts_ms: tuple[int, ...]
    sentences_ms: tuple[int, ...]
    duration_ms: int

    def span(self, part: int) -> range:
        """When a part, counted from 1, is heard."""
        return range(*(*self.parts_ms, self.duration_ms)[part - 1 : part + 1])


def pressed(samples: Samples, sample_rate: int, marks: Sequence[SpeechMark] = ()) -> bytes:
    """The clip in parts, cut in the pauses before sentences; where a sentence is too long, before a word."""
    assert sample_rate == LINE_HZ  # noqa: S101 - the format has no other
    duration_ms = len(samples) * 1000 // LINE_HZ
    starts = {kind: sorted({mark.start_ms for mark in marks if mark.kind is kind}) for kind in MarkKind}
    cuts = _cuts(duration_ms, starts[MarkKind.SENTENCE], starts[MarkKind.WORD])
    contents = Contents(tuple(cuts), tuple(starts[MarkKind.SENTENCE]) or (0,), duration_ms)
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_STORED) as archive:
        _write(archive, _CONTENTS, msgspec.json.encode(contents))
        for number, (first, last) in enumerate(zip(cuts, [*cuts[1:], None], strict=True), 1):
            part = samples[_sample(first) : None if last is None else _sample(last)]
            _write(archive, f"{number}.wav", pcm.wav(part, LINE_HZ))
            _write(archive, f"{number}.ulaw", pcm.ulaw(part, LINE_HZ))
            finer = np.asarray(soxr.resample(part, LINE_HZ, MP3_HZ), np.float32)
            _write(archive, f"{number}.mp3", mp3(finer, MP3_HZ, MP3_KBIT_S))
    return place.getvalue()


def contents_of(place: Path) -> Contents:
    """When what of a pressed clip begins."""
    with zipfile.ZipFile(place) as archive:
        return msgspec.json.decode(archive.read(_CONTENTS), type=Contents)


def part_of(place: Path, part: int, suffix: str, from_ms: int = 0, to_ms: int = 0) -> bytes | None:
    """The bytes of a part, counted from 1; None where there is none.

    A piece of it, milliseconds counted from its beginning, is cut only where sentences begin, and not from MP3.
    """
    with zipfile.ZipFile(place) as archive:
        name = f"{part}.{suffix}"
        if name not in archive.namelist():
            return None
        if not from_ms and not to_ms:
            return archive.read(name)
        contents = msgspec.json.decode(archive.read(_CONTENTS), type=Contents)
        return _piece(archive.read(f"{part}.wav"), suffix, *_bounds(contents, part, from_ms, to_ms))


def _bounds(contents: Contents, part: int, from_ms: int, to_ms: int) -> tuple[int, int]:
    """Where a piece begins and ends, in milliseconds of its part; (0, 0) where no sentence does."""
    span = contents.span(part)
    begun = {0, *(at - span.start for at in contents.sentences_ms if at in span), len(span)}
    to_ms = to_ms or len(span)
    return (from_ms, to_ms) if {from_ms, to_ms} <= begun and from_ms < to_ms else (0, 0)


def _piece(wav: bytes, suffix: str, from_ms: int, to_ms: int) -> bytes | None:
    if suffix == "mp3" or not to_ms:
        return None
    with wave.open(io.BytesIO(wav)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")[_sample(from_ms) : _sample(to_ms)]
    kind, subtype = ("RAW", "ULAW") if suffix == "ulaw" else ("WAV", "PCM_16")
    return pcm.written(samples, LINE_HZ, kind, subtype)


def _cuts(duration_ms: int, sentences: Sequence[int], words: Sequence[int]) -> list[int]:
    cuts = [0]
    while duration_ms - cuts[-1] > LONGEST_PART_MS:
        within = range(cuts[-1] + 1, cuts[-1] + LONGEST_PART_MS + 1)
        places = (max((at for at in starts if at in within), default=0) for starts in (sentences, words))
        cuts.append(next(filter(None, places), within[-1]))
    return cuts


def _sample(at_ms: int) -> int:
    return at_ms * LINE_HZ // 1000


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # A date of its own would give the same sound another fingerprint each time.
    archive.writestr(zipfile.ZipInfo(name), content)
