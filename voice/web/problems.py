"""Errors as answers: a page for people, a problem document (RFC 9457) for programs."""

from http import HTTPStatus

from flask import Flask, Response, json, make_response, render_template, request
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from audio_cache import CacheError
from content import ContentError
from content.errors import UnknownArticle
from voice.errors import ClipLate, VoiceError

RETRY_AFTER_S = 30

# What a page says above the details, in words that need no knowledge of HTTP.
PLAIN_TITLES = {
    403: _("Please hear the disclaimer first"),
    404: _("This is not here"),
    409: _("Please hear the disclaimer first"),
    503: _("This can't be played right now"),
}
# What our own errors say is English; to whoever reads another language, they say this.
IN_SHORT = {
    UnknownArticle: _("There is no such article."),
    ClipLate: _("The recording is not ready yet. Please try again in a minute."),
}
ANY_OTHER = _("It could not be made. Please try again later, or tell the site's editors what is said below.")
# Headers that an error needs to be understood (RFC 9110, 15.5.6 and 15.5.17); its others speak of its own body.
KEPT_HEADERS = {"allow", "content-range"}


def answer_with_problems(app: Flask) -> None:
    """Let the application answer every error in these two forms."""
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(UnknownArticle, lambda error: _our_problem(404, error))
    for kind in (ContentError, VoiceError, CacheError):
        app.register_error_handler(kind, lambda error: _our_problem(503, error))


def in_short(error: Exception) -> tuple[str, str]:
    """What to tell a listener of an error, and beside it its own English words; "" where they are the same."""
    if _in_english():
        return str(error), ""
    return str(IN_SHORT.get(type(error), ANY_OTHER)), str(error)


def _in_english() -> bool:
    return bool(getattr(get_locale(), "language", "en") == "en")


def _our_problem(status: int, error: Exception) -> Response:
    return _problem(status, *in_short(error))


def _http_problem(error: HTTPException) -> Response:
    said = error.description or ""
    theirs = said == type(error).description  # the framework's own words are English
    response = _problem(error.code or 500, *("", said) if theirs and not _in_english() else (said, ""))
    response.headers.extend([(name, value) for name, value in error.get_headers() if name.lower() in KEPT_HEADERS])
    return response


def _problem(status: int, detail: str, english: str = "") -> Response:
    title = str(PLAIN_TITLES.get(status, HTTPStatus(status).phrase))
    if "text/html" in request.headers.get("Accept", ""):
        page = render_template("problem.html", title=title, detail=detail, english=english)
        response = make_response(page, status)
    else:
        told = f"{detail} {english}".strip()
        document = {"type": "about:blank", "title": title, "status": status, "detail": told}
        response = Response(json.dumps(document, ensure_ascii=False), status, mimetype="application/problem+json")
    response.cache_control.no_store = True
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
