"""Errors as answers: a page for people, a problem document (RFC 9457) for programs."""

from http import HTTPStatus

from flask import Flask, Response, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from audio_cache import CacheError
from content import ContentError
from content.errors import UnknownArticle
from voice.errors import VoiceError

RETRY_AFTER_S = 30


def answer_with_problems(app: Flask) -> None:
    """Let the application answer every error in these two forms."""
    app.register_error_handler(HTTPException, lambda error: _problem(error.code or 500, error.description or ""))
    app.register_error_handler(UnknownArticle, lambda error: _problem(404, str(error)))
    for kind in (ContentError, VoiceError, CacheError):
        app.register_error_handler(kind, lambda error: _problem(503, str(error)))


def _problem(status: int, detail: str) -> Response:
    title = HTTPStatus(status).phrase
    if request.accept_mimetypes.accept_html:
        response = make_response(render_template("problem.html", status=status, title=title, detail=detail), status)
    else:
        document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        response = Response(json.dumps(document, ensure_ascii=False), status, mimetype="application/problem+json")
    response.cache_control.no_store = True
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
