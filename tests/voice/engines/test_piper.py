"""Piper: a user's own voice by its path, and what its model is told; where its extra is installed."""

import json
from pathlib import Path

import pytest

import voice.engine as engine_module
from voice.booth import Booth
from voice.choosing import Preference, choose, voice_for
from voice.engine import missing_engines
from voice.engines import piper
from voice.errors import EngineNotSetUp, UnknownVoice
from voice.speech import SpeechRequest

CONFIG = {"language": {"code": "es_ES"}, "audio": {"sample_rate": 16_000}, "espeak": {"voice": "es"}}


@pytest.fixture(autouse=True)
def installed(asked_anew):
    if "installed" in (lacking := missing_engines().get("piper", "")):
        pytest.skip(lacking)


@pytest.fixture(scope="module")
def booth():
    with Booth("piper") as lent:
        yield lent


@pytest.fixture
def own(tmp_path) -> Path:
    """A voice of a user's own, as far as it can be listed."""
    (tmp_path / "mine.onnx").write_bytes(b"a model")
    (tmp_path / "mine.onnx.json").write_text(json.dumps(CONFIG))
    return tmp_path / "mine.onnx"


def test_a_user_s_own_voice_is_named_by_its_path(own):
    voice = choose("es", Preference(voice=str(own))).voice
    assert (voice.engine, voice.name, voice.lang, voice.sample_rate) == ("piper", str(own), "es-ES", 16_000)


def test_another_model_at_the_same_path_is_another_voice(own):
    first = piper.engine().named(str(own))
    piper._voice.cache_clear()
    own.write_bytes(b"another model")
    assert piper.engine().named(str(own)).revision != first.revision


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda own: own.unlink(), "no file .*mine.onnx"),
        (lambda own: own.with_name("mine.onnx.json").unlink(), "no file .*mine.onnx.json"),
        (lambda own: own.with_name("mine.onnx.json").write_text("{}"), "does not describe"),
        (lambda own: own.with_name("mine.onnx.json").write_text("[1"), "does not describe"),
    ],
)
def test_what_is_missing_of_it_is_said(own, spoil, message):
    spoil(own)
    piper._voice.cache_clear()
    with pytest.raises(UnknownVoice, match=message):
        voice_for("es", name=str(own))


def test_a_file_that_is_no_model_is_refused_by_name(own, booth):
    with pytest.raises(Exception, match="piper"):
        booth.speak(SpeechRequest("Hola.", voice_for("es", name=str(own))))


def test_an_added_voice_speaks_before_espeak(own, monkeypatch):
    folder = own.parent / "piper"
    folder.mkdir()
    for name in ("mine.onnx", "mine.onnx.json"):
        (own.parent / name).rename(folder / name)
    monkeypatch.setenv("VOICE_VOICE_FOLDER", str(own.parent))
    engine_module._asked.cache_clear()
    assert str(choose("es").voice) == "piper:mine"


def test_a_voice_that_is_damaged_is_left_out_and_named(own, monkeypatch, caplog):
    (own.parent / "piper").mkdir()
    (own.parent / "piper" / "half.onnx").write_bytes(b"a model without its description")
    monkeypatch.setenv("VOICE_VOICE_FOLDER", str(own.parent))
    assert [voice.name for voice in piper.engine().voices()] == ["en_US-joe-medium"]
    assert "half" in caplog.text


def test_brackets_in_the_text_are_no_phonemes(booth):
    voice = voice_for("en", "piper")
    plain, bracketed = (booth.speak(SpeechRequest(text, voice)) for text in ("Say hello now.", "Say [[hello]] now."))
    assert bracketed.duration_ms == pytest.approx(plain.duration_ms, rel=0.3)
    assert len(bracketed.words) == len(plain.words) == 3


def test_in_the_flow_a_word_begins_where_the_one_before_it_ends_and_after_a_pause_later(booth):
    first, second, third = booth.speak(SpeechRequest("Say hello, now.", voice_for("en", "piper"))).words
    assert second.start_ms == pytest.approx(first.end_ms, abs=1)
    assert third.start_ms > second.end_ms + 30


def test_without_its_extra_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(piper, "find_spec", lambda _: None)
    with pytest.raises(EngineNotSetUp, match=r"article-voice\[piper\]"):
        piper.engine().voices()
