"""FreeSWITCH's mod_httapi: an XML document answers each request, and what it says is done in order.

What is played without <bind> no key breaks off; keys pressed meanwhile stay in the channel, so they are thrown away
(flush_dtmf) before anything that a key does break off. That is one <playback>, as a key does not keep what comes after
it waiting. Written by the module's documentation and source (mod_httapi_doc.txt, mod_httapi.c, switch_ivr_async.c); no
FreeSWITCH has tried it yet.
"""

from flask import Blueprint, Response, abort, request
from lxml import etree  # type: ignore[import-untyped]
from lxml.builder import E  # type: ignore[import-untyped]

from voice.phone.addresses import path_of
from voice.phone.dialect import Dialect
from voice.phone.dialects.keyed import check_key, take_calls
from voice.phone.door import line, root
from voice.phone.exchange import Manner, exchanged, left
from voice.phone.line import Caller
from voice.phone.state import Turn

# Milliseconds between two keys of one answer, after which it is complete.
BETWEEN_KEYS_MS = 3_000
# With a single pattern, a key is taken at once; with two, keys are gathered until # or until none follows.
ONE_KEY, SEVERAL_KEYS = ("~^[0-9*#]$",), ("~^[0-9*]+#$", "~^[0-9*]+$")

bp = Blueprint("httapi", __name__, url_prefix="/phone/httapi/<key>")
dialect = Dialect("httapi", bp)


@bp.before_request
def take_leave() -> Response | None:
    """When a call is over, its address is asked once more, and the answer is read by nobody."""
    if "exiting" not in request.form:
        return None
    check_key((request.view_args or {})["key"])
    left(line(), _caller())
    return Response(status=204)


def _answer(key: str, step: int, code: str) -> str:
    manner = Manner(lambda turn, following: render(turn, f"{root()}/phone/httapi/{key}/step/{following}"))
    return exchanged(line(), _caller(code), step, request.form.get("keys", ""), manner)


def _caller(code: str = "") -> Caller:
    call = request.form.get("session_id") or abort(400, "session_id is missing. Ask by POST.")
    return Caller(call, request.form.get("Caller-Caller-ID-Number", ""), code)


def render(turn: Turn, action: str) -> str:
    """The turn as a document; `action` is where its keys are sent."""
    first, then = ([root() + path_of(sound) for sound in sounds] for sounds in (turn.first, turn.then))
    work = E.work(E("continue", action=action), *(E.playback(file=address) for address in first))
    if turn.over:
        work.extend(E.playback(file=address) for address in then)
        work.append(E.dial(turn.dial) if turn.dial else E.hangup())
    else:
        work.append(E.execute(application="flush_dtmf"))
        work.append(_listening(then, turn))
    document = E.document(work, type="xml/freeswitch-httapi")
    return str(etree.tostring(document, encoding="unicode"))


def _listening(addresses: list[str], turn: Turn) -> etree._Element:
    """What a key breaks off, and how long one waits for a key after it."""
    wait_ms = max(round(turn.wait_s * 1000), 1)
    patterns = (E.bind(pattern) for pattern in (SEVERAL_KEYS if turn.keys > 1 else ONE_KEY))
    told = {"name": "keys", "digit-timeout": str(BETWEEN_KEYS_MS)} | ({"terminators": "#"} if turn.keys > 1 else {})
    if not addresses:
        return E.pause(*patterns, told, milliseconds=str(wait_ms))
    return E.playback(*patterns, told | {"input-timeout": str(wait_ms)}, file="file_string://" + "!".join(addresses))


take_calls(bp, _answer, "text/xml")
