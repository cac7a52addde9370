"""The door of the engines: one Protocol, opened by entry point (`voice.engines`), ours like anybody's."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import entry_points
from typing import Protocol

from voice.errors import UnknownEngine, UnknownVoice, UnspokenLanguage
from voice.speech import Pcm, SpeechRequest, Voice

GROUP = "voice.engines"
# Who is asked first; the others follow in alphabetical order.
FIRST_CHOICES = ("hibari", "espeak")
ANY_LANGUAGE = "und"
# Tags (in lower case) of languages that voices know by another tag.
SAME_LANGUAGE = {
    "zh": "cmn",
    "zh-cmn": "cmn",
    "zh-yue": "yue",
    "zh-hk": "yue",
    "zh-mo": "yue",
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "sh": "hr",
    "hbs": "hr",
}


class Engine(Protocol):
    """What turns text into sound.

    `voices` loads no native code into the calling process (it may read files, or ask a child process) and lists the
    best voice of a language first; `und` is the language of a voice that fits any, and is never chosen unasked. `load`
    and `speak` are called inside a booth alone, one request at a time. `speak` raises SpeechFailed or UnknownVoice, and
    never returns empty sound.
    """

    name: str

    def voices(self) -> tuple[Voice, ...]:
        """The voices that are ready to speak on this machine."""
        ...

    def load(self) -> None:
        """Makes ready to speak, so that the first text is not kept waiting; called once, inside a booth."""
        ...

    def speak(self, request: SpeechRequest) -> Pcm:
        """The request as sound, with the times of its words where the engine knows them."""
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


def voices_of(engine: str) -> tuple[Voice, ...]:
    """The engine's voices, the best of a language first. Raises UnknownEngine, also for one that does not work."""
    voices, trouble = _asked(engine)
    if trouble:
        raise UnknownEngine(f"The engine {engine} is installed but does not work: {trouble}")
    return voices


def all_voices() -> tuple[Voice, ...]:
    """The voices of every engine that works, the engines that are asked first in front."""
    return tuple(voice for engine in _in_order() for voice in _asked(engine)[0])


def broken_engines() -> dict[str, str]:
    """The installed engines that do not work, and why."""
    return {engine: trouble for engine in engine_names() if (trouble := _asked(engine)[1])}


@lru_cache(1024)
def voice_for(lang: str, engine: str | None = None, name: str | None = None) -> Voice:
    """The voice for a BCP 47 tag: the best there is, or the one asked for by engine, by name, or by both.

    Raises UnknownEngine, UnknownVoice, and UnspokenLanguage: no voice is lent to a language that it does not speak.
    """
    if name is not None:
        return _named(name, engine, lang)
    for candidate in [engine] if engine else _in_order():
        voices = voices_of(candidate) if engine else _asked(candidate)[0]
        if found := _closest(lang, voices, unasked=not engine):
            return found
    raise UnspokenLanguage(_unspoken(lang, engine))


def _named(name: str, engine: str | None, lang: str) -> Voice:
    voices = voices_of(engine) if engine else all_voices()
    named = [voice for voice in voices if voice.name == name]
    if not named:
        there = [voice.name for voice in voices if _primary(voice.lang) in (_primary(lang), ANY_LANGUAGE)]
        kept = ", ".join(there) or "none"
        raise UnknownVoice(f"There is no voice called {name!r}. For the language {lang!r} there are: {kept}.")
    found = _closest(lang, named, unasked=False)
    if not found:
        raise UnspokenLanguage(
            f"The voice {name} speaks {named[0].lang}, and the text is in {lang!r}. "
            "Choose a voice of that language, or none."
        )
    return found


def _in_order() -> list[str]:
    first = {engine: rank for rank, engine in enumerate(FIRST_CHOICES)}
    return sorted(engine_names(), key=lambda engine: (first.get(engine, len(first)), engine))


@cache
def _asked(engine: str) -> tuple[tuple[Voice, ...], str]:
    """The engine's voices, and what is wrong with it: a broken engine must not take the others down."""
    try:
        return open_engine(engine).voices(), ""
    except UnknownEngine:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a stranger's engine raises
        return (), f"{type(error).__name__}: {error}"


def _closest(lang: str, voices: Iterable[Voice], *, unasked: bool) -> Voice | None:
    """The voice of the tag itself, else of the tag cut shorter, else the language's first; never another language's."""
    by_tag: dict[str, Voice] = {}
    for voice in voices:
        tag = _canonical(voice.lang)
        by_tag.setdefault(tag, voice)
        by_tag.setdefault(f"{_primary(tag)}-*", voice)
    parts = _canonical(lang).split("-")
    wanted = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)] + [f"{parts[0]}-*"]
    if not unasked:
        wanted.append(ANY_LANGUAGE)
    found = next((by_tag[tag] for tag in wanted if tag in by_tag), None)
    return None if unasked and found and found.lang == ANY_LANGUAGE else found


def _canonical(lang: str) -> str:
    """The tag in lower case, with the language as voices name it."""
    parts = lang.lower().replace("_", "-").split("-")
    for length in (2, 1):
        same = SAME_LANGUAGE.get("-".join(parts[:length]))
        if same:
            return "-".join([same, *parts[length:]])
    return "-".join(parts)


def _primary(lang: str) -> str:
    return _canonical(lang).partition("-")[0]


def _unspoken(lang: str, engine: str | None) -> str:
    if engine:
        return (
            f"The engine {engine} has no voice for the language {lang!r}. Leave the engine out, or choose another one."
        )
    broken = "".join(f" The engine {name} was passed over: {trouble}." for name, trouble in broken_engines().items())
    return f"No installed voice speaks the language {lang!r}; `voice voices` lists those that are spoken.{broken}"
