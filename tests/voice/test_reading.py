"""Written words become spoken ones, and lead back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.reading import read_aloud


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Take 5–10 mg.", "Take 5 to 10 milligrams."),
        ("1 mg or 0.5 mL", "1 milligram or 0.5 milliliters"),
        ("a 10-mg tablet", "a 10 milligram tablet"),
        ("10 mg/5 mL q6h PRN", "10 milligrams per 5 milliliters every 6 hours as needed"),
        ("5 mcg/kg/day", "5 micrograms per kilogram per day"),
        ("≥ 65 years, <5%", "at least 65 years, less than 5 percent"),
        ("BP 120/80", "blood pressure 120 over 80"),
        ("Call 988 now.", "Call 9 8 8 now."),
        ("It helps [1,2].", "It helps."),
        ("[withdrawal] is hard", "[withdrawal] is hard"),
        ("vitamin B12, e.g. from fish", "vitamin B12, for example from fish"),
        ("He read 25 pages", "He read 25 pages"),
    ],
)
def test_english_is_read_as_it_is_said(written: str, spoken: str) -> None:
    assert read_aloud(written, "en-US").text == spoken


def test_a_language_without_rules_is_read_as_it_is_written() -> None:
    assert read_aloud("Nimm 5 mg, z. B. früh.", "de").text == "Nimm 5 mg, z. B. früh."


def test_each_spoken_word_leads_back_to_the_written_one() -> None:
    written = "Take 10 mg daily"
    reading = read_aloud(written, "en")
    start = reading.text.index("milligrams")
    assert {written[slice(*span)] for span in reading.spans[start : start + 10]} == {"10 mg"}
    daily = reading.text.index("daily")
    assert written[reading.spans[daily][0]] == "d"


@given(st.text(max_size=200))
def test_no_text_breaks_the_map(written: str) -> None:
    reading = read_aloud(written, "en")
    assert len(reading.spans) == len(reading.text)
    assert all(0 <= start <= end <= len(written) for start, end in reading.spans)
    assert list(reading.spans) == sorted(reading.spans)


@given(
    st.from_regex(r"[1-9]\d{0,3}(\.\d{1,2})?", fullmatch=True), st.sampled_from(["mg", " mL", " mcg/kg/day", "%", " g"])
)
def test_no_digit_of_a_dose_vanishes(number: str, unit: str) -> None:
    assert number in read_aloud(f"Take {number}{unit} with food, not more.", "en").text


@given(st.text(alphabet=st.characters(categories=["Cc"]), max_size=20))
def test_control_characters_never_reach_an_engine(controls: str) -> None:
    spoken = read_aloud(f"a{controls}b", "de").text
    assert all(char.isprintable() for char in spoken)
