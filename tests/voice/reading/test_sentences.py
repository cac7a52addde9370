"""Sentences end where a reader would pause, and not after an abbreviation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.reading.sentences import sentences


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["Use approx. 5 mL.", "Then wait."]),
        ("en", ["Wait 3 wks. before you drive.", "Ask first."]),
        ("en", ["Stir in 2 tsp. of salt.", "Taste."]),
        ("en", ["It lasted 3 wks.", "Then it stopped."]),
        ("en", ["See Fig. 4 for details.", "It is clear."]),
        ("en", ["Dr. Jones came at 5 p.m. on Friday.", "She left."]),
        ("de", ["Nehmen Sie z. B. 5 mg.", "Warten Sie ca. 2 Std. danach."]),
        ("es", ["Tome aprox. 5 ml.", "Consulte al Dr. García."]),
        ("fr", ["Prenez env. 5 ml.", "Consultez le Dr Martin."]),
        ("fi", ["Ota yksi.", "Odota."]),
    ],
)
def test_a_text_is_cut_where_sentences_end(lang: str, parts: list[str]) -> None:
    assert [sentence for _, sentence in sentences(" ".join(parts), lang)] == parts


@given(st.text(max_size=200), st.sampled_from(["en", "de", "es", "fr", "ja"]))
def test_every_sentence_stands_where_it_says_and_no_word_is_lost(text: str, lang: str) -> None:
    found = sentences(text, lang)
    assert all(text[start : start + len(sentence)] == sentence for start, sentence in found)
    assert "".join("".join(sentence for _, sentence in found).split()) == "".join(text.split())
