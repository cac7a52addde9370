"""Articles for editors: every one that is kept, with how it stands."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.library import Listed
from voice.accounts import Role
from voice.desk import UNREVIEWED
from voice.errors import VoiceError
from voice.web.admin.gate import bp, permitted
from voice.web.admin.telling import acted
from voice.web.finding import studio

PAGE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands: counts of its sections, of disclaimers found and those unreviewed, of recordings.

    `trouble` says why it can't be spoken, "" where it can.
    """

    listed: Listed
    sections: int
    found: int
    unreviewed: int
    ready: int = 0
    recordings: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many is shown, from 1, and how many rows a page has."""

    number: int
    count: int
    length: int

    @classmethod
    def of(cls, wanted: int | None, rows: int, length: int = PAGE_LENGTH) -> "Paging":
        """The wanted page of that many rows, or the nearest that there is."""
        count = max(1, -(-rows // length))
        return cls(min(max(wanted or 1, 1), count), count, length)

    @property
    def rows(self) -> slice:
        """The rows that the page shows."""
        return slice((self.number - 1) * self.length, self.number * self.length)


@bp.get("/articles")
@permitted(Role.VIEWER)
def articles() -> ResponseReturnValue:
    """Every article, the newest first, or those whose titles or addresses have what is searched for."""
    sought = request.args.get("q", "").strip()
    listed = sorted(studio().library.list(), key=lambda row: row.added_at, reverse=True)
    found = [row for row in listed if sought.casefold() in f"{row.title} {row.slug}".casefold()]
    paging = Paging.of(request.args.get("page", type=int), len(found))
    return render_template(
        "admin/articles.html",
        standings=[standing(row) for row in found[paging.rows]],
        count=len(found),
        paging=paging,
        sought=sought,
        waiting=len(studio().drafts.waiting()),
        withdrawn=studio().library.withdrawn(),
    )


@bp.post("/articles/<slug>/back")
@permitted(Role.EDITOR)
def bring_back(slug: str) -> ResponseReturnValue:
    """Give out an article again that was taken off the list."""

    def act() -> str:
        return f"“{studio().desk.bring_back(slug).article.title}” is on the list again."

    return acted(act, url_for("admin.articles"))


def standing(listed: Listed) -> Standing:
    """How an article of the list stands now."""
    article = studio().library.current(listed.slug).article
    findings = studio().desk.findings(listed.slug)
    counts = len(article.sections), len(findings), sum(each.state == UNREVIEWED for each in findings)
    try:
        orders = studio().orders(article, listed.revision, studio().publisher.delivery(listed.slug))
        clips = {studio().digest(each): clip for each, clip in zip(orders, studio().find_all(orders), strict=True)}
    except VoiceError as error:
        return Standing(listed, *counts, trouble=str(error))
    return Standing(listed, *counts, ready=sum(clip is not None for clip in clips.values()), recordings=len(clips))
