"""What goes between a booth and its child: each message in MessagePack, after its length in four bytes."""

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

import msgspec

from voice.speech import Pcm, SpeechRequest

# Seconds: a child that is told to end has half of this to do so by itself.
GRACE_SECONDS = 1.0
_LENGTH = struct.Struct(">I")


# The loading of the engine counts as turn 0, which nobody asks for: it is answered with no sound, or with a refusal.
LOADING = 0


class Turn(msgspec.Struct):
    """A request and its number."""

    number: int
    request: SpeechRequest


class Spoken(msgspec.Struct, tag=True):
    """The sound of the turn of that number."""

    number: int
    pcm: Pcm


class Refused(msgspec.Struct, tag=True):
    """Why there is no sound: the name of one of our errors, and its message."""

    number: int
    error: str
    message: str


Answer = Spoken | Refused


def frames_of(source: IO[bytes]) -> Iterator[bytes]:
    """The frames that come in, until the other side is gone."""
    with suppress(OSError):
        while len(head := source.read(_LENGTH.size)) == _LENGTH.size:
            (length,) = _LENGTH.unpack(head)
            frame = source.read(length)
            if len(frame) < length:
                return
            yield frame


def write_frame(sink: IO[bytes], message: msgspec.Struct) -> None:
    """Sends a message."""
    frame = msgspec.msgpack.encode(message)
    sink.write(_LENGTH.pack(len(frame)) + frame)
    sink.flush()
