"""What an address means: its article, and the clips of it."""

from collections.abc import Mapping

from flask import abort, current_app, request
from flask_babel import gettext as _

from audio_cache import Recording
from content.library import Kept
from voice.generations import name_of
from voice.offering import offered
from voice.orders import ENDING, OPENING, ClipOrder, Delivery
from voice.studio import Studio

# What in an address of a page's recordings names the generation that the page shows.
GENERATION = "g"
# What names the voice that its listener has chosen.
VOICE = "v"
MOST_DIGITS = 9

# What was looked for, each with what is on the shelf of it.
Clips = Mapping[ClipOrder, Recording | None]


def studio() -> Studio:
    """The studio of the application that answers."""
    found: Studio = current_app.extensions["studio"]
    return found


def article_of(slug: str) -> Kept:
    """The article of that slug as readers hear it, in the generation that the address names, if it still may.

    Raises UnknownArticle.
    """
    return studio().publisher.heard(slug, _generation_named())


def same_article_of(slug: str) -> Kept:
    """The same, for what only goes with what was heard before: 410 where the page's generation is not heard any more.

    Raises UnknownArticle.
    """
    kept, named = article_of(slug), _generation_named()
    if named is not None and kept.revision != name_of(named):
        abort(410, _("The article has changed since this page was opened. Reload the page to hear it as it is now."))
    return kept


def number_in_address(name: str) -> int | None:
    """A number that the address's query names, if it is one that a database can count to."""
    given = request.args.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else None


def _generation_named() -> int | None:
    return number_in_address(GENERATION)


def disclaimers_order(kept: Kept) -> ClipOrder | None:
    """The clip of the article's disclaimers, if it has any."""
    return _opening(kept, _delivery(kept)) if kept.article.disclaimers else None


def disclaimers_digest(kept: Kept) -> str:
    """What names the article's disclaimers, in whichever voice they are heard; "" where it has none.

    Raises as the studio's `digest` does.
    """
    return studio().digest(_opening(kept, studio().delivery())) if kept.article.disclaimers else ""


def ending_order(kept: Kept) -> ClipOrder | None:
    """The clip of the disclaimers that are heard again at the article's end, if there are any."""
    if not any(each.end for each in kept.article.disclaimers):
        return None
    return ClipOrder(kept.article.slug, kept.revision, ENDING, alone=True, delivery=_delivery(kept))


def section_order(kept: Kept, section: str, *, alone: bool, first: bool = False) -> ClipOrder:
    """The clip of one of its sections; 404 where it has no such section."""
    if kept.article.section(section) is None:
        abort(404, _("This article has no such section. Go to the article's page to see those it has."))
    first = first and bool(kept.article.disclaimers)  # without any there is one clip of it, under one name
    return ClipOrder(kept.article.slug, kept.revision, section, alone=alone, delivery=_delivery(kept), first=first)


def _opening(kept: Kept, delivery: Delivery) -> ClipOrder:
    return ClipOrder(kept.article.slug, kept.revision, OPENING, alone=True, delivery=delivery)


def voice_in_address() -> str:
    """The voice that the address names, where listeners may choose that one; else "", the usual one."""
    named = request.args.get(VOICE, "")
    return named if named and named in offered(studio().settings.offered) else ""


def _delivery(kept: Kept) -> Delivery:
    voice = voice_in_address()
    return studio().publisher.in_voice(kept, voice) if voice else studio().delivery()
