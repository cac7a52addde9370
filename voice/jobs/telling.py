"""Telling the operator's webhook what is done or has failed, regenerations and tasks at set times: at least once.

What it does not take is told again, in growing pauses.
"""

import logging
import time
from datetime import timedelta
from http import HTTPStatus

import msgspec

from voice.jobs import regeneration
from voice.jobs.regeneration import Progress
from voice.ledger import Step
from voice.settings import Settings
from voice.signing import signed
from voice.studio import Studio
from voice.timestamps import later

# So many seconds pass between one try and the next.
PAUSES_S = (5.0, 60.0, 300.0, 1_800.0, 7_200.0, 18_000.0)
# What ended longer ago is no news: nobody who sets a webhook is told of all that ever was.
OLDEST = timedelta(days=1)
# For a connection, and for each read and write.
PATIENCE_S = 10.0
# Of what failed, so many articles are named: a receiver may refuse what is long.
MOST_ERRORS = 50

log = logging.getLogger(__name__)


def tell_all(studio: Studio) -> None:
    """Tell of whatever has ended and of which it is time to tell, unless another process does."""
    most, since = 1 + len(PAUSES_S), later(-OLDEST)
    for number, tried in studio.ledger.to_tell(most, since).items():
        if studio.ledger.try_telling(number, tried, again_in_s=_pause_s(tried)):
            found = regeneration.progress(studio, number)
            if _tell(studio.settings, message_of(found), f"regeneration-{number}-{found.regeneration.state}", tried):
                studio.ledger.told(number)
    for news in studio.news.due(most, since):
        if studio.news.try_telling(news, again_in_s=_pause_s(news.tried)):
            body = _enveloped(news.kind, news.at, msgspec.Raw(news.data.encode()))
            if _tell(studio.settings, body, news.id, news.tried):
                studio.news.told(news.number)


def message_of(found: Progress) -> bytes:
    """What is told of a regeneration, as JSON."""
    of = found.regeneration
    counts = {str(step): found.count(step) for step in Step if found.count(step)}
    told = {"number": of.number, "state": of.state, "what": of.what, "asked_by": of.asked_by, "asked_at": of.asked_at}
    told |= {"ended_at": of.ended_at, "made": found.made, "clips": found.clips, "articles": counts}
    told |= {"errors": dict(list(found.errors.items())[:MOST_ERRORS])}
    return _enveloped(f"regeneration.{of.state}", of.ended_at, told)


def _enveloped(kind: str, at: str, data: object) -> bytes:
    return msgspec.json.encode({"type": kind, "timestamp": at, "data": data})


def _pause_s(tried: int) -> float:
    """How long it is until the next try, after so many in vain; 0 where there is none."""
    return next(iter(PAUSES_S[tried:]), 0.0)


def _tell(settings: Settings, body: bytes, message: str, tried: int) -> bool:
    """Send a message that was sent so often in vain; whether it was taken."""
    if trouble := _send(settings, body, message):
        pause_s = _pause_s(tried)
        again = f"It is told again in {pause_s:.0f} seconds" if pause_s else "It is not told again"
        log.warning("The webhook was not told of %s: %s. %s.", message, trouble, again)
    return not trouble


def _send(settings: Settings, body: bytes, message: str) -> str:
    """Send a message; what went wrong, "" where it was taken. Where it is sent to is not told: it may hold a secret."""
    import httpx  # noqa: PLC0415 - it takes a tenth of a second to import, and few need it

    headers = {"Content-Type": "application/json", **signed(body, message, int(time.time()), settings.webhook_secret)}
    try:
        with httpx.stream("POST", settings.webhook_url, content=body, headers=headers, timeout=PATIENCE_S) as answer:
            # One that is gone wants to be told nothing any more.
            is_over = answer.is_success or answer.status_code == HTTPStatus.GONE
            return "" if is_over else f"it answered {answer.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"it could not be reached ({type(error).__name__})"
