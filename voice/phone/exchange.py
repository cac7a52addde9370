"""Calls of telephone systems that send a request after each turn, and may send it twice.

Every answer names the step that the next request is to carry. A request that carries another one is a repetition, and
gets the answer that was given before: nothing is skipped and nothing is heard twice.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from voice.phone.line import Caller, Line
from voice.phone.state import State, Turn
from voice.phonebook.calls import Held

# What passes, in milliseconds, between our answer and the sound of it, and between a key and its request.
ON_THE_WAY_MS = 700


@dataclass(frozen=True, slots=True)
class Manner:
    """How a dialect answers: `render` is given a turn and the step that follows it.

    Where a system can't take a turn at once, `split` gives what it is told now and what is left of the turn, if any.
    """

    render: Callable[[Turn, int], str]
    split: Callable[[Turn], tuple[Turn, Turn | None]] = lambda turn: (turn, None)


@dataclass(frozen=True, slots=True)
class Pending:
    """Where a call is: its state, what is left of a turn that was split, and how long what was played of it lasted."""

    state: State
    rest: Turn | None = None
    before_ms: int = 0


def exchanged(line: Line, caller: Caller, step: int, keys: str, manner: Manner) -> str:
    """The answer to the request of that step. A call that is not known, or no more, begins. Raises PhoneNotReady."""
    call = line.hashed("call", caller.call)
    held = line.studio.calls.at_step(call, step)
    if held is None:
        return line.studio.calls.begin(call, _held(line.begin(caller), 0, 1, manner)).answer
    if step != held.step:
        return held.answer
    following = _following(line, caller, held, keys, manner)
    if line.studio.calls.advance(call, following):
        line.taken(caller, _pending(following).state)  # a request that another process has answered moves no place
        return following.answer
    return (line.studio.calls.find(call) or following).answer


def left(line: Line, caller: Caller) -> None:
    """The caller has hung up: the place is kept, the call forgotten."""
    call = line.hashed("call", caller.call)
    if held := line.studio.calls.find(call):
        line.leave(caller, _pending(held).state, _played_ms(held))
        line.studio.calls.end(call)


def _following(line: Line, caller: Caller, held: Held, keys: str, manner: Manner) -> Held:
    pending, played_ms = _pending(held), _played_ms(held)
    if pending.rest and not keys:
        return _held(pending.rest, played_ms, held.step + 1, manner)
    return _held(line.following(caller, pending.state, keys, played_ms), 0, held.step + 1, manner)


def _held(turn: Turn, before_ms: int, step: int, manner: Manner) -> Held:
    now, rest = manner.split(turn)
    at = time.time() + sum(sound.duration_ms for sound in now.first) / 1000
    pending = Pending(turn.state, rest, before_ms)
    return Held(step, msgspec.json.encode(pending).decode(), manner.render(now, step), at)


def _pending(held: Held) -> Pending:
    return msgspec.json.decode(held.state, type=Pending)


def _played_ms(held: Held) -> int:
    """How much has been played of what a key breaks off, as far as the clock can tell."""
    return _pending(held).before_ms + max(round((time.time() - held.at) * 1000) - ON_THE_WAY_MS, 0)
