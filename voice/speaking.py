"""Who speaks lines: booths side by side, each line tried again where it fails, then given to the next voice."""

import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, islice

from voice.booth import Booth, Booths
from voice.casting import Line, request_for
from voice.choosing import next_voices
from voice.ear import Ear
from voice.engine import open_engine
from voice.errors import DisclaimerUnspoken, EngineCrashed, EngineTimedOut, ImplausibleSound, Misheard, SpeechFailed
from voice.hearing import Hearing
from voice.speech import MIN_RATE, Pcm, Role, SpeechRequest

# What failed is spoken at this pace the second time: nobody hears a difference in tempo of 3%.
SECOND_PACE = 0.97
WORTH_ANOTHER_TRY = (EngineCrashed, EngineTimedOut, ImplausibleSound, Misheard)
# An engine that has failed so often, twice each, speaks no more of these lines.
MOST_FAILURES = 3
# So many lines a booth takes at once: what is heard first is ready first, and who waits for a booth waits for them.
AT_ONCE = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A line with its sound, and what was heard of it where somebody listened.

    `note` tells of the voice that stood in for the line's own, "" where none did.
    """

    line: Line
    pcm: Pcm
    hearing: Hearing | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A line that none could speak, and the error of its own voice, with the text's place."""

    line: Line
    error: DisclaimerUnspoken | SpeechFailed


Result = Said | Failed


@dataclass(frozen=True, slots=True)
class Speakers:
    """The booths, and the ear that listens to what is spoken in them."""

    booths: Booths
    ear: Ear

    def speak(self, lines: Sequence[Line]) -> Generator[Result, None, None]:
        """Each line with its sound, about in order; one that no voice can speak is the last."""
        for engine, group in groupby(lines, key=lambda line: line.request.voice.engine):
            failed = []
            with closing(self._side_by_side(engine, list(group))) as results:
                for result in results:
                    if isinstance(result, Failed):
                        failed.append(result)
                    else:
                        yield result
            # Only now that every booth is back: who holds one must not ask for another.
            for each in failed:
                yield (said := self._by_another(each))
                if isinstance(said, Failed):
                    return

    def _side_by_side(self, engine: str, lines: Sequence[Line]) -> Generator[Result, None, None]:
        """The lines, by a booth and by as many more as stand idle; by one alone of an engine that uses every core."""
        alone = open_engine(engine).capabilities.first_clause > 0
        with self.booths.lend(engine) as booth, ExitStack() as ending:
            more: list[AbstractContextManager[Booth]] = []
            while not alone and (len(more) + 1) * AT_ONCE < len(lines) and (idle := self.booths.lend_idle(engine)):
                more.append(idle)
            if more:
                together = Together(lines, self.ear, lambda: self.booths.awaited)
                yield from ending.enter_context(closing(together.speak(booth, more)))
            else:
                yield from persistently(booth, lines, self.ear)

    def _by_another(self, failed: Failed) -> Result:
        """The line by the first of the next voices that can speak it; what failed where there is none."""
        line = failed.line
        for voice in next_voices(line.utterance.lang, line.request.voice):
            by_voice = replace(line, request=request_for(line.utterance, voice, line.request.rate))
            with self.booths.lend(voice.engine) as booth:
                [said] = persistently(booth, [by_voice], self.ear)
            if isinstance(said, Said):
                note = f"The voice {voice} stands in. {failed.error}"
                log.warning("%s", note)
                return Said(line, said.pcm, said.hearing, note)
        return failed


class Together:
    """Lines that several booths share, each taking the next few, until all are spoken or nobody listens any more."""

    def __init__(self, lines: Iterable[Line], ear: Ear, awaited: Callable[[], bool]) -> None:
        self._left = iter(lines)
        self._ear = ear
        self._awaited = awaited
        self._lock = threading.Lock()
        self._stopped, self._begun = threading.Event(), threading.Event()
        self._results: queue.SimpleQueue[Result | BaseException | None] = queue.SimpleQueue()

    def speak(self, booth: Booth, more: Sequence[AbstractContextManager[Booth]]) -> Generator[Result, None, None]:
        """The results as they come. Those that are `more` go back as soon as somebody waits for a booth."""
        alone = partial(self._work, nullcontext(booth), lambda: False, first=True)
        speakers = [threading.Thread(target=alone, daemon=True)]
        speakers += [threading.Thread(target=self._work, args=(each, self._awaited), daemon=True) for each in more]
        for speaker in speakers:
            speaker.start()
        try:
            yield from self._come(len(speakers))
        finally:
            self._stopped.set()
            self._begun.set()
            for speaker in speakers:
                speaker.join()

    def _work(self, lent: AbstractContextManager[Booth], leave: Callable[[], bool], *, first: bool = False) -> None:
        try:
            with lent as booth:
                if not first and not booth.is_warm:
                    self._begun.wait()  # nothing is loaded beside the first line, which somebody may wait for
                while not (self._stopped.is_set() or leave()) and (some := self._next_few()):
                    for result in persistently(booth, some, self._ear):
                        self._results.put(result)
                        self._begun.set()
                        if self._stopped.is_set():
                            return
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are awaited
            self._results.put(error)
        finally:
            self._results.put(None)
            self._begun.set()

    def _next_few(self) -> list[Line]:
        with self._lock:
            return list(islice(self._left, AT_ONCE))

    def _come(self, speakers: int) -> Iterator[Result]:
        while speakers:
            match self._results.get():
                case None:
                    speakers -= 1
                case BaseException() as error:
                    raise error
                case result:
                    yield result


def persistently(booth: Booth, lines: Sequence[Line], ear: Ear) -> Iterator[Result]:
    """Each line with its sound; one that fails is tried once more, otherwise, then given with its error.

    After MOST_FAILURES of them the engine is tried no more: the others fail as the last did.
    """
    done, failures, again = 0, 0, False
    while done < len(lines):
        try:
            for pcm in booth.speak_all(_asked(lines[done:], again=again)):
                yield Said(lines[done], pcm, ear.hear(lines[done], pcm, last=again))
                done, again = done + 1, False
        except SpeechFailed as error:
            if not again and isinstance(error, WORTH_ANOTHER_TRY):
                again = True
                continue
            yield Failed(lines[done], refusal(lines[done], error))
            done, failures, again = done + 1, failures + 1, False
            if failures == MOST_FAILURES:
                yield from (Failed(line, refusal(line, error)) for line in lines[done:])
                return


def _asked(lines: Sequence[Line], *, again: bool) -> list[SpeechRequest]:
    requests = [line.request for line in lines]
    return [otherwise(requests[0]), *requests[1:]] if again else requests


def otherwise(request: SpeechRequest) -> SpeechRequest:
    """The same to a listener's ear, and another sound to the engine: one that is deterministic would fail again."""
    return replace(
        request, rate=slower if (slower := request.rate * SECOND_PACE) >= MIN_RATE else request.rate / SECOND_PACE
    )


def kind_of(line: Line) -> type[DisclaimerUnspoken | SpeechFailed]:
    """The error for a line that can't be spoken: of a disclaimer, one that keeps all of the article back."""
    return DisclaimerUnspoken if line.utterance.role is Role.DISCLAIMER else SpeechFailed


def refusal(line: Line, error: SpeechFailed) -> DisclaimerUnspoken | SpeechFailed:
    """The error with the text's place, for whoever has to mend it."""
    text = line.utterance.text
    excerpt = text if len(text) <= 60 else f"{text[:60]}…"
    which = "the disclaimer's words" if line.utterance.role is Role.DISCLAIMER else "the words"
    return kind_of(line)(f"The voice {line.request.voice} could not speak {which} “{excerpt}”. {error}")
