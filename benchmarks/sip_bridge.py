"""A telephone exchange: SIP and RTP on one side, FastAGI on the other, as Asterisk would stand between.

It answers every call, asks a FastAGI server what to play, fetches the clips, plays them as RTP (RFC 3550) in PCMU or
G.722 (RFC 3551), and takes keys as RFC 4733 sends them. Enough for a measurement on one machine, and for nothing else:
no retransmission, no encryption, no registration.
"""

import asyncio
import re
import shlex
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import numpy as np
import soxr
from G722 import G722

# A frame is 20 ms of sound: 160 bytes, and 160 ticks of RTP's clock, in both codecs (RFC 3551, 4.5.2).
FRAME_S, FRAME_BYTES, BYTES_A_MS = 0.02, 160, 8
KEYS = "0123456789*#"
Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Codec:
    """How a codec is named in SDP and by baresip, and which bytes it makes of a clip, of the format `suffix`."""

    payload: int
    name: str
    module: str
    suffix: str
    encode: Callable[[bytes], bytes]
    silence: bytes


def pcmu() -> Codec:
    """The clips are mu-law as they are."""
    return Codec(0, "PCMU", "g711", "ulaw", bytes, b"\xff" * FRAME_BYTES)


def g722() -> Codec:
    """Wideband: the clips' 8,000 samples a second become 16,000, as an exchange makes them."""
    coder = G722(16_000, 64_000)

    def encode(wav: bytes) -> bytes:
        samples = np.frombuffer(wav[44:], "<i2")
        return bytes(coder.encode(soxr.resample(samples, 8_000, 16_000).tolist()))

    return Codec(9, "G722", "g722", "wav", encode, bytes(coder.encode([0] * 2 * FRAME_BYTES)))


@dataclass(slots=True)
class Media(asyncio.DatagramProtocol):
    """The sound of a call: what is played is sent frame by frame; keys are gathered, and so is what the caller sends.

    `heard` is that by its number: where the caller sends back what comes, what has arrived there.
    """

    codec: Codec
    far: Address
    key_payload: int
    keys: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    heard: dict[int, bytes] = field(default_factory=dict)
    transport: asyncio.DatagramTransport | None = None
    sent: int = 0
    _key_at: int = -1
    _began: float = field(default_factory=time.monotonic)

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        """The way to the caller is open."""
        self.transport = transport

    def datagram_received(self, packet: bytes, _far: Address) -> None:
        """A key is told in several packets of one time stamp."""
        _, kind, number, stamp, _ = struct.unpack("!BBHII", packet[:12])
        if kind & 127 == self.codec.payload:
            self.heard[number] = packet[12:]
        elif kind & 127 == self.key_payload and stamp != self._key_at and packet[12] < len(KEYS):
            self._key_at = stamp
            self.keys.put_nowait(KEYS[packet[12]])

    async def frame(self, sound: bytes) -> None:
        """Send a frame when its time has come."""
        await asyncio.sleep(max(self._began + self.sent * FRAME_S - time.monotonic(), 0))
        head = struct.pack("!BBHII", 128, self.codec.payload, self.sent % 65_536, self.sent * FRAME_BYTES, 4_711)
        if self.transport:
            self.transport.sendto(head + sound, self.far)
        self.sent += 1

    async def play(self, sound: bytes, *, breakable: bool) -> tuple[str, int]:
        """Play encoded sound, to its end or until a key: which, and how many milliseconds were played."""
        for place in range(0, len(sound), FRAME_BYTES):
            await self.frame(sound[place : place + FRAME_BYTES].ljust(FRAME_BYTES, self.codec.silence[:1]))
            if breakable and not self.keys.empty():
                return self.keys.get_nowait(), (place + FRAME_BYTES) // BYTES_A_MS
        return "", len(sound) // BYTES_A_MS


@dataclass(frozen=True, slots=True)
class Played:
    """What was played, how many milliseconds of it, and the key that broke it off."""

    clip: str
    ms: int
    key: str


@dataclass(slots=True)
class Exchange:
    """Does what FastAGI orders, and remembers it; `on_play` is told each clip as it begins."""

    media: Media
    on_play: Callable[[str], object]
    played: list[Played] = field(default_factory=list)

    async def call(self, server: Address, code: str) -> None:
        """A call to an article, until either side ends it."""
        reader, writer = await asyncio.open_connection(*server)
        writer.write(f"agi_request: agi://host/read/{code}\nagi_uniqueid: {time.time()}\n\n".encode())
        try:
            async with httpx.AsyncClient() as client:
                while order := (await reader.readline()).decode():
                    writer.write(f"{await self._done(client, shlex.split(order))}\n".encode())
                    if order.startswith("HANGUP"):
                        break
        finally:
            writer.close()

    async def _done(self, client: httpx.AsyncClient, words: list[str]) -> str:
        match words:
            case ["STREAM", "FILE", url, ""]:
                _, end_ms = await self._play(client, url, 0, breakable=False)
                while not self.media.keys.empty():  # what Asterisk does with keys that end nothing
                    self.media.keys.get_nowait()
                return f"200 result=0 endpos={end_ms * 8}"
            case ["CONTROL", "STREAM", "FILE", url, _, _, _, _, _, from_ms]:
                key, end_ms = await self._play(client, url, int(from_ms), breakable=True)
                return f"200 result={ord(key) if key else 0} endpos={int(from_ms) + end_ms}"
            case ["WAIT", "FOR", "DIGIT", wait_ms]:
                key, _ = await self.media.play(self.media.codec.silence * (int(wait_ms) // 20), breakable=True)
                return f"200 result={ord(key) if key else 0}"
        return "200 result=1"

    async def _play(self, client: httpx.AsyncClient, url: str, from_ms: int, *, breakable: bool) -> tuple[str, int]:
        codec, name = self.media.codec, url.rsplit("/", 1)[1]
        clip = (await client.get(url.removesuffix("wav") + codec.suffix)).raise_for_status()
        self.on_play(name)
        key, ms = await self.media.play(codec.encode(clip.content)[from_ms * BYTES_A_MS :], breakable=breakable)
        self.played.append(Played(name, ms, key))
        return key, ms


@dataclass(slots=True)
class Line(asyncio.DatagramProtocol):
    """The SIP side (RFC 3261): each INVITE is answered with the one codec that it has.

    `on_call` is told of a call its id, where its sound goes and by which payload keys come, and says at which port its
    sound comes from; `on_bye` is told its id.
    """

    codec: Codec
    on_call: Callable[[str, Address, int], int]
    on_bye: Callable[[str], object]
    transport: asyncio.DatagramTransport | None = None
    calls: dict[str, int] = field(default_factory=dict)

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        """The line is open."""
        self.transport = transport

    def datagram_received(self, packet: bytes, far: Address) -> None:
        """A request is answered; the caller's answers need none."""
        head, _, body = packet.decode().partition("\r\n\r\n")
        method, call = head.split(maxsplit=1)[0], re.search(r"(?im)^call-id:\s*(\S+)", head)
        if method in {"ACK", "SIP/2.0"} or not self.transport or not call:
            return
        if method == "INVITE" and call[1] not in self.calls:
            self.calls[call[1]] = self._begun(call[1], body)
        told = self._sdp(self.calls[call[1]]) if method == "INVITE" else ""
        here = self.transport.get_extra_info("sockname")[1]
        self.transport.sendto(_answer(head, told, here).encode(), far)
        if method == "BYE":
            self.on_bye(call[1])

    def _begun(self, call: str, body: str) -> int:
        host, port = re.search(r"c=IN IP4 (\S+)", body), re.search(r"m=audio (\d+)", body)
        key = re.search(r"a=rtpmap:(\d+) telephone-event/8000", body)
        assert host, "The caller must offer sound by IPv4."
        assert port, "The caller must offer sound."
        return self.on_call(call, (host[1], int(port[1])), int(key[1]) if key else -1)

    def _sdp(self, port: int) -> str:
        return (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP {self.codec.payload} 101\r\na=rtpmap:{self.codec.payload} "
            f"{self.codec.name}/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n"
        )


def _answer(head: str, sdp: str, port: int) -> str:
    """200 OK to a request; what follows in the call is to come to that port."""
    copied = [line for line in head.split("\r\n") if re.match(r"(?i)(via|from|to|call-id|cseq|record-route):", line)]
    tagged = [f"{line};tag=4711" if re.match("(?i)to:", line) and "tag=" not in line else line for line in copied]
    about = [f"Contact: <sip:line@127.0.0.1:{port}>", f"Content-Length: {len(sdp)}"]
    kind = ["Content-Type: application/sdp"] if sdp else []
    return "\r\n".join(["SIP/2.0 200 OK", *tagged, *about, *kind, "", sdp])
