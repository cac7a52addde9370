"""What callers are told, in the operator's own words."""

from pathlib import Path

import pytest

from voice.errors import InvalidPrompts
from voice.phone.wording import texts_by_language


def test_the_operators_words_stand_over_ours_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "phone.toml").write_text(
        'languages = ["de", "en"]\n[de]\ngreeting = "Moin."\n[de.keys]\npound = "Gatter."'
    )
    texts = texts_by_language(tmp_path)
    assert list(texts) == ["de", "en"]
    assert (texts["de"]["greeting"], texts["de"]["key_pound"]) == ("Moin.", "Gatter.")
    assert texts["de"]["for_this_language_1"] == "Für Deutsch drücken Sie die 1."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[pt-BR]\ngreeting = 'Oi.'", "two or three letters"),
        ("languages = [1]", "two or three letters"),
        ("[fr]\ngreeting = 'Bonjour.'", "no words in 'fr' for"),
        ("[en", "can't be read"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "phone.toml").write_text(written)
    with pytest.raises(InvalidPrompts, match=told):
        texts_by_language(tmp_path)
