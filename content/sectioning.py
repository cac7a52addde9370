"""A stream of headings and pieces -> sections, with ids that stay the same as long as their headings do."""

import re
from collections.abc import Iterator

from slugify import slugify

from content.article import Block, Section
from content.blocks import Heading, Piece, Stream

OPENING = "opening"
_LONGEST_ID = 60
_WORD = re.compile(r"\w+")


def sections_of(stream: Stream, lang: str) -> tuple[Section, ...]:
    """Part a stream at its headings; a heading with nothing below it stays, for it leads its sub-sections."""
    # Kept for what stands before the first heading, and for the ids of disclaimers.
    taken = {OPENING: 1, "disclaimer": 1}
    sections = []
    for heading, pieces in _parts(stream):
        if heading.text:
            section_id = _unique(slugify(heading.text, max_length=_LONGEST_ID, word_boundary=True) or "section", taken)
        else:
            section_id = OPENING
        spoken = heading.lang or lang
        blocks = tuple(_block(piece, f"{section_id}_{n}", spoken) for n, piece in enumerate(pieces, 1))
        sections.append(Section(section_id, heading.level, heading.text, spoken, blocks))
    return tuple(sections)


def starts_of(stream: Stream) -> tuple[int, ...]:
    """Return the places where the sections of a stream start."""
    return tuple(heading.place if heading.text else pieces[0].place for heading, pieces in _parts(stream))


def begins_with(title: str, heading: str) -> bool:
    """Say whether a title begins with the words of a heading, whatever their marks and capitals."""
    words = _WORD.findall(heading.casefold())
    return bool(words) and _WORD.findall(title.casefold())[: len(words)] == words


def _parts(stream: Stream) -> Iterator[tuple[Heading, list[Piece]]]:
    heading, pieces = Heading(1, "", -1), list[Piece]()
    for part in stream:
        if isinstance(part, Piece):
            pieces.append(part)
            continue
        if heading.text or pieces:
            yield heading, pieces
        heading, pieces = part, []
    if heading.text or pieces:
        yield heading, pieces


def _unique(name: str, taken: dict[str, int]) -> str:
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else _unique(f"{name}-{taken[name]}", taken)


def _block(piece: Piece, block_id: str, section_lang: str) -> Block:
    lang = "" if piece.lang == section_lang else piece.lang
    return Block(block_id, piece.kind, piece.text, lang, piece.label, piece.depth, piece.list_id, piece.cells)
