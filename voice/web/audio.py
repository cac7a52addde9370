"""Recordings: addresses that name an article's section lead to the clip that names its bytes, or play it in the making.

What begins with the disclaimers is public, and may be kept by anybody for ever. What does not is given to a session
that has heard them, from its own address, and no cache keeps it for others.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

import msgspec
from flask import Blueprint, Response, abort, g, make_response, redirect, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from werkzeug.wrappers import Response as AnyResponse

from audio_cache import CacheError, Recording
from content.library import Kept
from voice.encoding import FORMATS
from voice.errors import ClipFailed, ClipLate, VoiceError
from voice.generations import number_of
from voice.orders import OPENING, ClipOrder
from voice.web import heard
from voice.web.finding import (
    GENERATION,
    VOICE,
    article_of,
    disclaimers_digest,
    disclaimers_order,
    ending_order,
    same_article_of,
    section_order,
    studio,
    voice_in_address,
)

bp = Blueprint("audio", __name__)

A_YEAR_S = 31_536_000
GONE = lazy("There is no such recording any more. Please reload the article's page.")
# So many requests may wait for recordings, or play those in the making, at once, and so many of them for the same one:
# places are left for those who wait for others, and threads for everybody else.
MOST_WAITING, MOST_FOR_ONE = 80, 64
_waiting: Counter[str] = Counter()
_counting = Lock()
# What a browser's player asks for first. Any other part can be cut only from a recording that is ready.
_FROM_THE_START = "bytes=0-"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

log = logging.getLogger(__name__)


def of_one_hearing(kept: Kept, voice: str) -> None:
    """Let every address of a recording on the page that is made name its generation: it is heard as it reads.

    And the voice that its listener has chosen; "" for the usual one.
    """
    g.heard_as = {GENERATION: number_of(kept.revision), VOICE: voice}


@bp.url_defaults
def _name_hearing(_endpoint: str, values: dict[str, object]) -> None:
    for name, value in g.get("heard_as", {}).items():
        if "slug" in values and value:
            values.setdefault(name, value)


@bp.get("/a/<slug>/disclaimer.mp3")
def disclaimer(slug: str) -> AnyResponse:
    """The article's disclaimers, in full."""
    kept = article_of(slug)
    return _public(kept, disclaimers_order(kept) or abort(404, _("This article has no disclaimer.")))


@bp.get("/a/<slug>/sections/<section>.mp3")
def section(slug: str, section: str) -> AnyResponse:
    """A section to be heard on its own: it begins with the article's disclaimers, in short where policy says so."""
    kept = article_of(slug)
    return _public(kept, section_order(kept, section, alone=True))


@bp.get("/a/<slug>/first/<section>.mp3")
def first(slug: str, section: str) -> AnyResponse:
    """A section to begin a session with: the article's disclaimers in full, then the section."""
    kept = article_of(slug)
    return _public(kept, section_order(kept, section, alone=True, first=True))


@bp.get("/a/<slug>/end.mp3")
def ending(slug: str) -> AnyResponse:
    """The disclaimers that are heard again at the article's end."""
    kept = article_of(slug)
    return _public(kept, ending_order(kept) or abort(404, _("No disclaimer is heard at the end of this article.")))


@bp.get("/a/<slug>/after-disclaimer/<section>.mp3")
def after_disclaimer(slug: str, section: str) -> AnyResponse:
    """A section without the disclaimers, for a session that has heard them; 403 for any other."""
    kept = same_article_of(slug)
    if not (disclaimers := disclaimers_digest(kept)):
        return _public(kept, section_order(kept, section, alone=True))
    if not heard.has_heard(disclaimers):
        abort(403, _("Please play the disclaimer first, or play the section from its own address."))
    found = _found(section_order(kept, section, alone=False))
    if isinstance(found, Response):
        return found
    response = _bytes(found.fingerprint, found.suffix)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response


@bp.get("/a/<slug>/after-disclaimer/<section>.marks.json")
def after_disclaimer_marks(slug: str, section: str) -> AnyResponse:
    """The speech marks of that section without the disclaimers, for a session that has heard them; 403 for others."""
    kept = same_article_of(slug)
    disclaimers = disclaimers_digest(kept)
    if disclaimers and not heard.has_heard(disclaimers):
        abort(403, _("Please play the disclaimer first, or play the section from its own address."))
    response = _marks(_waited_for(section_order(kept, section, alone=not disclaimers)))
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response


@bp.get("/c/<fingerprint>.marks.json")
def clip_marks(fingerprint: str) -> AnyResponse:
    """When what is heard in the clip of that fingerprint: its speech marks, which never change either."""
    recording = studio().recording(fingerprint) if _FINGERPRINT.fullmatch(fingerprint) else None
    if recording is None or recording.suffix not in FORMATS:
        abort(404, str(GONE))
    return _for_ever(_marks(recording))


@bp.post("/a/<slug>/heard")
def disclaimers_heard(slug: str) -> AnyResponse:
    """The browser has played the disclaimers: 204 if that can be so, 409 if too little time has passed."""
    kept = same_article_of(slug)
    opening = disclaimers_order(kept) or abort(404, _("This article has no disclaimer."))
    clip = studio().find(opening)
    if clip is None or not heard.accept_heard(disclaimers_digest(kept), clip.duration_ms):
        abort(409, _("The disclaimer has not been played yet."))
    return Response(status=204)


@bp.get("/c/<fingerprint>.<suffix>")
def clip(fingerprint: str, suffix: str) -> AnyResponse:
    """The bytes of a clip: they never change under this address, so they may be kept for ever (RFC 9111, RFC 8246)."""
    if suffix not in FORMATS or not _FINGERPRINT.fullmatch(fingerprint):
        abort(404, str(GONE))
    # The index knows what there is: an object store is not asked for what anybody may make up.
    if not studio().stock.index.has(fingerprint):
        abort(404, str(GONE))
    if request.method == "GET" and (link := studio().stock.link(fingerprint)):
        response = make_response(redirect(link, 302))
        response.cache_control.no_store = True
        return response
    return _for_ever(_bytes(fingerprint, suffix))


def _for_ever(response: Response) -> Response:
    response.cache_control.no_cache = None  # what `send_file` says of files that may change
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.cache_control.max_age = A_YEAR_S
    return response


def _marks(recording: Recording) -> Response:
    """The clip's speech marks, with the fingerprint of the sound that they belong to as a strong ETag."""
    response = Response(msgspec.json.encode(recording.marks), mimetype="application/json")
    response.set_etag(f"{recording.fingerprint}-marks")
    response.make_conditional(request)
    return response


def _public(kept: Kept, order: ClipOrder) -> AnyResponse:
    """Lead to the clip, or play it as it is made; note where this session is given the disclaimers in full."""
    in_full = request.method == "GET" and (order.first or order.section == OPENING)
    given = disclaimers_digest(kept) if in_full else ""
    found = _found(order)
    if given:
        heard.note_given(given)
    if isinstance(found, Response):
        return found
    address = url_for("audio.clip", fingerprint=found.fingerprint, suffix=found.suffix)
    response = make_response(redirect(address, 302))
    response.cache_control.no_store = True
    return response


def _found(order: ClipOrder) -> Recording | Response:
    """The recording, or the stream of one that is being made. HEAD tells how it stands, and has nothing made."""
    if request.method == "GET" and (voice := voice_in_address()):
        studio().publisher.put_on_record(order, voice)
    if recording := studio().find(order):
        return recording
    if request.method == "HEAD":
        return _head(order)
    if request.headers.get("Range", _FROM_THE_START) != _FROM_THE_START:
        return _waited_for(order)
    with ExitStack() as turn:
        turn.enter_context(_turn(order))
        found = studio().follow(order)
        if isinstance(found, Recording):
            return found
        response = _stream(_told_of(found, order), order)
        response.call_on_close(turn.pop_all().close)
        return response


def _head(order: ClipOrder) -> Response:
    digest = studio().digest(order)
    if message := studio().progress([digest]).failed.get(digest):
        raise ClipFailed(message)
    return _stream(iter(()), order)


def _stream(sound: Iterator[bytes], order: ClipOrder) -> Response:
    """Sound of which nobody knows the length or the fingerprint yet: nothing of it may be kept, or resumed."""
    response = Response(sound, mimetype=FORMATS[order.delivery.suffix].media_type)
    response.cache_control.private = not order.alone or None
    response.cache_control.no_store = True
    return response


def _told_of(sound: Iterator[bytes], order: ClipOrder) -> Iterator[bytes]:
    """The same; where it breaks off, so does the answer, as its status has gone out, and the log says why."""
    try:
        yield from sound
    except (VoiceError, CacheError) as error:
        log.warning(
            "The recording of %s, section %s, broke off while it was played: %s", order.slug, order.section, error
        )
        raise


def _waited_for(order: ClipOrder) -> Recording:
    if recording := studio().find(order):
        return recording
    with _turn(order):
        return studio().wait(order)


@contextmanager
def _turn(order: ClipOrder) -> Iterator[None]:
    """One of the places for those who wait for that clip. Raises ClipLate where all are taken."""
    digest = studio().digest(order)
    with _counting:
        if _waiting.total() >= MOST_WAITING or _waiting[digest] >= MOST_FOR_ONE:
            raise ClipLate("Many recordings are being made at the moment. Please try again in a minute.")
        _waiting[digest] += 1
    try:
        yield
    finally:
        with _counting:
            _waiting[digest] -= 1
            if not _waiting[digest]:
                del _waiting[digest]


def _bytes(fingerprint: str, suffix: str) -> Response:
    """The recording with a strong ETag, ranges and conditions (RFC 9110); 404 where it is missing or damaged."""
    place = studio().sound_file(fingerprint, suffix) or abort(404, str(GONE))
    media_type = FORMATS[suffix.removeprefix("bare.")].media_type
    return send_file(place, mimetype=media_type, conditional=True, etag=fingerprint)
