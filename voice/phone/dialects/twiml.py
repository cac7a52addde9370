"""Twilio and those that speak like it (SignalWire, Plivo's and others' TwiML): an XML answer to each request.

Requests are signed; one whose signature is wrong is refused. The disclaimers are played outside of <Gather>, where no
key is heard.
"""

from flask import Blueprint, Response, abort, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather, VoiceResponse

from voice.phone.addresses import path_of
from voice.phone.dialect import Dialect
from voice.phone.door import line, root
from voice.phone.exchange import Manner, exchanged, left
from voice.phone.line import Caller
from voice.phone.state import Turn

# The statuses of a call that is over (https://www.twilio.com/docs/voice/api/call-resource#call-status-values).
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})

bp = Blueprint("twiml", __name__, url_prefix="/phone/twiml")
dialect = Dialect("twiml", bp)


@bp.before_request
def check_signature() -> None:
    """403 for whatever the operator's account has not signed, at the address by which it reaches us."""
    token = line().studio.settings.phone_twilio_token
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    address = f"{root()}{request.path}{query}"
    signature = request.headers.get("X-Twilio-Signature", "")
    if not token or not RequestValidator(token).validate(address, request.form, signature):
        abort(403, "This request is not signed as it should be. Check the auth token and the public address.")


@bp.post("/call")
@bp.post("/call/<code>")
def call(code: str = "") -> Response:
    """A call comes in, of somebody who chooses or who is sent straight to an article."""
    return _answer(0, code)


@bp.post("/step/<int:step>")
def step(step: int) -> Response:
    """A turn has ended, with keys or without."""
    return _answer(step)


@bp.post("/ended")
def ended() -> Response:
    """What becomes of the call (a status callback): of all it tells, only that it is over is heeded."""
    if request.form.get("CallStatus") in OVER:
        left(line(), _caller())
    return Response(status=204)


def _answer(step: int, code: str = "") -> Response:
    answer = exchanged(line(), _caller(code), step, request.form.get("Digits", ""), Manner(render))
    return Response(answer, mimetype="text/xml")


def _caller(code: str = "") -> Caller:
    return Caller(request.form.get("CallSid") or abort(400, "CallSid is missing."), request.form.get("From", ""), code)


def render(turn: Turn, step: int) -> str:
    """The turn as TwiML."""
    response, action = VoiceResponse(), f"{root()}/phone/twiml/step/{step}"
    for sound in turn.first:
        response.play(root() + path_of(sound))
    if turn.over:
        for sound in turn.then:
            response.play(root() + path_of(sound))
        if turn.dial:
            response.dial(turn.dial)
        response.hangup()
        return str(response)
    gather = Gather(
        input="dtmf",
        action=action,
        method="POST",
        num_digits=turn.keys,
        timeout=max(int(turn.wait_s), 1),
        finish_on_key="#" if turn.keys > 1 else "",
        action_on_empty_result=True,
    )
    for sound in turn.then:
        gather.play(root() + path_of(sound))
    response.append(gather)
    response.redirect(action, method="POST")  # where an empty result calls no action
    return str(response)
