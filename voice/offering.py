"""The voices that listeners may choose from, beside the one in which an article is heard as a rule."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from voice.choosing import Preference, choose, speaks, those_named, voices_in_order
from voice.engine import Kind, kind_of
from voice.environment import variable_of
from voice.errors import SettingsError
from voice.speech import Voice

# Of an engine that has a voice for every village, one for the language and one for each country.
_OF_A_COUNTRY = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
# Names such as en_US-joe-medium, af_heart and heart.
_GIVEN = re.compile(r"(?:[a-z]{2,3}_[A-Z]{2}-|[a-z]{2}_)?([A-Za-z]{2,})\b.*")

# Names of engines as people write them.
_WRITTEN = {"espeak": "eSpeak"}


@lru_cache(8)
def offered(asked: str) -> Mapping[str, Voice]:
    """The voices that a setting offers, by engine and name ("kokoro:ef_dora"), the best of a language first.

    `asked` are their names, parted by commas; "all" are those that can be understood well. Raises SettingsError.
    """
    names = [name for part in asked.split(",") if (name := part.strip())]
    if names == ["none"]:
        return {}
    found = _worth_offering() if names == ["all"] else map(_named, names)
    return {str(voice): voice for voice in found}


def check_offered(asked: str) -> None:
    """Raises SettingsError where a voice is offered that is none of any engine."""
    if asked.strip() != "all":  # those need not be looked for, which takes a while
        offered(asked)


@lru_cache(256)
def choices(lang: str, asked: str, usual: Preference) -> tuple[Voice, tuple[Voice, ...]]:
    """The voice of a language that is `usual`, and those that a listener may choose in its place.

    Raises UnspokenLanguage, UnknownEngine, UnknownVoice, SettingsError.
    """
    used = choose(lang, usual).voice
    return used, tuple(voice for voice in offered(asked).values() if speaks(voice, lang) and voice != used)


def called(voice: Voice) -> str:
    """What people call a voice: its given name, or its engine where that speaks with one voice in all languages."""
    if kind_of(voice.engine) is not Kind.NEURAL:
        return _WRITTEN.get(voice.engine, voice.engine)
    given = _GIVEN.fullmatch(voice.name)
    return given[1].capitalize() if given else voice.name


def _worth_offering() -> Iterator[Voice]:
    for voice in voices_in_order((Kind.NEURAL, Kind.FORMANT)):
        neural = kind_of(voice.engine) is Kind.NEURAL
        if not voice.experimental and (neural or _OF_A_COUNTRY.fullmatch(voice.lang)):
            yield voice


def _named(name: str) -> Voice:
    for voice in those_named(name):
        return voice
    raise SettingsError(
        f"{variable_of('offered')} names {name!r}, and there is no such voice; `voice voices` lists those there are."
    )
