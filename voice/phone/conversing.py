"""A call whose sounds are ordered one by one: what is played, which keys end it, how far it was heard, how it ends.

For systems that tell of each key and each sound as it happens; what a dialect has of a call is a `Channel`.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from voice.errors import VoiceError
from voice.phone.line import Caller, Line
from voice.phone.programme import Sound
from voice.phone.state import Turn

# Calls at once.
MOST_CALLS = 500
# How often a sound that could not be played is tried.
TRIES = 2
# Seconds between two keys of one answer; seconds that a sound may take beyond its length.
BETWEEN_KEYS_S, PATIENCE_S = 4.0, 30.0

log = logging.getLogger(__name__)


class HungUp(Exception):
    """The caller has hung up, or the system has gone away; `heard_ms` is how far the sound had come, if told."""

    def __init__(self, heard_ms: int = 0) -> None:
        super().__init__(heard_ms)
        self.heard_ms = heard_ms


class Channel(Protocol):
    """A call as its system offers it; `root` is where sounds are fetched. All of these raise HungUp."""

    @property
    def root(self) -> str:
        """The address before the path of a sound."""
        ...

    async def whole(self, sound: Sound) -> bool:
        """Play a sound to its end, once; keys are thrown away. Whether all of it was played."""
        ...

    async def heard(self, sound: Sound) -> tuple[str, int] | None:
        """Play a sound until a key, once: which, or "", and how many milliseconds; None where it can't be played."""
        ...

    async def key(self, wait_s: float) -> str:
        """The next key, or "" where none is pressed in time."""
        ...

    async def end(self, dial: str) -> None:
        """Hang up, or, where there is a number to be dialled, give the call back to its system with it."""
        ...


async def converse(line: Line, channel: Channel, caller: Caller) -> None:
    """One call, from its first turn to its end."""
    turn = await asyncio.to_thread(line.begin, caller)
    try:
        while not turn.over:
            keys, played_ms = await taken(channel, turn)
            turn = await asyncio.to_thread(line.step, caller, turn.state, keys, played_ms)
        await taken(channel, turn)
        await channel.end(turn.dial)
    except HungUp as hung_up:
        await asyncio.to_thread(line.leave, caller, turn.state, hung_up.heard_ms)


async def taken(channel: Channel, turn: Turn) -> tuple[str, int]:
    """A turn played: the keys that ended it, and how much was heard of what they break off."""
    for sound in turn.first:
        await _play_whole(channel, sound)
    key, played_ms = "", 0
    try:
        for sound in turn.then:
            key, heard_ms = await _play(channel, sound)
            played_ms += heard_ms
            if key:
                break
        key = key or (await channel.key(turn.wait_s) if turn.keys else "")
        return key + await _more_keys(channel, key, turn.keys), played_ms
    except HungUp as hung_up:
        raise HungUp(played_ms + hung_up.heard_ms) from hung_up


def from_its_clip(sound: Sound) -> tuple[Sound, int]:
    """The clip that a system is to fetch, and the millisecond at which to begin in it.

    One clip serves every place in it, as systems keep what they have fetched; a piece that ends early has its own.
    """
    return (sound, 0) if sound.to_ms else (replace(sound, from_ms=0), sound.from_ms)


@contextmanager
def kept_to_itself() -> Iterator[None]:
    """Whatever befalls a call ends that call, and no other."""
    try:
        yield
    except HungUp:
        pass
    except VoiceError as error:
        log.warning("A call could not be answered: %s", error)
    except Exception:
        log.exception("A call broke off.")


async def _play_whole(channel: Channel, sound: Sound) -> None:
    """Play what no key breaks off. Raises HungUp where it can't be played: nothing follows."""
    for _ in range(TRIES):
        try:
            if await channel.whole(sound):
                return
        except HungUp as hung_up:
            raise HungUp from hung_up  # of what follows nothing has been heard
    log.error(
        "The telephone system can't play %s, so the call was ended. Can it fetch clips from %s?",
        sound.name,
        channel.root,
    )
    raise HungUp


async def _play(channel: Channel, sound: Sound) -> tuple[str, int]:
    """Play a sound until a key: which, or "", and how much was heard. One that can't be played is passed over."""
    for _ in range(TRIES):
        if heard := await channel.heard(sound):
            return heard
    log.error(
        "The telephone system can't play %s, so it was passed over. Can it fetch clips from %s?",
        sound.name,
        channel.root,
    )
    return "", sound.duration_ms


async def _more_keys(channel: Channel, first: str, most: int) -> str:
    keys = first
    while 0 < len(keys) < most and keys[-1] != "#" and (key := await channel.key(BETWEEN_KEYS_S)):
        keys += key
    return keys[len(first) :]
