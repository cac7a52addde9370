"""Find disclaimers in a stream: under a heading that says so, in markup that says so, or by their sentences."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from content.blocks import Heading, Piece, Stream
from content.disclaimer import DisclaimerKind

_LONGEST = 4000
_FEWEST_CHARACTERS = 25
_FALLBACK = "en"
_WITHIN_SENTENCE = r"(?:[^.!?]|[.!?](?=\S))"  # ".{0,60}" in the table never leaves its sentence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the markup around a place says: `names` of the boxes that hold little more than it, and its `box`.

    `box` tells the pieces that share a box made for the heading at that place from those that merely follow it.
    """

    names: Callable[[int], frozenset[str]]
    box: Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A disclaimer in a stream: its parts (the heading too), what it says, and how it is known."""

    kind: DisclaimerKind
    text: str
    heading: str
    lang: str
    origin: str
    confidence: float
    parts: tuple[Heading | Piece, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    lang: str
    kind: DisclaimerKind
    heading: re.Pattern[str]
    sentence: re.Pattern[str]
    word: re.Pattern[str]


def disclaimers_in(stream: Stream, lang: str, around: Surroundings) -> tuple[Found, ...]:
    """Find the disclaimers, in order, each once."""
    wordings = _wordings(lang[:2].lower())
    found: list[Found] = []
    place = 0
    while place < len(stream):
        part = stream[place]
        one = _headed(stream, place, wordings, around) if isinstance(part, Heading) else _alone(part, wordings, around)
        if one is not None:
            found.append(one)
        place += len(one.parts) if one is not None else 1
    return tuple(_each_once(found))


def _headed(stream: Stream, place: int, wordings: tuple[_Wording, ...], around: Surroundings) -> Found | None:
    heading = stream[place]
    wording = next((each for each in wordings if each.heading.fullmatch(_plain(heading.text))), None)
    if wording is None:
        return None
    pieces: list[Piece] = []
    for part in stream[place + 1 :]:
        if not isinstance(part, Piece) or (pieces and not around.box(heading.place, part.place)):
            break
        pieces.append(part)
    text = " ".join(piece.text for piece in pieces)
    if not _FEWEST_CHARACTERS <= len(text) <= _LONGEST:
        return None
    better = next((each for each in wordings if each.sentence.search(_plain(text))), None)
    if wording.kind is DisclaimerKind.LEGAL and better is not None:
        wording = better  # "Disclaimer" alone says nothing of its kind
    return Found(wording.kind, text, heading.text, wording.lang, "heading", 0.95, (heading, *pieces))


def _alone(piece: Piece, wordings: tuple[_Wording, ...], around: Surroundings) -> Found | None:
    if not _FEWEST_CHARACTERS <= len(piece.text) <= _LONGEST:
        return None
    plain = _plain(piece.text)
    for wording in wordings:
        if wording.sentence.search(plain):
            return Found(wording.kind, piece.text, "", wording.lang, "sentence", 0.8, (piece,))
    names = around.names(piece.place)
    if _named(names):
        for wording in wordings:
            if wording.word.search(plain):
                return Found(wording.kind, piece.text, "", wording.lang, "markup", 0.7, (piece,))
    return None


def _named(names: frozenset[str]) -> bool:
    sure, not_so = _names()
    return any(sure.fullmatch(name) for name in names) and not any(not_so.fullmatch(name) for name in names)


def _each_once(found: list[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for one in found:
        plain = re.sub(r"\W+", " ", one.text.casefold()).strip()
        if not any(plain in other for other in seen):
            seen.add(plain)
            yield one


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ")


@cache
def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    source = resources.files("content").joinpath("disclaimers.toml").read_text("utf-8")
    return tomllib.loads(source)


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    english: dict[str, object] = dict(_table()[_FALLBACK])
    sure, not_so = english["names"], english["not_names"]
    return _any_of([str(name) for name in _listed(sure)]), _any_of([str(name) for name in _listed(not_so)])


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


@cache
def _wordings(lang: str) -> tuple[_Wording, ...]:
    table = _table()
    return tuple(
        _Wording(
            name,
            kind,
            _any_of(table[name][kind]["headings"]),
            _any_of(table[name][kind]["sentences"]),
            _any_of(table[name][kind]["words"]),
        )
        for name in dict.fromkeys((lang, _FALLBACK))
        if name in table
        for kind in DisclaimerKind
        if kind in table[name]
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns).replace(".{", _WITHIN_SENTENCE + "{")
    return re.compile(joined, re.IGNORECASE)
