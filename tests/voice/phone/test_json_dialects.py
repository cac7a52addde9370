"""Calls by Vonage and jambonz, which are answered in JSON."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice.errors import SettingsError
from voice.settings import Settings

from .caller import section_in

CALLS = itertools.count()
# More requests are never needed until a silent call is over.
MOST_REQUESTS = 60


@dataclass(frozen=True)
class System:
    """A telephone system: how it says which keys were pressed, and how its answers are read."""

    name: str
    told: Callable[[str, str], dict[str, Any]]
    whole: Callable[[list[dict[str, Any]]], list[str]]
    broken_off: Callable[[list[dict[str, Any]]], list[str]]
    action: Callable[[list[dict[str, Any]]], str]


def _streams(answer: list[dict[str, Any]], *, barge_in: bool) -> list[str]:
    return [each["streamUrl"][0] for each in answer if each["action"] == "stream" and each["bargeIn"] is barge_in]


VONAGE = System(
    "vonage",
    lambda call, keys: {"conversation_uuid": call, "dtmf": {"digits": keys, "timed_out": not keys}},
    lambda answer: _streams(answer, barge_in=False),
    lambda answer: _streams(answer, barge_in=True),
    lambda answer: answer[-1]["eventUrl"][0],
)
JAMBONZ = System(
    "jambonz",
    lambda call, keys: {"call_sid": call, "digits": keys} if keys else {"call_sid": call, "reason": "timeout"},
    lambda answer: [url for each in answer if each["verb"] == "play" for url in each["url"]],
    lambda answer: [url for each in answer if each["verb"] == "gather" for url in each.get("play", {"url": []})["url"]],
    lambda answer: answer[-1]["actionHook"],
)
each_system = pytest.mark.parametrize("system", [VONAGE, JAMBONZ], ids=lambda system: system.name)


class Call:
    """A call that follows each answer to where its keys are sent."""

    def __init__(self, client: FlaskClient, system: System, code: str = "", key: str = "a-key-of-16-or-so") -> None:
        self.client, self.system, self.id = client, system, f"call-{next(CALLS)}"
        self.press("", f"/phone/{system.name}/{key}/call" + (f"/{code}" if code else ""))

    def press(self, keys: str, address: str = "") -> list[dict[str, Any]]:
        told = self.system.told(self.id, keys)
        self.response = self.client.post(address or self.system.action(self.answer), json=told)
        self.answer = self.response.json
        return self.answer

    @property
    def over(self) -> bool:
        return self.answer[-1].get("verb") == "hangup" or self.answer[-1].get("action") in {"stream", "connect"}

    @property
    def heard_whole(self) -> list[str]:
        return [section_in(url) for url in self.system.whole(self.answer)]

    @property
    def broken_off(self) -> list[str]:
        return [section_in(url) for url in self.system.broken_off(self.answer)]


@each_system
def test_a_call_to_an_article_hears_its_disclaimer_whole_and_then_its_section(
    client: FlaskClient, codes: dict[str, str], system: System
) -> None:
    call = Call(client, system, codes["on-tea"])
    assert call.heard_whole == ["greeting", "disclaimers"]
    assert call.broken_off == ["opening"]


@each_system
def test_keys_lead_on_and_a_repeated_request_gets_the_same_answer(
    client: FlaskClient, codes: dict[str, str], system: System
) -> None:
    call = Call(client, system, codes["on-tea"])
    action = system.action(call.answer)
    assert call.press("3") == call.press("3", action)
    assert set(call.broken_off) == {"how-long-it-should-steep"}


@each_system
def test_a_crisis_line_is_connected(client: FlaskClient, codes: dict[str, str], system: System) -> None:
    call = Call(client, system, codes["on-grief"])
    while "crisis" not in call.broken_off:
        call.press("")
    assert "988" in str(call.press("0"))
    assert call.over or system is JAMBONZ


@each_system
def test_without_the_key_nobody_gets_in(client: FlaskClient, system: System) -> None:
    assert Call(client, system, key="another").response.status_code == 403
    assert client.post(f"/phone/{system.name}/a-key-of-16-or-so/call", data="no json").status_code == 400
    assert client.post(f"/phone/{system.name}/a-key-of-16-or-so/call", json={}).status_code == 400


@pytest.mark.parametrize("key", ["1", "fifteen-letters"])
def test_a_key_that_is_soon_guessed_is_refused_at_the_start(key: str) -> None:
    with pytest.raises(SettingsError, match="VOICE_PHONE_KEY must have 16 characters or more"):
        Settings.from_environment({"VOICE_PHONE_KEY": key})
    assert Settings.from_environment({"VOICE_PHONE_KEY": f"{key}-and-many-more-letters"}).phone_key


@each_system
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#", "1#"]), max_size=8))
def test_the_disclaimers_come_whole_before_any_section(
    client: FlaskClient, codes: dict[str, str], system: System, keys: list[str]
) -> None:
    call, whole = Call(client, system, codes["on-tea"]), set()
    for key in keys:
        whole |= set(call.heard_whole)
        assert "disclaimers" in whole or not {"opening", "how-long-it-should-steep"} & set(call.broken_off)
        assert "disclaimers" not in call.broken_off
        if call.over:
            break
        call.press(key)


@each_system
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#", "1#", "9" * 3000, "\x00"]), max_size=8))
def test_a_call_ends_however_it_went_on_until_the_caller_fell_silent(
    client: FlaskClient, codes: dict[str, str], system: System, keys: list[str]
) -> None:
    call = Call(client, system, codes["on-tea"])
    for key in [*keys, *[""] * MOST_REQUESTS]:
        if call.over:
            break
        call.press(key)
    assert call.over


def test_a_pause_at_vonage_lasts_a_minute_in_pieces_of_ten_seconds(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Call(client, VONAGE, codes["on-tea"])
    call.press("5")
    waits = []
    while "silence" not in call.broken_off:
        waits.append(call.answer[-1]["dtmf"]["timeOut"])
        call.press("")
    assert waits == [10] * 6
