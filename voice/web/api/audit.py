"""The audit trail, and the proof for each article."""

from dataclasses import dataclass
from datetime import date

from flask import Response

from voice.accounts import Scope
from voice.audit import Kind, Search
from voice.proof import proof_document
from voice.web.api.operation import Operation, Page, allowed, answer, bp, checked, page_of, query
from voice.web.finding import studio


@dataclass(frozen=True, slots=True)
class Changes:
    """Which changes: in an article, of a kind, by somebody, from a day to a day, both included."""

    article: str = ""
    kind: Kind | None = None
    who: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1
    per_page: int = 50


@bp.get("/audit")
@allowed(Operation(Scope.AUDIT_READ, asks=Changes))
def list_changes() -> Response:
    """List who changed what, when and why, the newest first."""
    wanted = query(Changes)
    page = checked(Page(wanted.page, wanted.per_page))
    days = (day.isoformat() if day else "" for day in (wanted.since, wanted.until))
    search, trail = Search(wanted.article, wanted.kind or "", wanted.who, *days), studio().trail
    rows = trail.rows(search, most=page.per_page, skip=(page.page - 1) * page.per_page)
    return page_of(rows, trail.count(search), page)


@bp.get("/articles/<slug>/proof")
@allowed(Operation(Scope.AUDIT_READ))
def get_proof(slug: str) -> Response:
    """Prove which disclaimer stands in which clip, in which wording, from when to when, and whether it was heard."""
    return answer([proof_document(each) for each in studio().proofs.of(slug)])
