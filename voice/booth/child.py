"""The child's side of a booth: it loads one engine and speaks turn after turn, until its parent is gone.

Turns come in by standard input and answers go out by standard output; what an engine prints goes to standard error.
"""

import os
import queue
import signal
import threading
import time
from contextlib import suppress
from typing import IO

import msgspec

from voice.booth.frames import GRACE_SECONDS, LOADING, Answer, Refused, Spoken, Turn, frames_of, write_frame
from voice.engine import Engine, open_engine
from voice.errors import SpeechFailed, VoiceError
from voice.memory import bound, lasting
from voice.speech import Pcm, SpeechRequest


def serve(engine_name: str, most_mb: str) -> None:
    """The child's whole life: load the engine, then answer turn after turn until the parent is gone.

    It ends where it would need more than so many megabytes.
    """
    bound(int(most_mb))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    source, sink = _private_streams()
    turns: queue.SimpleQueue[Turn | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(source, turns), daemon=True).start()
    try:
        with lasting():
            engine = open_engine(engine_name)
            engine.load()
    except Exception as error:  # noqa: BLE001 - whatever an engine raises is told to the parent
        write_frame(sink, _refusal(engine_name, LOADING, error))
        return
    with suppress(BrokenPipeError):  # the parent is gone, and so are we
        write_frame(sink, Spoken(LOADING, Pcm(b"", 0)))
        while turn := turns.get():
            write_frame(sink, _perform(engine, turn))


def _perform(engine: Engine, turn: Turn) -> Answer:
    try:
        return Spoken(turn.number, _sound(engine, turn.request))
    except MemoryError:
        raise  # what is left of the engine can't be trusted
    except Exception as error:  # noqa: BLE001 - whatever an engine raises is told to the parent
        return _refusal(engine.name, turn.number, error)


def _sound(engine: Engine, request: SpeechRequest) -> Pcm:
    pcm: object = engine.speak(request)
    if not isinstance(pcm, Pcm):
        raise SpeechFailed(f"The engine {engine.name} returned {type(pcm).__name__} in place of sound.")
    return pcm


def _refusal(engine: str, number: int, error: Exception) -> Refused:
    if isinstance(error, VoiceError):
        return Refused(number, type(error).__name__, str(error))
    return Refused(number, SpeechFailed.__name__, f"The engine {engine} failed: {type(error).__name__}: {error}")


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The frames' way in and out, kept for us alone: what the engine reads is empty, what it prints is chatter."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - not a path of ours
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return source, sink


def _receive(source: IO[bytes], turns: "queue.SimpleQueue[Turn | None]") -> None:
    """Queues the turns; when the parent is gone, sees to it that the child goes too, whatever the engine is doing."""
    for frame in frames_of(source):
        turns.put(msgspec.msgpack.decode(frame, type=Turn))
    turns.put(None)
    time.sleep(GRACE_SECONDS / 2)
    os._exit(1)
