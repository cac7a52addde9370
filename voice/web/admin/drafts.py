"""Drafts: what an article will be, heard and seen before it is kept, and which entries of a listing are read."""

from dataclasses import dataclass, replace
from itertools import groupby

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import Article, ContentError, Entry
from content.drafts import Draft
from content.errors import InvalidSlug, NoDraft, UnknownArticle
from content.gathered import Gathered
from content.library import Kept
from content.notices import topic_of
from voice.accounts import Role
from voice.disclosing import full_script
from voice.errors import VoiceError
from voice.script import section_script
from voice.speech import Script
from voice.web.admin.adding import wait
from voice.web.admin.gate import bp, permitted, tell
from voice.web.admin.pronouncing import performed
from voice.web.admin.telling import TROUBLES, acted, trouble_of
from voice.web.admin.wording import KINDS, ORIGINS, PLACES, WHYS
from voice.web.finding import studio

MOST_SHOWN, MOST_PICKED, MOST_HEARD = 200, 10, 10


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a draft: the article with the disclaimers due, and what it would take the place of.

    `loses` says that its disclaimers would be gone; `voices` tells of voices that stand in, `trouble` why it can't be
    spoken, "" where it can.
    """

    article: Article
    before: Article | None
    loses: bool
    voices: list[str]
    trouble: str = ""


@bp.get("/drafts")
@permitted(Role.VIEWER)
def drafts() -> ResponseReturnValue:
    """Every draft that waits."""
    return render_template("admin/drafts.html", waiting=studio().drafts.waiting())


@bp.get("/drafts/<draft_id>")
@permitted(Role.VIEWER)
def draft(draft_id: str) -> ResponseReturnValue:
    """What an article will be, or the entries of a listing to pick from."""
    found = _draft(draft_id)
    if found.listing:
        entries = found.listing.entries[:MOST_SHOWN]
        return render_template(
            "admin/pick.html", draft_id=draft_id, listing=found.listing, entries=entries, most=MOST_PICKED
        )
    gathered = found.article or abort(404)
    preview = preview_of(gathered)
    reader = studio().lexicons.reader(preview.article.slug)
    return render_template(
        "admin/draft.html",
        draft_id=draft_id,
        draft=found,
        preview=preview,
        opening=said(full_script(preview.article, reader)),
        said={each.id: said(section_script(preview.article, each, reader)) for each in preview.article.sections},
        kinds=KINDS,
        origins=ORIGINS,
        places=PLACES,
        whys=WHYS,
    )


@bp.get("/drafts/<draft_id>/<section>.mp3")
@permitted(Role.VIEWER)
def hear_draft(draft_id: str, section: str) -> ResponseReturnValue:
    """How a section of a draft begins: enough to judge it by, soon enough to be waited for."""
    article = preview_of(_draft(draft_id).article or abort(404)).article
    found = article.section(section) or abort(404)
    script = section_script(article, found, studio().lexicons.reader(article.slug))
    return performed(Script(script.utterances[:MOST_HEARD]))


@bp.post("/drafts/<draft_id>/keep")
@permitted(Role.EDITOR)
def keep_draft(draft_id: str) -> ResponseReturnValue:
    """Keep an article, and have its recordings made."""
    gathered = _draft(draft_id).article or abort(404)
    topics = tuple(filter(None, map(topic_of, request.form.get("topics", "").split(","))))
    try:
        kept = kept_as(gathered, request.form.get("slug", "").strip(), topics)
    except TROUBLES as error:
        tell(f"This was not done. {trouble_of(error)}")
        return redirect(url_for("admin.draft", draft_id=draft_id), 303)
    studio().drafts.drop(draft_id)
    tell(f"“{kept.article.title}” is kept. Its recordings are being made." if kept.changed else "Nothing has changed.")
    return redirect(url_for("admin.article", slug=kept.article.slug), 303)


@bp.post("/drafts/<draft_id>/pick")
@permitted(Role.EDITOR)
def pick_entries(draft_id: str) -> ResponseReturnValue:
    """Read the entries of a listing that were picked; each waits as a draft of its own."""
    found = _draft(draft_id)
    listing = found.listing or abort(404)
    picked = sorted({number for number in request.form.getlist("entry", int) if 0 <= number < len(listing.entries)})
    if not picked:
        tell("Pick one or more articles first.")
        return redirect(url_for("admin.draft", draft_id=draft_id), 303)
    troubles = [trouble for number in picked[:MOST_PICKED] if (trouble := _read(listing.entries[number], found))]
    if len(picked) > MOST_PICKED:
        troubles.append(f"{len(picked) - MOST_PICKED} more were picked than are read at once. Pick them again.")
    tell(" ".join(["Look at each, and keep it.", *troubles]))
    return redirect(url_for("admin.drafts"), 303)


@bp.post("/drafts/<draft_id>/discard")
@permitted(Role.EDITOR)
def discard_draft(draft_id: str) -> ResponseReturnValue:
    """Throw a draft away."""

    def act() -> str:
        studio().drafts.drop(draft_id)
        return "It is thrown away. Nothing was kept of it."

    return acted(act, url_for("admin.articles"))


def _read(entry: Entry, draft: Draft) -> str:
    """Let an entry of a listing wait as a draft; why it can't be read, or ""."""
    from content.gathering import gather_entry  # noqa: PLC0415 - what reads pages takes a quarter of a start to import

    name = draft.listing.title if draft.listing else ""
    try:
        wait(gather_entry(entry, name, lang=draft.lang or None), entry.url or name, draft.lang)
    except ContentError as error:
        return f"{entry.title or entry.url}: {trouble_of(error)}"
    return ""


def preview_of(gathered: Gathered) -> Preview:
    """What would become of an article if it were kept now."""
    desk = studio().desk
    found = desk.decided(gathered.article, gathered.source)
    before = _current(found.slug)
    article = desk.due(found)
    loses = bool(before and before.disclaimers and not found.disclaimers)
    try:
        return Preview(article, before, loses, studio().check(article, studio().delivery()))
    except VoiceError as error:
        return Preview(article, before, loses, [], str(error))


def kept_as(gathered: Gathered, slug: str, topics: tuple[str, ...]) -> Kept:
    """Keep it under that slug, or its own. Raises ContentError, VoiceError where it can't be kept or spoken."""
    desk, article = studio().desk, replace(gathered.article, topics=topics)
    own = studio().library.slug_for(article, gathered.source)
    if slug not in {"", own} and _current(slug):
        raise InvalidSlug(f"There is another article at {slug!r} already. Choose another name.")
    studio().check(article, studio().delivery())
    may_lose = request.form.get("without_disclaimer") == "yes"
    kept = desk.publish(
        article, gathered.source, slug=None if slug in {"", own} else slug, may_lose_disclaimers=may_lose
    )
    studio().want(studio().orders(kept.article, kept.revision, studio().delivery()), urgent=False)
    studio().publisher.heard(kept.article.slug)  # read now, and not when the first listener comes
    return kept


def said(script: Script) -> list[str]:
    """The words of a script as they are spoken, a paragraph for each block of the page."""
    lines = [(line.source.block if line.source else "", line.text) for line in script.utterances]
    return [" ".join(text for _, text in run) for _, run in groupby(lines, key=lambda line: line[0])]


def _draft(draft_id: str) -> Draft:
    try:
        return studio().drafts.get(draft_id)
    except NoDraft as error:
        abort(404, str(error))


def _current(slug: str) -> Article | None:
    try:
        return studio().library.current(slug).article
    except UnknownArticle:
        return None
