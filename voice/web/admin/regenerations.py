"""Regenerations: what a new one would make, how far those that run are, and an article heard as it was before."""

import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus

import msgspec
from flask import Response, abort, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from content.errors import UnknownArticle
from voice.accounts import Role
from voice.amounts import duration, sized
from voice.errors import RateOutOfRange, RegenerationUnclear, UnknownEngine, UnknownVoice
from voice.jobs import asking, regeneration
from voice.jobs.asking import Wish
from voice.jobs.regeneration import Progress
from voice.ledger import Step
from voice.speech import MAX_RATE, MIN_RATE
from voice.web.admin.gate import bp, permitted, tell, who
from voice.web.admin.telling import TROUBLES, acted
from voice.web.finding import studio

LISTED = 30
# Which articles the form offers to regenerate, and what it asks for.
OF = {"changed": "What has changed", "all": "Every article", "named": "Those that I name"}
NOTHING_ASKED = {"of": "changed", "slug": "", "voice": "", "rate": "", "as_set": ""}
# The field of the form that an error is about.
WRONG: dict[type[Exception], str] = {
    UnknownVoice: "voice", UnknownEngine: "voice", RateOutOfRange: "rate", UnknownArticle: "slug",
    RegenerationUnclear: "of",
}  # fmt: skip
# A page of one that runs is loaded anew so often, in seconds, where its reader asks for that (WCAG 2.2, 2.2.4, 3.2.5).
REFRESH_S = 15
# What is told live is told so often; each such page holds a thread of the service, and asks anew after a while.
TELL_S, LONGEST_TELLING_S = 1.0, 120.0
DEEDS = {"pause": regeneration.pause, "resume": regeneration.resume, "cancel": regeneration.cancel}
TOLD = {
    "pause": "Paused. What was being made is finished.",
    "resume": "It goes on.",
    "cancel": "Cancelled. The articles that were not ready are heard as before.",
}


@bp.get("/regenerations")
@permitted(Role.VIEWER)
def regenerations() -> ResponseReturnValue:
    """The last regenerations, and what has changed since readers' recordings were made."""
    return _page()


@bp.get("/regenerations/plan")
@bp.post("/regenerations/plan")
@permitted(Role.EDITOR)
def plan_regeneration() -> ResponseReturnValue:
    """What a regeneration would make: of what (`of`), or of which articles (`slug`), and how they are to be spoken."""
    asked = _asked(request.values)
    try:
        plan = asking.plan(studio(), _wish(asked))
    except TROUBLES as error:
        return _page(error, asked), HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template(
        "admin/regeneration_plan.html",
        plan=plan,
        asked=asked,
        speech=duration(plan.speech_s * 1000),
        size=sized(plan.size),
        work=None if plan.work_s is None else duration(plan.work_s * 1000),
    )


@bp.post("/regenerations")
@permitted(Role.EDITOR)
def start_regeneration() -> ResponseReturnValue:
    """Begin one."""
    asked = _asked(request.form)
    try:
        wish = _wish(asked)
        plan = asking.plan(studio(), wish)
        if not plan.to_do:
            tell("There is nothing to make.")
            return redirect(url_for("admin.regenerations"), 303)
        number = asking.start(studio(), wish, plan, who())
    except TROUBLES as error:
        return _page(error, asked), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("admin.one_regeneration", number=number), 303)


@bp.get("/regenerations/<int(max=999999999):number>")
@permitted(Role.VIEWER)
def one_regeneration(number: int) -> ResponseReturnValue:
    """How far one is; while it runs, that is told live, or the page loaded anew, where it is asked for (`live`)."""
    found = regeneration.progress(studio(), number)
    return render_template(
        "admin/regeneration.html",
        found=found,
        done=_done(found),
        worked=duration(found.regeneration.worked_s * 1000),
        refresh=REFRESH_S if "live" in request.args and not found.ended else 0,
        every=REFRESH_S,
    )


@bp.get("/regenerations/<int(max=999999999):number>/events")
@permitted(Role.VIEWER)
def regeneration_events(number: int) -> ResponseReturnValue:
    """How far one is, again and again until it has ended (server-sent events, HTML 9.2)."""
    studio().ledger.read(number)
    return Response(stream_with_context(_events(number)), mimetype="text/event-stream")


@bp.post("/regenerations/<int(max=999999999):number>/<deed>")
@permitted(Role.EDITOR)
def change_regeneration(number: int, deed: str) -> ResponseReturnValue:
    """Pause, resume or cancel one."""
    if deed not in DEEDS:
        abort(404, "A regeneration is paused, resumed or cancelled, and nothing else.")

    def act() -> str:
        DEEDS[deed](studio(), number)
        return TOLD[deed]

    return acted(act, url_for("admin.one_regeneration", number=number))


@bp.get("/articles/<slug>/generations")
@permitted(Role.VIEWER)
def article_generations(slug: str) -> ResponseReturnValue:
    """What readers heard of an article, from when to when."""
    history = studio().publisher.generations.history(slug)
    article = history[0].article if history else studio().publisher.heard(slug).article
    history = history or studio().publisher.generations.history(slug)
    return render_template("admin/generations.html", article=article, slug=slug, history=history)


@bp.post("/articles/<slug>/generations/back")
@permitted(Role.EDITOR)
def roll_article_back(slug: str) -> ResponseReturnValue:
    """Let an article be heard as it was before."""

    def act() -> str:
        regeneration.roll_back(studio(), slug, who())
        return "It is heard as it was before, until it is regenerated by name."

    return acted(act, url_for("admin.article_generations", slug=slug))


def _events(number: int) -> Iterator[str]:
    until = time.monotonic() + LONGEST_TELLING_S
    while time.monotonic() < until:
        found = regeneration.progress(studio(), number)
        told = {"made": found.made, "clips": found.clips, "done": _done(found), "ended": found.ended}
        yield f"data: {msgspec.json.encode(told).decode()}\n\n"
        if found.ended:
            return
        time.sleep(TELL_S)


def _page(error: Exception | None = None, asked: Mapping[str, str] = NOTHING_ASKED) -> str:
    titles = {row.slug: row.title for row in studio().library.list()}
    held = regeneration.held(studio()).items()
    return render_template(
        "admin/regenerations.html",
        listed=regeneration.outlines(studio(), LISTED),
        changed=[(slug, titles[slug]) for slug in studio().publisher.outdated() if slug in titles],
        held=[(slug, titles[slug], differs) for slug, differs in held if slug in titles],
        asked=asked,
        of=OF,
        trouble=str(error or ""),
        wrong=next((field for kind, field in WRONG.items() if isinstance(error, kind)), ""),
    )


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    """What the form has; an address that names articles means them."""
    asked = {name: " ".join(given.get(name, "").split()) for name in NOTHING_ASKED}
    return asked if asked["of"] in OF else asked | {"of": "named" if asked["slug"] else "changed"}


def _wish(asked: Mapping[str, str]) -> Wish:
    """What is wished for. Raises RegenerationUnclear, RateOutOfRange."""
    slugs = tuple(each.rstrip("/").rpartition("/")[2] for each in asked["slug"].replace(",", " ").split())
    if asked["of"] == "named" and not slugs:
        raise RegenerationUnclear("Name the articles that are to be regenerated.")
    if asked["of"] != "named" and slugs:
        raise RegenerationUnclear(f"Articles are named, and “{OF[asked['of']]}” is chosen. Choose “{OF['named']}”.")
    return Wish(slugs, asked["of"] == "all", asked["voice"], _rate(asked["rate"]), bool(asked["as_set"]))


def _rate(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        raise RateOutOfRange(f"“{text}” is no rate. Give a number from {MIN_RATE:g} to {MAX_RATE:g}.") from None


def _done(found: Progress) -> int:
    return found.count(Step.DONE)
