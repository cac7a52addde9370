"""Telling the operator's webhook what is done or has failed, regenerations and tasks at set times: at least once.

What it does not take is told again, in growing pauses.
"""

import logging
import time
from http import HTTPStatus

import httpx
import msgspec

from voice.settings import Settings
from voice.signing import signed
from voice.studio import Studio

# So many seconds pass between one try and the next.
PAUSES_S = (5.0, 60.0, 300.0, 1_800.0, 7_200.0, 18_000.0)
# For a connection, and for each read and write.
PATIENCE_S = 10.0

log = logging.getLogger(__name__)


def tell_all(studio: Studio) -> None:
    """Tell of whatever it is time to tell of, unless another process does."""
    for news in studio.news.due(1 + len(PAUSES_S)):
        if studio.news.try_telling(news, again_in_s=_pause_s(news.tried)):
            envelope = {"type": news.kind, "timestamp": news.at, "data": msgspec.Raw(news.data.encode())}
            if _tell(studio.settings, msgspec.json.encode(envelope), news.id, news.tried):
                studio.news.told(news.number)


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
    headers = {"Content-Type": "application/json", **signed(body, message, int(time.time()), settings.webhook_secret)}
    try:
        with httpx.stream("POST", settings.webhook_url, content=body, headers=headers, timeout=PATIENCE_S) as answer:
            # One that is gone wants to be told nothing any more.
            is_over = answer.is_success or answer.status_code == HTTPStatus.GONE
            return "" if is_over else f"it answered {answer.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"it could not be reached ({type(error).__name__})"
