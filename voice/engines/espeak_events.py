"""What eSpeak tells, while it speaks, of when each word is heard (`espeak_EVENT` of speak_lib.h)."""

import ctypes
from collections.abc import Sequence
from ctypes import c_char, c_char_p, c_int, c_uint, c_void_p
from dataclasses import dataclass
from typing import Any

from voice.speech import WordTime
from voice.wordtimes import whole_words

# Above this pace, in words a minute, eSpeak shortens its sound after it has told the times.
FASTEST_TOLD = 450

_LAST, _WORD, _END = 0, 1, 5


class _Name(ctypes.Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", c_char * 8))


class Event(ctypes.Structure):
    """One event of the library: `text_position` counts characters from 1, `audio_position` milliseconds."""

    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _Name),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """That a word (its `length` characters from `start`) begins at `at_ms`; of length 0: that a clause ends then."""

    start: int
    length: int
    at_ms: float


def told_in(events: Any) -> list[Told]:
    """What a callback's array of events tells of words, in order."""
    told: list[Told] = []
    for event in events:
        if event.type == _LAST:
            break
        if event.type in (_WORD, _END):
            length = max(event.length, 1) if event.type == _WORD else 0
            told.append(Told(event.text_position - 1, length, event.audio_position))
    return told


def word_times(
    text: str, told: list[Told], duration_ms: float, spans: Sequence[tuple[int, int]] = ()
) -> tuple[WordTime, ...]:
    """The times of the text's words; each lasts until the next one begins, or its clause ends.

    `spans` lead from each character that the library was given to those of the text, where it was given others.
    """
    ends = [*(event.at_ms for event in told[1:]), duration_ms]
    parts = (_part(event, end, spans) for event, end in zip(told, ends, strict=False) if event.length)
    return whole_words(text, parts)


def _part(event: Told, end_ms: float, spans: Sequence[tuple[int, int]]) -> WordTime:
    of = spans[event.start : event.start + event.length] or [(event.start, event.start + event.length)]
    return WordTime(of[0][0], of[-1][1] - of[0][0], event.at_ms, end_ms)
