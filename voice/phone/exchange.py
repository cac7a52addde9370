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
    """Where a call is: its state, and what is left of a turn that was split.

    `before_ms` is how long what was played of that turn before lasted, `playing_ms` how long lasts what a key breaks
    off now.
    """

    state: State
    rest: Turn | None = None
    before_ms: int = 0
    playing_ms: int = 0


def exchanged(line: Line, caller: Caller, step: int, keys: str, manner: Manner) -> str:
    """The answer to the request of that step. A call that is not known, or no more, begins. Raises PhoneNotReady."""
    return line.opened(_answered(line, caller, step, keys, manner).answer)


def left(line: Line, caller: Caller) -> None:
    """The caller has hung up: the place is kept, the call forgotten."""
    call = line.hashed("call", caller.call)
    if held := line.studio.calls.find(call):
        pending = _pending(line, held)
        line.leave(caller, pending.state, _played_ms(pending, held.at))
        line.studio.calls.end(call)


def _answered(line: Line, caller: Caller, step: int, keys: str, manner: Manner) -> Held:
    call = line.hashed("call", caller.call)
    held = line.studio.calls.at_step(call, step)
    if held is None:
        return line.studio.calls.begin(call, _held(line, line.begin(caller), 0, 1, manner)[0])
    if step != held.step:
        return held
    following, state = _following(line, caller, held, keys, manner)
    if line.studio.calls.advance(call, following):
        line.taken(caller, state)  # one that another process has answered moves no place
        return following
    return line.studio.calls.find(call) or following


def _following(line: Line, caller: Caller, held: Held, keys: str, manner: Manner) -> tuple[Held, State]:
    pending = _pending(line, held)
    played_ms = _played_ms(pending, held.at) if keys else pending.before_ms + pending.playing_ms
    if pending.rest and not keys:
        return _held(line, pending.rest, played_ms, held.step + 1, manner)
    return _held(line, line.following(caller, pending.state, keys, played_ms), 0, held.step + 1, manner)


def _held(line: Line, turn: Turn, before_ms: int, step: int, manner: Manner) -> tuple[Held, State]:
    """The call as it is kept after that turn, and its state, which is sealed in it."""
    now, rest = manner.split(turn)
    first_ms, then_ms = (sum(sound.duration_ms for sound in sounds) for sounds in (now.first, now.then))
    state = msgspec.json.encode(Pending(turn.state, rest, before_ms, then_ms)).decode()
    answer = manner.render(now, step)
    # The code that a caller is told stands in all three: the state, the sounds that are left, the answer.
    return Held(step, line.sealed(state), line.sealed(answer), time.time() + first_ms / 1000), turn.state


def _pending(line: Line, held: Held) -> Pending:
    return msgspec.json.decode(line.opened(held.state), type=Pending)


def _played_ms(pending: Pending, at: float) -> int:
    """How much has been played of what a key breaks off, as far as the clock can tell."""
    by_clock = round((time.time() - at) * 1000) - ON_THE_WAY_MS
    return pending.before_ms + min(max(by_clock, 0), pending.playing_ms)
