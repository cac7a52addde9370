"""The engine openai, against a real server on this machine."""

import email.utils
import logging
import threading
import time

import pytest

from voice.engines import openai
from voice.errors import EngineNotSetUp, SpeechFailed
from voice.speech import SpeechRequest, Voice

TEXT = "Take it with food."


@pytest.fixture
def server(speech_server, monkeypatch):
    monkeypatch.setenv("VOICE_OPENAI_URL", speech_server.url)
    monkeypatch.setenv("VOICE_OPENAI_VOICES", "alloy, nova")
    monkeypatch.setattr(openai, "FIRST_PAUSE_S", 0.01)
    for heard in (speech_server.troubles, speech_server.asked, speech_server.keys):
        heard.clear()
    yield speech_server
    speech_server.troubles.clear()
    speech_server.format = "WAV"


@pytest.fixture
def engine():
    return openai.engine()


def ask(engine: openai.OpenAI, text: str = TEXT, rate: float = 1.0) -> SpeechRequest:
    return SpeechRequest(text, engine.voices()[-1], rate)


def test_the_server_is_asked_as_its_api_says(server, engine, monkeypatch):
    monkeypatch.setenv("VOICE_OPENAI_MODEL", "big-voice")
    assert engine.speak(ask(engine, rate=1.5)).duration_ms > 500
    assert server.asked == [
        {"model": "big-voice", "input": TEXT, "voice": "nova", "speed": 1.5, "response_format": "wav"}
    ]


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_the_address_may_end_as_people_write_it(server, engine, monkeypatch, ending):
    monkeypatch.setenv("VOICE_OPENAI_URL", server.url + ending)
    assert engine.speak(ask(engine)).samples


@pytest.mark.parametrize("sent", ["WAV", "FLAC", "PCM"])
def test_sound_comes_in_any_format(server, engine, sent):
    server.format = sent
    assert 500 < engine.speak(ask(engine)).duration_ms < 3_000


@pytest.mark.parametrize("trouble", [(429, {}), (503, {"Retry-After": "1"}), (500, {})])
def test_a_busy_server_is_asked_again(server, engine, trouble):
    server.troubles = [trouble]
    began = time.monotonic()
    assert engine.speak(ask(engine)).samples
    assert time.monotonic() - began >= int(trouble[1].get("Retry-After", 0))
    assert len(server.asked) == 2


def test_a_time_to_wait_may_be_a_date(server, engine):
    server.troubles = [(503, {"Retry-After": email.utils.formatdate(time.time() + 2, usegmt=True)})]
    began = time.monotonic()
    assert engine.speak(ask(engine)).samples
    assert time.monotonic() - began > 0.9


@pytest.mark.parametrize(
    ("trouble", "message", "tries"),
    [
        ((401, {}), "VOICE_OPENAI_KEY", 1),
        ((404, {}), "VOICE_OPENAI_MODEL", 1),
        ((400, {}), "not now", 1),
        ((500, {}), "busy", openai.TRIES),
        ((429, {"Retry-After": "3600"}), "busy", 1),
    ],
)
def test_a_server_that_refuses_is_quoted(server, engine, trouble, message, tries):
    server.troubles = [trouble] * openai.TRIES
    with pytest.raises(SpeechFailed, match=message):
        engine.speak(ask(engine))
    assert len(server.asked) == tries


def test_a_server_that_is_not_there_is_named(server, engine, monkeypatch):
    monkeypatch.setenv("VOICE_OPENAI_URL", "http://127.0.0.1:9")
    with pytest.raises(SpeechFailed, match=r"127\.0\.0\.1:9 could not be reached"):
        engine.speak(ask(engine))


def test_a_server_that_hangs_is_given_up_in_time(server, engine, monkeypatch):
    monkeypatch.setattr(openai, "SPEAK_S", 0.0)
    monkeypatch.setattr(openai, "SPEAK_S_PER_CHARACTER", 0.3 / len(TEXT))
    given_up = threading.Event()
    monkeypatch.setattr(server, "speak", lambda *_: given_up.wait() and b"")
    with pytest.raises(SpeechFailed, match="speech server"):
        engine.speak(ask(engine))
    given_up.set()


def test_what_is_no_sound_is_refused(server, engine, monkeypatch):
    monkeypatch.setattr(server, "speak", lambda *_: b"<html>Welcome</html>")
    with pytest.raises(SpeechFailed, match="no sound"):
        engine.speak(ask(engine))


def test_a_text_longer_than_the_api_takes_is_spoken_whole(server, engine, monkeypatch):
    monkeypatch.setattr(openai, "LONGEST_TEXT", 50)
    once = engine.speak(ask(engine)).duration_ms
    assert engine.speak(ask(engine, " ".join([TEXT] * 6))).duration_ms == pytest.approx(6 * once, rel=0.2)
    assert max(len(asked["input"]) for asked in server.asked) <= 50


def test_the_key_is_sent_and_never_shown(server, engine, monkeypatch, caplog):
    monkeypatch.setenv("VOICE_OPENAI_KEY", "sk-secret")
    server.troubles = [(401, {})]
    with caplog.at_level(logging.DEBUG), pytest.raises(SpeechFailed) as raised:
        engine.speak(ask(engine))
    assert server.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in caplog.text + str(raised.value) + repr(openai.EngineSettings.from_environment())


def test_another_model_makes_other_recordings(server, engine, monkeypatch):
    first = ask(engine).digest
    monkeypatch.setenv("VOICE_OPENAI_MODEL", "another")
    assert ask(engine).digest != first


def test_without_a_server_the_engine_says_what_it_needs(engine, monkeypatch):
    monkeypatch.delenv("VOICE_OPENAI_URL", raising=False)
    with pytest.raises(EngineNotSetUp, match="VOICE_OPENAI_URL"):
        engine.voices()


def test_what_is_only_told_of_a_voice_names_no_other_recording():
    plain = Voice("openai", "nova", "und", "1")
    told = Voice("openai", "nova", "und", "1", gender="female", sample_rate=24_000)
    assert SpeechRequest(TEXT, plain).digest == SpeechRequest(TEXT, told).digest
    assert plain == told
