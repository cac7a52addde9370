"""Asterisk by ARI: we connect to it, and it hands us the calls that its dialplan sends to Stasis(article-voice).

Events come by a WebSocket, orders go by HTTP. How far a sound was heard when a key came is told by Asterisk's own time
stamps. Written by what Asterisk publishes of it (rest-api/api-docs, and res_stasis_playback.c for what it does).
"""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from urllib.parse import quote

import httpx
import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Subprotocol

from voice.environment import variable_of
from voice.errors import PhoneSystemRefused, SettingsError
from voice.phone.addresses import path_of
from voice.phone.conversing import MOST_CALLS, PATIENCE_S, HungUp, converse, from_its_clip, kept_to_itself
from voice.phone.dialect import Dialect
from voice.phone.dialects import stasis
from voice.phone.dialects.stasis import Event, Snapshot, ordered
from voice.phone.line import Caller, Line
from voice.phone.looking import keep_looking
from voice.phone.programme import Sound

# The name by which the dialplan calls us.
APP = "article-voice"
# Connections for orders: Asterisk's own limit is 100 (http.conf, sessionlimit); seconds that one may take.
MOST_ORDERS, ORDER_S = 20, 10.0
# A disclaimer that ended sooner than this before its time, in milliseconds, was not played whole.
SHORT_MS = 500
# Whoever is in the application and, so many seconds after we came, in no call of ours, has nobody else.
ALONE_S = 2.0
# A connection that fell sooner, in seconds, is not made again at once: what answers there is not ready.
SHORT_LIVED_S, REST_S = 5.0, 2.0
# What is answered where a user or a password is wrong.
REFUSED = frozenset({401, 403})

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Channel:
    """A call in our application; `ours` until it has left it. Keys pressed before `deaf_until` are thrown away."""

    id: str
    root: str
    client: httpx.AsyncClient
    events: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)
    deaf_until: datetime | None = None
    ours: bool = True

    async def whole(self, sound: Sound) -> bool:
        """Play a sound to its end; keys are thrown away. Whether all of it was played."""
        _, sounded_ms, ended = await self._sounded(sound, sound, 0, deaf=True)
        return ended and sounded_ms + SHORT_MS >= sound.duration_ms

    async def heard(self, sound: Sound) -> tuple[str, int] | None:
        """Play a sound until a key: which, or "", and how many milliseconds were heard by then."""
        key, sounded_ms, ended = await self._sounded(sound, *from_its_clip(sound), deaf=False)
        if key:
            return key, min(sounded_ms, sound.duration_ms)
        return ("", sound.duration_ms) if ended else None

    async def key(self, wait_s: float) -> str:
        """The next key, or "" where none is pressed in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                while True:
                    if self._heeds(event := await self._event()):
                        return event.digit
        return ""

    async def end(self, dial: str) -> None:
        """Hang up, or leave a number to the dialplan."""
        if dial:
            await self.order("POST", "/variable", variable="VOICE_DIAL", value=dial)
            await self.give_back()
        else:
            await self.order("DELETE")
            self.ours = False

    async def give_back(self) -> None:
        """Let the dialplan go on."""
        await self.order("POST", "/continue")
        self.ours = False

    async def order(self, method: str, path: str = "", **told: str | int) -> None:
        """Order something of this channel. Raises HungUp where it is gone."""
        answer = await ordered(self.client, method, f"/channels/{quote(self.id, '')}{path}", **told)
        if not answer.is_success:
            self.ours &= answer.status_code not in stasis.NOT_THERE
            raise HungUp

    async def _sounded(self, sound: Sound, clip: Sound, from_ms: int, *, deaf: bool) -> tuple[str, int, bool]:
        """Play a sound: the key that broke it off, how many milliseconds it sounded, whether it came to its end."""
        playback, began = uuid.uuid4().hex, None
        media, of = f"sound:{self.root}{path_of(clip)}", f"/playbacks/{playback}"
        await self.order("POST", f"/play/{playback}", media=media, offsetms=from_ms)
        try:
            async with asyncio.timeout(sound.duration_ms / 1000 + PATIENCE_S):
                while True:
                    event = await self._event(began)
                    if event.playback and event.playback.id == playback:
                        if event.type == stasis.FINISHED:
                            self.deaf_until = event.timestamp if deaf else self.deaf_until
                            return "", event.ms_since(began), event.playback.state == "done"
                        began = event.timestamp if event.type == stasis.STARTED else began
                    elif self._heeds(event) and not deaf:
                        await ordered(self.client, "DELETE", of)
                        return event.digit, event.ms_since(began), True
                    elif event.type == stasis.RETURNED and (await ordered(self.client, "GET", of)).is_error:
                        return "", 0, not deaf  # it has ended meanwhile
        except TimeoutError as error:
            raise HungUp from error

    async def _event(self, began: datetime | None = None) -> Event:
        """What is told next. Raises HungUp where that is that the caller is gone; a sound may have begun then."""
        event = await self.events.get()
        if event.type in stasis.GONE:
            self.ours &= event.type != stasis.LEFT
            raise HungUp(event.ms_since(began))
        return event

    def _heeds(self, event: Event) -> bool:
        """Whether it is a key, and one that was pressed since a disclaimer has ended."""
        return bool(event.pressed and (self.deaf_until is None or event.pressed >= self.deaf_until))


@dataclass(slots=True)
class App:
    """The calls that Asterisk has handed us, by channel."""

    line: Line
    client: httpx.AsyncClient
    calls: dict[str, Channel] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, message: str | bytes) -> None:
        """Hand on what Asterisk tells. Raises PhoneSystemRefused where another process has taken our place."""
        try:
            event = msgspec.json.decode(message, type=Event)
        except msgspec.DecodeError as error:
            log.warning("Asterisk told something that can't be read: %s", error)
            return
        if event.type == stasis.REPLACED:
            raise PhoneSystemRefused(f"Another process has connected to Asterisk as {APP}. Stop it, or this one.")
        if event.type == stasis.BEGUN and event.channel:
            self.begin(event.channel, event.args)
        elif channel := self.calls.get(event.of):
            channel.events.put_nowait(event)

    def begin(self, told: Snapshot, args: Sequence[str]) -> None:
        """A call comes in; where too many go on, the dialplan goes on at once, and may say so."""
        channel = Channel(told.id, self.line.studio.settings.phone_url.rstrip("/"), self.client)
        code = args[0] if args and args[0].isdecimal() else ""
        caller = Caller(told.id, str(told.caller.get("number", "")), code)
        if len(self.calls) < MOST_CALLS:
            self.calls[told.id] = channel
            self.spawn(partial(self._call, channel, caller))
        else:
            self.spawn(channel.give_back)

    def spawn(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Do something beside all else."""

        async def apart() -> None:
            with kept_to_itself():
                await work()

        task = asyncio.create_task(apart())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def catch_up(self) -> None:
        """After what was told may have been lost: calls look where they are, and those whom nobody has are taken."""
        for channel in self.calls.values():
            channel.events.put_nowait(Event(stasis.RETURNED))
        await asyncio.sleep(ALONE_S)
        application = await ordered(self.client, "GET", f"/applications/{APP}")
        for channel in application.json().get("channel_ids", ()):
            answer = await ordered(self.client, "GET", f"/channels/{quote(channel, '')}")
            if answer.is_success and channel not in self.calls:
                told = msgspec.json.decode(answer.content, type=Snapshot)
                self.begin(told, str(told.dialplan.get("app_data", "")).split(",")[1:])

    async def _call(self, channel: Channel, caller: Caller) -> None:
        """One call; if it breaks off, nobody is left in silence: the dialplan goes on."""
        with kept_to_itself():
            await channel.order("POST", "/answer")
            await converse(self.line, channel, caller)
        if self.calls.get(channel.id) is channel:
            del self.calls[channel.id]
        if channel.ours:
            await channel.give_back()


@asynccontextmanager
async def _open(app: App) -> AsyncIterator[App]:
    """With it whatever it does ends; Asterisk keeps the calls for whoever connects next."""
    try:
        yield app
    finally:
        for task in app.tasks:
            task.cancel()
        await asyncio.gather(*app.tasks, return_exceptions=True)


async def calling(line: Line) -> None:
    """Take calls until cancelled. Raises PhoneSystemRefused.

    Where there is no connection, or it falls, it is tried again, after pauses that grow to 90 seconds.
    """
    address = httpx.URL(line.studio.settings.phone_ari)
    orders, auth = address.copy_with(userinfo=b""), (address.username, address.password)
    scheme, path = address.scheme.replace("http", "ws"), f"{address.path.rstrip('/')}/events"
    events = str(address.copy_with(scheme=scheme, path=path, params={"app": APP}))
    limits = httpx.Limits(max_connections=MOST_ORDERS)
    try:
        async with (
            httpx.AsyncClient(base_url=orders, auth=auth, limits=limits, timeout=ORDER_S) as client,
            _open(App(line, client)) as app,
        ):
            protocols = [Subprotocol("ari")]
            async for socket in connect(events, subprotocols=protocols, compression=None, process_exception=_for_good):
                began = asyncio.get_running_loop().time()
                app.spawn(app.catch_up)
                with suppress(ConnectionClosed):
                    async for message in socket:
                        app.take(message)
                log.warning("The connection to Asterisk fell. It is made again.")
                await asyncio.sleep(REST_S if asyncio.get_running_loop().time() - began < SHORT_LIVED_S else 0)
    except InvalidStatus as error:
        raise PhoneSystemRefused(
            f"Asterisk lets nobody in by that user and password. Check {variable_of('phone_ari')} and ari.conf."
        ) from error


def _for_good(error: Exception) -> Exception | None:
    """What makes no sense to try again; None where Asterisk may be there later."""
    if isinstance(error, InvalidStatus) and error.response.status_code in REFUSED:
        return error
    if not isinstance(error, OSError | EOFError | InvalidHandshake):  # a TimeoutError is an OSError
        return error
    log.warning("Asterisk can't be reached yet: %s", error)
    return None


def take_calls(line: Line) -> None:
    """Take calls until stopped. Raises SettingsError, PhoneSystemRefused."""
    if not line.studio.settings.phone_ari:
        raise SettingsError(f"Set {variable_of('phone_ari')}: where Asterisk is, and by which user and password.")
    keep_looking(line)
    asyncio.run(calling(line))


dialect = Dialect("ari", connect=take_calls)
