"""An article with all that it was read from, as it waits to be kept."""

from dataclasses import dataclass

from content.article import Article
from content.page import Source


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article and the source that it was read from; `notes` say, a sentence each, what was followed and what not.

    The source can be read again on its own (`parse_confined`): it is the page's bytes, or an archive (MHTML) of several
    pages, or of one that is not read rightly without what its server or its name says of it.
    """

    article: Article
    source: Source
    notes: tuple[str, ...] = ()
