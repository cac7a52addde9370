"""The door of the engines: one Protocol, opened by entry point (`voice.engines`), ours like anybody's."""

from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from voice.errors import UnknownEngine
from voice.speech import Pcm, Voice

GROUP = "voice.engines"


class Engine(Protocol):
    """What turns text into sound.

    `voices` loads no native code into the calling process (it may read files, or ask a child process) and lists the
    best voice of a language first. `speak` is called inside a booth alone, one text at a time; `rate` is 0.5 to 3
    times the voice's own pace. It raises SpeechFailed, and never returns empty sound.
    """

    name: str

    def voices(self) -> tuple[Voice, ...]:
        """The voices that are ready to speak on this machine."""
        ...

    def speak(self, text: str, voice: Voice, rate: float) -> Pcm:
        """The text as sound."""
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
