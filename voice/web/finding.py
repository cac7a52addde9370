"""What an address means: its article, and the clips of it."""

from flask import abort, current_app

from content.library import Kept
from voice.studio import ClipOrder, Studio


def studio() -> Studio:
    """The studio of the application that answers."""
    found: Studio = current_app.extensions["studio"]
    return found


def article_of(slug: str) -> Kept:
    """The article of that slug as it now stands. Raises UnknownArticle."""
    return studio().library.current(slug)


def disclaimers_order(kept: Kept) -> ClipOrder | None:
    """The clip of the article's disclaimers, if it has any."""
    if not kept.article.disclaimers:
        return None
    return ClipOrder(kept.article.slug, kept.revision, "", alone=True, delivery=studio().delivery())


def section_order(kept: Kept, section: str, *, alone: bool) -> ClipOrder:
    """The clip of one of its sections; 404 where it has no such section."""
    if kept.article.section(section) is None:
        abort(404, "This article has no such section. Go to the article's page to see those it has.")
    return ClipOrder(kept.article.slug, kept.revision, section, alone=alone, delivery=studio().delivery())
