"""The manners of a request in SSML, the part of it that eSpeak obeys and that is heard."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from voice.reading import Reading
from voice.speech import How, Manner

# In the order in which they stand in one another.
_TAGS = {
    How.STRESSED: ('<emphasis level="strong">', "</emphasis>"),
    How.SPELLED: ('<say-as interpret-as="characters">', "</say-as>"),
}
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def marked_up(said: Reading, manners: Sequence[Manner]) -> Reading:
    """What is told to eSpeak, in SSML; its spans still lead to the request's text, in which the manners are counted."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for hows, places in groupby(range(len(said.text)), lambda place: _at(said.spans[place][0], manners)):
        within = list(places)
        opening, closing = _tags(hows, 0), _tags(reversed(hows), 1)
        signs = [_ESCAPED.get(said.text[place], said.text[place]) for place in within]
        parts += [opening, *signs, closing]
        spans += [(said.spans[within[0]][0],) * 2] * len(opening)
        spans += [said.spans[place] for place, sign in zip(within, signs, strict=True) for _ in sign]
        spans += [(said.spans[within[-1]][1],) * 2] * len(closing)
    return Reading("".join(parts), tuple(spans))


def _at(place: int, manners: Iterable[Manner]) -> tuple[How, ...]:
    found = {manner.how for manner in manners if manner.start <= place < manner.start + manner.length}
    return tuple(how for how in _TAGS if how in found)


def _tags(hows: Iterable[How], side: int) -> str:
    return "".join(_TAGS[how][side] for how in hows)
