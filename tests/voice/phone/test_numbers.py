"""Numbers that a caller asks for once more: said digit by digit where that is what they are, else in their sentence."""

import pytest

from voice.phone.numbers import digits_in, is_joined, is_number
from voice.phone.programme import Word


@pytest.mark.parametrize(
    ("lang", "written", "digits"),
    [
        ("en", "37.5 mg", "37.5"),
        ("en", "1,000 mg", "1000"),
        ("en-GB", "1,250.5", "1250.5"),
        ("en", "$20", "20"),
        ("en", "5mg/kg", "5"),
        ("en", "007.", "007"),
        ("en", "2,5", ""),
        ("en", "1.000", "1.000"),
        ("de", "1.000 mg", "1000"),
        ("de", "37,5", "37.5"),
        ("de-AT", "12 500", "12500"),
        ("de", "2.5", ""),
        ("es", "1.000", "1000"),
        ("es", "0,5 mg", "0.5"),
        ("es-MX", "0.5 mg", "0.5"),
        ("fr", "1\u202f000 mg", "1000"),
        ("tlh", "1000", "1000"),
        ("tlh", "1.5", ""),
        *[("en", other, "") for other in ("1/2", "120/80", "10:30", "5-10 mg", "½", "1½", "1 ½", "two", "B12", "x²")],
    ],
)
def test_only_whole_numbers_and_decimals_are_said_digit_by_digit(lang: str, written: str, digits: str) -> None:
    assert digits_in(Word(written, 0, 0.0), lang) == digits


@pytest.mark.parametrize(
    ("text", "word", "joined"),
    [
        ("Take 5-10 mg daily.", "10 mg", True),
        ("Take 5-10 mg daily.", "5", True),
        ("Take 5 – 10 mg daily.", "10 mg", True),
        ("Under -10 degrees.", "10", True),
        ("Take it – 10 mg is enough.", "10 mg", False),
        ("Take 10 mg. Then rest.", "10 mg", False),
    ],
)
def test_a_number_beside_another_one_is_a_part_of_both(text: str, word: str, joined: bool) -> None:
    start = text.index(word)
    assert is_joined(text, start, start + len(word)) is joined
    assert not joined or digits_in(Word(word, 0, 0.0, joined=True), "en") == ""


@pytest.mark.parametrize(
    ("lang", "written", "number"),
    [
        ("en", "½", True),
        ("en", "Two", True),
        ("en", "twenty-five,", True),
        ("de", "zwei", True),
        ("es", "dos", True),
        ("en", "tablets", False),
    ],
)
def test_numbers_in_words_and_signs_are_numbers(lang: str, written: str, number: bool) -> None:
    assert is_number(Word(written, 0, 0.0), lang) is number
