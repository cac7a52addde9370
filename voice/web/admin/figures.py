"""The cache in figures, and what could not be recorded: with the place of each, to be tried again."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

import msgspec
from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from audio_cache.tally import DAY_S, Failure
from content import Article
from content.errors import UnknownArticle
from voice.accounts import Role
from voice.amounts import duration
from voice.errors import VoiceError
from voice.generations import number_of
from voice.jobs import regeneration
from voice.orders import ENDING, OPENING, ClipOrder
from voice.stocktaking import HEADINGS, further, table
from voice.web.admin.gate import bp, permitted, who
from voice.web.admin.telling import acted
from voice.web.finding import studio

DAYS, MOST_SHOWN, LATEST = 14, 100, 10
# The plot's units are its own: it is drawn as wide as the page.
WIDTH, HEIGHT, BASE = 560, 160, 130


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's bar in the plot: the day, its length in words, and where its rectangle stands."""

    day: str
    length: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """A clip that could not be made: why, and of which article and section, with the section's heading."""

    failure: Failure
    slug: str
    title: str
    section: str
    heading: str


@bp.get("/cache")
@permitted(Role.VIEWER)
def cache() -> ResponseReturnValue:
    """What is kept, what was made in the last days, and what could not be."""
    found = studio().stock.inventory()
    bars = bars_of(studio().tally.by_day(_tonight(), DAYS, studio().delivery().suffix))
    return render_template(
        "admin/cache.html",
        headings=HEADINGS,
        rows=table(found),
        further=further(found, studio().settings),
        bars=bars,
        width=WIDTH,
        height=HEIGHT,
        base=BASE,
        failures=len(list(islice(_troubles(), MOST_SHOWN))),
    )


@bp.get("/errors")
@permitted(Role.VIEWER)
def errors() -> ResponseReturnValue:
    """What could not be recorded, and why."""
    troubles = [trouble for _, trouble in islice(_troubles(), MOST_SHOWN)]
    unmade = studio().ledger.failed_of_late(LATEST, MOST_SHOWN)
    restarts = studio().restarts.of_late()
    return render_template("admin/errors.html", troubles=troubles, most=MOST_SHOWN, unmade=unmade, restarts=restarts)


@bp.post("/errors/again")
@permitted(Role.EDITOR)
def try_all_again() -> ResponseReturnValue:
    """Ask once more for everything that could not be recorded."""
    return _again("")


@bp.post("/errors/<digest>/again")
@permitted(Role.EDITOR)
def try_again(digest: str) -> ResponseReturnValue:
    """Ask once more for one recording."""
    return _again(digest)


@bp.post("/errors/regenerations/<int(max=999999999):number>/<slug>/again")
@permitted(Role.EDITOR)
def try_article_again(number: int, slug: str) -> ResponseReturnValue:
    """Regenerate an article once more, as it was asked for in that regeneration."""

    def act() -> str:
        begun = regeneration.try_again(studio(), number, slug, who())
        return f"Regeneration {begun} is begun. Look here again in a minute."

    return acted(act, url_for("admin.errors"))


def _again(digest: str) -> ResponseReturnValue:
    """Ask once more for the recording of that digest, or for all that failed where it is ""."""

    def act() -> str:
        troubles = [each for each in _troubles() if digest in {"", each[1].failure.digest}]
        studio().tally.forgive(trouble.failure.digest for _, trouble in troubles)
        studio().want([order for order, _ in troubles], urgent=bool(digest))
        count = len(troubles)
        return f"{count} asked for once more. Look here again in a minute." if count else "Nothing failed any more."

    return acted(act, url_for("admin.errors"))


def bars_of(lengths: tuple[int, ...]) -> list[Bar]:
    """A bar for each day, the longest as high as the plot."""
    most, step, today = max(*lengths, 1), WIDTH / len(lengths), time.time()
    bars = []
    for number, length in enumerate(lengths):
        day = datetime.fromtimestamp(today - DAY_S * (len(lengths) - 1 - number), UTC).strftime("%-d %b")
        height = (BASE - 10) * length / most
        bars.append(Bar(day, duration(length), number * step + 4, BASE - height, step - 8, height))
    return bars


def _troubles() -> Iterator[tuple[ClipOrder, Trouble]]:
    """What could not be made and is still wanted, the last asked for first."""
    needed = studio().publisher.generations.needed()
    for failure in studio().tally.failures():
        order = msgspec.json.decode(failure.order, type=ClipOrder)
        if number_of(order.revision) in needed.get(order.slug, {}) and (found := _trouble(failure, order)):
            yield order, found


def _trouble(failure: Failure, order: ClipOrder) -> Trouble | None:
    """The same with its place; None where its article is given to nobody, or it would be said otherwise now."""
    try:
        article = studio().publisher.heard(order.slug).article
    except UnknownArticle:
        return None
    with suppress(VoiceError):  # what can't be spoken at all is still wanted
        if studio().digest(order) != failure.digest:
            return None
    return Trouble(failure, order.slug, article.title, order.section, _heading(article, order))


def _heading(article: Article, order: ClipOrder) -> str:
    if order.section in {OPENING, ENDING}:
        return "Its disclaimers"
    section = article.section(order.section)
    return section.heading or "Opening" if section else "A section that it does not have any more"


def _tonight() -> float:
    """The end of today, in seconds since 1970 (UTC)."""
    return (time.time() // DAY_S + 1) * DAY_S
