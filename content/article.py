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
    FIGURE = "figure"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row.

    `header` is the text of its column's header cell ("" where there is none); `start` and `length` say, in characters,
    where its own text stands in the block's text.
    """

    header: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Block:
    """What is read in one breath: a paragraph, a list item, a row of a table, a quote, a figure, code.

    `id` is its section's id, "_" and its number there; as no section's id has a "_", ids are unique in the article.
    `text` is written text, white space folded, never empty. `lang` is a BCP 47 tag, "" where the block speaks its
    section's language. `label` is what stands before it: the number of an item in a numbered list, of a row, the
    alternative text of a figure that has a caption too; else "".
    `depth` counts the lists around a nested item, from 0. `list_id` groups the items of one list and the rows of one
    table; "" elsewhere.
    """

    id: str
    kind: BlockKind
    text: str
    lang: str = ""
    label: str = ""
    depth: int = 0
    list_id: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What a listener skips between: a heading and the blocks below it, without its sub-sections.

    `id` is stable and unique in its article (made of the heading; "opening" for what stands before the first one);
    `level` is 1 to 6; `heading` may be empty for the opening alone; `lang` is a BCP 47 tag.
    """

    id: str
    level: int
    heading: str
    lang: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The written text of its blocks, a blank line between two."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Article:
    """What an editor publishes, as a careful reader would take it in.

    `slug` names it in addresses (a-z, 0-9, hyphens); `lang` is a BCP 47 tag; `url` is where it came from or None;
    `author`, `published` and `modified` (ISO 8601) are "" where the page does not say; `cuts` says in plain English
    what was left out of a page that was too large, one sentence each; `keywords` are what the page says it is about,
    `topics` what its editors say.
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

    def section(self, section_id: str) -> Section | None:
        """Its section of that id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)
