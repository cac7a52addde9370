"""Which voice speaks: by language, by door and by what is preferred, along a chain that says whom it passes over."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from voice.engine import Kind, Naming, broken_engines, engine_names, kind_of, open_engine, voices_of
from voice.errors import EngineBroken, EngineNotSetUp, UnknownVoice, UnspokenLanguage
from voice.speech import Voice

# Who is asked first; the others follow in alphabetical order.
FIRST_CHOICES = ("hibari", "kokoro", "piper", "espeak")
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


class Door(StrEnum):
    """Where the voice is heard. Through a telephone a neural voice is understood far better than any other."""

    PAGE = "page"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Preference:
    """What is preferred: an engine, or voices by name, parted by commas, each for its language; "" where nothing is.

    A name may begin with its engine and a colon: "espeak:gmw/en-GB".
    """

    engine: str = ""
    voice: str = ""
    door: Door = Door.PAGE

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the voices preferred."""
        return tuple(name for part in self.voice.split(",") if (name := part.strip()))


@dataclass(frozen=True, slots=True)
class Link:
    """A step of the chain: the voice that would speak, or None, and why. A `fault` is one that must be told."""

    asked: str
    voice: Voice | None
    reason: str
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The voice that speaks a language, and what should have come before it and could not, a sentence each."""

    voice: Voice
    passed_over: tuple[str, ...] = ()


@lru_cache(1024)
def choose(lang: str, preference: Preference = Preference()) -> Choice:
    """The first voice of the chain for a BCP 47 tag. Raises UnspokenLanguage, UnknownEngine, UnknownVoice."""
    faults: list[str] = []
    for link in chain(lang, preference):
        if link.voice:
            return Choice(link.voice, tuple(faults))
        faults += [link.reason] if link.fault else []
    raise UnspokenLanguage(_unspoken(lang))


def next_voices(lang: str, failed: Voice) -> Iterator[Voice]:
    """The voices of other engines for a BCP 47 tag, in the chain's order: who stands in where a voice has failed."""
    found = (link.voice for link in chain(lang))
    return (voice for voice in found if voice and voice.engine != failed.engine)


def stand_ins(langs: Iterable[str], preference: Preference) -> list[str]:
    """A sentence for each of the languages that is spoken by another voice than the one that should come first."""
    choices = {lang: choose(lang, preference) for lang in langs}
    return [
        f"What is in {lang!r} is spoken by {choice.voice}. {' '.join(choice.passed_over)}"
        for lang, choice in choices.items()
        if choice.passed_over
    ]


def chain(lang: str, preference: Preference = Preference()) -> Iterator[Link]:
    """What is asked for a voice for a BCP 47 tag, in order: what is preferred, then engine after engine.

    Raises UnknownEngine and UnknownVoice for a preferred one that does not exist.
    """
    own = preference.engine or None
    names = preference.names  # all of them are looked for, so that a wrong one does not stay unseen behind the first
    yield from [_preferred(name, lang, None if _names_its_engine(name) else own, name) for name in names]
    if preference.engine:
        yield _preferred(f"the engine {preference.engine}", lang, preference.engine, None)
    for engine in _in_order(preference.door):
        yield _offered(engine, lang)


@lru_cache(1024)
def voice_for(lang: str, engine: str | None = None, name: str | None = None) -> Voice:
    """The voice for a BCP 47 tag: the best there is, or the one asked for by engine, by name, or by both.

    Raises UnknownEngine, UnknownVoice, and UnspokenLanguage: no voice is lent to a language that it does not speak.
    """
    if name is not None:
        return _named(name, engine, lang)
    if engine is None:
        return choose(lang).voice
    found = _closest(lang, voices_of(engine), unasked=False)
    if not found:
        raise UnspokenLanguage(
            f"The engine {engine} has no voice for the language {lang!r}. Leave the engine out, or choose another one."
        )
    return found


def _preferred(asked: str, lang: str, engine: str | None, name: str | None) -> Link:
    try:
        return Link(asked, voice_for(lang, engine, name), "It is preferred, and speaks the language.")
    except (UnspokenLanguage, EngineBroken, EngineNotSetUp) as error:
        return Link(asked, None, str(error), fault=True)


def _offered(engine: str, lang: str) -> Link:
    asked = f"the engine {engine}"
    try:
        voices = voices_of(engine)
    except EngineBroken as error:
        return Link(asked, None, str(error), fault=True)
    except EngineNotSetUp as error:
        return Link(asked, None, str(error))
    if found := _closest(lang, voices, unasked=True):
        return Link(
            asked, found, f"The best that {engine} has for the language ({open_engine(engine).capabilities.kind})."
        )
    if found := _closest(lang, voices, unasked=False):
        why = "is experimental" if found.experimental else "fits any language"
        return Link(asked, None, f"The voice {found} {why}, and speaks only when it is asked for.")
    return Link(asked, None, f"The engine {engine} has no voice for the language {lang!r}.")


def _named(name: str, engine: str | None, lang: str) -> Voice:
    named = those_named(name, engine)
    if not named:
        voices = voices_in_order() if engine is None else voices_of(engine)
        there = [voice.name for voice in voices if speaks(voice, lang)]
        kept = ", ".join(there) or "none"
        raise UnknownVoice(f"There is no voice called {name!r}. For the language {lang!r} there are: {kept}.")
    found = _closest(lang, named, unasked=False)
    if not found:
        raise UnspokenLanguage(
            f"The voice {name} speaks {named[0].lang}, and the text is in {lang!r}. "
            "Choose a voice of that language, or none."
        )
    return found


def those_named(name: str, engine: str | None = None) -> list[Voice]:
    """The voices of that name, which may begin with their engine and a colon; none where there is none."""
    if engine is None and _names_its_engine(name):
        engine, _, name = name.partition(":")
    voices = voices_in_order() if engine is None else voices_of(engine)
    return [voice for voice in voices if voice.name == name] or _unlisted(name, engine)


def _names_its_engine(name: str) -> bool:
    before, colon, _ = name.partition(":")
    return bool(colon) and before in engine_names()


def speaks(voice: Voice, lang: str) -> bool:
    """Whether a voice is of the language of a BCP 47 tag, whatever the country, or fits any."""
    return _primary(voice.lang) in (_primary(lang), ANY_LANGUAGE)


def check_named(names: str) -> None:
    """Raises UnknownVoice where one of these voices, parted by commas, is none of any engine."""
    for name in filter(None, map(str.strip, names.split(","))):
        with suppress(UnspokenLanguage):  # it is there, and speaks another
            voice_for("en", name=name)


def _unlisted(name: str, engine: str | None) -> list[Voice]:
    """The voice of that name that an engine has and does not list."""
    opened = [open_engine(each) for each in ([engine] if engine else _in_order(Door.PAGE)) if _works(each)]
    found = (each.named(name) for each in opened if isinstance(each, Naming))
    return [voice for voice in found if voice][:1]


def _works(engine: str) -> bool:
    try:
        return bool(voices_of(engine))
    except (EngineBroken, EngineNotSetUp):
        return False


def voices_in_order(kinds: Collection[Kind] = tuple(Kind)) -> list[Voice]:
    """The voices of every engine of these kinds that works, in the order in which engines are asked on a page."""
    engines = [engine for engine in _in_order(Door.PAGE) if kind_of(engine) in kinds]
    return [voice for engine in engines if _works(engine) for voice in voices_of(engine)]


def _in_order(door: Door) -> list[str]:
    first = {engine: rank for rank, engine in enumerate(FIRST_CHOICES)}

    def rank(engine: str) -> tuple[bool, int, str]:
        suits = door is Door.PAGE or (_works(engine) and kind_of(engine) is Kind.NEURAL)
        return not suits, first.get(engine, len(first)), engine

    return sorted(engine_names(), key=rank)


def _closest(lang: str, voices: Iterable[Voice], *, unasked: bool) -> Voice | None:
    """The voice of the tag itself, else of the tag cut shorter, else the language's first; never another language's."""
    by_tag: dict[str, Voice] = {}
    for voice in voices:
        if unasked and (voice.experimental or voice.lang == ANY_LANGUAGE):
            continue
        tag = _canonical(voice.lang)
        by_tag.setdefault(tag, voice)
        by_tag.setdefault(f"{_primary(tag)}-*", voice)
    parts = _canonical(lang).split("-")
    wanted = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)] + [f"{parts[0]}-*", ANY_LANGUAGE]
    return next((by_tag[tag] for tag in wanted if tag in by_tag), None)


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


def _unspoken(lang: str) -> str:
    broken = "".join(f" The engine {name} was passed over: {trouble}." for name, trouble in broken_engines().items())
    return f"No installed voice speaks the language {lang!r}; `voice voices` lists those that are spoken.{broken}"
