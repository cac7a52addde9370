"""Written words become spoken ones, and lead back; whatever is written, some things always hold."""

import gc
import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.reading import read_aloud

WITHOUT_TABLES = ["fi", "ja", "ar", "hi", "zh", "xx-Unknown"]
LANGUAGES = ["en-US", "en-GB", "de", "es", "es-MX", "fr", *WITHOUT_TABLES]
# Every character there is: controls, lone surrogates, marks of direction, combining marks.
ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
# What rules look for, in heaps that nobody would write.
PIECES = (
    *"0123456789.,/-–:%$€°²½⁻₂[]()@#&<>=x×'\"+~^_ ",
    *("mg", "kg/", "IV", "XII", "q6h", "PRN", "BP", "No.", "no.", "Dr.", "St", "May", "Mon", "a.m.", "www.", "http://"),
    *("\ud800", "\u202e", "\u200d", "\ufe0f", "\u0301", "\x00", "\n", "\u2028", "\u00a0", "😀", "🇨🇦", "ب", "漢", "٣"),
    *("Uhr", "er", "años", "siècle", "Louis", "Tel.", "CO₂", "H2O", "1,000", "10/12/2020", "12:30", "555-1234"),
)  # fmt: skip
HEAPS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
NEGATIONS = {
    "en": ["not", "no", "never", "without", "don't", "can’t", "No", "NOT", "neither", "none"],
    "de": ["nicht", "kein", "keine", "nie", "niemals", "ohne", "Nicht", "weder"],
    "es": ["no", "nunca", "sin", "jamás", "ni", "No", "ningún"],
    "fr": ["ne", "pas", "jamais", "sans", "aucun", "n'est", "ni", "Pas", "n’a"],
    "fi": ["ei", "en", "älä", "ilman"],
    "ja": ["ない", "禁止"],
    "ar": ["لا", "ليس"],
    "hi": ["नहीं", "बिना"],
    "zh": ["不", "没有"],
}
each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.mark.parametrize("lang", list(NEGATIONS))
@given(data=st.data())
def test_a_negation_never_vanishes(lang: str, data: st.DataObject) -> None:
    around = st.text(alphabet="ab 15.,/-–%mgIVq()[]:'", max_size=12) | HEAPS
    negation = data.draw(st.sampled_from(NEGATIONS[lang]))
    written = f"{data.draw(around)} {negation} {data.draw(around)}"
    assert re.search(rf"(?<!\w){negation}(?!\w)", read_aloud(written, lang).text)


@pytest.mark.parametrize(
    "ending",
    [
        *("no. 5 mg", "No. 5 people came.", "The answer is no. 10 mg is enough.", "She said no. 3 of them left."),
        *("Is it safe? No. 2 doses are too many.", "I told him no. 1 pill is enough.", "No. 7 days are not enough."),
    ],
)
def test_a_no_that_ends_a_sentence_is_no_number(ending: str) -> None:
    assert re.search(r"\bno\.", read_aloud(ending, "en").text, re.IGNORECASE)


@each_language
@given(
    st.lists(
        st.builds(
            "{}zz{}".format, st.text(alphabet="abcdeimnoqrstvxyäöüéñ", max_size=8), st.sampled_from([*",;!?.", "", ""])
        )
    )
)
def test_what_no_rule_knows_stays_as_written(lang: str, words: list[str]) -> None:
    assert read_aloud(" ".join(words), lang).text == " ".join(words)


@each_language
@given(st.text(alphabet="日本語中文ไทยक्षणالعربيةעבריתქართულიкириллица、。،؟।", max_size=60))
def test_a_script_that_no_rule_knows_stays_as_written(lang: str, written: str) -> None:
    assert read_aloud(written, lang).text == written


def test_a_language_without_rules_is_read_as_it_is_written() -> None:
    assert read_aloud("Ota 5 mg, esim. aamulla.", "fi").text == "Ota 5 mg, esim. aamulla."


@each_language
@given(ANYTHING | HEAPS)
def test_every_spoken_word_leads_back_to_written_ones_and_no_control_character_is_left(lang: str, written: str) -> None:
    reading = read_aloud(written, lang)
    assert len(reading.spans) == len(reading.text)
    assert list(reading.spans) == sorted(reading.spans)
    for (start, end), spoken in zip(reading.spans, reading.text, strict=True):
        assert 0 <= start <= end <= len(written)
        assert start < end or not spoken.isalnum()
    assert not {"Cc", "Cs"} & {unicodedata.category(char) for char in reading.text}


def test_each_spoken_word_leads_back_to_the_written_one() -> None:
    written = "Take 10 mg daily"
    reading = read_aloud(written, "en")
    for spoken, stands_for in (("Take", "Take"), ("ten", "10"), ("milligrams", " mg"), ("daily", "daily")):
        start = reading.text.index(spoken)
        spans = reading.spans[start : start + len(spoken)]
        assert written[spans[0][0] : spans[-1][1]] == stands_for


@pytest.mark.parametrize(
    ("lang", "heap"),
    [
        *(
            ("en", heap)
            for heap in ("1", "1.", "1,", "1-", "1/", "1 ", "I ", "mg/", "[1,", "a@", "a= ", "A. ", "$1", "½")
        ),
        *(
            ("en", heap)
            for heap in ("www.", "10 mg ", "2014;", "No. ", "Mon-", "Tel. 1", "00 ", "(", "\u200d", "\ud800")
        ),
        *((lang, heap) for lang in ("de", "es", "fr") for heap in ("1 ", "1.", "Tel. 1", "mg/")),
        ("ja", "1 "),
    ],
)
def test_time_grows_no_faster_than_the_text(lang: str, heap: str) -> None:
    def seconds(length: int) -> float:
        written, start = (heap * length)[:length], time.thread_time()
        gc.disable()  # it would look through what all other tests have left
        read_aloud(written, lang)
        gc.enable()
        return time.thread_time() - start

    seconds(100)
    assert seconds(8_000) < 12 * seconds(2_000) + 0.2
