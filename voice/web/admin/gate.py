"""The gate of the admin's pages: who is there, what they may do, and whether a form is one of ours.

A session's token stands in a cookie of its own, apart from the listeners'. A form carries a word that only this service
can make of that cookie; a form from elsewhere has none. `SameSite=Lax` keeps the cookie from most of those anyway.
"""

import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from voice.accounts import Role, Session
from voice.accounts.tables import new_secret
from voice.audit import Door, acting
from voice.web.finding import studio

bp = Blueprint("admin", __name__, url_prefix="/admin")

COOKIE = "voice_admin"
CSRF_FIELD = "csrf"
SMALL_BODY = 64 * 1024
# So much of a form is kept for somebody who has to sign in again before it is taken.
MOST_KEPT_BYTES = 1_000_000
# It comes back as JSON in a form's field, where a quotation mark, which was one byte, is six: %5C%22.
MOST_KEPT_AGAIN_BYTES = 6 * MOST_KEPT_BYTES
_NEVER_KEPT = {CSRF_FIELD, "current", "password", "again"}
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# What browsers say of requests that come from our own pages, or from an address typed in.
_OUR_SITES = {"same-origin", "none"}

Parameters = ParamSpec("Parameters")
View = Callable[Parameters, ResponseReturnValue]


def permitted(role: Role, *, most_bytes: int = SMALL_BODY) -> Callable[[View[Parameters]], View[Parameters]]:
    """Let a view be for people with that role or a greater one; forms are of at most so many bytes, and our own.

    Whoever has not signed in is asked to, and then led back here.
    """

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
            session = signed_in()
            if session is None:
                return _to_sign_in(most_bytes)
            if not session.role.includes(role):
                return refused(f"This needs the role “{role}”, and you are signed in as “{session.role}”.")
            take_in(most_bytes)
            with acting(session.name, Door.ADMIN):
                return checked_form() or view(*args, **kwargs)

        guarded.role = role  # type: ignore[attr-defined]
        return guarded

    return decorate


def take_in(most_bytes: int) -> None:
    """Let what is sent be so large, and its fields too, for which Flask has a limit of its own; before it is read."""
    request.max_content_length = request.max_form_memory_size = most_bytes


def signed_in() -> Session | None:
    """The session of whoever asks, if they have signed in."""
    if "admin_session" not in g:
        token = request.cookies.get(COOKIE, "")
        g.admin_session = studio().accounts.sessions.find(token) if token else None
    found: Session | None = g.admin_session
    return found


def who() -> str:
    """The name for the record of whoever asks, in a view that is `permitted`."""
    session = signed_in()
    return session.name if session else ""


def tell(message: str) -> None:
    """Tell whoever asks something on the next page that they see, in its status area: for after a redirect."""
    if session := signed_in():
        studio().accounts.sessions.tell(session.token, message)


def checked_form() -> Response | None:
    """The answer to a form that is not one of ours, or None where it is, or where there is none."""
    if request.method in _SAFE_METHODS:
        return None
    site = request.headers.get("Sec-Fetch-Site", "none")
    given = request.form.get(CSRF_FIELD, "")
    if site in _OUR_SITES and hmac.compare_digest(given.encode(), csrf_word().encode()):
        return None
    return refused("This form was not sent from a page of ours, or is too old. Go back, reload its page and try again.")


def safe_next(wanted: str) -> str:
    """An address to go to after signing in, if it is one of the admin's pages; else the admin's first page."""
    path = unquote(urlsplit(wanted).path)
    if wanted.startswith("/admin/") and wanted.isprintable() and not any(sign in path for sign in ("//", "/.", "\\")):
        return wanted
    return url_for("admin.entry")


def refused(why: str) -> Response:
    """A page that says why something is not allowed."""
    return make_response(render_template("admin/problem.html", title="This is not allowed", detail=why), 403)


def hand_cookie(token: str | None) -> None:
    """Let the answer set the session's cookie, or take it away."""
    g.admin_cookie = token


def csrf_word() -> str:
    """What a form has to bring along: only this service can make it of the browser's cookie.

    A browser that has no cookie is handed one.
    """
    token = g.get("admin_cookie") or request.cookies.get(COOKIE)
    if not token:
        hand_cookie(token := new_secret())
    return hmac.new(studio().secret, f"csrf {token}".encode(), sha256).hexdigest()


@bp.app_template_global()
def csrf_field() -> Markup:
    """The hidden field that every form of the admin's pages has within it."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, csrf_word())


@bp.app_template_global()
def told() -> str:
    """What the page's reader is to be told."""
    session = signed_in()
    return studio().accounts.sessions.told(session.token) if session else ""


bp.add_app_template_global(signed_in)


@bp.app_template_filter()
def moment(seconds: float) -> str:
    """A time in seconds since 1970 as ISO 8601, UTC, to the minute."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")


@bp.after_app_request
def _set_cookie(response: Response) -> Response:
    """No page of the admin's is kept by a cache, and its cookie goes nowhere else."""
    if not request.path.startswith("/admin"):
        return response
    response.cache_control.no_store = True
    if "admin_cookie" in g:
        traits: dict[str, Any] = {"path": "/admin", "secure": request.is_secure, "httponly": True, "samesite": "Lax"}
        if g.admin_cookie:
            response.set_cookie(COOKIE, g.admin_cookie, **traits)
        else:
            response.delete_cookie(COOKIE, **traits)
    return response


def _to_sign_in(most_bytes: int) -> ResponseReturnValue:
    """Ask for a name and a password; a form of ours whose session is over is kept meanwhile (WCAG 2.2, 2.2.5)."""
    if request.method in _SAFE_METHODS:
        return redirect(url_for("admin.sign_in", next=request.full_path.rstrip("?")), 303)
    take_in(min(most_bytes, MOST_KEPT_BYTES))
    if answer := checked_form():
        return answer
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in _NEVER_KEPT]
    kept = json.dumps({"address": request.path, "fields": fields}, ensure_ascii=False)
    return make_response(render_template("admin/sign_in.html", next=url_for("admin.entry"), kept=kept), 401)
