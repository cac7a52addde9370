"""The library and the page of an article."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, url_for
from flask_babel import lazy_gettext as _

from audio_cache import CacheError
from content import Article, Disclaimer, DisclaimerKind, Section
from content.library import Kept
from content.lines import lines_to_link
from voice.errors import VoiceError
from voice.generations import number_of
from voice.web import heard
from voice.web.audio import of_one_hearing
from voice.web.elements import elements
from voice.web.finding import Clips, article_of, disclaimers_digest, studio
from voice.web.library import library_page, note_time
from voice.web.pages_kept import page_of
from voice.web.problems import in_short
from voice.web.runs import direction, marks_of, runs
from voice.web.telephone import phone_code
from voice.web.voices import chosen, offers

bp = Blueprint("listen", __name__)

# What stands above a disclaimer that has no heading of its own.
KINDS = {
    DisclaimerKind.MEDICAL: _("Medical disclaimer"),
    DisclaimerKind.LEGAL: _("Disclaimer"),
    DisclaimerKind.FINANCIAL: _("Financial disclaimer"),
    DisclaimerKind.AFFILIATE: _("The publisher may earn from this article"),
    DisclaimerKind.SPONSORED: _("This article is sponsored"),
    DisclaimerKind.CRISIS: _("If you need help now"),
}


@bp.get("/")
def library() -> str:
    """Every article, the newest first; those that are searched for, or of a topic."""
    return library_page()


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody reads an article's page.

    `voice` is the one that they have chosen, "" for the usual one; `all_heard` whether they have heard its disclaimers;
    `code` what they key in to hear it by telephone, and `trouble` what keeps it from being heard, in short.
    """

    voice: str
    all_heard: bool
    code: str
    trouble: tuple[str, str]


@bp.get("/a/<slug>")
def article(slug: str) -> Response:
    """An article: its disclaimers, then its sections, each with its own player."""
    kept = article_of(slug)
    voice = chosen(kept.article.lang)
    of_one_hearing(kept, voice)
    trouble, code = ("", ""), ""
    try:
        there = _looked_for(kept)
        note_time(kept, there)
        code = phone_code(kept, there)
        all_heard = bool(kept.article.disclaimers) and heard.has_heard(disclaimers_digest(kept))
    except (VoiceError, CacheError) as error:
        trouble, all_heard = in_short(error), False
    reading = Reading(voice, all_heard, code, trouble)
    if number_of(kept.revision) is None or trouble[0]:
        return make_response(_written(kept, reading))
    return page_of((kept.revision, reading), lambda: _written(kept, reading))


def _written(kept: Kept, reading: Reading) -> str:
    slug, sections, all_heard = kept.article.slug, kept.article.sections, reading.all_heard
    notes = {section.id: found for section in sections if (found := kept.article.notes_section(section))}
    addresses = {section.id: _addresses(slug, section, all_heard=all_heard) for section in (*sections, *notes.values())}
    return render_template(
        "article.html",
        article=kept.article,
        addresses=addresses,
        recordings=_recordings(kept.article, addresses),
        notes=notes,
        marks={section.id: marks_of(kept.article, section) for section in sections},
        elements=elements,
        runs=runs,
        direction=direction,
        trouble=reading.trouble,
        code=reading.code,
        voice=reading.voice,
        voices=offers(kept.article.lang),
        all_heard=all_heard,
        endings=[each for each in kept.article.disclaimers if each.end],
        kinds=KINDS,
        with_links=with_links,
    )


def _looked_for(kept: Kept) -> Clips:
    """Every clip of the article, looked for once; what is missing is asked for."""
    orders = studio().orders(kept.article, kept.revision, studio().delivery())
    there = dict(zip(orders, studio().find_all(orders, marked=False), strict=True))
    if missing := [order for order, clip in there.items() if clip is None]:
        studio().want(missing, urgent=False)
    return there


def with_links(disclaimer: Disclaimer) -> Iterator[tuple[str, str]]:
    """Its text in pieces, each with the address that it is a link to, or ""."""
    text, done = disclaimer.text, 0
    for line in lines_to_link(disclaimer):
        yield text[done : line.start], ""
        yield line.written, line.address
        done = line.end
    yield text[done:], ""


def _recordings(article: Article, addresses: dict[str, dict[str, str]]) -> list[str]:
    """What is kept of an article for a time without a connection: all of it, each part with the disclaimers first."""
    opening = [url_for("audio.disclaimer", slug=article.slug)] if article.disclaimers else []
    ending = [url_for("audio.ending", slug=article.slug)] if any(each.end for each in article.disclaimers) else []
    return [*opening, *(each["first"] for each in addresses.values()), *ending]


def _addresses(slug: str, section: Section, *, all_heard: bool) -> dict[str, str]:
    """Where the section plays from now, once the disclaimers have been heard, and for whoever takes it alone."""
    alone = url_for("audio.section", slug=slug, section=section.id)
    after = url_for("audio.after_disclaimer", slug=slug, section=section.id)
    first = url_for("audio.first", slug=slug, section=section.id)
    return {"alone": alone, "first": first, "after": after, "now": after if all_heard else first}
