"""What Asterisk tells by ARI, of channels, of what they are played, of keys; and how it is told (rest-api/api-docs)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from voice.phone.conversing import HungUp

BEGUN, STARTED, FINISHED = "StasisStart", "PlaybackStarted", "PlaybackFinished"
KEY, REPLACED = "ChannelDtmfReceived", "ApplicationReplaced"
# The caller has hung up, or the channel has left the application: then whoever moved it does with it what they like.
LEFT = "StasisEnd"
GONE = frozenset({LEFT, "ChannelHangupRequest", "ChannelDestroyed"})
# Not of Asterisk's: the WebSocket is there again, and what was told meanwhile is lost.
RETURNED = "Returned"
# What is answered where a channel, or a playback, is there no more.
NOT_THERE = frozenset({404, 409, 412})
KEYS = frozenset("0123456789*#")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A channel as Asterisk tells of it: who calls, and where in the dialplan it is."""

    id: str
    caller: Mapping[str, object] = field(default_factory=dict)
    dialplan: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Playback:
    """A sound that is played, to the channel `target_uri`."""

    id: str
    target_uri: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What Asterisk tells; of its many fields those that matter here. A key is told of when it is let go."""

    type: str
    timestamp: datetime = field(default_factory=lambda: datetime.now(UTC))
    channel: Snapshot | None = None
    playback: Playback | None = None
    args: tuple[str, ...] = ()
    digit: str = ""
    duration_ms: int = 0

    @property
    def of(self) -> str:
        """The id of the channel that it is about, or ""."""
        told = self.playback.target_uri.removeprefix("channel:") if self.playback else ""
        return self.channel.id if self.channel else told

    @property
    def pressed(self) -> datetime | None:
        """When the key that it tells of was pressed; None where it tells of none that telephones have."""
        is_key = self.type == KEY and self.digit in KEYS
        return self.timestamp - timedelta(milliseconds=self.duration_ms) if is_key else None

    def ms_since(self, began: datetime | None) -> int:
        """How many milliseconds passed from then to it, or to the key's pressing; 0 where nothing had begun."""
        return max(round(((self.pressed or self.timestamp) - began) / timedelta(milliseconds=1)), 0) if began else 0


async def ordered(client: httpx.AsyncClient, method: str, path: str, **told: str | int) -> httpx.Response:
    """Asterisk's answer to an order. Raises HungUp where there is none."""
    try:
        answer = await client.request(method, path, params=told)
    except httpx.HTTPError as error:
        log.warning("Asterisk does not answer: %r", error)
        raise HungUp from error
    if answer.is_error and answer.status_code not in NOT_THERE:
        log.error("Asterisk answers %d to an order (%s): %s", answer.status_code, method, answer.text[:200])
    return answer
