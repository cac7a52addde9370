"""The library's page: its articles searched, by topic, page by page, with the time that each takes."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from content.catalogue import Entry
from content.library import Kept
from voice.orders import OPENING, orders_of
from voice.web.finding import Clips, number_in_address, studio
from voice.web.runs import direction

A_PAGE = 20
LONGEST_SEARCH = 200
# Silent reading of English, 238 words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047), at 6 letters a word
# with its space; and speech as content.parts has it, 9,000 letters in ten minutes.
READ_A_MINUTE = 1430
SPOKEN_A_MINUTE = 900


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list: how many minutes it takes to read and to listen to, at least 1."""

    entry: Entry
    reading: int
    listening: int


def library_page() -> str:
    """The articles that the request asks for, `q` words, `topic` and `page`; the newest first."""
    asked, topic = request.args.get("q", "").strip()[:LONGEST_SEARCH], request.args.get("topic", "")
    page = max(1, number_in_address("page") or 1)
    catalogue = studio().catalogue
    catalogue.catch_up()
    found = catalogue.find(asked, topic, start=(page - 1) * A_PAGE, count=A_PAGE)
    return render_template(
        "library.html",
        rows=[_row(entry) for entry in found.entries],
        found=found,
        asked=asked,
        topic=topic,
        topics=catalogue.topics(),
        page=page,
        pages=max(1, -(-found.total // A_PAGE)),
        address=_address,
        direction=direction,
    )


def note_time(kept: Kept, there: Clips) -> None:
    """Note how long the article takes to listen to, disclaimers first, once all its recordings are there."""
    article = kept.article
    orders = orders_of(article, kept.revision, studio().delivery())
    once = [order for order in orders if not (order.alone and article.disclaimers) or order.section == OPENING]
    clips = [there[order] for order in once]
    known = [clip.duration_ms for clip in clips if clip]
    if len(known) == len(clips):
        studio().catalogue.time(article.slug, studio().publisher.revision(kept.revision), sum(known))


def _row(entry: Entry) -> Row:
    minutes = entry.listening_ms / 60_000 or entry.letters / SPOKEN_A_MINUTE / studio().settings.rate
    return Row(entry, max(1, round(entry.letters / READ_A_MINUTE)), max(1, round(minutes)))


def _address(**asked: str | int) -> str:
    """Where the list is that is asked for so; what is empty is left out."""
    given: dict[str, Any] = {name: value for name, value in asked.items() if value and value != 1}
    return url_for("listen.library", **given)
