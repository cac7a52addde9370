"""The errors of the API, each as a problem document (RFC 9457)."""

from http import HTTPStatus

from flask import Response, json
from werkzeug.exceptions import HTTPException

from audio_cache import CacheError
from content import ContentError
from content.errors import (
    ArticleTooLarge,
    CrisisRejected,
    DisclaimerLost,
    EditedMeanwhile,
    FetchFailed,
    RulesChanged,
    UnknownArticle,
    UnknownDisclaimer,
)
from voice.errors import DatabaseUnusable, RegenerationEnded, VoiceError
from voice.web.api.operation import Problem, bp

# The status of each error of ours; whatever else of ours goes wrong is the request's fault.
_STATUSES: dict[type[Exception], HTTPStatus] = {
    UnknownArticle: HTTPStatus.NOT_FOUND,
    UnknownDisclaimer: HTTPStatus.NOT_FOUND,
    ArticleTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    DisclaimerLost: HTTPStatus.CONFLICT,
    EditedMeanwhile: HTTPStatus.CONFLICT,
    RegenerationEnded: HTTPStatus.CONFLICT,
    RulesChanged: HTTPStatus.PRECONDITION_FAILED,
    FetchFailed: HTTPStatus.BAD_GATEWAY,
    DatabaseUnusable: HTTPStatus.SERVICE_UNAVAILABLE,
    CacheError: HTTPStatus.SERVICE_UNAVAILABLE,
}
# How a program says what an error asks it to say.
_SAY_SO: dict[type[Exception], str] = {
    DisclaimerLost: ' That is "may_lose_disclaimers": true.',
    CrisisRejected: ' That is "even_crisis": true.',
}
_KEPT_HEADERS = {"allow"}


@bp.errorhandler(Problem)
def problem(error: Problem) -> Response:
    """Say what is wrong with a request, where, and what would be accepted."""
    response = _document(error.status, error.detail, error.pointer)
    if error.challenge:
        response.headers["WWW-Authenticate"] = error.challenge
    return response


@bp.errorhandler(ContentError)
@bp.errorhandler(VoiceError)
@bp.errorhandler(CacheError)
def not_done(error: Exception) -> Response:
    """Say what could not be done, and why."""
    found = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    return _document(next(found, HTTPStatus.UNPROCESSABLE_ENTITY), f"{error}{_SAY_SO.get(type(error), '')}")


@bp.errorhandler(HTTPException)
def refused(error: HTTPException) -> Response:
    """Say what HTTP itself refuses: a body that is too large, say."""
    response = _document(HTTPStatus(error.code or 500), error.description or "")
    response.headers.extend([(name, value) for name, value in error.get_headers() if name.lower() in _KEPT_HEADERS])
    return response


def _document(status: HTTPStatus, detail: str, pointer: str = "") -> Response:
    document: dict[str, object] = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    if pointer:
        document["errors"] = [{"detail": detail, "pointer": f"#{pointer}"}]
    response = Response(json.dumps(document, ensure_ascii=False), status, mimetype="application/problem+json")
    response.cache_control.no_store = True
    return response
