"""Calls by FreeSWITCH's mod_httapi, as its documentation and its source say that it reads the answers."""

import itertools
import re

from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from .caller import section_in

CALLS = itertools.count()
# More requests are never needed until a silent call is over.
MOST_REQUESTS = 30


class Switch:
    """A call that FreeSWITCH steers: the form it posts, and where the answer sends it next."""

    def __init__(self, client: FlaskClient, code: str = "", key: str = "a-key-of-16-or-so") -> None:
        self.client, self.id = client, f"uuid-{next(CALLS)}"
        self.url = f"/phone/httapi/{key}/call" + (f"/{code}" if code else "")
        self.press("")

    def post(self, **fields: str) -> None:
        form = {"session_id": self.id, "Caller-Caller-ID-Number": "", **fields}
        self.response = self.client.post(self.url, data=form)

    def press(self, keys: str) -> None:
        self.post(**({"keys": keys} if keys else {}))
        if self.response.mimetype == "text/xml":
            self.work = etree.fromstring(self.response.data).find("work")
            self.url = self.work.find("continue").get("action")

    @property
    def over(self) -> bool:
        return self.work[-1].tag in {"hangup", "dial"}

    @property
    def heard_whole(self) -> list[str]:
        return [section_in(each.get("file")) for each in self.work.findall("playback") if each.find("bind") is None]

    @property
    def broken_off(self) -> list[str]:
        bound = [each.get("file", "") for each in self.work if each.find("bind") is not None]
        return [section_in(url) for file in bound for url in file.removeprefix("file_string://").split("!") if url]


def test_the_disclaimer_is_played_without_a_binding_and_keys_of_meanwhile_are_thrown_away(
    client: FlaskClient, codes: dict[str, str]
) -> None:
    call = Switch(client, codes["on-tea"])
    assert [each.tag for each in call.work] == ["continue", "playback", "playback", "execute", "playback"]
    assert call.heard_whole == ["greeting", "disclaimers"]
    assert call.work.find("execute").get("application") == "flush_dtmf"
    assert call.broken_off == ["opening"]
    assert [bind.text for bind in call.work[-1]] == ["~^[0-9*#]$"]


def test_a_code_is_gathered_until_pound_or_until_no_key_follows(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Switch(client)
    call.press("*")
    assert call.work[-1].get("terminators") == "#"
    one, other = (re.compile(bind.text.removeprefix("~")) for bind in call.work[-1])
    assert one.search("47*11#")
    assert other.search("47*11")
    call.press(codes["on-tea"])
    assert call.broken_off[-1] == "chosen"


def test_a_pause_is_waited_for(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Switch(client, codes["on-tea"])
    call.press("5")
    assert call.work[-1].get("input-timeout") == "60000"


def test_a_repeated_request_gets_the_same_answer(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Switch(client, codes["on-tea"])
    call.post(keys="3")
    once = call.response.data
    call.post(keys="1")
    assert call.response.data == once


def test_a_crisis_line_is_dialled(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Switch(client, codes["on-grief"])
    assert call.broken_off == ["greeting", "crisis"]
    call.press("0")
    assert (call.work[-1].tag, call.work[-1].text, call.over) == ("dial", "988", True)


def test_who_has_hung_up_is_forgotten_and_may_come_back(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Switch(client, codes["on-tea"])
    number = {"Caller-Caller-ID-Number": "+15550123"}
    call.post(exiting="true", **number)
    assert call.response.status_code == 204
    call = Switch(client)
    call.id = "uuid-again"
    call.post(**number)
    assert b"back_after" in call.response.data


def test_strangers_and_garbage_are_refused(client: FlaskClient) -> None:
    call = Switch(client, key="another")
    assert call.response.status_code == 403
    call.post(exiting="true")
    assert call.response.status_code == 403
    assert client.post("/phone/httapi/a-key-of-16-or-so/call").status_code == 400
    assert client.get("/phone/httapi/a-key-of-16-or-so/call?session_id=1").status_code == 405


def test_every_clip_that_is_named_answers(client: FlaskClient, codes: dict[str, str]) -> None:
    call = Switch(client, codes["on-tea"])
    for keys in ("", "#", "2", "8"):
        urls = re.findall(r"http://[^!\"]+\.wav", call.response.text)
        assert {client.head(url).status_code for url in urls} == {200}
        call.press(keys)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#", "12", "2", "9" * 3000, "\x00<&"]), max_size=8))
def test_the_disclaimers_come_whole_before_any_section_and_every_call_ends(
    client: FlaskClient, codes: dict[str, str], keys: list[str]
) -> None:
    call, whole = Switch(client, codes["on-tea"]), set()
    for key in [*keys, *[""] * MOST_REQUESTS]:
        whole |= set(call.heard_whole)
        assert "disclaimers" in whole or not {"opening", "how-long-it-should-steep"} & set(call.broken_off)
        assert "disclaimers" not in call.broken_off
        if call.over:
            break
        call.press(key)
    assert call.over
