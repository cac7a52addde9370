"""Very long sections are offered in parts: a row of sections, each of which is heard in one sitting."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from content.article import Block, Section

# About ten minutes of speech, in characters of a script of letters.
LONGEST = 9000
# A character of these says as much as three letters.
_DENSE = range(0x3040, 0xD7B0)
_DENSITY = 3


def in_parts(blocks: tuple[Block, ...], longest: int = LONGEST) -> list[tuple[Block, ...]]:
    """Part blocks into runs of about equal length, none much over `longest`; lists and tables stay whole if short."""
    if sum(len(block.text) for block in blocks) * _DENSITY <= longest:
        return [blocks]
    whole = sum(weight(block.text) for block in blocks)
    parts = -(-whole // longest) if longest else 1
    if parts < 2:
        return [blocks]
    runs: list[list[Block]] = [[]]
    done = 0
    for unit in _units(blocks, whole // parts):
        size = sum(weight(block.text) for block in unit)
        # A border is where less lies on the wrong side of it.
        if runs[-1] and done + size / 2 > len(runs) * whole / parts and len(runs) < parts:
            runs.append([])
        runs[-1] += unit
        done += size
    return [tuple(run) for run in runs]


def undivided(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections with those that are offered in parts put together; blocks keep their ids."""
    whole: list[Section] = []
    for section in sections:
        if section.part > 1:
            whole[-1] = replace(whole[-1], blocks=whole[-1].blocks + section.blocks, parts=1)
        else:
            whole.append(replace(section, parts=1))
    return tuple(whole)


def weight(text: str) -> int:
    """How much a text says, in letters."""
    if text.isascii():
        return len(text)
    return len(text) + (_DENSITY - 1) * sum(ord(letter) in _DENSE for letter in text)


def _units(blocks: tuple[Block, ...], longest: int) -> Iterator[list[Block]]:
    for list_id, group in groupby(blocks, key=lambda block: block.list_id):
        run = list(group)
        if list_id and sum(weight(block.text) for block in run) <= longest / 2:
            yield run
        else:
            yield from ([block] for block in run)
