"""Disclaimers: what was found in an article, what editors decide on it, and the rules they set for all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, request

from content.errors import RulesChanged
from content.notices import Rules, in_force
from content.review import Verdict
from voice.accounts import Scope
from voice.audit import actor
from voice.documents import disclaimer_document
from voice.shared_files import edition_of
from voice.web.api.operation import Operation, allowed, answer, body, bp
from voice.web.finding import studio

MOST_RULES_BYTES = 1_000_000
CHANGED = "The rules are not those that you have read any more. Read them again first."


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on what was found: `short` goes with "shortened" ("" takes it back), `reason` is needed to reject."""

    verdict: Verdict
    reason: str = ""
    short: str = ""
    even_crisis: bool = False


@dataclass(frozen=True, slots=True)
class RulesText:
    """The words of the editors' file, in TOML; docs/disclaimers.md says what they may be."""

    text: str


@bp.get("/articles/<slug>/disclaimers")
@allowed(Operation(Scope.ARTICLES_READ))
def list_findings(slug: str) -> Response:
    """List what was found in an article, with the key of each, and what was decided."""
    findings = studio().desk.findings(slug)
    found = [disclaimer_document(each.disclaimer, each.state) | {"decision": each.decision} for each in findings]
    return answer({"items": found, "history": studio().desk.history(slug)})


@bp.post("/articles/<slug>/disclaimers/<key>/decisions")
@allowed(Operation(Scope.ARTICLES_WRITE, takes=Decided))
def decide(slug: str, key: str) -> Response:
    """Confirm or reject what was found, or set its short form."""
    wanted, desk, who = body(Decided), studio().desk, actor().who
    match wanted.verdict:
        case Verdict.CONFIRMED:
            kept = desk.confirm(slug, key, who, wanted.reason)
        case Verdict.REJECTED:
            kept = desk.reject(slug, key, who, wanted.reason, even_crisis=wanted.even_crisis)
        case Verdict.SHORTENED:
            kept = desk.shorten(slug, key, who, wanted.short)
    return answer({"revision": kept.revision, "changed": kept.changed}, HTTPStatus.CREATED)


@bp.get("/rules")
@allowed(Operation(Scope.ARTICLES_READ))
def get_rules() -> Response:
    """Get what editors set for every article: the words of their file, and what they mean."""
    text, every = studio().desk.rules_file.read()
    return _rules(text, in_force(every, datetime.now(UTC).date()))


@bp.put("/rules")
@allowed(Operation(Scope.ARTICLES_WRITE, takes=RulesText, most_bytes=MOST_RULES_BYTES))
def put_rules() -> Response:
    """Put other words into the editors' file; where they can't be used, it stays as it was.

    With If-Match (RFC 9110, 13.1.1), also where it is not what its sender has read.
    """
    text = body(RulesText).text.replace("\r\n", "\n")  # as the file is read
    edition = studio().desk.rules_file.edition
    if not request.if_match:
        return _rules(text, studio().desk.rules_file.save(text))
    if not request.if_match.contains(edition):
        raise RulesChanged(CHANGED)
    return _rules(text, studio().desk.rules_file.save(text, over=edition))


def _rules(text: str, rules: Rules) -> Response:
    """What these words mean, tagged by them: the file may have others already."""
    response = answer({"text": text, "rules": rules})
    response.set_etag(edition_of(text.encode()))
    return response
