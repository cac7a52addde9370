"""The nouns of an article: `Article`, `Section`, `Block`."""

from dataclasses import dataclass
from enum import StrEnum

from content.disclaimer import Disclaimer


class BlockKind(StrEnum):
    """What a block is on the page, and so how it is announced."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    QUOTE = "quote"
    SOURCE = "source"
    FIGURE = "figure"
    VIDEO = "video"
    AUDIO = "audio"
    CODE = "code"
    NOTE = "note"


class SpokenAs(StrEnum):
    """How characters are spoken that are not spoken as they are written."""

    WORDS = "words"
    ABBREVIATION = "abbreviation"
    FORMULA = "formula"
    LANGUAGE = "language"
    LINE = "line"
    EMPHASIS = "emphasis"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Characters of a block, `length` of them from `start`, that are spoken otherwise than they are written.

    `value` is, by `how`: words to be read in their place; what an abbreviation is short for, of use where a voice does
    not know it better; a formula in MathML; the language (a BCP 47 tag) that they are in; "" where a line begins, for
    words that are stressed, and for those to be spelled.
    """

    start: int
    length: int
    how: SpokenAs
    value: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A mark that leads to a note: the note's id, and before which character of the block's text the mark stands."""

    at: int
    note: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark in the text leads to. It is spoken on demand, and not within its section.

    `id` is unique among the article's notes; `label` is its mark ("1", "a", "*"); `lang` is a BCP 47 tag.
    """

    id: str
    label: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row.

    `header` is the text of its columns' header cells ("" where there is none); `start` and `length` say, in characters,
    where its own text stands in the block's text; `heads_row` says that it is itself the header of its row; `column` is
    the first of the `span` columns it stands in, from 0.
    """

    header: str
    start: int
    length: int
    heads_row: bool = False
    column: int = 0
    span: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """What is read in one breath: a paragraph, a list item, a row of a table, a quote or its source, a figure, a note.

    `id` is its section's id, "_" and its number there; as no section's id has a "_", ids are unique in the article.
    `text` is written text, white space folded, never empty. `lang` is a BCP 47 tag, "" where the block speaks its
    section's language. `label` is what stands before it: the number of an item in a numbered list, of a row (with the
    header that reaches down to it from a row above), the mark of a note, the alternative text of a figure that has a
    caption too; else "".
    `depth` counts the lists around a nested item, from 0, and is one more for what a term means. `list_id` groups the
    items of one list, the rows of one table, the parts of one quote; "" elsewhere. `notes` and `spoken` are in order.
    """

    id: str
    kind: BlockKind
    text: str
    lang: str = ""
    label: str = ""
    depth: int = 0
    list_id: str = ""
    cells: tuple[Cell, ...] = ()
    notes: tuple[NoteRef, ...] = ()
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What a listener skips between: a heading and the blocks below it, without its sub-sections.

    `id` is stable and unique in its article (made of the heading; "opening" for what stands before the first one);
    `level` is 1 to 6; `heading` may be empty for the opening alone; `lang` is a BCP 47 tag. A very long one is offered
    as `parts` sections in a row with the same heading, of which this is the `part`-th, from 1.
    """

    id: str
    level: int
    heading: str
    lang: str
    blocks: tuple[Block, ...]
    part: int = 1
    parts: int = 1

    @property
    def text(self) -> str:
        """The written text of its blocks, a blank line between two."""
        return "\n\n".join(block.text for block in self.blocks)


_NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Article:
    """What an editor publishes, as a careful reader would take it in.

    `slug` names it in addresses (a-z, 0-9, hyphens); `lang` is a BCP 47 tag; `url` is where it came from or None;
    `author`, `published` and `modified` (ISO 8601) are "" where the page does not say; `cuts` says in plain English
    what was left out of a page that was too large, one sentence each; `keywords` are what the page says it is about,
    `topics` what its editors say; `notes` are in the order of their marks.
    """

    slug: str
    title: str
    lang: str
    url: str | None
    sections: tuple[Section, ...]
    disclaimers: tuple[Disclaimer, ...] = ()
    author: str = ""
    published: str = ""
    modified: str = ""
    cuts: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def section(self, section_id: str) -> Section | None:
        """Its section of that id, or the notes of one ("dosing_notes" for those of "dosing"); or None."""
        named, separator, part = section_id.partition("_")
        section = next((section for section in self.sections if section.id == named), None)
        if section is None or not separator:
            return section
        return self.notes_section(section) if part == _NOTES else None

    def notes_section(self, section: Section) -> Section | None:
        """The notes of a section as a section of their own, a block for each; None where it has none."""
        notes = self.notes_of(section)
        if not notes:
            return None
        named = f"{section.id}_{_NOTES}"
        blocks = tuple(
            Block(
                f"{named}_{number}",
                BlockKind.NOTE,
                note.text,
                "" if note.lang == section.lang else note.lang,
                note.label,
            )
            for number, note in enumerate(notes, 1)
        )
        return Section(named, section.level, "", section.lang, blocks)

    def notes_of(self, section: Section) -> tuple[Note, ...]:
        """The notes that the section's marks lead to; those that no mark leads to are the last section's."""
        wanted = {ref.note for block in section.blocks for ref in block.notes}
        if section is self.sections[-1]:
            marked = {ref.note for each in self.sections for block in each.blocks for ref in block.notes}
            wanted |= {note.id for note in self.notes} - marked
        return tuple(note for note in self.notes if note.id in wanted) if wanted else ()
