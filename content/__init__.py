"""What is said: articles, their sections and their disclaimers. Knows HTML, and nothing of sound.

The front door is `parse_article`, and for pages that anybody may give `parse_confined`. By their own modules, as they
bring the network and the database along: `gathering` reads whatever a page holds, an article in several pages,
Markdown, a feed or a sitemap; `fetching` brings a page from the web, safely; `library` keeps articles.
"""

from content.article import Article, Block, BlockKind, Cell, Section
from content.confining import ReadingLimits, parse_confined
from content.disclaimer import Disclaimer, DisclaimerKind
from content.errors import ContentError
from content.listing import Entry, Listing
from content.page import Page
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
    "Page",
    "ReadingLimits",
    "Section",
    "parse_article",
    "parse_confined",
]
