"""Numbers that German writes into its words: 3-mal, 80-jährig, die 90er, 1½."""

import re

from voice.reading.numerals import cardinal, year
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, substitution

_ENDS = (
    r"(?:mal|fach|er|jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|jährlich|wöchentlich|stündlich|prozentig"
    r"|köpfig|stellig|teilig|seitig|stöckig|zeilig)(?:e[rnms]?)?"
)


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The number and its ending as one word."""
    if tongue.code != "de":
        return ()
    return (
        substitution(rf"(?<![\w.,–-])(\d{{1,4}})-?({_ENDS})(?!\w)", _as_one_word),
        substitution(r"(?<![\w.,/–-])(\d{1,3})(?: ?½| 1/2(?![\w/]))", _and_a_half),
    )


def _as_one_word(match: re.Match[str]) -> str:
    number = int(match[1])
    return (year(number, "de") if match[2].startswith("er") else cardinal(number, "de", "m")) + match[2]


def _and_a_half(match: re.Match[str]) -> str:
    return f"{cardinal(int(match[1]), 'de', 'm')}einhalb"
