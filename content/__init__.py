"""What is said: articles, their sections and their disclaimers. Knows HTML, and nothing of sound.

The front door is `parse_article`, and for pages that anybody may give `parse_confined`. By their own modules, as they
bring the network and the database along: `gathering` reads whatever a page holds, an article in several pages,
Markdown, a feed or a sitemap; `fetching` brings a page from the web, safely; `library` keeps articles.
"""

from content.article import Article, Block, BlockKind, Cell, Note, NoteRef, Section, Spoken, SpokenAs
from content.confining import ReadingLimits, parse_confined
from content.disclaimer import Disclaimer, DisclaimerKind
from content.errors import ContentError
from content.listing import Entry, Listing
from content.page import Page
from content.parsing import parse_article
from content.parts import undivided

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
