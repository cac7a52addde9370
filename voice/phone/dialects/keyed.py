"""Telephone systems that sign nothing: the operator and they share a word, which stands in the addresses they ask."""

import hmac
from collections.abc import Callable

from flask import Blueprint, Response, abort, request

from voice.phone.door import line

# The answer to a request of the call's step, which may be sent straight to an article: (key, step, code).
Answer = Callable[[str, int, str], str]


def check_key(key: str) -> None:
    """403 where the word in the address is not the operator's; nobody gets in where the operator has set none."""
    set_key = line().studio.settings.phone_key
    if not set_key or not hmac.compare_digest(key.encode(), set_key.encode()):
        abort(403, "The key in this address is not the one that was set for telephone systems.")


def take_calls(bp: Blueprint, answer: Answer, mimetype: str = "application/json") -> None:
    """Let calls come in, of those who choose or are sent straight to an article; what steers them is of that type."""

    def call(key: str, code: str = "") -> Response:
        return answered(key, 0, code)

    def step(key: str, step: int) -> Response:
        return answered(key, step, "")

    def answered(key: str, step: int, code: str) -> Response:
        check_key(key)
        return Response(answer(key, step, code), mimetype=mimetype)

    bp.post("/call")(call)
    bp.post("/call/<code>")(call)
    bp.post("/step/<int:step>")(step)


def told(system: str) -> dict[str, object]:
    """What the system has sent; 400 where that is no object in JSON."""
    found = request.get_json(silent=True)
    return found if isinstance(found, dict) else abort(400, f"This is no request of {system}'s.")
