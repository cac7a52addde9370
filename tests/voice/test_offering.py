"""The voices that listeners may choose from."""

import pytest

from voice.choosing import Preference, voice_for
from voice.errors import SettingsError
from voice.offering import called, check_offered, choices, offered

ESPEAK, HIBARI = "espeak:gmw/en", "hibari:heart"


def test_those_are_offered_unasked_that_can_be_understood_well() -> None:
    voices = offered("all")
    assert {HIBARI, ESPEAK} <= voices.keys()
    assert not any(voice.experimental or voice.engine in {"silence", "system"} for voice in voices.values())
    assert "espeak:gmw/en-gb-scotland" not in voices


def test_a_setting_may_name_them_or_offer_none() -> None:
    assert list(offered(f"{ESPEAK}, {HIBARI}")) == [ESPEAK, HIBARI]
    assert not offered("none")
    assert not offered("")


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(SettingsError, match="VOICE_OFFERED names 'espeak:nobody'"):
        check_offered("espeak:nobody")


def test_who_speaks_anyway_is_no_other_choice() -> None:
    usual, others = choices("en-GB", f"{ESPEAK},{HIBARI},espeak:gmw/de", Preference(engine="espeak"))
    assert str(usual) == ESPEAK
    assert [str(voice) for voice in others] == [HIBARI]


@pytest.mark.parametrize(("engine", "name"), [("hibari", "Heart"), ("piper", "Joe"), ("espeak", "eSpeak")])
def test_people_call_a_voice_by_its_given_name(engine: str, name: str) -> None:
    assert called(voice_for("en", engine)) == name
