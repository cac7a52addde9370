"""Vonage: an NCCO, an array of actions in JSON, answers each request.

What a key may break off does not keep the actions after it waiting, so one clip at a time is played that way; and keys
are waited for ten seconds at most, so a pause is asked for piece by piece.
"""

from dataclasses import replace

from flask import Blueprint, Response, abort
from msgspec import json

from voice.phone.addresses import path_of
from voice.phone.dialect import Dialect
from voice.phone.dialects.keyed import check_key, take_calls, told
from voice.phone.door import line, root
from voice.phone.exchange import Manner, exchanged, left
from voice.phone.line import Caller
from voice.phone.state import Turn

LONGEST_WAIT_S, SHORTEST_WAIT_S = 10.0, 1.0

bp = Blueprint("vonage", __name__, url_prefix="/phone/vonage/<key>")
dialect = Dialect("vonage", bp)


@bp.post("/event")
def event(key: str) -> Response:
    """What becomes of the call."""
    check_key(key)
    if told("Vonage").get("status") == "completed":
        left(line(), _caller())
    return Response(status=204)


def _answer(key: str, step: int, code: str) -> str:
    pressed = told("Vonage").get("dtmf")
    keys = str(pressed.get("digits", "")) if isinstance(pressed, dict) else ""
    manner = Manner(lambda turn, following: render(turn, f"{root()}/phone/vonage/{key}/step/{following}"), split)
    return exchanged(line(), _caller(code), step, keys, manner)


def _caller(code: str = "") -> Caller:
    call = told("Vonage")
    conversation = call.get("conversation_uuid") or abort(400, "conversation_uuid is missing.")
    return Caller(str(conversation), str(call.get("from", "")), code)


def split(turn: Turn) -> tuple[Turn, Turn | None]:
    """One clip that a key breaks off, or ten seconds of waiting; and the rest of the turn."""
    if turn.over:
        return turn, None
    if len(turn.then) > 1:
        return replace(turn, then=turn.then[:1], wait_s=0), replace(turn, first=(), then=turn.then[1:])
    if turn.wait_s > LONGEST_WAIT_S:
        rest = replace(turn, first=(), then=(), wait_s=turn.wait_s - LONGEST_WAIT_S)
        return replace(turn, wait_s=LONGEST_WAIT_S), rest
    return turn, None


def render(turn: Turn, action: str) -> str:
    """The turn as an NCCO; `action` is where its keys are sent."""
    actions: list[dict[str, object]] = [
        {"action": "stream", "streamUrl": [root() + path_of(sound)], "bargeIn": barge_in}
        for sounds, barge_in in ((turn.first, False), (turn.then, not turn.over))
        for sound in sounds
    ]
    if turn.dial:
        actions.append({"action": "connect", "endpoint": [{"type": "phone", "number": turn.dial.lstrip("+")}]})
    if not turn.over:
        wait_s = round(max(turn.wait_s, SHORTEST_WAIT_S))
        dtmf = {"maxDigits": turn.keys, "submitOnHash": turn.keys > 1, "timeOut": wait_s}
        actions.append({"action": "input", "type": ["dtmf"], "dtmf": dtmf, "eventUrl": [action]})
    return json.encode(actions).decode()


take_calls(bp, _answer)
