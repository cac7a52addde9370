"""Recordings: addresses that name an article's section lead to the clip that names its bytes."""

import re

from flask import Blueprint, Response, abort, make_response, redirect, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from voice.encoding import FORMATS
from voice.studio import ClipOrder
from voice.web import heard
from voice.web.finding import article_of, disclaimers_order, section_order, studio

bp = Blueprint("audio", __name__)

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
A_YEAR_S = 31_536_000


@bp.get("/a/<slug>/disclaimer.mp3")
def disclaimer(slug: str) -> AnyResponse:
    """The article's disclaimers, in full."""
    return _clip(_given(disclaimers_order(article_of(slug)) or abort(404)))


@bp.get("/a/<slug>/sections/<section>.mp3")
def section(slug: str, section: str) -> AnyResponse:
    """A section to be heard on its own: it begins with the article's disclaimers."""
    kept = article_of(slug)
    order = section_order(kept, section, alone=True)
    if opening := disclaimers_order(kept):
        _given(opening)
    return _clip(order)


@bp.get("/a/<slug>/after-disclaimer/<section>.mp3")
def after_disclaimer(slug: str, section: str) -> AnyResponse:
    """A section without the disclaimers, for a session that has heard them; 403 for any other."""
    kept = article_of(slug)
    if (opening := disclaimers_order(kept)) is None:
        return _clip(section_order(kept, section, alone=True))
    if not heard.has_heard(studio().digest(opening)):
        abort(
            403,
            "This recording follows the disclaimer. Play the disclaimer first, or the section from its own address.",
        )
    return _clip(section_order(kept, section, alone=False))


@bp.post("/a/<slug>/heard")
def disclaimers_heard(slug: str) -> AnyResponse:
    """The browser has played the disclaimers: 204 if that can be so, 409 if too little time has passed."""
    opening = disclaimers_order(article_of(slug)) or abort(404)
    clip = studio().find(opening)
    if clip is None or not heard.accept_heard(clip.digest, clip.duration_ms):
        abort(409, "The disclaimer has not been played yet.")
    return Response(status=204)


@bp.get("/c/<fingerprint>.<suffix>")
def clip(fingerprint: str, suffix: str) -> AnyResponse:
    """The bytes of a clip: they never change under this address, so they may be kept for ever (RFC 9111, RFC 8246)."""
    if suffix not in FORMATS or not _FINGERPRINT.fullmatch(fingerprint):
        abort(404)
    place = studio().shelf.path(fingerprint, suffix)
    if not place.is_file():
        abort(404, "There is no such recording any more. Reload the article's page.")
    media_type = FORMATS[suffix].media_type
    response = send_file(place, mimetype=media_type, conditional=True, etag=fingerprint, max_age=A_YEAR_S)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


def _given(opening: ClipOrder) -> ClipOrder:
    heard.note_given(studio().digest(opening))
    return opening


def _clip(order: ClipOrder) -> AnyResponse:
    """Waits until the clip is made, and leads to it."""
    recording = studio().wait(order)
    address = url_for("audio.clip", fingerprint=recording.fingerprint, suffix=recording.suffix)
    response = make_response(redirect(address, 302))
    response.cache_control.no_store = True
    return response
