"""Which voice speaks."""

from pathlib import Path

import pytest

from voice.choosing import Door, Preference, chain, choose, voice_for
from voice.engine import all_voices, broken_engines, engine_names
from voice.errors import UnknownEngine, UnknownVoice, UnspokenLanguage

FAKES = Path(__file__).parent / "engines" / "fakes"
ENGINES = ("espeak", "hibari", "silence", "system")


@pytest.fixture(autouse=True)
def no_added_voices(asked_anew, monkeypatch, tmp_path):
    """What the package alone brings."""
    monkeypatch.setenv("VOICE_VOICE_FOLDER", str(tmp_path))


@pytest.fixture
def strangers(monkeypatch):
    """Engines of strangers: one that is broken, and a neural one that speaks Polish."""
    monkeypatch.syspath_prepend(FAKES)


@pytest.mark.parametrize(
    ("lang", "engine", "spoken"),
    [
        ("en", "hibari", "en-US"),
        ("en-AU", "hibari", "en-US"),
        ("fr", "espeak", "fr-FR"),
        ("fr-CA", "espeak", "fr-FR"),
        ("de-AT", "espeak", "de"),
        ("pt_BR", "espeak", "pt-BR"),
        ("pt-AO", "espeak", "pt"),
        ("zh-Hant-TW", "espeak", "cmn"),
        ("zh-HK", "espeak", "yue"),
        ("no", "espeak", "nb"),
    ],
)
def test_the_best_voice_of_a_language(lang, engine, spoken):
    voice = voice_for(lang)
    assert (voice.engine, voice.lang) == (engine, spoken)


def test_the_engine_and_the_voice_asked_for_are_used():
    assert voice_for("en-US", "espeak").name == "gmw/en-US"
    assert voice_for("en", "system").engine == "system"
    assert voice_for("en", name="gmw/en-029").engine == "espeak"
    assert voice_for("fr", "silence", "hush").name == "hush"


@pytest.mark.parametrize("lang", ["tlh", "und", "", "english"])
def test_a_language_that_nobody_speaks_is_an_error(lang):
    with pytest.raises(UnspokenLanguage, match="No installed voice"):
        voice_for(lang)


@pytest.mark.parametrize("choice", [{"engine": "hibari"}, {"name": "heart"}, {"engine": "system", "name": "gmw/en"}])
def test_no_voice_is_lent_to_another_language(choice):
    with pytest.raises(UnspokenLanguage, match="fr"):
        voice_for("fr", **choice)


def test_unknown_choices_say_what_is_there():
    with pytest.raises(UnknownEngine, match="hibari"):
        voice_for("en", "nobody")
    with pytest.raises(UnknownVoice, match="heart"):
        voice_for("en", "hibari", "nobody")


def test_a_broken_engine_is_passed_over_and_named(strangers):
    assert voice_for("en").engine == "hibari"
    assert {voice.engine for voice in all_voices()} >= set(ENGINES)
    assert list(broken_engines()) == ["fake-absent"]
    with pytest.raises(UnspokenLanguage, match="fake-absent was passed over"):
        voice_for("tlh")
    with pytest.raises(UnknownEngine, match="does not work"):
        voice_for("en", "fake-absent")


# What is preferred, and what stands in for it.


def test_a_preferred_engine_that_lacks_the_language_is_replaced_and_named():
    choice = choose("fr", Preference(engine="hibari"))
    assert choice.voice.engine == "espeak"
    assert "hibari has no voice for the language 'fr'" in choice.passed_over[0]


def test_a_preferred_engine_that_is_broken_is_replaced_and_named(strangers):
    choice = choose("en", Preference(engine="fake-absent"))
    assert choice.voice.engine == "hibari"
    assert "fake-absent is installed but does not work" in choice.passed_over[0]


def test_of_several_preferred_voices_each_speaks_its_language():
    preferred = Preference(voice="espeak:gmw/en-GB-scotland, roa/it")
    assert choose("en", preferred).voice.name == "gmw/en-GB-scotland"
    assert str(choose("it", preferred).voice) == "espeak:roa/it"


def test_an_engine_speaks_with_its_best_voice_what_the_preferred_one_does_not():
    choice = choose("it", Preference("espeak", "roa/fr"))
    assert str(choice.voice) == "espeak:roa/it"
    assert "roa/fr speaks fr-FR" in choice.passed_over[0]


def test_what_is_not_there_is_no_preference_but_a_mistake():
    with pytest.raises(UnknownVoice, match="nobody"):
        choose("en", Preference(voice="heart, nobody"))
    with pytest.raises(UnknownEngine, match="nobody"):
        choose("en", Preference(engine="nobody"))


def test_nothing_is_told_where_nothing_was_passed_over():
    assert choose("en").passed_over == choose("fr").passed_over == ()


def test_the_phone_wants_a_neural_voice(strangers):
    assert choose("pl").voice.engine == "espeak"
    assert choose("pl", Preference(door=Door.PHONE)).voice.engine == "fake-neural"
    assert choose("pl", Preference("espeak", door=Door.PHONE)).voice.engine == "espeak"


def test_an_experimental_voice_speaks_only_when_it_is_asked_for(strangers):
    assert choose("de", Preference(door=Door.PHONE)).voice.engine == "espeak"
    assert choose("de", Preference("fake-neural")).voice.name == "dora"
    assert choose("de", Preference(voice="fake-neural:dora")).voice.name == "dora"


def test_the_chain_says_of_each_engine_why(strangers):
    reasons = {link.asked: link.reason for link in chain("de")}
    assert "experimental" in reasons["the engine fake-neural"]
    assert "no voice for the language" in reasons["the engine hibari"]
    assert "formant" in reasons["the engine espeak"]
    assert "does not work" in reasons["the engine fake-absent"]
    assert "VOICE_OPENAI_URL" in reasons["the engine openai"]
    assert set(reasons) == {f"the engine {name}" for name in engine_names()}


@pytest.mark.parametrize(
    ("name", "whole", "gender"),
    [
        ("gmw/en-US+f3", "gmw/en-US+f3", "female"),
        ("en+m1", "gmw/en+m1", "male"),
        ("en-gb-scotland", "gmw/en-GB-scotland", ""),
    ],
)
def test_espeak_has_variants_and_shorter_names(name, whole, gender):
    voice = voice_for("en", name=name)
    assert (voice.engine, voice.name, voice.gender) == ("espeak", whole, gender)


def test_a_voice_that_its_engine_does_not_list_is_found_by_name(strangers):
    assert str(voice_for("pl", name="NINA")) == "fake-neural:NINA"
    with pytest.raises(UnknownVoice, match="en\\+nobody"):
        voice_for("en", name="en+nobody")
