"""Errors as answers: a page for people, a problem document (RFC 9457) for programs."""

from http import HTTPStatus

from flask import Flask, Response, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from audio_cache import CacheError
from content import ContentError
from content.errors import UnknownArticle
from voice.errors import VoiceError

RETRY_AFTER_S = 30

# What a page says above the details, in words that need no knowledge of HTTP.
PLAIN_TITLES = {
    403: "Please hear the disclaimer first",
    404: "This is not here",
    409: "Please hear the disclaimer first",
    503: "This can't be played right now",
}
# Headers that an error needs to be understood (RFC 9110, 15.5.6 and 15.5.17); its others speak of its own body.
KEPT_HEADERS = {"allow", "content-range"}


def answer_with_problems(app: Flask) -> None:
    """Let the application answer every error in these two forms."""
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(UnknownArticle, lambda error: _problem(404, str(error)))
    for kind in (ContentError, VoiceError, CacheError):
        app.register_error_handler(kind, lambda error: _problem(503, str(error)))


def _http_problem(error: HTTPException) -> Response:
    response = _problem(error.code or 500, error.description or "")
    response.headers.extend([(name, value) for name, value in error.get_headers() if name.lower() in KEPT_HEADERS])
    return response


def _problem(status: int, detail: str) -> Response:
    title = PLAIN_TITLES.get(status, HTTPStatus(status).phrase)
    if "text/html" in request.headers.get("Accept", ""):
        response = make_response(render_template("problem.html", title=title, detail=detail), status)
    else:
        document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        response = Response(json.dumps(document, ensure_ascii=False), status, mimetype="application/problem+json")
    response.cache_control.no_store = True
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
