"""What is said: articles, their sections and their disclaimers. Knows HTML, and nothing of sound.

The front door is `parse_article`, and for pages that anybody may give `parse_confined`; `fetch_page` brings a page
from the web, safely; `Library` keeps articles.
"""

from content.article import Article, Block, BlockKind, Cell, Note, NoteRef, Section, Spoken, SpokenAs
from content.confining import ReadingLimits, parse_confined
from content.disclaimer import Disclaimer, DisclaimerKind
from content.errors import ContentError
from content.fetching import FetchLimits, Page, fetch_page
from content.library import Kept, Library, Listed, Source
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
    "FetchLimits",
    "Kept",
    "Library",
    "Listed",
    "Note",
    "NoteRef",
    "Page",
    "ReadingLimits",
    "Section",
    "Source",
    "Spoken",
    "SpokenAs",
    "fetch_page",
    "parse_article",
    "parse_confined",
    "undivided",
]
