"""The page of API tokens."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.accounts import Role, Scope
from voice.errors import AccountError
from voice.web.admin.gate import bp, permitted, tell, who
from voice.web.finding import studio

# What each scope lets a program do, as the form says it.
SCOPES = {
    Scope.LISTEN: "ask which recordings are ready",
    Scope.ARTICLES_READ: "read articles and their disclaimers",
    Scope.ARTICLES_WRITE: "add articles, and decide on their disclaimers",
    Scope.LEXICON_WRITE: "change how words are said",
    Scope.REGENERATE: "have recordings made anew",
    Scope.AUDIT_READ: "read the audit trail",
}
_DAYS = (30, 90, 365)


@bp.get("/tokens")
@permitted(Role.ADMIN)
def tokens() -> ResponseReturnValue:
    """Every token, and a form for another."""
    return _page()


@bp.post("/tokens")
@permitted(Role.ADMIN)
def make_token() -> ResponseReturnValue:
    """Make a token; it is shown on this answer, and never again."""
    name, scopes = request.form.get("name", ""), request.form.getlist("scope")
    days = request.form.get("days", _DAYS[-1], type=int)
    try:
        return _page(secret=studio().accounts.tokens.make(name, scopes, who(), days=days), name=name)
    except AccountError as error:
        return _page(trouble=str(error), name=name, chosen=scopes), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/tokens/revoke")
@permitted(Role.ADMIN)
def revoke_token() -> ResponseReturnValue:
    """Let a token be used no more."""
    name = request.form.get("name", "")
    if "sure" not in request.form:
        trouble = f"Tick the box beside it first: programs that use {name} will stop working."
        return _page(trouble=trouble), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        studio().accounts.tokens.revoke(name)
    except AccountError as error:
        return _page(trouble=str(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    tell(f"The token {name} is revoked.")
    return redirect(url_for("admin.tokens"), 303)


def _page(**told: object) -> str:
    found = sorted(studio().accounts.tokens.list(), key=lambda token: (not token.good, token.name.casefold()))
    return render_template("admin/tokens.html", tokens=found, scopes=SCOPES, days=_DAYS, **told)
