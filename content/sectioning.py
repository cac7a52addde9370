"""A stream of headings and pieces -> sections, with ids that stay the same as long as their headings do."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from slugify import slugify

from content.article import Block, Section, SpokenAs
from content.blocks import Heading, Piece, Stream
from content.parts import in_parts

OPENING = "opening"
_LONGEST_ID = 60
_WORD = re.compile(r"\w+")


def sections_of(stream: Stream, lang: str, notes: Container[str] = frozenset()) -> tuple[Section, ...]:
    """Part a stream at its headings; a heading with nothing below it stays, for it leads its sub-sections.

    `notes` are the ids of the notes that there are; marks that lead to others are left out.
    """
    # Kept for what stands before the first heading, and for the ids of disclaimers.
    taken = {OPENING: 1, "disclaimer": 1}
    explained: set[str] = set()
    sections: list[Section] = []
    for heading, pieces in _parts(stream):
        name = slugify(heading.text, max_length=_LONGEST_ID, word_boundary=True) or "section"
        section_id = _unique(name, taken) if heading.text else OPENING
        spoken = heading.lang or lang
        blocks = tuple(_block(_once(piece, explained), section_id, spoken, notes) for piece in pieces)
        runs = in_parts(blocks)
        for part, run in enumerate(runs, 1):
            part_id = section_id if part == 1 else _unique(f"{section_id}-part-{part}", taken)
            numbered = tuple(replace(block, id=f"{part_id}_{number}") for number, block in enumerate(run, 1))
            sections.append(Section(part_id, heading.level, heading.text, spoken, numbered, part, len(runs)))
    return tuple(sections)


def starts_of(stream: Stream, sections: Iterable[Section]) -> tuple[int, ...]:
    """Return the places where the sections of a stream start."""
    starts, coming = [], iter(sections)
    for heading, pieces in _parts(stream):
        done, section = 0, next(coming)
        starts.append(heading.place if heading.text else pieces[0].place)
        for _ in range(section.parts - 1):
            done += len(section.blocks)
            starts.append(pieces[done].place)
            section = next(coming)
    return tuple(starts)


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


def _once(piece: Piece, explained: set[str]) -> Piece:
    """The piece with each abbreviation explained where the article has it first, and nowhere else."""
    if not piece.spoken:
        return piece
    kept = []
    for each in piece.spoken:
        if each.how is SpokenAs.ABBREVIATION:
            if each.value in explained or each.value.casefold() in piece.text[: each.start].casefold():
                continue
            explained.add(each.value)
        kept.append(each)
    return replace(piece, spoken=tuple(kept))


def _block(piece: Piece, block_id: str, section_lang: str, notes: Container[str]) -> Block:
    return Block(
        id=block_id,
        kind=piece.kind,
        text=piece.text,
        lang="" if piece.lang == section_lang else piece.lang,
        label=piece.label,
        depth=piece.depth,
        list_id=piece.list_id,
        cells=piece.cells,
        notes=tuple(ref for ref in piece.notes if ref.note in notes),
        spoken=piece.spoken,
    )
