from .article import Article, Block, BlockKind, Cell, Note, NoteRef, Section, Spoken, SpokenAs
from .confining import ReadingLimits, parse_confined
from .disclaimer import Disclaimer, DisclaimerKind
from .errors import ContentError
from .listing import Entry, Listing
from .page import Page
from .parsing import parse_article
from .parts import undivided

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
