"""Citation marks are for the eye: [1,2], superscript notes and back links are silent. "[withdrawal]" stays."""

import re

from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_MARK = r"(?:(?:n|nb|note|ref|fn) ?)?[1-9]\d{0,2}"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """A number in brackets with a unit behind it is an amount, and stays."""
    amount = rf"(?! ?(?:{any_of(tongue.units)})(?!\w))"
    return (
        substitution(rf"(?<=[^\s\[]) ?(?<![A-Za-z_]\])\[{_MARK}(?:(?:, ?|[–-]){_MARK}){{0,20}}\]{amount}(?!\w)", ""),
        substitution(_JOURNAL, _journal(tongue)),
        substitution(r" ?\[(?:citation needed|clarification needed|update|when\?|who\?|edit)\]", ""),
        # A raised number after a word or a full stop is a note; after a number or a unit it is a power.
        substitution(_RAISED, ""),
        substitution(r"^\^ | ?[↩↑]︎?(?=$)", ""),
        substitution(r"(?<=[a-z])[*†‡]{1,3}(?=[\s.,;:)]|$)", ""),
    )


def _journal(tongue: Tongue) -> Say:
    """2014;174(3):357-368: year, volume, number and pages."""
    say = tongue.say

    def said(match: re.Match[str]) -> str:
        number = f", {say['number']} {match['number']}" if match["number"] else ""
        last = f" {say['to']} {match['last']}" if match["last"] else ""
        pages = f"{say['pages' if last else 'page']} {match['first']}{last}"
        return f"{match['date']}, {say['volume']} {match['volume']}{number}, {pages}"

    return said


_JOURNAL = (
    r"(?<![\w.])(?P<date>(?:19|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?); ?(?P<volume>\d{1,4})"
    r"(?: ?\((?P<number>\d[\w–-]{0,6})\))?: ?(?P<first>\d{1,6})(?:[–-](?P<last>\d{1,6}))?(?![\w/])"
)
_RAISED = r"(?:(?<=[a-zà-ÿ]{4})|(?<=[a-zà-ÿ)][.,;”\"]))[⁰¹²³⁴-⁹](?:[,–]?[⁰¹²³⁴-⁹]){0,8}(?![\w⁻])"
