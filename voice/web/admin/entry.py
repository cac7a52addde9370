"""Signing in and out, and the admin's first page."""

from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.errors import AccountError, TooManyAttempts
from voice.web.admin.gate import (
    MOST_KEPT_AGAIN_BYTES,
    bp,
    checked_form,
    hand_cookie,
    permitted,
    safe_next,
    signed_in,
    take_in,
)
from voice.web.finding import studio


@dataclass(frozen=True, slots=True)
class _Kept:
    """A form that came when its session was over."""

    address: str
    fields: tuple[tuple[str, str], ...]


@bp.get("/")
@permitted(Role.VIEWER)
def entry() -> ResponseReturnValue:
    """The parts of the admin's door."""
    return render_template("admin/entry.html")


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The form to sign in with."""
    next_page = safe_next(request.args.get("next", ""))
    return redirect(next_page, 303) if signed_in() else render_template("admin/sign_in.html", next=next_page)


@bp.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Sign in; the session's token is a new one, whatever the browser brought."""
    take_in(MOST_KEPT_AGAIN_BYTES)
    if answer := checked_form():
        return answer
    name, next_page = request.form.get("name", ""), safe_next(request.form.get("next", ""))
    kept = request.form.get("kept", "")
    try:
        token = studio().accounts.sign_in(name, request.form.get("password", ""), remote_address())
    except AccountError as error:
        told = {"next": next_page, "name": name, "kept": kept, "trouble": str(error)}
        return render_template("admin/sign_in.html", **told), status_of(error)
    hand_cookie(token)
    return _to_be_sent(kept) if kept else redirect(next_page, 303)


@bp.post("/sign-out")
@permitted(Role.VIEWER)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    if session := signed_in():
        studio().accounts.sessions.end(session.token)
    hand_cookie(None)
    return redirect(url_for("admin.sign_in"), 303)


def _to_be_sent(kept: str) -> ResponseReturnValue:
    """A page with what somebody had sent when their session was over: they send it again, or let it be."""
    try:
        form = msgspec.json.decode(kept, type=_Kept)
    except msgspec.DecodeError:
        return redirect(url_for("admin.entry"), 303)
    return render_template("admin/send_again.html", address=safe_next(form.address), fields=form.fields)


def status_of(error: AccountError) -> HTTPStatus:
    """The status of an answer that something about accounts was refused."""
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(error, TooManyAttempts) else HTTPStatus.UNPROCESSABLE_ENTITY


def remote_address() -> str:
    """Where the request comes from; behind a proxy, as it says (the setting VOICE_PROXIES)."""
    return request.remote_addr or ""
