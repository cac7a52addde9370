"""Errors within the admin's pages, as pages of the admin's."""

from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from audio_cache import CacheError
from content import ContentError
from content.errors import UnknownArticle
from voice.errors import LinkExpired, UnknownRegeneration, VoiceError
from voice.web.admin.gate import bp


@bp.errorhandler(UnknownArticle)
def not_here(error: UnknownArticle) -> ResponseReturnValue:
    """There is no article of that slug."""
    return _page("This article is not here", str(error), HTTPStatus.NOT_FOUND)


@bp.errorhandler(UnknownRegeneration)
def no_regeneration(error: UnknownRegeneration) -> ResponseReturnValue:
    """There is no regeneration of that number."""
    return _page("This regeneration is not here", str(error), HTTPStatus.NOT_FOUND)


@bp.errorhandler(LinkExpired)
def gone(error: LinkExpired) -> ResponseReturnValue:
    """A one-time link that is no good any more."""
    return _page("This link is no good any more", str(error), HTTPStatus.GONE)


@bp.errorhandler(ContentError)
@bp.errorhandler(VoiceError)
@bp.errorhandler(CacheError)
def not_done(error: Exception) -> ResponseReturnValue:
    """Something that the message explains could not be done."""
    return _page("This could not be done", str(error), HTTPStatus.UNPROCESSABLE_ENTITY)


@bp.errorhandler(HTTPException)
def refused(error: HTTPException) -> ResponseReturnValue:
    """An error of HTTP's own; what was sent is too large, say."""
    if isinstance(error, RequestEntityTooLarge):
        return _page(
            "This is too large", "Send less at once. Nothing has changed.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    status = HTTPStatus(error.code or 500)
    return _page(status.phrase, error.description or "", status)


def _page(title: str, detail: str, status: HTTPStatus) -> ResponseReturnValue:
    return render_template("admin/problem.html", title=title, detail=detail), status
