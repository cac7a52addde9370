"""What is said: articles, their sections and their disclaimers. Knows HTML, and nothing of sound.

The front door is `parse_article`, and for pages that anybody may give `parse_confined`. By their own modules, as they
bring the network and the database along: `gathering` reads whatever a page holds, an article in several pages,
Markdown, a feed or a sitemap; `fetching` brings a page from the web, safely; `library` keeps articles. What reads pages
is imported when it is first asked for: whoever plays articles does not wait for it.
"""

from typing import TYPE_CHECKING

from content.article import Article, Block, BlockKind, Cell, Note, NoteRef, Section, Spoken, SpokenAs
from content.disclaimer import Disclaimer, DisclaimerKind
from content.errors import ContentError
from content.listing import Entry, Listing
from content.page import Page
from content.parts import undivided

if TYPE_CHECKING:
    from content.confining import ReadingLimits, parse_confined
    from content.parsing import parse_article

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Cell",
    "ContentError",
    "Disclaimer",
    "DisclaimerKind",
    "Entry",
    "Listing",
    "Note",
    "NoteRef",
    "Page",
    "ReadingLimits",
    "Section",
    "Spoken",
    "SpokenAs",
    "parse_article",
    "parse_confined",
    "undivided",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The name out of its module (PEP 562)."""
        if name == "parse_article":
            from content.parsing import parse_article  # noqa: PLC0415

            return parse_article
        if name in {"ReadingLimits", "parse_confined"}:
            from content import confining  # noqa: PLC0415

            return getattr(confining, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
