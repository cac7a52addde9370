"""The library and the page of an article."""

from collections.abc import Iterator

from flask import Blueprint, render_template, url_for

from audio_cache import CacheError
from content import Disclaimer, DisclaimerKind, Section
from content.lines import dialled, line_spans
from voice.errors import VoiceError
from voice.web import heard
from voice.web.audio import of_one_generation
from voice.web.elements import elements
from voice.web.finding import article_of, disclaimers_order, studio
from voice.web.runs import direction, marks_of, runs

bp = Blueprint("listen", __name__)

# What stands above a disclaimer that has no heading of its own.
KINDS = {
    DisclaimerKind.MEDICAL: "Medical disclaimer",
    DisclaimerKind.LEGAL: "Disclaimer",
    DisclaimerKind.FINANCIAL: "Financial disclaimer",
    DisclaimerKind.AFFILIATE: "The publisher may earn from this article",
    DisclaimerKind.SPONSORED: "This article is sponsored",
    DisclaimerKind.CRISIS: "If you need help now",
}


@bp.get("/")
def library() -> str:
    """Every article, the newest first."""
    newest_first = sorted(studio().library.list(), key=lambda row: row.added_at, reverse=True)
    return render_template("library.html", articles=newest_first)


@bp.get("/a/<slug>")
def article(slug: str) -> str:
    """An article: its disclaimers, then its sections, each with its own player."""
    kept = article_of(slug)
    of_one_generation(kept)
    trouble = ""
    try:
        studio().want(studio().orders(kept.article, kept.revision, studio().delivery()), urgent=False)
        opening = disclaimers_order(kept)
        all_heard = opening is not None and heard.has_heard(studio().digest(opening))
    except (VoiceError, CacheError) as error:
        trouble, all_heard = str(error), False
    sections = kept.article.sections
    notes = {section.id: found for section in sections if (found := kept.article.notes_section(section))}
    addresses = {section.id: _addresses(slug, section, all_heard=all_heard) for section in (*sections, *notes.values())}
    return render_template(
        "article.html",
        article=kept.article,
        addresses=addresses,
        notes=notes,
        marks={section.id: marks_of(kept.article, section) for section in sections},
        elements=elements,
        runs=runs,
        direction=direction,
        trouble=trouble,
        all_heard=all_heard,
        endings=[each for each in kept.article.disclaimers if each.end],
        kinds=KINDS,
        with_links=with_links,
    )


def with_links(disclaimer: Disclaimer) -> Iterator[tuple[str, str]]:
    """Its text in pieces, each with the number that it is a link to, or ""."""
    text, done = disclaimer.text, 0
    for start, end in line_spans(disclaimer):
        yield text[done:start], ""
        yield text[start:end], dialled(text[start:end])
        done = end
    yield text[done:], ""


def _addresses(slug: str, section: Section, *, all_heard: bool) -> dict[str, str]:
    """Where the section plays from now, once the disclaimers have been heard, and for whoever takes it alone."""
    alone = url_for("audio.section", slug=slug, section=section.id)
    after = url_for("audio.after_disclaimer", slug=slug, section=section.id)
    first = url_for("audio.first", slug=slug, section=section.id)
    return {"alone": alone, "first": first, "after": after, "now": after if all_heard else first}
