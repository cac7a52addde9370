"""The telephone's addresses that belong to no dialect: clips, and what an article consists of (its manifest)."""

import io
import re
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, send_file

from content.errors import UnknownArticle
from voice.encoding.pressing import SUFFIXES, part_of
from voice.phone.addresses import CLIPS
from voice.phone.line import Line
from voice.phone.manifest import manifest_of

bp = Blueprint("phone", __name__)

A_YEAR_S = 31_536_000
# A minute: what a manifest says may be replaced by the next version.
MANIFEST_S = 60
GONE = "There is no such clip. Ask for the article's manifest again."
# <code>-<section>-<part>-<lang>-<rate>; a piece of a part has where it begins, and where it ends, after a dot each.
_NAME = re.compile(
    r"(?P<code>\d{1,7})-[\w.-]+-(?P<part>\d{1,4})(\.(?P<from>\d{1,7}))?(\.(?P<to>\d{1,7}))?"
    r"-[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*-\d(\.\d{1,3})?",
    re.ASCII,
)
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def line() -> Line:
    """The line of the application that answers."""
    found: Line = current_app.extensions["phone"]
    return found


def root() -> str:
    """The service's own address, as telephone systems reach it."""
    return (line().studio.settings.phone_url or request.url_root).rstrip("/")


@bp.get(f"{CLIPS}/<fingerprint>/<name>.<suffix>")
def clip(fingerprint: str, name: str, suffix: str) -> Response:
    """A part of a clip. It never changes under this address, and nothing is made for it."""
    named = _NAME.fullmatch(name)
    if not named or suffix not in SUFFIXES or not _FINGERPRINT.fullmatch(fingerprint):
        abort(404, GONE)
    part, from_ms, to_ms = (int(named[group] or 0) for group in ("part", "from", "to"))
    place = _place(fingerprint, named["code"], piece=bool(from_ms or to_ms)) or abort(404, GONE)
    sound = part_of(place, part, suffix, from_ms, to_ms) or abort(404, GONE)
    etag = f"{fingerprint}-{named['part']}.{from_ms}.{to_ms}.{suffix}"
    response = send_file(io.BytesIO(sound), mimetype=SUFFIXES[suffix], conditional=True, etag=etag)
    response.cache_control.no_cache = None  # what `send_file` says of files that may change
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.cache_control.max_age = A_YEAR_S
    return response


@bp.get("/phone/v1/articles/<code>.json")
def manifest(code: str) -> Response:
    """An article for telephone systems that play it by themselves."""
    stock = line().repertoire
    programme = stock.programme(code, "")
    if programme is None:
        raise UnknownArticle(f"No article of the code {code[:10]!r} is ready to be heard by telephone.")
    document = manifest_of(programme, stock.alone(programme.version), root())
    response = Response(document, mimetype="application/json")
    response.add_etag()
    response.cache_control.max_age = MANIFEST_S
    response.make_conditional(request)
    return response


def _place(fingerprint: str, code: str, *, piece: bool) -> Path | None:
    """The clip's file; of one at an address that anybody may know, a piece is given only where calls play it so."""
    studio = line().studio
    if bare := studio.sound_file(fingerprint, "bare.phone"):
        return bare
    if piece and not _is_played_bare(fingerprint, code):
        return None
    return studio.sound_file(fingerprint, "phone")


def _is_played_bare(fingerprint: str, code: str) -> bool:
    """Whether that clip is a section as calls to that article play it: then there is no disclaimer in it."""
    found = (line().repertoire.programme(code, version) for version in line().studio.programmes.versions(code))
    return any(fingerprint in programme.bare for programme in found if programme)
