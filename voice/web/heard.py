"""Who has heard an article's disclaimers: the server's word, in the signed session, never the page's.

A session notes when it was first given a recording that begins with the disclaimers. Its browser says when that has
been played; it is believed only once enough time has passed to have heard them.
"""

import time

from flask import session

# Browsers' own controls play up to twice as fast.
FASTEST_PLAYBACK = 2.0
# Sessions stand in a cookie; the oldest entries make room.
MOST_KEPT = 20


def note_given(disclaimers: str) -> None:
    """This session is being given the disclaimers of that digest."""
    given = dict(session.get("given", {}))
    given.setdefault(disclaimers, int(time.time()))
    session["given"] = dict(list(given.items())[-MOST_KEPT:])


def accept_heard(disclaimers: str, duration_ms: int) -> bool:
    """Whether this session can have heard the disclaimers by now; from then on it has."""
    given = session.get("given", {}).get(disclaimers)
    if given is None or time.time() - given < duration_ms / 1000 / FASTEST_PLAYBACK:
        return False
    session["heard"] = [*(d for d in session.get("heard", []) if d != disclaimers), disclaimers][-MOST_KEPT:]
    return True


def has_heard(disclaimers: str) -> bool:
    """Whether this session has heard the disclaimers of that digest."""
    return disclaimers in session.get("heard", [])
