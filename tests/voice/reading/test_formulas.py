"""Formulas in words, and what a page says of its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Spoken, SpokenAs, parse_article
from voice.reading import read_aloud
from voice.reading.formulas import formula_words
from voice.reading.instead import read_instead

SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


def words(tex: str, lang: str = "en") -> str:
    (spoken,) = parse_article(rf'<html lang="en"><p>The formula \({tex}\) is here.</p>').sections[0].blocks[0].spoken
    return formula_words(spoken.value, lang)


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"x^2 + \frac{1}{2}", "x squared plus one over two"),
        (r"\frac{a+b}{2}", "the fraction a plus b, over two, end of fraction"),
        (r"\sum_{i=1}^{n} i", "the sum from i equals one to n of i"),
        (r"\sqrt{b} \ne \sqrt[3]{b}", "the square root of b is not equal to the cube root of b"),
        (r"\lim_{x \to 0} f", "the limit as x to zero of f"),
        (r"s^{-1} \le 0.05", "s to the power minus one is at most zero point zero five"),
        (r"\bar{x} \pm \alpha_1", "x bar plus or minus alpha sub one"),
        (r"\begin{matrix} a & b \end{matrix}", "a table, one by two, row one: a, b, end of table"),
        (r"\binom{n}{k}", "open parenthesis n choose k close parenthesis"),
        (r"\text{dose} = 5", "dose equals five"),
    ],
)
def test_a_formula_is_heard_in_words(tex: str, said: str) -> None:
    assert words(tex) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de-AT", "x Quadrat plus eins durch zwei"),
        ("fr", "x au carré plus un sur deux"),
        ("es", "x al cuadrado más uno sobre dos"),
        ("ja", ""),
    ],
)
def test_each_language_has_its_own_words(lang: str, said: str) -> None:
    assert words(r"x^2 + \frac{1}{2}", lang) == said


@pytest.mark.parametrize("mathml", ["", "<math", "words", "<math>" + "<mrow>" * 300 + "</mrow>" * 300 + "</math>"])
def test_what_is_no_formula_has_no_words(mathml: str) -> None:
    assert formula_words(mathml, "en") == ""


def test_no_rule_takes_the_letters_of_a_formula_for_units() -> None:
    written = "It is 5 m and 5 m."
    formula = Spoken(8, 1, SpokenAs.FORMULA, "<math><mi>m</mi></math>")
    assert read_instead(written, "en", [formula]).text == "It is five m and five meters."


def test_an_abbreviation_that_the_rules_know_is_read_by_them() -> None:
    known = Spoken(8, 2, SpokenAs.ABBREVIATION, "milligram")
    assert read_instead("Take 10 mg now.", "en", [known]).text == "Take ten milligrams now."


def test_a_date_in_numbers_is_read_as_the_page_says_it_is() -> None:
    spoken = Spoken(3, 8, SpokenAs.WORDS, "2024-03-04")
    reading = read_instead("On 3/4/2024 it was.", "en-GB", [spoken])
    assert reading.text == "On the fourth of March twenty twenty-four it was."


@given(
    st.text(max_size=20),
    st.text(min_size=1, max_size=8),
    st.text(max_size=20),
    st.sampled_from([(SpokenAs.WORDS, "some words"), (SpokenAs.ABBREVIATION, "a name"), (SpokenAs.FORMULA, SQUARE)]),
    st.sampled_from(["en", "de", "fr", "es", "ja"]),
)
def test_no_text_breaks_the_map(before: str, inside: str, after: str, said: tuple[SpokenAs, str], lang: str) -> None:
    written = before + inside + after
    reading = read_instead(written, lang, [Spoken(len(before), len(inside), *said)])
    assert len(reading.spans) == len(reading.text)
    assert all(0 <= start <= end <= len(written) for start, end in reading.spans)


def test_without_anything_said_otherwise_the_rules_read_alone() -> None:
    assert read_instead("Take 5 mg.", "en", []) == read_aloud("Take 5 mg.", "en")
