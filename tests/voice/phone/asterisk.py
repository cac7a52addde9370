"""Asterisk as a dialect of ARI sees it: HTTP and a WebSocket on one port, channels that play, press keys and hang up.

What may be ordered, by which parameters, and what is told in which order is as Asterisk publishes it
(rest-api/api-docs, res_stasis_playback.c). Sounds last no time: what is told of has the time stamps that it would have.
"""

import asyncio
import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from websockets.server import ServerProtocol

# Each order, and the parameters that it knows; others would be passed over silently, so they are refused here.
ORDERS = {
    "POST /channels/([^/]+)/answer": set(),
    "POST /channels/([^/]+)/play/([^/]+)": {"media", "lang", "offsetms", "skipms"},
    "POST /channels/([^/]+)/variable": {"variable", "value"},
    "POST /channels/([^/]+)/continue": {"context", "extension", "priority", "label"},
    "DELETE /channels/([^/]+)": {"reason_code", "reason"},
    "GET /channels/([^/]+)": set(),
    "GET /playbacks/([^/]+)": set(),
    "DELETE /playbacks/([^/]+)": set(),
    "GET /applications/([^/]+)": set(),
}
# How long a key waits for what it leads to, in seconds; how long it is held, in milliseconds.
REACTS_S, HELD_MS = 0.1, 120
LOGIN = base64.b64encode(b"voice:s@cret").decode()
WORDS = {200: "OK", 201: "Created", 204: "No Content", 401: "Unauthorized", 404: "Not Found", 409: "Conflict"}
# The keys that are pressed in each sound, after how many milliseconds; when there are no more, the caller hangs up.
Presses = Iterable[tuple[str, int]]


@dataclass
class Playback:
    """A sound: what the caller has heard of it, and how it ended."""

    id: str
    media: str
    offset_ms: int
    ms: int = 0
    end: str = ""
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def section(self) -> str:
        return re.search(r"/\d+-(.+)-[\d.]+-en-", self.media)[1]


@dataclass
class Channel:
    """A call: what was played in it, what was set, and what became of it."""

    id: str
    presses: Iterator[tuple[str, int]]
    args: list[str]
    number: str
    now: datetime = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    played: list[Playback] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    waiting: asyncio.Queue[Playback] = field(default_factory=asyncio.Queue)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    end: str = ""

    def snapshot(self) -> dict[str, Any]:
        dialplan = {"context": "listen", "app_name": "Stasis", "app_data": ",".join(["article-voice", *self.args])}
        return {"id": self.id, "state": "Up", "caller": {"name": "", "number": self.number}, "dialplan": dialplan}


class Asterisk:
    """The server. `lasts` says how many milliseconds the sound at an address lasts, 0 where it can't be fetched."""

    def __init__(self, lasts: Callable[[str], int]) -> None:
        self.lasts = lasts
        self.channels: dict[str, Channel] = {}
        self.complaints: list[str] = []
        self.here = asyncio.Event()
        self.connections = 0
        self.silent = False  # what is told gets lost
        self._socket: tuple[ServerProtocol, asyncio.StreamWriter] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Asterisk":
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.address = f"http://voice:s%40cret@127.0.0.1:{self._server.sockets[0].getsockname()[1]}/ari"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.cut()
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.add(asyncio.create_task(self._answer(reader, writer)))

    def cut(self) -> None:
        """The WebSocket falls."""
        if self._socket:
            self._socket[1].close()
        self.here.clear()

    async def call(self, name: str, presses: Presses, code: str = "", number: str = "") -> Channel:
        """A call that the dialplan sends to the application, from its beginning to its end."""
        await asyncio.wait_for(self.here.wait(), 60)
        channel = self.enter(name, presses, code, number)
        self.tell("StasisStart", channel, args=channel.args)
        await asyncio.wait_for(channel.over.wait(), 180)
        return channel

    def enter(self, name: str, presses: Presses, code: str = "", number: str = "") -> Channel:
        channel = self.channels[name] = Channel(name, iter(presses), [code] if code else [], number)
        self._tasks.add(asyncio.create_task(self._live(channel)))
        return channel

    def tell(self, kind: str, channel: Channel, **more: object) -> None:
        """Tell the application something, as far as it hears."""
        if self._socket is None or self.silent:
            return
        about = {} if "playback" in more else {"channel": channel.snapshot()}
        stamp = channel.now.isoformat(timespec="milliseconds").replace("+00:00", "+0000")
        event = {"type": kind, "timestamp": stamp, "application": "article-voice", "asterisk_id": "1", **about, **more}
        protocol, writer = self._socket
        with suppress(Exception):  # it has gone away
            protocol.send_text(json.dumps(event).encode())
            writer.writelines(protocol.data_to_send())

    def leave(self, channel: Channel, end: str) -> None:
        """The channel leaves the application: hung up by either side, or sent on by the dialplan or an operator."""
        if not channel.end:
            channel.end = end
            self.tell("StasisEnd", channel)
            channel.over.set()

    async def _live(self, channel: Channel) -> None:
        while not channel.end:
            playback = await channel.waiting.get()
            channel.played.append(playback)
            if not playback.stopped.is_set():
                self._tell_of(playback, channel, "PlaybackStarted", "playing")
                await self._play(channel, playback)
            self._tell_of(playback, channel, "PlaybackFinished", playback.end)
            if playback.end == "hung up":
                self.leave(channel, "by the caller")

    async def _play(self, channel: Channel, playback: Playback) -> None:
        left_ms = self.lasts(playback.media.removeprefix("sound:")) - playback.offset_ms
        if left_ms <= 0:
            playback.end = "failed"
            return
        keys, after_ms = next(channel.presses, (None, left_ms // 2))
        playback.ms = min(after_ms, left_ms) if keys != "" else left_ms
        channel.now += timedelta(milliseconds=playback.ms)
        if keys is None:
            self.tell("ChannelHangupRequest", channel, cause=16)
        elif keys:
            self._press(channel, keys)
            with suppress(TimeoutError):
                await asyncio.wait_for(playback.stopped.wait(), REACTS_S)
            if not playback.stopped.is_set():
                channel.now += timedelta(milliseconds=left_ms - playback.ms)
                playback.ms = left_ms
        playback.end = "hung up" if keys is None else "done"

    def _press(self, channel: Channel, keys: str) -> None:
        began = channel.now
        for key in keys:
            channel.now += timedelta(milliseconds=HELD_MS)
            self.tell("ChannelDtmfReceived", channel, digit=key, duration_ms=HELD_MS)
        channel.now = began

    def _tell_of(self, playback: Playback, channel: Channel, kind: str, state: str) -> None:
        target, shown = f"channel:{channel.id}", "failed" if state == "hung up" else state
        about = {"id": playback.id, "media_uri": playback.media, "target_uri": target, "language": "en", "state": shown}
        self.tell(kind, channel, playback=about)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(asyncio.IncompleteReadError, ConnectionError):
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                method, target = head.decode().split(maxsplit=2)[:2]
                if f"authorization: basic {LOGIN}\r\n".lower() not in head.decode().lower():
                    writer.write(_response(401, {"message": "Authentication required"}))
                elif urlsplit(target).path == "/ari/events":
                    await self._listen(head, reader, writer)
                else:
                    writer.write(_response(*self._ordered(method, target)))

    async def _listen(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        protocol = ServerProtocol(subprotocols=["ari"])
        protocol.receive_data(head)
        [request] = protocol.events_received()
        assert parse_qsl(urlsplit(request.path).query) == [("app", "article-voice")]
        protocol.send_response(protocol.accept(request))
        self._socket, self.connections = (protocol, writer), self.connections + 1
        writer.writelines(protocol.data_to_send())
        self.here.set()
        while told := await reader.read(65_536):
            protocol.receive_data(told)
            protocol.events_received()
            writer.writelines(protocol.data_to_send())

    def _ordered(self, method: str, target: str) -> tuple[int, object]:
        url = urlsplit(target)
        order, told = f"{method} {url.path.removeprefix('/ari')}", dict(parse_qsl(url.query, keep_blank_values=True))
        for pattern, known in ORDERS.items():
            if found := re.fullmatch(pattern, order):
                self.complaints += [f"{order}: {name}" for name in told.keys() - known]
                return self._done(pattern, list(map(unquote, found.groups())), told)
        self.complaints.append(order)
        return 404, {"message": "Resource not found"}

    def _done(self, pattern: str, ids: list[str], told: dict[str, str]) -> tuple[int, object]:
        if pattern.startswith("GET /applications"):
            there = [each.id for each in self.channels.values() if not each.end]
            return 200, {"name": ids[0], "channel_ids": there, "bridge_ids": [], "endpoint_ids": [], "device_names": []}
        if "/playbacks" in pattern:
            return self._of_playback(pattern, ids[0])
        channel = self.channels.get(ids[0])
        if channel is None or channel.end in {"by the caller", "by us"}:
            return 404, {"message": "Channel not found"}
        if channel.end and not pattern.startswith(("GET", "DELETE")):
            channel.orders.append(pattern.replace("([^/]+)", "*"))
            return 409, {"message": "Channel not in Stasis application"}
        return self._of_channel(channel, pattern, ids, told)

    def _of_playback(self, pattern: str, name: str) -> tuple[int, object]:
        last = (each for channel in self.channels.values() for each in channel.played[-1:])
        found = next((each for each in last if each.id == name), None)
        if found is None or found.end or found.stopped.is_set():
            return 404, {"message": "Playback not found"}
        if pattern.startswith("GET"):
            return 200, {"id": name, "state": "playing"}
        found.stopped.set()
        return 204, None

    def _of_channel(self, channel: Channel, pattern: str, ids: list[str], told: dict[str, str]) -> tuple[int, object]:
        channel.orders.append(pattern.replace("([^/]+)", "*"))
        if "/play/" in pattern:
            playback = Playback(ids[1], told["media"], int(told.get("offsetms", 0)))
            channel.waiting.put_nowait(playback)
            return 201, {"id": playback.id, "media_uri": playback.media, "target_uri": f"channel:{channel.id}"}
        if "/variable" in pattern:
            channel.variables[told["variable"]] = told["value"]
        elif "/continue" in pattern:
            self.leave(channel, "to the dialplan")
        elif pattern.startswith("GET"):
            return 200, channel.snapshot()
        elif pattern.startswith("DELETE"):
            self.leave(channel, "by us")
        return 204, None


def _response(status: int, told: object) -> bytes:
    body = b"" if told is None else json.dumps(told).encode()
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"HTTP/1.1 {status} {WORDS[status]}\r\n{kind}\r\n".encode() + body
