"""Requests of one call that come to several processes."""

from flask import Flask

from voice.phone.exchange import Manner, exchanged
from voice.phone.line import Caller, Line
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
