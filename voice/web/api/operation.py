"""An operation of the API: who may do it, and what it takes and gives.

A token comes in the header `Authorization: Bearer` (RFC 6750) and in no other place: addresses end up in logs.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

import msgspec
from flask import Blueprint, Response, request, url_for

from voice.accounts import Scope, Token
from voice.audit import Door, acting
from voice.web.finding import studio

bp = Blueprint("api", __name__, url_prefix="/api/v1")

SMALL_BODY = 64 * 1024
MOST_ROWS = 200
REALM = 'Bearer realm="Article Voice"'

Parameters = ParamSpec("Parameters")
Wanted = TypeVar("Wanted")
View = Callable[Parameters, Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """What an operation is, as its document tells it: `takes` is the type of its body, `asks` that of its query."""

    scope: Scope
    takes: type[Any] | None = None
    asks: type[Any] | None = None
    most_bytes: int = SMALL_BODY


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a list; the first is 1."""

    page: int = 1
    per_page: int = 50


class Problem(Exception):
    """An answer that says what is wrong, and where: `pointer` is a JSON pointer into the body (RFC 6901), or ""."""

    def __init__(self, status: HTTPStatus, detail: str, *, pointer: str = "", challenge: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.pointer, self.challenge = status, detail, pointer, challenge


def allowed(operation: Operation) -> Callable[[View[Parameters]], View[Parameters]]:
    """Let a view be for tokens with that operation's scope; what it changes is noted under the token's name."""

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Response:
            token = _token(operation.scope)
            request.max_content_length = operation.most_bytes
            with acting(f"{token.name} (token)", Door.API):
                return view(*args, **kwargs)

        guarded.operation = operation  # type: ignore[attr-defined]
        return guarded

    return decorate


def body(kind: type[Wanted]) -> Wanted:
    """The request's JSON body as a value of that kind. Raises Problem."""
    if request.mimetype != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON, with Content-Type: application/json.")
    try:
        found = msgspec.json.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"The body is no JSON: {error}") from error
    return _converted(found, kind)


def query(kind: type[Wanted]) -> Wanted:
    """The request's query as a value of that kind. Raises Problem."""
    return _converted(request.args.to_dict(), kind, strict=False)


def answer(found: object, status: HTTPStatus = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Response:
    """An answer of JSON, which no cache keeps."""
    response = Response(msgspec.json.encode(found), status, headers, mimetype="application/json")
    response.cache_control.no_store = True
    return response


def page_of(items: object, count: int, page: Page) -> Response:
    """A page of a list of `count`, with the addresses of those before and after it (RFC 8288)."""
    links, arguments = list[str](), {**(request.view_args or {}), **request.args}
    for name, number in (("prev", page.page - 1), ("next", page.page + 1)):
        if 0 < number <= -(-count // page.per_page):
            address = url_for(request.endpoint or "", **(arguments | {"page": str(number)}))
            links.append(f'<{address}>; rel="{name}"')
    found = {"items": items, "count": count, "page": page.page, "per_page": page.per_page}
    return answer(found, headers={"Link": ", ".join(links)} if links else None)


def checked(page: Page) -> Page:
    """The page, if there can be such a one. Raises Problem."""
    if page.page < 1 or not 1 <= page.per_page <= MOST_ROWS:
        told = f"A page has a number from 1, and from 1 to {MOST_ROWS} rows (per_page)."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    return page


def _token(scope: Scope) -> Token:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        told = "Send a token, in the header “Authorization: Bearer avt_…”. An admin makes one at /admin/tokens."
        raise Problem(HTTPStatus.UNAUTHORIZED, told, challenge=REALM)
    if (token := studio().accounts.tokens.find(secret.strip())) is None:
        told = "This token is not known, was revoked, or has expired. Ask an admin for another."
        raise Problem(HTTPStatus.UNAUTHORIZED, told, challenge=f'{REALM}, error="invalid_token"')
    if scope not in token.scopes:
        told = f"This needs a token with the scope {scope}; yours has {', '.join(sorted(token.scopes))}."
        challenge = f'{REALM}, error="insufficient_scope", scope="{scope}"'
        raise Problem(HTTPStatus.FORBIDDEN, told, challenge=challenge)
    return token


def _converted(found: object, kind: type[Wanted], *, strict: bool = True) -> Wanted:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if isinstance(found, dict) and (unknown := sorted(found.keys() - known)):
        told = f"There is no {unknown[0]!r} here. There may be {', '.join(sorted(known))}."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, told, pointer=f"/{unknown[0]}")
    try:
        return msgspec.convert(found, kind, strict=strict)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        pointer = where.rstrip("`").replace("[", "/").replace("]", "").replace(".", "/")
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{what}.", pointer=pointer) from error
