"""A block's text as the page writes it: runs of one language, abbreviations, line breaks and marks of notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from content import Article, Block, Section, Spoken, SpokenAs

# Scripts that run from right to left, by language or by script subtag.
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS = {"arab": "rtl", "hebr": "rtl", "latn": "ltr", "cyrl": "ltr", "deva": "ltr"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters written in one way.

    `lang` is "" where they are in the block's language; `title` is what an abbreviation is short for; `note` is the id
    of the note's element where `text` is its mark, and stands in no block.
    """

    text: str
    lang: str = ""
    title: str = ""
    note: str = ""
    new_line: bool = False


_SHOWN = {SpokenAs.LINE, SpokenAs.LANGUAGE, SpokenAs.ABBREVIATION}
Marks = dict[str, Run]


def marks_of(article: Article, section: Section) -> Marks:
    """The mark and the element of each note of a section, by the note's id."""
    notes = enumerate(article.notes_of(section), 1)
    return {note.id: Run(note.label, note=f"{section.id}_notes_{number}") for number, note in notes}


def runs(block: Block, marks: Marks, start: int = 0, end: int | None = None) -> Iterator[Run]:
    """The runs of a block's characters from `start` to `end`, with the marks of the section's notes among them."""
    end = len(block.text) if end is None else end
    at: dict[int, list[Run]] = {}
    for ref in block.notes:
        at.setdefault(ref.at, []).append(marks[ref.note])
    lines = {each.start for each in block.spoken if each.how is SpokenAs.LINE}
    shown = [each for each in block.spoken if each.how in _SHOWN]
    edges = {edge for each in shown for edge in (each.start, each.start + each.length)}
    last = start
    for edge in sorted({edge for edge in {*edges, *at} if start <= edge < end} | {end}):
        if edge > last:
            yield _run(block, last, edge)
        if edge in lines and edge < end:
            yield Run("", new_line=True)
        yield from at.get(edge, [])
        last = edge


def direction(lang: str) -> str:
    """Where the text of a language (a BCP 47 tag) runs to: "rtl" or "ltr"."""
    first, *others = lang.lower().split("-")
    script = next((_SCRIPTS[part] for part in others if part in _SCRIPTS), "")
    return script or ("rtl" if first in _RIGHT_TO_LEFT else "ltr")


def _run(block: Block, start: int, end: int) -> Run:
    around = [each for each in block.spoken if each.start <= start and end <= each.start + each.length]
    return Run(block.text[start:end], _value(around, SpokenAs.LANGUAGE), _value(around, SpokenAs.ABBREVIATION))


def _value(around: list[Spoken], how: SpokenAs) -> str:
    return next((each.value for each in reversed(around) if each.how is how), "")
