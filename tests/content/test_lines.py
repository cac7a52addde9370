"""The numbers that a crisis text gives are found, and nothing else in it is."""

import time

import pytest

from content import Disclaimer, DisclaimerKind
from content.lines import dialled, lines_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("In despair? Call or text 988.", ["988"]),
        ("Ring 999, or the helpline on 0800 555 0 111.", ["999", "0800 555 0 111"]),
        ("Call 1-800-555-HELP (4357) or +44 20 7946 0958.", ["1-800-555-HELP (4357)", "+44 20 7946 0958"]),
        ("Reach us at (303) 555-0134.", ["(303) 555-0134"]),
        ("Text HELLO to 55512.", ["55512"]),
        ("Wählen Sie 112 oder 116 123.", ["112", "116 123"]),
        ("Llame al 024.", ["024"]),
        ("Appelez le 15 ou le 3114.", ["15", "3114"]),
        ("Since 2005 we have answered 300 people in 15 minutes, 24/7.", []),
        ("Call within 24 hours; 2006-2024, 2019-12-24, at 9:00, for $988.", []),
    ],
)
def test_numbers_to_be_called_are_known(text: str, lines: list[str]) -> None:
    assert list(lines_of(Disclaimer("d", DisclaimerKind.CRISIS, text, "en"))) == lines


def test_only_a_crisis_text_has_any() -> None:
    assert lines_of(Disclaimer("d", DisclaimerKind.LEGAL, "Call 988.", "en")) == ()


def test_text_made_to_be_slow_is_searched_quickly() -> None:
    start = time.thread_time()
    for slow in ("(01" * 7000, "1 " * 10_000, "0123456789" * 2000, "call 12-" * 2500, "+1 234 " * 3000):
        lines_of(Disclaimer("d", DisclaimerKind.CRISIS, slow, "en"))
    assert time.thread_time() - start < 2


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("988", "988"),
        ("1-800-555-HELP (4357)", "18005554357"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("(303) 555-0134", "3035550134"),
    ],
)
def test_a_number_is_dialled_without_its_marks(written: str, number: str) -> None:
    assert dialled(written) == number
