"""Asterisk by FastAGI (TCP 4573): Asterisk connects for each call, and is told command by command what to play.

Where a key broke off a clip is told to the millisecond. `CONTROL STREAM FILE` reads, in this order: file, digits that
end it, milliseconds to skip, keys to skip forward, back and to pause, and where to begin, in milliseconds (res_agi.c).
Left out, the keys to skip are # and *; the letters given here are on no telephone.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from voice.phone.addresses import path_of
from voice.phone.conversing import MOST_CALLS, PATIENCE_S, HungUp, converse, from_its_clip, kept_to_itself
from voice.phone.dialect import Dialect
from voice.phone.line import Caller, Line
from voice.phone.looking import keep_looking
from voice.phone.programme import Sound

# Where FastAGI is spoken (https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Gateway-Interface-AGI/).
PORT = 4573
# Connections that have yet to say of which call they are.
MOST_STRANGERS = 200
# Lines that a call may begin with, bytes of a line; seconds that a beginning may take.
MOST_LINES, LONGEST_LINE, BEGINS_S = 100, 2_048, 5.0
# What CHANNEL STATUS answers of a line that is up.
UP = 6
EVERY_KEY, NO_KEY = "0123456789*#", ""
_KEY_CODES = frozenset(map(ord, EVERY_KEY))
_RESULT = re.compile(r"200 result=(?P<result>-?\d{1,9})( .*?endpos=(?P<end>\d{1,9}))?( .*)?", re.ASCII)


@dataclass(slots=True)
class Channel:
    """A call's connection to Asterisk."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    root: str

    async def environment(self) -> dict[str, str]:
        """What Asterisk tells of the call. Raises HungUp where that is not what it should be, or too slow."""
        found: dict[str, str] = {}
        try:
            async with asyncio.timeout(BEGINS_S):
                for _ in range(MOST_LINES):
                    if not (line := await self._line(BEGINS_S)):
                        return found
                    name, _, value = line.partition(":")
                    found[name.strip()] = value.strip()
        except TimeoutError as error:
            raise HungUp from error
        raise HungUp

    async def command(self, words: str, lasts_s: float = 0.0) -> tuple[str, int]:
        """The key that ended a command, or "", and where the sound had come to, in milliseconds. Raises HungUp."""
        result, end = await self._result(words, lasts_s)
        if result < 0:
            raise HungUp(end)
        return _key(result), end

    async def whole(self, sound: Sound) -> bool:
        """Play a sound to its end; keys are thrown away. Whether it could be played."""
        words = f'STREAM FILE "{self.root}{path_of(sound)}" "{NO_KEY}"'
        _, end = await self.command(words, sound.duration_ms / 1000)
        return end > 0

    async def heard(self, sound: Sound) -> tuple[str, int] | None:
        """Play a sound until a key: which, or "", and how much of it had been heard, in milliseconds.

        Asterisk answers one that can't be played as it answers a hang-up, so it is asked whether the line is up.
        """
        clip, from_ms = from_its_clip(sound)
        words = f'CONTROL STREAM FILE "{self.root}{path_of(clip)}" "{EVERY_KEY}" 3000 "A" "B" "C" {from_ms}'
        try:
            result, end = await self._result(words, sound.duration_ms / 1000)
        except HungUp as hung_up:
            raise HungUp(max(hung_up.heard_ms - from_ms, 0)) from hung_up
        if result >= 0:
            return (key, max(end - from_ms, 0)) if (key := _key(result)) else ("", sound.duration_ms)
        if not await self._is_up():
            raise HungUp(max(end - from_ms, 0))
        return None

    async def key(self, wait_s: float) -> str:
        """The next key, or "" where none is pressed in time."""
        key, _ = await self.command(f"WAIT FOR DIGIT {round(wait_s * 1000)}", wait_s)
        return key

    async def end(self, dial: str) -> None:
        """Hang up, or leave a number to the dialplan, which goes on once the connection is closed."""
        await self.command(f'SET VARIABLE VOICE_DIAL "{dial}"' if dial else "HANGUP")

    async def _is_up(self) -> bool:
        """Whether the caller is still there."""
        with suppress(HungUp):
            return (await self._result("CHANNEL STATUS"))[0] == UP
        return False

    async def _result(self, words: str, lasts_s: float = 0.0) -> tuple[int, int]:
        """What Asterisk answers to a command that takes so long, and where its sound had come to. Raises HungUp."""
        try:
            self.writer.write(f"{words}\n".encode())
            await asyncio.wait_for(self.writer.drain(), PATIENCE_S)
        except (TimeoutError, ConnectionError) as error:
            raise HungUp from error
        line = await self._line(lasts_s + PATIENCE_S)
        if is_over := line == "HANGUP":  # after which the command's result still comes
            line = await self._line(PATIENCE_S)
        if (found := _RESULT.fullmatch(line)) is None:
            raise HungUp
        end = int(found["end"] or 0)
        if is_over:
            raise HungUp(end)
        return int(found["result"]), end

    async def _line(self, wait_s: float) -> str:
        try:
            line = await asyncio.wait_for(self.reader.readline(), wait_s)
        except (TimeoutError, ValueError, ConnectionError) as error:
            raise HungUp from error
        if not line.endswith(b"\n"):
            raise HungUp
        return line.decode("utf-8", "replace").strip()


def _key(result: int) -> str:
    return chr(result) if result in _KEY_CODES else ""


def _code(address: str) -> str:
    """The article that the dialplan names: `agi://host/read/4711`."""
    parts = urlsplit(address).path.strip("/").split("/")
    return parts[1] if len(parts) == 2 and parts[0] == "read" and parts[1].isdecimal() else ""


def _caller(told: Mapping[str, str]) -> Caller:
    """Who calls. Raises HungUp where no call is named."""
    if not (call := told.get("agi_uniqueid", "")):
        raise HungUp
    return Caller(call, told.get("agi_callerid", ""), _code(told.get("agi_request", "")))


@asynccontextmanager
async def _place(places: asyncio.Semaphore) -> AsyncIterator[None]:
    """One of so many places. Raises HungUp where all are taken: the dialplan goes on, and may say so."""
    if places.locked():
        raise HungUp
    async with places:
        yield


async def serving(line: Line, host: str, port: int, ready: Callable[[int], object] = lambda _port: None) -> None:
    """Serve calls until cancelled; `ready` is told the port."""
    root = line.studio.settings.phone_url.rstrip("/")
    strangers, calls = asyncio.Semaphore(MOST_STRANGERS), asyncio.Semaphore(MOST_CALLS)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        channel = Channel(reader, writer, root)
        with closing(writer), kept_to_itself():
            async with _place(strangers):
                caller = _caller(await channel.environment())
            async with _place(calls):
                await converse(line, channel, caller)

    server = await asyncio.start_server(answer, host, port, limit=LONGEST_LINE)
    ready(server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


def serve(line: Line, host: str, port: int) -> None:
    """Serve calls until stopped."""
    keep_looking(line)
    asyncio.run(serving(line, host, port))


dialect = Dialect("agi", serve=serve, port=PORT)
