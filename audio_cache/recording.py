"""The nouns of the shelf: `Recording`, `SpeechMark`.

A recording is a take (one utterance, kept lossless) or a clip (a section in a delivery format).
"""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What a speech mark stands for."""

    SENTENCE = "sentence"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class SpeechMark:
    """Where in the sound we are, and where in the text.

    From `start_ms` to `end_ms` of the recording, in milliseconds, the voice says `length` characters of the block
    `block`, from `start`; in a take, whose block is "", they are characters of its own text. `exact` where the engine
    told the time; else it was found out from the sound.
    """

    kind: MarkKind
    start_ms: int
    end_ms: int
    block: str
    start: int
    length: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording on the shelf.

    `digest` names what was asked for, `fingerprint` the bytes (SHA-256, 64 hex digits each); `suffix` is its file's,
    without the dot; `size` counts bytes. `note` tells what somebody should know of how it was made, `speaker` whose
    voice it is, in words that are opaque here.
    """

    digest: str
    fingerprint: str
    suffix: str
    size: int
    duration_ms: int
    marks: tuple[SpeechMark, ...] = ()
    note: str = ""
    speaker: str = ""
