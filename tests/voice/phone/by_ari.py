"""Calls by ARI in tests: a line that does not wait long, Asterisk and us connected to it, and what was heard."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from types import SimpleNamespace

from flask import Flask

from voice.phone.dialects import ari
from voice.phone.line import Caller, Line
from voice.phone.state import State, Turn

from .asterisk import Asterisk, Channel

NAMES = (f"1790000000.{number}" for number in itertools.count())
SILENCE = [("", 0)]


class Hurried:
    """A line that waits for keys a hundredth of the time."""

    def __init__(self, line: Line, address: str) -> None:
        self.line, self.repertoire, self.left = line, line.repertoire, set[str]()
        told = {"phone_ari": address, "phone_url": "https://voice.example.org"}
        self.studio = SimpleNamespace(settings=replace(line.studio.settings, **told))

    def begin(self, caller: Caller) -> Turn:
        return self._hurried(self.line.begin(caller))

    def step(self, caller: Caller, state: State, keys: str, played_ms: int) -> Turn:
        return self._hurried(self.line.step(caller, state, keys, played_ms))

    def leave(self, caller: Caller, state: State, played_ms: int) -> None:
        self.line.leave(caller, state, played_ms)
        self.left.add(caller.call)

    def _hurried(self, turn: Turn) -> Turn:
        return replace(turn, wait_s=turn.wait_s / 100)


@asynccontextmanager
async def at_work(telephone: Flask, lasts: Callable[[str], int]) -> AsyncIterator[Asterisk]:
    """Asterisk, and us connected to it."""
    async with Asterisk(lasts) as asterisk:
        line = Hurried(telephone.extensions["phone"], asterisk.address)
        calls = asyncio.create_task(ari.calling(line))
        try:
            yield asterisk
            async with asyncio.timeout(60):
                while not line.left >= {
                    name for name, each in asterisk.channels.items() if each.end == "by the caller"
                }:
                    await asyncio.sleep(0.01)
        finally:
            calls.cancel()
            with suppress(asyncio.CancelledError):
                await calls
    assert asterisk.complaints == []


def heard(channel: Channel) -> list[tuple[str, str]]:
    """Each sound: of which section, and how it ended for the caller."""
    ended = {True: "stopped", False: ""}
    return [(each.section, ended[each.stopped.is_set()] or each.end) for each in channel.played]
