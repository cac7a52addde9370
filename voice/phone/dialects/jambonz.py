"""jambonz: an array of verbs in JSON answers each request."""

from flask import Blueprint, Response, abort
from msgspec import json

from voice.phone.addresses import path_of
from voice.phone.dialect import Dialect
from voice.phone.dialects.keyed import check_key, take_calls, told
from voice.phone.door import line, root
from voice.phone.exchange import Manner, exchanged, left
from voice.phone.line import Caller
from voice.phone.state import Turn

bp = Blueprint("jambonz", __name__, url_prefix="/phone/jambonz/<key>")
dialect = Dialect("jambonz", bp)


@bp.post("/status")
def status(key: str) -> Response:
    """What becomes of the call."""
    check_key(key)
    if told("jambonz").get("call_status") in {"completed", "failed"}:
        left(line(), _caller())
    return Response(status=204)


def _answer(key: str, step: int, code: str) -> str:
    manner = Manner(lambda turn, following: render(turn, f"{root()}/phone/jambonz/{key}/step/{following}"))
    return exchanged(line(), _caller(code), step, str(told("jambonz").get("digits", "")), manner)


def _caller(code: str = "") -> Caller:
    call = told("jambonz")
    return Caller(str(call.get("call_sid") or abort(400, "call_sid is missing.")), str(call.get("from", "")), code)


def render(turn: Turn, action: str) -> str:
    """The turn as verbs; `action` is where its keys are sent."""
    first, then = ([root() + path_of(sound) for sound in sounds] for sounds in (turn.first, turn.then))
    verbs: list[dict[str, object]] = [{"verb": "play", "url": first}] if first else []
    if turn.over:
        verbs += [{"verb": "play", "url": then}] if then else []
        verbs += [{"verb": "dial", "target": [{"type": "phone", "number": turn.dial}]}] if turn.dial else []
        return json.encode([*verbs, {"verb": "hangup"}]).decode()
    gather = {
        "verb": "gather",
        "actionHook": action,
        "input": ["digits"],
        "dtmfBargein": True,
        "numDigits": turn.keys,
        "timeout": max(round(turn.wait_s), 1),
        **({"finishOnKey": "#"} if turn.keys > 1 else {}),
        **({"play": {"url": then}} if then else {}),
    }
    return json.encode([*verbs, gather]).decode()


take_calls(bp, _answer)
