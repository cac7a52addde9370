"""The numbers that a crisis text gives are found, and nothing else in it is."""

import time

import pytest

from content import Disclaimer, DisclaimerKind
from content.lines import crisis_lines, dialled, line_to_call, lines_of


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


@pytest.mark.parametrize(
    ("text", "line", "texted"),
    [
        ("If you are in crisis, text HOME to 741741 or call 988 at any time.", "988", ["741741"]),
        ("Call or text 988.", "988", []),
        ("Text or call us at 988.", "988", []),
        ("Call Samaritans on 116 123, or text SHOUT to 85258.", "116 123", ["85258"]),
        ("Text SHOUT to 85258. Or ring 116 123.", "116 123", ["85258"]),
        ("Call 988 (text 838255).", "988", ["838255"]),
        ("Call (303) 555-0134 or 741741 (text only).", "(303) 555-0134", ["741741"]),
        ("Text HOME to 741741.", "", ["741741"]),
        ("In an emergency, call 911. If you are in crisis, call 1-800-273-8255.", "1-800-273-8255", []),
        ("In an emergency, call 911.", "911", []),
        ("Schreiben Sie HILFE an 0800 111 0 112 oder rufen Sie 116 123 an.", "116 123", ["0800 111 0 112"]),
        ("Rufen Sie uns an oder schreiben Sie uns: 0800 111 0 111.", "0800 111 0 111", []),
        ("Llame al 024 o envíe HOLA al 741741.", "024", ["741741"]),
        ("Appelez le 3114 ou envoyez AIDE au 741741.", "3114", ["741741"]),
        ("Si vous avez envie d'en finir : 3114, jour et nuit.", "3114", []),
        ("Chiami il 199 284 284 o scriva AIUTO al 741741.", "199 284 284", ["741741"]),
        ("Ligue para o 213 544 545, a qualquer hora.", "213 544 545", []),
    ],
)
def test_a_number_that_is_texted_is_not_called(text: str, line: str, texted: list[str]) -> None:
    disclaimer = Disclaimer("d", DisclaimerKind.CRISIS, text, "en")
    assert line_to_call([disclaimer]) == line
    assert [each.written for each in crisis_lines(disclaimer) if each.texted] == texted


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
