"""The pages of the audit trail, and of the proof for each article."""

from collections.abc import Callable
from datetime import date

from flask import Response, render_template, request, url_for
from flask import json as flask_json
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.audit import Door, Kind, Search
from voice.errors import VoiceError
from voice.proof import Proof, proof_document
from voice.web.admin.articles import Paging
from voice.web.admin.gate import bp, permitted
from voice.web.finding import studio

PAGE_ROWS = 50
# Through which door a change came, as the page says it.
DOORS = {
    Door.CLI: "a command in a terminal",
    Door.ADMIN: "these pages",
    Door.API: "the API",
    Door.FILE: "the file, changed by hand",
    Door.SERVICE: "the service itself",
}


@bp.get("/audit")
@permitted(Role.VIEWER)
def audit() -> ResponseReturnValue:
    """The audit trail, the newest first, fifty rows a page."""
    wanted = {name: request.args.get(name, "").strip() for name in Search.__dataclass_fields__}
    trouble = _trouble(wanted)
    search = Search() if trouble else Search(**wanted)
    trail, count = studio().trail, studio().trail.count(search)
    paging = Paging.of(request.args.get("page", type=int), count, PAGE_ROWS)
    rows = trail.rows(search, most=PAGE_ROWS, skip=paging.rows.start)
    told = {"rows": rows, "count": count, "paging": paging, "trouble": trouble, "doors": DOORS}
    return render_template("admin/audit.html", wanted=wanted, kinds=list(Kind), address=_address_of(wanted), **told)


@bp.get("/articles/<slug>/proof")
@permitted(Role.VIEWER)
def proof(slug: str) -> ResponseReturnValue:
    """Which disclaimer stands in which clip of the article, in which wording, from when to when, and was it heard."""
    history, trouble, proofs = studio().publisher.generations.history(slug), "", tuple[Proof, ...]()
    title = (history[0] if history else studio().library.current(slug)).article.title
    try:
        proofs = studio().proofs.of(slug)
    except VoiceError as error:
        trouble = str(error)
    return render_template("admin/proof.html", slug=slug, title=title, trouble=trouble, proofs=proofs)


@bp.get("/articles/<slug>/proof.json")
@permitted(Role.VIEWER)
def proof_json(slug: str) -> ResponseReturnValue:
    """The same for programs, and to be kept."""
    found = [proof_document(each) for each in studio().proofs.of(slug)]
    return Response(flask_json.dumps(found, ensure_ascii=False, indent=2), mimetype="application/json")


def _trouble(wanted: dict[str, str]) -> str:
    """What is wrong with a search, "" where nothing is."""
    for name in ("since", "until"):
        try:
            date.fromisoformat(wanted[name] or "2000-01-01")
        except ValueError:
            return f"“{wanted[name]}” is no day. Write one such as 2026-11-25."
    return ""


def _address_of(wanted: dict[str, str]) -> Callable[[int], str]:
    """The address of each page of what is looked for."""
    given = {name: text for name, text in wanted.items() if text}
    return lambda page: url_for("admin.audit", page=page, **given)  # type: ignore[arg-type]
