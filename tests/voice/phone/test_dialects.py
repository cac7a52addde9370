"""What every dialect that takes calls by requests must do, ours like anybody's; and that a broken one harms nobody."""

import itertools
import logging
import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from voice.cli import main
from voice.phone import dialect as door
from voice.phone.dialect import Dialect, dialects

KEY = "a-key-of-16-or-so"
CALLS = itertools.count()
# A call goes on by a connection of its own, and has no steps; an article is one document, and there are no calls.
WITHOUT_STEPS = {"agi": "test_agi.py", "ari": "test_ari.py", "vxml": "test_vxml.py"}


def twilio(client: FlaskClient, address: str, call: str, keys: str, **more: str) -> TestResponse:
    form = {"CallSid": call, "Digits": keys, **more}
    signature = RequestValidator("a-token").compute_signature(f"http://localhost{address}", form)
    return client.post(address, data=form, headers={"X-Twilio-Signature": signature})


def vonage(client: FlaskClient, address: str, call: str, keys: str, **more: str) -> TestResponse:
    return client.post(address, json={"conversation_uuid": call, "dtmf": {"digits": keys}, **more})


def jambonz(client: FlaskClient, address: str, call: str, keys: str, **more: str) -> TestResponse:
    return client.post(address, json={"call_sid": call, "digits": keys, **more})


def httapi(client: FlaskClient, address: str, call: str, keys: str, **more: str) -> TestResponse:
    return client.post(address, data={"session_id": call, "keys": keys, **more})


# How each asks, what stands before its routes, and how it says that the caller has hung up.
SYSTEMS: dict[str, tuple[Callable[..., TestResponse], str, tuple[str, dict[str, str]]]] = {
    "twiml": (twilio, "/phone/twiml", ("ended", {"CallStatus": "completed"})),
    "vonage": (vonage, f"/phone/vonage/{KEY}", ("event", {"status": "completed"})),
    "jambonz": (jambonz, f"/phone/jambonz/{KEY}", ("status", {"call_status": "completed"})),
    "httapi": (httapi, f"/phone/httapi/{KEY}", ("step/1", {"exiting": "true"})),
}
each_system = pytest.mark.parametrize("name", SYSTEMS)


def test_every_dialect_that_is_installed_is_held_to_this() -> None:
    assert {each.name for each in dialects()} == SYSTEMS.keys() | WITHOUT_STEPS.keys()
    assert all(sum(map(bool, (each.blueprint, each.serve, each.connect))) == 1 for each in dialects())


@each_system
def test_a_call_from_its_beginning_to_its_end(telephone: Flask, name: str) -> None:
    line, client = telephone.extensions["phone"], telephone.test_client()
    ask, root, (ended, told) = SYSTEMS[name]
    call, code = f"any-{name}-{next(CALLS)}", line.studio.codes.of("on-tea")
    begun = ask(client, f"{root}/call/{code}", call, "")
    heard = re.findall(r"/\d+-([\w.-]+?)-[\d.]+-en-[\d.]+\.wav", begun.text)
    assert heard[:2] == ["greeting", "disclaimers"]
    assert set(heard[2:]) == {"opening"}
    assert f"{root}/step/1" in begun.text
    stepped = ask(client, f"{root}/step/1", call, "3")
    assert "-how-long-it-should-steep-" in stepped.text
    assert ask(client, f"{root}/step/1", call, "1").data == stepped.data
    assert line.studio.calls.find(line.hashed("call", call))
    assert ask(client, f"{root}/{ended}", call, "", **told).status_code == 204
    assert line.studio.calls.find(line.hashed("call", call)) is None


class Stranger:
    """Entry points as somebody else's packages bring them."""

    def __init__(self, *entries: EntryPoint) -> None:
        self.entries = entries

    def __call__(self, group: str, name: str = "") -> tuple[EntryPoint, ...]:
        return tuple(entry for entry in self.entries if group == entry.group and name in {"", entry.name})


served: list[tuple[str, int]] = []
ours = Dialect("ours", serve=lambda _line, host, port: served.append((host, port)), port=4321)


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "strangers_dialect", sys.modules[__name__])
    values = {"broken": "json:no_such_name", "none": "json:dumps", "ours": "strangers_dialect:ours"}
    found = Stranger(*(EntryPoint(name, value, door.GROUP) for name, value in values.items()))
    monkeypatch.setattr(door, "entry_points", found)
    door.dialects.cache_clear()
    yield
    door.dialects.cache_clear()


@pytest.mark.usefixtures("strangers")
def test_a_dialect_that_fails_is_left_out_and_told_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert [each.name for each in dialects()] == ["ours"]
    assert "does not speak broken" in caplog.text
    assert "does not speak none" in caplog.text


@pytest.mark.usefixtures("strangers")
def test_any_dialect_with_a_server_can_be_started(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = str(tmp_path_factory.mktemp("data"))
    env = {"VOICE_DATA": folder, "VOICE_PHONE": "on", "VOICE_PHONE_URL": "https://voice.example.org"}
    voice = CliRunner(env=env).invoke
    assert voice(main, ["phone", "serve", "ours"]).exit_code == 0
    assert voice(main, ["phone", "serve", "ours", "--port", "99"]).exit_code == 0
    assert served == [("127.0.0.1", 4321), ("127.0.0.1", 99)]
    broken = voice(main, ["phone", "serve", "broken"])
    assert broken.exit_code
    assert "does not work" in broken.stderr
    assert "Installed are: broken, none, ours." in voice(main, ["phone", "serve", "other"]).stderr
