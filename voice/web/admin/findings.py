"""Disclaimers that were found: confirmed, rejected or shortened, an article at a time or across them."""

from dataclasses import dataclass

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.due import unspoken_languages
from content.library import Listed
from voice.accounts import Role
from voice.desk import UNREVIEWED, Finding, changed_wordings
from voice.disclosing import full_script, short_of, short_script
from voice.web.admin.gate import bp, permitted, who
from voice.web.admin.pronouncing import performed
from voice.web.admin.telling import acted
from voice.web.admin.wording import KINDS, ORIGINS, PLACES
from voice.web.finding import studio

# A page of the review shows about so many findings, and looks through so many articles for them.
MOST_FOUND, MOST_SEARCHED = 20, 300
STATES = {UNREVIEWED: "Nobody has reviewed it", "confirmed": "Confirmed", "rejected": "Rejected: it is read as text"}


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """The findings of an article that nobody has reviewed."""

    listed: Listed
    findings: tuple[Finding, ...]


@bp.get("/disclaimers")
@permitted(Role.VIEWER)
def disclaimers() -> ResponseReturnValue:
    """What was found and nobody has reviewed, from article to article."""
    found, after = unreviewed(request.args.get("after", ""))
    return render_template(
        "admin/disclaimers.html", found=found, after=after, kinds=KINDS, origins=ORIGINS, places=PLACES
    )


@bp.get("/articles/<slug>/disclaimers")
@permitted(Role.VIEWER)
def article_disclaimers(slug: str) -> ResponseReturnValue:
    """What was found in an article, what is set for it, and every decision that was taken."""
    desk = studio().desk
    article = desk.current(slug).article
    return render_template(
        "admin/article_disclaimers.html",
        article=article,
        findings=desk.findings(slug),
        history=desk.history(slug),
        changed={each.key for each in changed_wordings(article, desk.history(slug))},
        unspoken=unspoken_languages(article, desk.rules_file.rules()),
        ours=[each for each in article.disclaimers if each.origin == "editor"],
        short_of=short_of,
        kinds=KINDS,
        origins=ORIGINS,
        places=PLACES,
        states=STATES,
    )


@bp.get("/articles/<slug>/disclaimers/<form>.mp3")
@permitted(Role.VIEWER)
def hear_disclaimers(slug: str, form: str) -> ResponseReturnValue:
    """The article's disclaimers as they are heard, in full or in short."""
    if form not in {"full", "short"}:
        abort(404)
    article, read = studio().desk.current(slug).article, studio().lexicons.reader(slug)
    return performed(full_script(article, read) if form == "full" else short_script(article, read=read))


@bp.post("/articles/<slug>/disclaimers/<key>/confirm")
@permitted(Role.EDITOR)
def confirm_disclaimer(slug: str, key: str) -> ResponseReturnValue:
    """It is one."""

    def act() -> str:
        studio().desk.confirm(slug, key, who(), request.form.get("reason", "").strip())
        return "Confirmed."

    return acted(act, _back(slug, key))


@bp.post("/articles/<slug>/disclaimers/<key>/reject")
@permitted(Role.EDITOR)
def reject_disclaimer(slug: str, key: str) -> ResponseReturnValue:
    """It is none."""

    def act() -> str:
        even_crisis = request.form.get("even_crisis") == "yes"
        studio().desk.reject(slug, key, who(), request.form.get("reason", "").strip(), even_crisis=even_crisis)
        return "Rejected. It is read as text again, where it stood."

    return acted(act, _back(slug, key))


@bp.post("/articles/<slug>/disclaimers/<key>/shorten")
@permitted(Role.EDITOR)
def shorten_disclaimer(slug: str, key: str) -> ResponseReturnValue:
    """Set its short form, or take it back."""
    short = request.form.get("short", "").strip()

    def act() -> str:
        studio().desk.shorten(slug, key, who(), short)
        return "The short form is kept." if short else "It has no short form of yours any more."

    return acted(act, _back(slug, key))


def unreviewed(after: str) -> tuple[list[Unreviewed], str]:
    """Articles behind the slug `after` with findings that nobody has reviewed; and where to go on, "" at the end."""
    rest = [row for row in studio().library.list() if row.slug > after]
    found: list[Unreviewed] = []
    for number, row in enumerate(rest, 1):
        fresh = tuple(each for each in studio().desk.findings(row.slug) if each.state == UNREVIEWED)
        if fresh:
            found.append(Unreviewed(row, fresh))
        if number == MOST_SEARCHED or sum(len(each.findings) for each in found) >= MOST_FOUND:
            return found, row.slug if number < len(rest) else ""
    return found, ""


def _back(slug: str, key: str) -> str:
    """Where the editor came from: the review across articles, or the article's own page."""
    if request.form.get("from") == "review":
        return url_for("admin.disclaimers", after=request.form.get("after") or None)
    return f"{url_for('admin.article_disclaimers', slug=slug)}#found_{key}"
