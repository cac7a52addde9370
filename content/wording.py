"""How disclaimers are worded, by language and kind: the table `disclaimers.toml`, ready to be asked.

A phrase of the table is a row of parts with room between them ("not.{0,60}advice"). It is looked for part by part, so
that the time it takes grows with the length of the text and no faster, whatever the text.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from content.disclaimer import DisclaimerKind
from content.language import primary

FALLBACK = "en"
_ROOM = re.compile(r"\.\{0,(\d+)\}")
_SENTENCE_END = re.compile(r"[.!?]\s")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts that follow one another within a sentence, each at most so many characters after the one before."""

    parts: tuple[re.Pattern[str], ...]
    rooms: tuple[int, ...]

    def stands_in(self, text: str) -> bool:
        """Say whether a text has the phrase."""
        if not all(part.search(text) for part in reversed(self.parts)):
            return False
        ends = [match.end() for match in self.parts[0].finditer(text)]
        for part, room in zip(self.parts[1:], self.rooms, strict=True):
            ends = list(_next_ends(text, ends, part, room))
        return bool(ends)


def _next_ends(text: str, ends: list[int], part: re.Pattern[str], room: int) -> Iterator[int]:
    for match in part.finditer(text):
        start = match.start()
        nearest = bisect_right(ends, start) - 1
        if nearest < 0 or start - ends[nearest] > room or _SENTENCE_END.search(text, ends[nearest], start):
            continue
        yield match.end()


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of disclaimer is worded in a language; fields as in the table."""

    lang: str
    kind: DisclaimerKind
    heading: re.Pattern[str]
    sentences: tuple[Phrase, ...]
    word: re.Pattern[str]

    def says(self, text: str) -> bool:
        """Say whether a text has one of its sentences."""
        return any(phrase.stands_in(text) for phrase in self.sentences)


def plain(text: str) -> str:
    """Spell a text as the table does."""
    return text.replace("’", "'").replace("\u00a0", " ")


@cache
def wordings(*langs: str) -> tuple[Wording, ...]:
    """Return the wordings in some languages (two letters), in their order, then the English ones."""
    table = _table()
    return tuple(
        Wording(
            name,
            kind,
            _any_of(table[name][kind]["headings"]),
            tuple(_phrase(sentence) for sentence in table[name][kind]["sentences"]),
            _any_of(table[name][kind]["words"]),
        )
        for name in _known(langs)
        for kind in DisclaimerKind
        if kind in table[name]
    )


@cache
def sieve(*langs: str) -> tuple[str, ...]:
    """Return the words without one of which no sentence of the table stands in a text in lower case."""
    return tuple(dict.fromkeys(word for name in _known(langs) for word in _list(name, "sieve")))


@cache
def box_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what names boxes of disclaimers in markup, and what names other boxes."""
    return _any_of(_list(FALLBACK, "names")), _any_of(_list(FALLBACK, "not_names"))


def short_form(kind: str, lang: str) -> str:
    """Return what is said for a kind where a section is fetched alone, in a language (BCP 47); "" where nothing is."""
    forms = _table().get(primary(lang), {}).get("short", {})
    return str(forms.get(kind, ""))


def closing(lang: str) -> str:
    """Return what follows such short forms: where the full text is to be heard."""
    return short_form("closing", lang)


def line_words() -> tuple[list[str], list[str], list[str]]:
    """Return the numbers that are known to be lines, words before a number that is called, and those after a count."""
    return _list("lines", "known"), _list("lines", "calling"), _list("lines", "counted")


def line_verbs() -> tuple[list[str], list[str], list[str]]:
    """Return words that tell to write to a number, those that tell to call it, and what joins such words."""
    return _list("lines", "texting"), _list("lines", "talking"), _list("lines", "between")


def emergency_numbers() -> list[str]:
    """Return the known numbers that call for rescue, and are no line to talk."""
    return _list("lines", "emergency")


def _known(langs: tuple[str, ...]) -> Iterable[str]:
    return [name for name in dict.fromkeys((*langs, FALLBACK)) if name in _table()]


def _list(lang: str, key: str) -> list[str]:
    value: object = _table()[lang][key]
    return [str(each) for each in value] if isinstance(value, list) else []


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("content").joinpath("disclaimers.toml").read_text("utf-8"))


def _phrase(sentence: str) -> Phrase:
    parts = _ROOM.split(sentence)
    return Phrase(tuple(_any_of([part]) for part in parts[::2]), tuple(int(room) for room in parts[1::2]))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
