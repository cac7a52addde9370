"""Years, decades and seasons: 1945, the ’80s, 2021–22; never 1500 patients."""

import re

from voice.reading.numerals import cardinal, plural, year
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

YEAR = r"(?:1[0-9]|20)\d{2}"
_DETERMINERS = frozenset({"the", "our", "its", "their", "this", "these", "your", "s"})
# What a number counts, so that it is no year: 1500 healthy men.
_COUNTED = re.compile(
    r"-? (?:more |other |adult |healthy |young |older |new |of the )?"
    r"([a-zà-ÿ]{3,}[^s\W]s|people|men|women|children|mice)\b(?<!was)(?<!has)(?<!its)(?<!this)"
)


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Seasons in every language; English and German say some years otherwise than numbers."""
    season = substitution(rf"(?<![\w.,/–-])({YEAR})/(\d\d)(?![\w/]|[.,]\d)", _season(tongue))
    return (season, *_years(tongue))


def _season(tongue: Tongue) -> Say:
    """2020/21: a year and the next."""

    def say(match: re.Match[str]) -> str | None:
        first, last = int(match[1]), int(match[2])
        return f"{year(first, tongue.code)} {_short_year(match[2], tongue.code)}" if (first + 1) % 100 == last else None

    return say


def _years(tongue: Tongue) -> tuple[Rule, ...]:
    if tongue.code != "en":
        return _german_years(tongue) if tongue.code == "de" else ()
    amount = rf"(?![ -]?{any_of(tongue.units)}(?!\w))"
    return (
        substitution(r"(?<![\w.,-])((?:1[0-9]|20)\d)0[’']?s\b", _decade),
        substitution(r"(?<=\b[Mm]id-)((?:1[0-9]|20)\d)0[’']?s\b", _decade),
        substitution(r"(?<!\w)[’'‘]?([2-9])0[’']?s\b(?!/)", lambda m: plural(cardinal(int(m[1]) * 10, "en"))),
        substitution(r"(?<![\w.,])[’‘'](\d\d)(?![\w’'])", lambda m: _short_year(m[1])),
        substitution(
            rf"(?<![\w.,$£€/:-])({YEAR})(?: [–-] (?=\d{{4}})|[–-])({YEAR}|\d\d)(?![\w–/%-]|[.,]\d){amount}", _span
        ),
        substitution(rf"(?<![\w.,$£€/:#+−-])({YEAR})(?![\w%:°]|[.,]\d|/\d|-\d|[–]\d\d?\b)", _year(tongue)),
        substitution(r"(?<=\()(1[5-8]\d\d)(?=\))", lambda m: year(int(m[1]), "en")),
        substitution(rf"(?<=\bQ\d/)({YEAR})(?!\w)", lambda m: year(int(m[1]), "en")),
        substitution(rf"(?<=\bFY)({YEAR})(?!\w)", lambda m: f" {year(int(m[1]), 'en')}"),
        substitution(rf"(?<=\d[–-])({YEAR})(?![\w%:°]|[.,]\d|/\d|-\d)", _year(tongue)),
    )


def _german_years(tongue: Tongue) -> tuple[Rule, ...]:
    counts = rf"(?! ?(?:[A-ZÄÖÜ%€°]|{any_of(tongue.units)}(?!\w)))"
    span = r"(?<![\w.,/–-])(1[1-9]\d\d)( ?[–-] ?)(1[1-9]\d\d|20\d\d)(?![\w%–-]|[.,/]\d)"
    return (
        substitution(r"(?<![\w.,])(1[1-9]\d0)er\b", lambda match: f"{_plain_year(match)}er"),
        substitution(span + counts, lambda m: f"{_plain_year(m)} {tongue.say['to']} {year(int(m[3]), 'de')}"),
        substitution(rf"(?<![\w.,/-])(1[1-9]\d\d)(?![\w%]|[.,]\d|/\d| ?[–-] ?\d){counts}", _plain_year),
    )


def _plain_year(match: re.Match[str]) -> str:
    return year(int(match[1]), "de")


def _decade(match: re.Match[str]) -> str:
    return plural(year(int(match[1]) * 10, "en"))


def _short_year(digits: str, code: str = "en") -> str:
    oh = "oh " if code == "en" and digits[0] == "0" else ""
    return oh + cardinal(int(digits), code)


def _span(match: re.Match[str]) -> str | None:
    last, since = match[2], int(match[1][-len(match[2]) :])
    if int(last) <= since or (len(last) == 4 and since < 1500):
        return None
    return f"{year(int(match[1]), 'en')} to {year(int(last), 'en') if len(last) == 4 else _short_year(last)}"


def _edition(before: str, number: int) -> bool:
    """The 2025 guidelines are of a year; 2000 guidelines are so many."""
    return before.lower() in _DETERMINERS and 1990 < number < 2050 and number % 10 > 0


def _year(tongue: Tongue) -> Say:
    """A number that looks like a year, unless it counts something: 1500 patients."""
    known = set(tongue.year_before)
    amount = re.compile(rf"(?: ?[–-] ?\d[\d.,]{{0,8}})?[ -]?{any_of(tongue.units)}(?!\w)")

    def say(match: re.Match[str]) -> str | None:
        number = int(match[1])
        if amount.match(match.string, match.end()):
            return None
        before = re.findall(r"[\w©]+", match.string[max(0, match.start() - 14) : match.start()])
        dated = bool(before) and before[-1].lower() in known
        counts = _COUNTED.match(match.string, match.end()) and not (before and _edition(before[-1], number))
        if (counts and not (dated and number >= 1900)) or not (dated or 1900 <= number < 2100):
            return None
        return year(number, "en")

    return say
