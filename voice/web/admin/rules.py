"""The rules for disclaimers: the editors' file, checked, shown and heard before it is put in place."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import Article, Disclaimer, DisclaimerKind
from content.disclaimer import INTERESTS, Length
from content.drafts import Draft
from content.due import with_due
from content.errors import InvalidRules, NoDraft, RulesChanged
from content.notices import Notice, Rules, in_force, read_rules
from content.rulebook import free_id, with_notice
from voice.accounts import Role
from voice.disclosing import full_script, short_script
from voice.rules_file import RULES_NAME
from voice.web.admin.adding import MOST_BYTES
from voice.web.admin.gate import bp, permitted, tell, who
from voice.web.admin.pronouncing import performed
from voice.web.admin.wording import KINDS
from voice.web.finding import studio

# A preview looks at so many articles, and shows so many of those that it touches.
MOST_SEARCHED, MOST_SHOWN = 300, 20
CHANGED = (
    "Somebody else has changed the file since you opened it. Your text is below: copy it, and load the page again."
)
_COMMAS = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Touched:
    """An article whose disclaimers would be others, with those that it would gain and lose."""

    article: Article
    gained: tuple[Disclaimer, ...]
    lost: tuple[Disclaimer, ...]


@bp.get("/rules")
@permitted(Role.VIEWER)
def rules() -> ResponseReturnValue:
    """What is set now: as a list, as a file, and a form for one more."""
    return _page()


@bp.post("/rules/check")
@permitted(Role.EDITOR, most_bytes=MOST_BYTES)
def check_rules() -> ResponseReturnValue:
    """Check a text, and let it wait to be looked at and heard."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    if request.form.get("edition", "") != studio().desk.rules_file.edition:
        return _page(text, CHANGED), 409
    return _tried(text)


@bp.post("/rules/add")
@permitted(Role.EDITOR)
def add_rule() -> ResponseReturnValue:
    """Write a disclaimer into the text, and let it wait to be looked at and heard."""
    try:
        before = studio().desk.rules_file
        notice = noticed(request.form.to_dict(), before.every())
    except (InvalidRules, ValueError) as error:
        return _page(trouble=str(error), filled=request.form.to_dict()), 422
    return _tried(with_notice(before.text(), notice), filled=request.form.to_dict())


@bp.get("/rules/<draft_id>")
@permitted(Role.VIEWER)
def tried_rules(draft_id: str) -> ResponseReturnValue:
    """What would be heard, and in which articles, before it is saved."""
    text, tried = _draft(draft_id)
    found, left = touched(tried)
    return render_template(
        "admin/tried_rules.html",
        draft_id=draft_id,
        text=text,
        edition=studio().desk.rules_file.edition,
        rules=tried,
        today=_today(),
        new=[notice for notice in tried.notices if notice not in _every()],
        touched=found[:MOST_SHOWN],
        count=len(found),
        left=left,
        kinds=KINDS,
    )


@bp.get("/rules/<draft_id>/<slug>/<form>.mp3")
@permitted(Role.VIEWER)
def hear_rules(draft_id: str, slug: str, form: str) -> ResponseReturnValue:
    """An article's disclaimers as they would be heard, in full or in short."""
    if form not in {"full", "short"}:
        abort(404)
    article = with_due(studio().library.current(slug).article, in_force(_draft(draft_id)[1], _today()))
    read = studio().lexicons.reader(slug)
    return performed(full_script(article, read) if form == "full" else short_script(article, read=read))


@bp.post("/rules/<draft_id>/save")
@permitted(Role.EDITOR)
def save_rules(draft_id: str) -> ResponseReturnValue:
    """Put the text in place of the file."""
    text, _ = _draft(draft_id)
    try:
        studio().desk.rules_file.save(text, over=request.form.get("edition", ""))
    except RulesChanged:
        return _page(text, CHANGED), 409
    studio().drafts.drop(draft_id)
    tell("The disclaimers are saved, and heard from now on.")
    return redirect(url_for("admin.rules"), 303)


def noticed(form: dict[str, Any], before: Rules) -> Notice:
    """The notice that a form asks for. Raises InvalidRules, ValueError, each with what to do."""
    kind, lang = DisclaimerKind(form.get("kind", "medical")), form.get("lang", "").strip() or "en"
    short, where, to = form.get("short", "").strip(), form.get("where", ""), form.get("to", "").strip()
    if where in {"topic", "site"} and not to:
        raise InvalidRules(f"Say which {where}s it is for, or let it be for every article.")
    names = tuple(filter(None, _COMMAS.split(to)))
    return Notice(
        free_id(before, str(kind)),
        kind,
        {lang: form.get("text", "").strip()},
        {lang: short} if short else {},
        names if where == "site" else (),
        names if where == "topic" else (),
        tuple(filter(None, _COMMAS.split(form.get("claims", "").strip()))) if kind in INTERESTS else (),
        Length(form["alone"]) if form.get("alone") else None,
        {"yes": True, "no": False}.get(form.get("end", "")),
        _day(form.get("since", "")),
        _day(form.get("until", "")),
    )


def touched(tried: Rules) -> tuple[list[Touched], int]:
    """The articles whose disclaimers would be others today; and how many articles were not looked at."""
    found: list[Touched] = []
    slugs = [row.slug for row in studio().library.list()]
    for slug in slugs[:MOST_SEARCHED]:
        article = studio().library.current(slug).article
        was, would = _due(article), with_due(article, in_force(tried, _today())).disclaimers
        if was != would:
            texts = [{each.text for each in some} for some in (was, would)]
            gained = tuple(each for each in would if each.text not in texts[0])
            lost = tuple(each for each in was if each.text not in texts[1])
            found.append(Touched(replace(article, disclaimers=would), gained, lost))
    return found, len(slugs[MOST_SEARCHED:])


def _due(article: Article) -> tuple[Disclaimer, ...]:
    """What is due to it now; of no article anything where the file can't be read."""
    try:
        return studio().desk.due(article).disclaimers
    except InvalidRules:
        return ()


def _tried(text: str, filled: dict[str, str] | None = None) -> ResponseReturnValue:
    try:
        read_rules(text, RULES_NAME)
    except InvalidRules as error:
        return _page(None if filled else text, str(error), filled), 422
    return redirect(url_for("admin.tried_rules", draft_id=studio().drafts.put(Draft(rules=text), "", who())), 303)


def _page(text: str | None = None, trouble: str = "", filled: dict[str, str] | None = None) -> str:
    file = studio().desk.rules_file
    broken, every = "", Rules()
    try:
        every = file.every()
    except InvalidRules as error:
        broken = str(error)
    return render_template(
        "admin/rules.html",
        rules=every,
        broken=broken,
        text=file.text() if text is None else text,
        edition=file.edition,
        trouble=trouble,
        filled=filled or {},
        kinds=KINDS,
        today=_today(),
    )


def _draft(draft_id: str) -> tuple[str, Rules]:
    """What is tried; 404 for a draft of something else, whose rules, none, would take the place of the file."""
    try:
        draft = studio().drafts.get(draft_id)
    except NoDraft as error:
        abort(404, str(error))
    if draft.article or draft.listing:
        abort(404, "This is a draft of an article, and not of the rules.")
    return draft.rules, read_rules(draft.rules, RULES_NAME)


def _every() -> tuple[Notice, ...]:
    try:
        return studio().desk.rules_file.every().notices
    except InvalidRules:
        return ()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidRules(f"{written!r} is no day. Write it such as 2027-01-31.") from None


def _today() -> date:
    return datetime.now(UTC).date()
