"""Written words become spoken ones, and lead back."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.reading import read_aloud

LANGUAGES = ["en-US", "en-GB", "de", "es", "fr", "fi", "ja"]
DOSES = st.from_regex(r"(0\.[0-9]{1,3}|[1-9][0-9]{0,5}(\.[0-9]{1,3})?)", fullmatch=True)
UNITS = st.sampled_from(["mg", " mg", " mL", " mcg/kg/day", "%", " g", " IU", " mmol/L", "-mg", " tablets", " °C"])
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = dict(zip([*ONES, *TEENS, *TENS], [*range(20), *range(20, 100, 10)], strict=True))


def value(words: str) -> str:
    """The number that English number words stand for, with its decimals as they are said."""
    whole, _, part = words.replace("-", " ").partition(" point ")
    total = group = 0
    for word in whole.split():
        if word == "hundred":
            group *= 100
        elif word == "thousand":
            total, group = total + group * 1000, 0
        else:
            group += WORDS[word]
    decimals = "".join(str(WORDS[word]) for word in part.split())
    return f"{total + group}.{decimals}" if decimals else str(total + group)


@given(DOSES, UNITS, st.sampled_from(["Take {} with food.", "{}", "not more than {} a day", "({})", "up to {};"]))
def test_no_digit_of_a_dose_changes(number: str, unit: str, sentence: str) -> None:
    spoken = read_aloud(sentence.format(number + unit), "en").text
    number_words = rf"(?:{'|'.join(sorted(WORDS, reverse=True))}|hundred|thousand|point)"
    assert value(re.search(rf"{number_words}(?:[ -]{number_words})*", spoken)[0]) == number


@given(st.integers(1000, 2100), UNITS)
def test_a_dose_is_never_read_as_a_year(number: int, unit: str) -> None:
    assert "thousand" in read_aloud(f"Take {number}{unit} daily", "en").text


@given(DOSES, DOSES)
def test_both_ends_of_a_range_are_heard(low: str, high: str) -> None:
    number, parts = rf"{low}–{high} mg", read_aloud(f"{low}–{high} mg", "en").text.split(" to ")
    assert [value(part.removesuffix(" milligrams").removesuffix(" milligram")) for part in parts] == [low, high], number


@pytest.mark.parametrize(
    ("lang", "negations"),
    [
        ("en", ["not", "no", "never", "without", "don't", "can’t", "No", "NOT", "neither"]),
        ("de", ["nicht", "kein", "keine", "nie", "niemals", "ohne", "Nicht", "weder"]),
        ("es", ["no", "nunca", "sin", "jamás", "ni", "No", "ningún"]),
        ("fr", ["ne", "pas", "jamais", "sans", "aucun", "n'est", "ni", "Pas"]),
    ],
)
@given(st.data())
def test_a_negation_never_vanishes(lang: str, negations: list[str], data: st.DataObject) -> None:
    around = st.text(alphabet="ab 15.,/-–%mgIVq()[]:'", max_size=12)
    negation = data.draw(st.sampled_from(negations))
    written = f"{data.draw(around)} {negation} {data.draw(around)}"
    assert re.search(rf"(?<!\w){negation}(?!\w)", read_aloud(written, lang).text)


@pytest.mark.parametrize("ending", ["no. 5 mg", "No. 5 people came.", "The answer is no. 10 mg is enough."])
def test_a_no_that_ends_a_sentence_is_no_number(ending: str) -> None:
    assert re.search(r"\bno\.", read_aloud(ending, "en").text, re.IGNORECASE)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüéñ ,;!?", max_size=80))
def test_what_no_rule_knows_stays_as_written(words: str) -> None:
    written = " ".join(f"{word}zz" for word in words.split())
    for lang in LANGUAGES:
        assert (
            read_aloud(written, lang).text == written or not written[0].isalpha() or " " in re.findall(r"\W{2}", words)
        )


def test_a_language_without_rules_is_read_as_it_is_written() -> None:
    assert read_aloud("Ota 5 mg, esim. aamulla.", "fi").text == "Ota 5 mg, esim. aamulla."


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_no_text_breaks_the_map(written: str, lang: str) -> None:
    reading = read_aloud(written, lang)
    assert len(reading.spans) == len(reading.text)
    assert all(0 <= start <= end <= len(written) for start, end in reading.spans)
    assert list(reading.spans) == sorted(reading.spans)


@given(
    st.text(alphabet="0123456789.,/-–:%$€mgkLIVXq°²½[]()@#&<>=x× apTypeDrMay", max_size=60), st.sampled_from(LANGUAGES)
)
def test_no_heap_of_signs_breaks_the_map(written: str, lang: str) -> None:
    reading = read_aloud(written, lang)
    assert len(reading.spans) == len(reading.text)
    assert list(reading.spans) == sorted(reading.spans)


def test_each_spoken_word_leads_back_to_the_written_one() -> None:
    written = "Take 10 mg daily"
    reading = read_aloud(written, "en")
    for spoken, stands_for in (("Take", "Take"), ("ten", "10"), ("milligrams", " mg"), ("daily", "daily")):
        start = reading.text.index(spoken)
        spans = reading.spans[start : start + len(spoken)]
        assert written[spans[0][0] : spans[-1][1]] == stands_for


@given(st.text(alphabet=st.characters(categories=["Cc"]), max_size=20), st.sampled_from(LANGUAGES))
def test_control_characters_never_reach_an_engine(controls: str, lang: str) -> None:
    assert all(char.isprintable() for char in read_aloud(f"a{controls}b", lang).text)


@pytest.mark.parametrize(
    "heap", ["1", "1.", "1,", "1-", "1/", "I ", "mg/", "[1,", "a@", "a= ", "A. ", "$1", "½", "www.", "10 mg "]
)
def test_time_grows_no_faster_than_the_text(heap: str) -> None:
    def seconds(length: int) -> float:
        written, start = (heap * length)[:length], time.process_time()
        read_aloud(written, "en")
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) < 12 * seconds(10_000) + 0.2
