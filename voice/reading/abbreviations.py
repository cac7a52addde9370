"""Abbreviations and initials, by the table of the language."""

import re

from voice.reading.numbers import VULGAR
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

# After these "no. 5" is a number; elsewhere "no." may end a sentence that denies something.
_COUNTED = re.compile(
    r"(?:\b(?:the|item|patient|case|question|rule|problem|step|room|table|figure|reason|bus|line|class|batch|lot|order|"
    r"chanel|exhibit|grant|report|ranked|at|our|your|my|world's|nation's)|[’']s) $",
    re.IGNORECASE,
)

# A capital in the middle of a sentence: from No. 10 to No. 2; Vol. 3, No. 2.
_LISTED = re.compile(r"\b(?:(?i:and|from|to|or|in|with|than|as|by|vol(?:ume|\.) \d{1,4},)) $")
_ALONE = re.compile(r"\d{1,4}(?:$|:|,? (?:in|on|and No\.)(?!\w))")

_AMOUNT = re.compile(rf"[\d{VULGAR}] ?$")
_STREET = re.compile(r"\d (?:[NSEW]\.? )?(?:[A-Z]\w+ |\d+\w\w ){1,3}$|\d(?:st|nd|rd|th) $")


def counts(tongue: Tongue) -> tuple[Rule, ...]:
    """Those that stand before a number: no. 5, p. 12, c. 1850. They come before dates, which look at the word."""
    units = any_of(tongue.units)
    return (
        substitution(
            rf"(?<![\w.-])({any_of(tongue.before_number)}) ?(?=\d)(?!\d[\d.,]* ?(?:{units})(?!\w))", _counted(tongue)
        ),
    )


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Before names, then the rest; a full stop that ends the sentence stays."""
    units = any_of(tongue.units)
    table = tongue.abbreviations
    capital = r"(?=[A-ZÄÖÜÉÈÀÁÍÓÚÑ]|[“\"‘']?[A-Z])"
    return (
        *([substitution(r"(?<![\d.,])1 (Mio|Mrd)\.?(?= )", _one_million)] if tongue.code == "de" else ()),
        substitution(
            rf"(?<![\w.-])({any_of(tongue.before_name)}) {capital}(?!(?:{units})(?![\w.]))",
            _titled(tongue),
        ),
        substitution(rf"(?<![\w.-])(?:{any_of(table)})(?![\w/])(?:(?<=\.)|(?!\.\w))", _table(tongue)),
        substitution(
            rf"(?<![\w./-])(?:{any_of([k for k in table if k.endswith('/')])})(?=\w)", lambda m: f"{table[m[0]]} "
        ),
        # Initials: J.R.R. Tolkien, J. K. Rowling.
        substitution(
            r"(?<![\w.])(?:[A-Z]\. ?){2,4}(?=[A-Z][a-z])", lambda m: " ".join(re.findall(r"[A-Z]", m[0])) + " "
        ),
        substitution(
            r"(?<![\w.])(?:[A-Z]\.){2,5}(?!\w)", lambda match: None if match[0] in tongue.units else _dotted(match)
        ),
        substitution(r"(?<=[a-z] )([A-Z])\. (?=[A-Z][a-z]+)(?<!\b(?:min )[A-Z]\. )", _initial),
    )


def _one_million(match: re.Match[str]) -> str:
    return {"Mio": "eine Million", "Mrd": "eine Milliarde"}[match[1]]


def _titled(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - 40) : match.start()]
        if match[1] == "s." and _AMOUNT.search(before):
            return None
        street = match[1] in {"St.", "St"} and _STREET.search(before)
        return "Street " if street else f"{tongue.before_name[match[1]]} "

    return say


def _counted(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - 16) : match.start()]
        if match[1] in {"no.", "No."} and tongue.code in {"en", "es"} and not _is_number(match, before):
            return None
        if match[1].rstrip(".") in tongue.units and _AMOUNT.search(before):
            return None
        return f"{tongue.before_number[match[1]]} "

    return say


def _is_number(match: re.Match[str], before: str) -> bool:
    """Whether "no." counts and does not deny: after what is counted, after "Vol. 3,", or alone with its number."""
    if _COUNTED.search(before) or (match[1] == "No." and _LISTED.search(before)):
        return True
    return not before.strip() and bool(_ALONE.match(match.string, match.end()))


def _table(tongue: Tongue) -> Say:
    ends = set(tongue.ends_sentence)

    def say(match: re.Match[str]) -> str | None:
        said = tongue.abbreviations.get(match[0])
        if said is None:
            return None
        measure = match[0].rstrip(".")
        if measure in tongue.units and match.string[: match.start()].endswith("/"):
            return None  # a unit: 72/min.
        if measure in tongue.units and _AMOUNT.search(match.string[max(0, match.start() - 2) : match.start()]):
            said = measure
        return said + ("." if _ends(match, may_end=match[0] in ends) else "")

    return say


def _ends(match: re.Match[str], *, may_end: bool) -> bool:
    """Whether the abbreviation's full stop is the sentence's too."""
    following = match.string[match.end() : match.end() + 2]
    if not match[0].endswith("."):
        return False
    small = may_end and match[0][0].islower()
    return not following.strip(" )”\"'") or (small and following[0] == " " and following[1:].isupper())


def _dotted(match: re.Match[str]) -> str:
    return " ".join(match[0].replace(".", "")) + ("." if _ends(match, may_end=True) else "")


def _initial(match: re.Match[str]) -> str | None:
    """The B of "John B. Smith", but not the C of "vitamin C. Then"."""
    name = re.search(r"(\w+) $", match.string[max(0, match.start() - 20) : match.start()])
    return f"{match[1]} " if name and name[1][0].isupper() and name[1].lower() != "vitamin" else None
