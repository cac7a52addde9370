"""Requests of one call that come to several processes."""

import pytest
from flask import Flask

from voice.phone import exchange
from voice.phone.dialects.vonage import split
from voice.phone.exchange import Manner, exchanged
from voice.phone.line import Caller, Line
from voice.phone.state import Turn
from voice.studio import Studio

MANNER = Manner(lambda turn, step: f"{step}: section {turn.state.section}")


def test_a_request_that_comes_once_more_to_another_process_turns_no_place_back(telephone: Flask) -> None:
    here: Line = telephone.extensions["phone"]
    elsewhere = Line(Studio(here.studio.settings))
    caller = Caller("a-call-on-two-machines", "+15550188", here.studio.codes.of("on-tea"))
    exchanged(here, caller, 0, "", MANNER)
    assert exchanged(elsewhere, caller, 1, "3", MANNER) == "2: section 1"
    assert exchanged(elsewhere, caller, 2, "1", MANNER) == "3: section 0"
    kept = here._last_place(caller)
    assert kept
    assert exchanged(here, caller, 1, "3", MANNER) == "3: section 0"
    assert here._last_place(caller) == kept
    elsewhere.studio.close()


class Clock:
    """The time as an exchange is told it, which passes as the test says."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


def test_a_place_in_a_turn_that_was_split_is_as_exact_as_what_was_played(
    telephone: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, clock, told = telephone.extensions["phone"], Clock(), list[Turn]()
    monkeypatch.setattr(exchange, "time", clock)
    manner = Manner(lambda turn, step: told.append(turn) or str(step), split)
    caller = Caller("a-call-in-pieces", code=line.studio.codes.of("on-tea"))
    step = int(exchanged(line, caller, 0, "", manner))
    step = int(exchanged(line, caller, step, "3", manner))
    step = int(exchanged(line, caller, step, "7", manner))  # as slowly as it goes: of several parts
    played_ms = 0
    for _ in range(2):
        played_ms += sum(sound.duration_ms for sound in told[-1].then)
        clock.now += 300.0  # the system was slow to ask on
        step = int(exchanged(line, caller, step, "", manner))
    clock.now += 1_000.0
    assert told[-1].then[0].part > told[-2].then[0].part > 1
    exchanged(line, caller, step, "5", manner)
    assert told[-1].state.at_ms == played_ms + told[-2].then[0].duration_ms


def test_the_code_to_come_back_with_stands_nowhere_in_the_database(telephone: Flask) -> None:
    line, told = telephone.extensions["phone"], list[Turn]()
    manner = Manner(lambda turn, step: told.append(turn) or f"{step}<{turn.then}>", split)
    caller = Caller("a-call-that-is-told-a-code", code=line.studio.codes.of("on-tea"))
    for step, keys in enumerate(["", "3", "#", "3", ""]):
        answer = exchanged(line, caller, step, keys, manner)
        assert exchanged(line, caller, step, keys, manner) == answer
    ticket = told[-1].state.ticket
    assert line._offer().place(ticket)
    held = line.studio.calls.find(line.hashed("call", caller.call))
    kept = b"".join(place.read_bytes() for place in line.studio.settings.data.glob("voice.db*"))
    assert ticket.encode() not in kept
    assert "key_" not in held.state + held.answer


def test_nobody_is_told_a_code_that_somebody_else_has(telephone: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    line, code = telephone.extensions["phone"], telephone.extensions["studio"].codes.of("on-tea")
    drawn = iter([7, 7, 8])
    monkeypatch.setattr("voice.phone.line.secrets.randbelow", lambda _below: next(drawn))
    tickets = []
    for name in ("who-was-first", "who-came-later"):
        caller = Caller(name, code=code)
        turn = line.begin(caller)
        for keys in ("#", "3", "3"):
            turn = line.step(caller, turn.state, keys, 0)
        tickets.append(turn.state.ticket)
    assert tickets == ["10000007", "10000008"]


def test_a_call_that_was_kept_before_anything_was_sealed_goes_on(telephone: Flask) -> None:
    line = telephone.extensions["phone"]
    assert line.opened("{}") == "{}"
    assert line.opened(line.sealed("<é>")) == "<é>"
    assert line.sealed("{}") != line.sealed("{}")
