"""Calls by Twilio and those that speak like it, as they send their requests."""

import itertools
import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from voice.phonebook.tables import places

from .caller import section_in

CALLS = itertools.count()
# More requests are never needed until a silent call is over.
MOST_REQUESTS = 30


class Twilio:
    """A call as Twilio makes it: every request signed, the answer's action followed."""

    def __init__(self, client: FlaskClient, path: str = "/phone/twiml/call", root: str = "http://localhost") -> None:
        self.client, self.root, self.sid = client, root, f"CA{next(CALLS):032x}"
        self.action = path
        self.answer = self.ask()

    def ask(self, *, token: str = "a-token", **fields: str) -> Tag:  # noqa: S107 - a test's
        response = self.post(token=token, **fields)
        assert response.status_code == 200
        self.answer = BeautifulSoup(response.text, "xml").Response
        if gather := self.answer.Gather:
            self.action = gather["action"].removeprefix(self.root)
        return self.answer

    def post(self, *, token: str = "a-token", **fields: str) -> TestResponse:  # noqa: S107 - a test's
        form = {"CallSid": self.sid, "From": "", **fields}
        signature = RequestValidator(token).compute_signature(self.root + self.action, form)
        return self.client.post(self.action, data=form, headers={"X-Twilio-Signature": signature})

    def press(self, keys: str) -> Tag:
        return self.ask(Digits=keys)

    @property
    def heard_whole(self) -> list[str]:
        return [section_in(play.text) for play in self.answer.find_all("Play", recursive=False)]

    @property
    def broken_off(self) -> list[str]:
        return [section_in(play.text) for play in self.answer.Gather.find_all("Play")] if self.answer.Gather else []


def test_a_caller_keys_in_a_code_and_hears_the_disclaimer_where_no_key_is_heard(client: FlaskClient, code: str) -> None:
    call = Twilio(client)
    assert call.broken_off == ["greeting", "main"]
    call.press("*")
    assert (call.answer.Gather["finishOnKey"], call.answer.Gather["numDigits"]) == ("#", "20")
    assert call.press(code).Gather["action"].endswith("/phone/twiml/step/3")
    assert call.broken_off[:5] == [f"key_{digit}" for digit in code] + ["title"]
    call.press("")
    assert call.heard_whole == ["disclaimers"]
    assert call.broken_off == ["opening"]
    assert (call.answer.Gather["finishOnKey"], call.answer.Gather["actionOnEmptyResult"]) == ("", "true")


def test_every_clip_that_is_named_answers(client: FlaskClient, code: str) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    for keys in ("", "#", "2", "8", "0"):
        for play in call.answer.find_all("Play"):
            assert client.get(play.text).status_code == 200
        call.press(keys)


def test_a_request_that_comes_twice_gets_the_same_answer(client: FlaskClient, code: str) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    once = call.post(Digits="3").data
    assert call.post(Digits="3").data == once
    assert call.post(Digits="1").data == once


@pytest.mark.parametrize("token", ["another", ""])
def test_what_is_not_signed_is_refused(client: FlaskClient, token: str) -> None:
    call = Twilio(client)
    assert call.post(token=token).status_code == 403
    assert client.post("/phone/twiml/call", data={"CallSid": "CA1"}).status_code == 403


def test_behind_a_proxy_the_public_address_is_what_was_signed(telephone: Flask, client: FlaskClient) -> None:
    studio = telephone.extensions["studio"]
    before = studio.settings
    studio.settings = replace(before, phone_url="https://voice.example.org/")
    try:
        call = Twilio(client, root="https://voice.example.org")
        assert all(play.text.startswith("https://voice.example.org/phone/") for play in call.answer.find_all("Play"))
    finally:
        studio.settings = before


def test_a_crisis_line_is_dialled_by_the_telephone_system(telephone: Flask, client: FlaskClient) -> None:
    code = telephone.extensions["studio"].codes.of("on-grief")
    call = Twilio(client, f"/phone/twiml/call/{code}")
    assert call.broken_off == ["greeting", "crisis"]
    assert call.press("0").Dial.text == "988"


def test_whoever_hung_up_is_known_by_a_hash_and_offered_to_go_on(
    telephone: Flask, client: FlaskClient, code: str
) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    call.ask(Digits="3", From="+15550177")
    call.action = "/phone/twiml/ended"
    assert call.post(From="+15550177", CallStatus="completed").status_code == 204
    again = Twilio(client)
    again.sid, again.action = "CA-again", "/phone/twiml/call"
    again.ask(From="+15550177")
    assert again.broken_off == ["greeting", "back_after"]  # and no title, whoever calls from there
    database = telephone.extensions["studio"].settings.data / "voice.db"
    kept = b"".join(place.read_bytes() for place in database.parent.glob("voice.db*"))
    assert b"5550177" not in kept


@pytest.mark.parametrize(
    ("status", "is_over"), [("in-progress", False), ("ringing", False), ("", False), ("busy", True)]
)
def test_a_call_is_forgotten_only_once_it_is_over(
    telephone: Flask, client: FlaskClient, code: str, status: str, *, is_over: bool
) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    call.action = "/phone/twiml/ended"
    assert call.post(CallStatus=status).status_code == 204
    line = telephone.extensions["phone"]
    assert (line.studio.calls.find(line.hashed("call", call.sid)) is None) == is_over


@pytest.mark.parametrize("fields", [{"Digits": "x" * 5000}, {"Digits": "<>&\x00é"}, {"Digits": "#" * 99}])
def test_garbage_is_answered_like_a_wrong_key(client: FlaskClient, fields: dict[str, str]) -> None:
    call = Twilio(client)
    call.ask(**fields)
    assert call.broken_off[-1] == "main"


def test_a_call_without_an_id_is_refused_and_an_unknown_code_leads_to_the_beginning(client: FlaskClient) -> None:
    assert Twilio(client, "/phone/twiml/call/1").broken_off == ["greeting", "main"]
    call = Twilio(client)
    call.sid = ""
    assert call.post().status_code == 400


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#", "1#", "2"]), max_size=8))
def test_the_disclaimers_come_whole_before_any_section(client: FlaskClient, code: str, keys: list[str]) -> None:
    call, whole = Twilio(client, f"/phone/twiml/call/{code}"), set()
    for key in keys:
        whole |= set(call.heard_whole)
        sections = {name for name in call.broken_off if name in {"opening", "how-long-it-should-steep"}}
        assert not sections or "disclaimers" in whole
        assert "disclaimers" not in call.broken_off
        if call.answer.Gather is None:
            break
        call.press(key)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#", "1#", "9" * 3000, "\x00"]), max_size=8))
def test_a_call_ends_however_it_went_on_until_the_caller_fell_silent(
    client: FlaskClient, code: str, keys: list[str]
) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    for key in [*keys, *[""] * MOST_REQUESTS]:
        if call.answer.Gather is None:
            break
        call.press(key)
    assert call.answer.Hangup is not None


def test_a_code_to_come_back_leads_nowhere_once_it_has_expired(
    telephone: Flask, client: FlaskClient, code: str
) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    call.press("3")
    call.press("#")
    call.press("3")
    told = "".join(name.removeprefix("key_") for name in call.broken_off if name.startswith("key_"))[:8]
    assert _keyed(client, told) == ["disclaimers"]
    studio = telephone.extensions["studio"]
    days_ago = time.time() - (studio.settings.phone_keep_days + 1) * 86_400
    with studio.places.engine.begin() as connection:
        connection.execute(update(places).values(at=days_ago))
    assert "no_such_code" in _keyed(client, told)


def _keyed(client: FlaskClient, code: str) -> list[str]:
    """What is heard whole, or else broken off, after that code was keyed in."""
    call = Twilio(client)
    call.press("*")
    call.press(code)
    return call.heard_whole or call.broken_off


@pytest.mark.parametrize("number", ["anonymous", "+266696687", "unknown", "Restricted", ""])
def test_callers_who_withhold_their_number_are_not_taken_for_one_another(
    client: FlaskClient, code: str, number: str
) -> None:
    call = Twilio(client, f"/phone/twiml/call/{code}")
    call.ask(Digits="3", From=number)
    call.action = "/phone/twiml/ended"
    call.post(From=number, CallStatus="completed")
    again = Twilio(client)
    again.sid, again.action = f"CA-{number}-again", "/phone/twiml/call"
    again.ask(From=number)
    assert again.broken_off == ["greeting", "main"]
