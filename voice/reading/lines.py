"""Numbers to be called in an emergency: their digits singly, whatever else a number of that shape would be."""

import re
from collections.abc import Sequence

from voice.reading.numerals import digit_by_digit
from voice.reading.tongue import tongue_of
from voice.reading.words import Reading, any_of

_GROUP = re.compile(r"\+|\d+|[A-Z]+")


def with_lines(written: str, lang: str, lines: Sequence[str]) -> Reading:
    """A reading of the written text begun with the numbers in `lines`, each digit by digit."""
    numbers = re.compile(rf"(?<!\w){any_of(list(lines))}(?!\w)")
    return Reading.of(written).rewrite(numbers, lambda match: line_aloud(match[0], lang))


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
