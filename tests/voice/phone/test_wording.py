"""What callers are told, in the operator's own words."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from voice.errors import InvalidPrompts
from voice.phonebook.wording import ours, texts_by_language, with_texts, wordings


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
        ("en = 3", "a table such as"),
        ("[en]\ngreeting = ' '", "no words in 'en' for greeting"),
        ("[en]\nmain = '...'\nletters.a = '?'", "no words in 'en' for letter_a, main"),
        ("[en]\nnumber = 'One.'\nfor_this_language = 'Go.'", "no {n} in 'en' in number and for_this_language"),
        ("[en]\nkeys = 'abc'", r"'abc' where a table such as \[en.keys\]"),
        ("[en]\nletters = 5", r"5 where a table such as \[en.letters\]"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "phone.toml").write_text(written)
    with pytest.raises(InvalidPrompts, match=told):
        texts_by_language(tmp_path)


def test_what_a_language_says_otherwise_is_written_and_nothing_else(tmp_path: Path) -> None:
    before = 'languages = ["de", "en"]\n[de.keys]\npound = "Gatter."\n'
    said = wordings(before)["en"] | {"greeting": 'Say "hello" \\ {n}.', "letter_a": "A, as in ant.", "goodbye": ""}
    after = with_texts(before, "en", said)
    assert tomllib.loads(after) == {
        "languages": ["de", "en"],
        "de": {"keys": {"pound": "Gatter."}, "letters": {}},
        "en": {"greeting": 'Say "hello" \\ {n}.', "keys": {}, "letters": {"a": "A, as in ant."}},
    }
    assert wordings(after)["en"]["goodbye"] == ours("en")["goodbye"]
    assert with_texts(after, "en", ours("en")) == with_texts(before, "en", ours("en"))


def test_braces_that_are_no_number_are_said_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "phone.toml").write_text('[en]\nnumber = "{n} {or} {"')
    assert texts_by_language(tmp_path)["en"]["number_2"] == "2 {or} {"


def test_names_that_need_quotes_are_written_with_them() -> None:
    before = 'languages = ["en"]\n["pt br"]\ngreeting = "Oi."\n[en]\n"good night" = "Sleep well."\nmain = "Press 1."'
    after = with_texts(before, "en", wordings(before)["en"])
    assert wordings(after) == wordings(before)
    assert tomllib.loads(after)["pt br"]["greeting"] == "Oi."
    assert '\nmain = "Press 1."' in after


def test_a_file_from_before_there_were_words_for_an_articles_end_is_still_used() -> None:
    table = (files("voice.phonebook") / "prompts" / "en.toml").read_text("utf-8").replace("\nended =", "\n# ended =")
    written = "[fr]\n" + table.replace("[keys]", "[fr.keys]").replace("[letters]", "[fr.letters]")
    assert "ended" not in wordings(written)["fr"]
    assert "ended" not in wordings('[en]\nended = ""')["en"]
