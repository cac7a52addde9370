"""Numbers to be called in an emergency: their digits singly, whatever else a number of that shape would be."""

import re
from collections.abc import Sequence

from voice.reading.chain import read_aloud
from voice.reading.numerals import digit_by_digit
from voice.reading.tongue import tongue_of
from voice.reading.words import Reading, any_of

_GROUP = re.compile(r"\+|\d+|[A-Z]+")


def read_with_lines(written: str, lang: str, lines: Sequence[str]) -> Reading:
    """The written text as spoken words, each of the numbers in `lines` digit by digit."""
    if not lines:
        return read_aloud(written, lang)
    numbers = re.compile(rf"(?<!\w){any_of(list(lines))}(?!\w)")
    return read_aloud(Reading.of(written).rewrite(numbers, lambda match: line_aloud(match[0], lang)), lang)


def line_aloud(written: str, lang: str, *, slowly: bool = False) -> str:
    """A number to be called, digit by digit, a rest between its groups; `slowly`: a rest after each digit.

    A language without a table hears its digits as its own voice says them, one by one.
    """
    tongue = tongue_of(lang)
    between = ", " if slowly or tongue is None else " "
    said = []
    for group in _GROUP.findall(written):
        digits = list(group)
        if tongue is not None:
            digits = [
                tongue.say["plus"] if digit == "+" else digit_by_digit(digit, tongue.code) or digit for digit in digits
            ]
        said.append(between.join(digits))
    return ", ".join(said)
