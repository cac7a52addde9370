"""Calls between two requests, which may come to any process: each has a `Calls` of its own over one database."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from voice.phonebook import Calls, metadata
from voice.phonebook.calls import Held

SECOND = Held(2, "two", "The second answer.", time.time())
THIRD = replace(SECOND, step=3, answer="The third answer.")
OTHER_THIRD = replace(THIRD, answer="Another third answer.")


@pytest.fixture
def both(database: Engine) -> tuple[Calls, Calls]:
    metadata.create_all(database)
    here, elsewhere = Calls(database), Calls(database)
    assert here.begin("a-call", SECOND) == SECOND
    return here, elsewhere


def test_the_next_request_may_come_to_another_process(both: tuple[Calls, Calls]) -> None:
    here, elsewhere = both
    assert elsewhere.at_step("a-call", 2) == SECOND
    assert elsewhere.advance("a-call", THIRD)
    assert here.at_step("a-call", 3) == THIRD


def test_of_two_processes_that_take_a_call_on_the_first_ones_answer_stands(both: tuple[Calls, Calls]) -> None:
    here, elsewhere = both
    elsewhere.advance("a-call", THIRD)
    assert here.at_step("a-call", 2) == SECOND
    assert not here.advance("a-call", OTHER_THIRD)
    assert here.at_step("a-call", 2) == THIRD


def test_a_call_that_began_or_ended_elsewhere_is_known_here(both: tuple[Calls, Calls]) -> None:
    here, elsewhere = both
    assert elsewhere.begin("a-call", OTHER_THIRD) == SECOND
    elsewhere.end("a-call")
    assert not here.advance("a-call", THIRD)
    assert here.at_step("a-call", 2) is None
