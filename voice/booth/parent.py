"""The parent's side of a booth: it starts the child, hands turns down, and takes care that answers come."""

import queue
import subprocess
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import IO, Self, cast

import msgspec

from voice import errors
from voice.booth.frames import GRACE_SECONDS, LOADING, Answer, Refused, Turn, frames_of, write_frame
from voice.engine import Kind, open_engine
from voice.errors import EngineCrashed, EngineTimedOut, ImplausibleSound, SpeechFailed, VoiceError
from voice.plausibility import check_plausible
from voice.signal import check_signal
from voice.speech import Pcm, SpeechRequest
from voice.standby import MOST_MB, Adopted, Process, Standby, start_child

IN_FLIGHT = 2
LOAD_SECONDS = 60.0
# Patience for one utterance: this long, and as much for each character at rate 1. The slowest engine needs a tenth.
SPEAK_SECONDS, SECONDS_PER_CHARACTER = 20.0, 0.3


class Booth:
    """An engine in a child process of its own, started when it is first needed. For one thread at a time."""

    def __init__(
        self,
        engine: str,
        *,
        load_seconds: float = LOAD_SECONDS,
        speak_seconds: float = SPEAK_SECONDS,
        most_mb: int = MOST_MB,
        lost: Callable[[str, str], None] = lambda _engine, _why: None,
    ) -> None:
        """`lost` is told of each child that had to be given up: its engine, and why."""
        self.engine = engine
        self.restarts = 0
        self._load_seconds = load_seconds
        self._speak_seconds = speak_seconds
        self._most_mb = most_mb
        self._tell_lost = lost
        self._child: _Child | None = None
        self._lost = False
        self._turns = 0

    @property
    def is_warm(self) -> bool:
        """Whether its engine is loaded, as far as that was waited for."""
        return self._child is not None and self._child.ready

    @classmethod
    def adopting(cls, standby: Standby, lost: Callable[[str, str], None]) -> Self:
        """A booth whose child another process has started. Raises ProcessLookupError where it has ended."""
        booth = cls(standby.engine, lost=lost)
        booth._child = _Child(standby.engine, Adopted(standby.process.pid), _pipes(standby.process))
        return booth

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def warm(self, *, wait: bool = False) -> None:
        """Starts the child and has it load the engine; waits until it is ready only when asked."""
        child = self._start()
        if wait:
            self._await_ready(child)

    def speak(self, request: SpeechRequest) -> Pcm:
        """The sound of one request. Raises SpeechFailed, or a kind of it, or UnknownVoice."""
        return next(self.speak_all([request]))

    def speak_all(self, requests: Iterable[SpeechRequest]) -> Iterator[Pcm]:
        """The sound of each request, in order; the child speaks ahead of the caller.

        The first failure is raised in the place of its sound, and ends the series.
        """
        if self._child and self._child.ended:
            self._give_up(self._child.obituary())
        ahead: deque[Turn] = deque()
        for request in requests:
            ahead.append(self._ask(request))
            if len(ahead) == IN_FLIGHT:
                yield self._hear(ahead.popleft())
        while ahead:
            yield self._hear(ahead.popleft())

    def close(self) -> None:
        """Ends the child. The booth starts another one if it is used again."""
        child, self._child = self._child, None
        if child:
            child.end()

    def _start(self) -> "_Child":
        if self._child is None:
            self.restarts += self._lost
            self._lost = False
            process = start_child(self.engine, self._most_mb)
            self._child = _Child(self.engine, process, _pipes(process))
        return self._child

    def _give_up(self, why: str) -> None:
        self._lost = True
        self.close()
        self._tell_lost(self.engine, why)

    def _ask(self, request: SpeechRequest) -> Turn:
        self._turns += 1
        turn = Turn(self._turns, request)
        self._start().write(turn)
        return turn

    def _hear(self, turn: Turn) -> Pcm:
        child = self._start()
        self._await_ready(child)
        pcm = self._listen(child, turn.number, self._patience(turn.request))
        try:
            check_plausible(turn.request, pcm)
            if open_engine(self.engine).capabilities.kind is not Kind.TONE:  # a tone drones, and means to
                check_signal(turn.request, pcm)
        except ImplausibleSound as error:
            self._give_up(str(error))
            raise
        return pcm

    def _await_ready(self, child: "_Child") -> None:
        if child.ready:
            return
        try:
            self._listen(child, LOADING, self._load_seconds)
        except VoiceError:
            self.close()
            raise
        child.ready = True

    def _listen(self, child: "_Child", number: int, seconds: float) -> Pcm:
        try:
            answer = child.answer(number, seconds)
        except (EngineCrashed, EngineTimedOut) as error:
            self._give_up(str(error))
            raise
        if isinstance(answer, Refused):
            raise _error_of(answer)
        return answer.pcm

    def _patience(self, request: SpeechRequest) -> float:
        """How long to wait for the answer, in seconds."""
        return self._speak_seconds + SECONDS_PER_CHARACTER * len(request.text) / min(request.rate, 1.0)


class _Child:
    """The parent's end of a child process: frames down, answers up."""

    def __init__(self, engine: str, process: Process, pipes: tuple[IO[bytes], IO[bytes]]) -> None:
        self.engine = engine
        self.ready = False
        self._process = process
        self._input, output = pipes
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        threading.Thread(target=_collect, args=(output, self._answers), daemon=True).start()
        self.end = weakref.finalize(self, _end, process, self._input)

    @property
    def ended(self) -> bool:
        """Whether the process is no more."""
        return self._process.poll() is not None

    def write(self, turn: Turn) -> None:
        """Hands down a turn. A child that has died shows when its answer is awaited."""
        with suppress(OSError):
            write_frame(self._input, turn)

    def answer(self, number: int, seconds: float) -> Answer:
        """The answer to the turn of that number, within so many seconds.

        Answers to earlier turns, which nobody waits for any more, are passed over.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                answer = self._answers.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                doing = "loading" if number == LOADING else "speaking"
                raise EngineTimedOut(
                    f"The engine {self.engine} was still {doing} after {seconds:.0f} seconds and was stopped. "
                    "Try again, or choose another engine."
                ) from None
            if answer is None:
                raise EngineCrashed(self.obituary())
            if answer.number == number:
                return answer

    def obituary(self) -> str:
        """What became of a child that has ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_SECONDS)
        return (
            f"The engine {self.engine} crashed (its process ended with status {self._process.returncode}). "
            "Try again, or choose another engine."
        )


def _error_of(refused: Refused) -> VoiceError:
    kind = getattr(errors, refused.error, SpeechFailed)
    error: VoiceError = kind(refused.message)
    return error


def _collect(source: IO[bytes], answers: "queue.SimpleQueue[Answer | None]") -> None:
    """Queues the answers, and None when there will be no more."""
    with source:
        for frame in frames_of(source):
            answers.put(msgspec.msgpack.decode(frame, type=Answer))
    answers.put(None)


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    """The ways in and out."""
    return cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)


def _end(process: Process, way_in: IO[bytes]) -> None:
    """Asks the child to end by ending its input, and makes it where it does not."""
    with suppress(OSError):
        way_in.close()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
