"""Readers: child processes that read one source after another, within limits, as others wait for nothing of theirs.

A reader comes to work in a second, so it stays for a while for the next source. One that did not come to an end, or
that was given much, reads no other: what it has in memory goes with it.

What goes in and out is MessagePack behind its length in eight bytes: to the child's standard input, and back from its
standard output.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, cast

if sys.platform != "win32":  # it has no such limits; that of the clock holds there too
    import resource

_BOOTSTRAP = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from content import confining; confining.serve()"
_LENGTH_BYTES = 8
# A reader that waits so long, in seconds, for its next source goes home: it holds a hundred megabytes.
_IDLE_S = 60.0
# Whoever was given more bytes than this reads nothing else.
_MUCH = 1_000_000

_idle: list[subprocess.Popen[bytes]] = []


def ask(given: bytes, seconds: float) -> bytes:
    """The answer of a reader; b"" where it came to no end. Raises TimeoutError after so many seconds."""
    while True:
        reader = _take()
        try:
            answer = _answer(reader, given, seconds)
        except BaseException:  # nobody waits for it any more
            reader.kill()
            _let_go(reader, stays=False)
            raise
        _let_go(reader, stays=bool(answer) and len(given) <= _MUCH)
        if answer or reader.returncode:  # 0: it had gone home before it was asked
            return answer


def answer_all(read: Callable[[bytes], bytes]) -> None:
    """The child's life: sources are answered until no more come, or none has come for a while."""
    while True:
        home = threading.Timer(_IDLE_S, os._exit, [0])
        home.daemon = True
        home.start()
        given = _receive(sys.stdin.buffer)
        home.cancel()
        if not given:
            return
        _send(sys.stdout.buffer, read(given))


def set_limits(cpu_seconds: int, memory: int) -> None:
    """Let this process work so long from now, in so many bytes of address space, and leave no core behind."""
    if sys.platform == "win32":
        return
    work = int(time.process_time()) + 1 + cpu_seconds
    for name, most in (("RLIMIT_CPU", work), ("RLIMIT_AS", memory), ("RLIMIT_CORE", 0)):
        limit = getattr(resource, name)
        with suppress(OSError, ValueError):  # some systems know a limit and refuse to set it
            resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))


def _take() -> subprocess.Popen[bytes]:
    with suppress(IndexError):
        while (reader := _idle.pop()).poll() is not None:
            _let_go(reader, stays=False)
        return reader
    command = [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command line


def _answer(reader: subprocess.Popen[bytes], given: bytes, seconds: float) -> bytes:
    is_late = threading.Event()

    def stop() -> None:
        is_late.set()
        reader.kill()

    clock = threading.Timer(seconds, stop)
    clock.start()
    try:
        with suppress(BrokenPipeError):  # it is gone, and what it has said tells why
            _send(cast("BinaryIO", reader.stdin), given)
        answer = _receive(cast("BinaryIO", reader.stdout))
    finally:
        clock.cancel()
        clock.join()
    if is_late.is_set():
        raise TimeoutError
    return answer


def _let_go(reader: subprocess.Popen[bytes], *, stays: bool) -> None:
    if stays and reader.poll() is None:
        _idle.append(reader)
        return
    with suppress(BrokenPipeError), reader:
        pass


def _send(stream: BinaryIO, content: bytes) -> None:
    stream.write(len(content).to_bytes(_LENGTH_BYTES, "big") + content)
    stream.flush()


def _receive(stream: BinaryIO) -> bytes:
    """What was sent; b"" where the other side is gone."""
    length = stream.read(_LENGTH_BYTES)
    content = stream.read(int.from_bytes(length, "big"))
    return content if len(length) == _LENGTH_BYTES else b""


@atexit.register
def _send_home() -> None:
    while _idle:
        _let_go(_idle.pop(), stays=False)


if hasattr(os, "register_at_fork"):
    # A reader answers the process that has started it, and no other.
    os.register_at_fork(after_in_child=_idle.clear)
