"""Find disclaimers in a stream: under a heading that says so, in markup that says so, or by their sentences."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cache

from content.blocks import Heading, Piece, Stream
from content.disclaimer import DisclaimerKind, key_of, words_of
from content.language import primary
from content.wording import Wording, box_names, plain, sieve, wordings

_LONGEST = 4000
# Under a heading that says what it is, publishers' terms run on; a page without another heading does not.
_LONGEST_HEADED = 20_000
_FEWEST_CHARACTERS = 25
# A paragraph is no disclaimer, but has one in it, where it tells how much of something is taken, or where less than
# this share of it leads people in need to help.
_MIXED = 0.4
_DOSE = re.compile(
    r"\d ?(mg|mcg|µg|g|ml|l|iu|units?|tablets?|pills?|capsules?|drops?|puffs?|tabletten?|tropfen|comprimidos?|"
    r"comprimés?|gotas|gouttes)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…](?=\s)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the markup around a place says: `names` of the boxes that hold little more than it, and its `box`.

    `box` tells the pieces that share a box made for the heading at that place from those that merely follow it.
    """

    names: Callable[[int], frozenset[str]]
    box: Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A disclaimer in a stream: its parts (the heading too), what it says, and how it is known.

    `stays`: it is a few sentences of a paragraph that says other things, and is read in its place as well.
    """

    kind: DisclaimerKind
    text: str
    heading: str
    lang: str
    origin: str
    confidence: float
    parts: tuple[Heading | Piece, ...]
    stays: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    wordings: tuple[Wording, ...]
    sieve: tuple[str, ...]


def disclaimers_in(stream: Stream, lang: str, around: Surroundings, rejected: Container[str] = ()) -> tuple[Found, ...]:
    """Find the disclaimers, in order, each once; those whose keys editors have `rejected` are none."""
    found: list[Found] = []
    place = 0
    while place < len(stream):
        part = stream[place]
        known = _known(primary(part.lang or lang), primary(lang))
        one = _headed(stream, place, known, around) if isinstance(part, Heading) else _alone(part, known, around)
        if one is not None and key_of(one.text) not in rejected:
            found.append(one)
        place += len(one.parts) if one is not None else 1
    return tuple(_each_once(found))


@cache
def _known(*langs: str) -> _Known:
    return _Known(wordings(*langs), sieve(*langs))


def _headed(stream: Stream, place: int, known: _Known, around: Surroundings) -> Found | None:
    heading = stream[place]
    wording = next((each for each in known.wordings if each.heading.fullmatch(plain(heading.text))), None)
    if wording is None:
        return None
    pieces: list[Piece] = []
    for part in stream[place + 1 :]:
        if not isinstance(part, Piece) or (pieces and not around.box(heading.place, part.place)):
            break
        pieces.append(part)
    text = " ".join(piece.text for piece in pieces)
    if not _FEWEST_CHARACTERS <= len(text) <= _LONGEST_HEADED:
        return None
    better = next((each for each in known.wordings if each.says(plain(text))), None)
    if wording.kind is DisclaimerKind.LEGAL and better is not None:
        wording = better  # "Disclaimer" alone says nothing of its kind
    return Found(wording.kind, text, heading.text, wording.lang, "heading", 0.95, (heading, *pieces))


def _alone(piece: Piece, known: _Known, around: Surroundings) -> Found | None:
    if not _FEWEST_CHARACTERS <= len(piece.text) <= _LONGEST:
        return None
    text = plain(piece.text)
    lower = text.lower()
    worth_reading = any(word in lower for word in known.sieve)
    for wording in known.wordings if worth_reading else ():
        if wording.says(text):
            said, stays = _said(piece.text, wording)
            return Found(wording.kind, said, "", wording.lang, "sentence", 0.8, (piece,), stays=stays)
    names = around.names(piece.place)
    if _named(names):
        for wording in known.wordings:
            if wording.word.search(text):
                return Found(wording.kind, piece.text, "", wording.lang, "markup", 0.7, (piece,))
    return None


def _said(text: str, wording: Wording) -> tuple[str, bool]:
    """The sentences that make a paragraph a disclaimer, and whether it says other things, and so stays where it is.

    Else the whole paragraph is one: what stands beside those sentences belongs to them.
    """
    spans = [found.span() for found in _SENTENCE.finditer(text)]
    telling = [place for place, (start, end) in enumerate(spans) if wording.says(plain(text[start:end]))]
    if not telling:
        return text, False
    start, end = spans[telling[0]][0], spans[telling[-1]][1]
    is_aside = wording.kind is DisclaimerKind.CRISIS and end - start < _MIXED * len(text)
    if is_aside or _DOSE.search(text, 0, start) or _DOSE.search(text, end):
        return text[start:end], True
    return text, False


def _named(names: frozenset[str]) -> bool:
    sure, not_so = box_names()
    return any(sure.fullmatch(name) for name in names) and not any(not_so.fullmatch(name) for name in names)


def _each_once(found: list[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for one in found:
        words = words_of(one.text)
        if not any(words in other for other in seen):
            seen.add(words)
            yield one
