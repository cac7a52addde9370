"""Doing what a button asks for, and telling on the next page what came of it."""

from collections.abc import Callable

from flask import redirect
from flask.typing import ResponseReturnValue

from audio_cache import CacheError
from content import ContentError
from content.errors import CrisisRejected, DisclaimerLost
from voice.accounts import Role
from voice.errors import VoiceError
from voice.web.admin.gate import bp, signed_in, tell

# How somebody says on these pages what an error asks them to say.
SAY_SO: dict[type[Exception], str] = {
    DisclaimerLost: " Tick “It is meant that the disclaimer is gone.” then.",
    CrisisRejected: " Tick “It leads nobody in need to help: I have checked that.” then.",
}
TROUBLES = (ContentError, VoiceError, CacheError)


def acted(act: Callable[[], str], after: str) -> ResponseReturnValue:
    """Do it, then go to the address `after`, which tells what `act` says of it, or why it could not be done."""
    try:
        tell(act())
    except TROUBLES as error:
        tell(f"This was not done. {trouble_of(error)}")
    return redirect(after, 303)


def trouble_of(error: Exception) -> str:
    """What went wrong, and what to tick where it is meant."""
    return f"{error}{SAY_SO.get(type(error), '')}"


@bp.app_template_global()
def may_edit() -> bool:
    """Whether whoever reads the page may change something: nobody else is shown a form that would be refused."""
    session = signed_in()
    return session is not None and session.role.includes(Role.EDITOR)
