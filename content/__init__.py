"""What is said: articles, their sections and their disclaimers. Knows HTML, and nothing of sound.

The front door is `parse_article`, and for pages that anybody may give `parse_confined`; `fetch_page` brings a page
from the web, safely; `gather` reads whatever a page holds, an article of several pages, Markdown, a feed or a sitemap;
`Library` keeps articles.
"""

from content.article import Article, Block, BlockKind, Cell, Section
from content.confining import ReadingLimits, parse_confined
from content.disclaimer import Disclaimer, DisclaimerKind
from content.errors import ContentError
from content.fetching import FetchLimits, Page, fetch_page
from content.gathering import Gathered, gather, gather_entry
from content.library import Kept, Library, Listed, Source
from content.listing import Entry, Listing
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
    "FetchLimits",
    "Gathered",
    "Kept",
    "Library",
    "Listed",
    "Listing",
    "Page",
    "ReadingLimits",
    "Section",
    "Source",
    "fetch_page",
    "gather",
    "gather_entry",
    "parse_article",
    "parse_confined",
]
