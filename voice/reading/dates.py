"""Dates by locale, years and decades."""

import re
from functools import partial

from voice.reading.numerals import cardinal, ordinal, year
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_DATIVE = {"am", "vom", "zum", "dem", "ab", "bis", "seit"}
_YEAR = r"(?:1[0-9]|20)\d{2}"
# What a number counts, so that it is no year: 1500 healthy men.
_COUNTED = re.compile(
    r"-? (?:more |other |adult |healthy |young |older |new |of the )?"
    r"([a-zà-ÿ]{3,}[^s\W]s|people|men|women|children|mice)\b(?<!was)(?<!has)(?<!its)(?<!this)"
)


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """ISO dates and dates with signs, dates with a month's name, then years."""
    named = [*tongue.months, *(month.capitalize() for month in tongue.month_short), *tongue.month_short]
    month = rf"(?P<name>{any_of(named)})\.?"
    say = partial(_named, tongue)
    d1 = r"(?P<day>[0-3]?\d)"
    suffix = {"en": "(?:st|nd|rd|th)?", "fr": "(?:er)?", "es": "(?:[ºo°])?", "de": r"\."}[tongue.code]
    of = {"en": "(?:of )?", "es": "de "}.get(tongue.code, "")
    tail = {"en": r"(?:,? (?P<year>Y))?", "es": r"(?: del? (?P<year>Y))?"}.get(tongue.code, r"(?: (?P<year>Y))?")
    tail = tail.replace("Y", rf"{_YEAR}\b(?!-)")
    return (
        substitution(rf"(?<![\w/.-])(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|T\d)", _numeric(tongue)),
        substitution(
            rf"(?<![\w/.-])(?P<one>[0-3]?\d)(?P<sep>[/.-])(?P<two>[0-3]?\d)(?P=sep)(?P<year>{_YEAR}|\d\d)(?![\w/-]|\.\d)",
            _signed(tongue),
        ),
        substitution(r"(?<![\w/])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/])", _month_year(tongue)),
        *(
            (substitution(rf"\b{month} {d1}{suffix}(?P<to>[–-][0-3]?\d)?(?![\w/:%–-]|[.,]\d){tail}", say),)
            if tongue.code == "en"
            else ()
        ),
        substitution(rf"(?<![\w.,/])(?P<the>the )?{d1}{suffix} {of}{month}(?!\w){tail}", say),
        *_years(tongue),
    )


def _numeric(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        said = _date(tongue, int(match["month"]), int(match["day"]), _form(match, tongue))
        return _with_year(tongue, said, match["year"]) or None

    return say


def _signed(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        first, second = int(match["one"]), int(match["two"])
        days_first = (tongue.days_first or match["sep"] == "." or first > 12) and second <= 12
        day, month = (first, second) if days_first else (second, first)
        if len(match["year"]) == 2 and match["sep"] != "/" and not (match["sep"] == "." and tongue.code == "de"):
            return None
        return _with_year(tongue, _date(tongue, month, day, _form(match, tongue)), match["year"]) or None

    return say


def _month_year(tongue: Tongue) -> Say:
    return lambda match: f"{tongue.months[int(match['month']) - 1]} {match['year']}"


def _named(tongue: Tongue, match: re.Match[str]) -> str | None:
    groups = match.groupdict(default="")
    following = match.string[match.end() : match.end() + 16]
    amount = (
        match["name"] == "May" and not groups["year"] and re.match(rf" ?(?:{any_of(tongue.units)})(?!\w)", following)
    )
    form = "the" if groups.get("the") else _form(match, tongue)
    said = "" if amount else _date(tongue, _month(match["name"], tongue), int(match["day"]), form)
    if said and groups.get("to"):
        said += f" {tongue.say['to']} {ordinal(int(groups['to'][1:]), tongue.code)}"
    return _with_year(tongue, said, groups["year"]) or None


def _month(name: str, tongue: Tongue) -> int:
    known = [month.lower() for month in tongue.months]
    return known.index(name.lower()) + 1 if name.lower() in known else tongue.month_short[name.lower()]


def _form(match: re.Match[str], tongue: Tongue) -> str:
    """A German date after a preposition stands in the dative: am dritten Mai, but der dritte Mai."""
    before = match.string[max(0, match.start() - 5) : match.start()].lower().split()
    return "dative" if tongue.code == "de" and before and before[-1] in _DATIVE else ""


def _date(tongue: Tongue, month: int, day: int, form: str = "") -> str:
    """Month and day in words, "" where there is no such day; `form`: "the", or a German dative."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    nth, name = ordinal(day, tongue.code), tongue.months[month - 1]
    if tongue.code == "en" and (tongue.days_first or form == "the"):
        return f"the {nth} of {name}"
    return tongue.date_day.format(month=name, ordinal=f"{nth}n" if form == "dative" else nth, day=_day(day, tongue))


def _with_year(tongue: Tongue, said: str, written: str) -> str:
    if not said or not written:
        return said
    number = int(written)
    if len(written) == 2:
        number += 2000 if number < 50 else 1900
    american = tongue.code == "en" and not said.startswith("the ")
    return f"{said}{', ' if american else tongue.say.get('year_joint', ' ')}{year(number, tongue.code)}"


def _day(day: int, tongue: Tongue) -> str:
    return ordinal(1, tongue.code) if day == 1 else cardinal(day, tongue.code)


def _years(tongue: Tongue) -> tuple[Rule, ...]:
    if tongue.code != "en":
        return _german_years() if tongue.code == "de" else ()
    return (
        substitution(r"(?<![\w.,-])((?:1[0-9]|20)\d)0[’']?s\b", _decade),
        substitution(r"(?<=\b[Mm]id-)((?:1[0-9]|20)\d)0[’']?s\b", _decade),
        substitution(r"(?<!\w)[’'‘]?([2-9])0[’']?s\b(?!/)", lambda m: _plural(cardinal(int(m[1]) * 10, "en"))),
        substitution(r"(?<![\w.,])[’‘'](\d\d)(?![\w’'])", lambda m: _short_year(m[1])),
        substitution(rf"(?<![\w.,$£€/:-])({_YEAR})([–-])({_YEAR}|\d\d)(?![\w–/%-]|[.,]\d)", _span),
        substitution(rf"(?<![\w.,$£€/:#+−-])({_YEAR})(?![\w%:°]|[.,]\d|/\d|-\d|[–]\d\d?\b)", _year(tongue)),
        substitution(rf"(?<=\d[–-])({_YEAR})(?![\w%:°]|[.,]\d|/\d|-\d)", _year(tongue)),
    )


def _german_years() -> tuple[Rule, ...]:
    counts = r"(?! ?(?:[A-ZÄÖÜ%€°]|mg|ml|kg))"
    return (
        substitution(r"(?<![\w.,])(1[1-9]\d0)er\b", lambda match: f"{_plain_year(match)}er"),
        substitution(rf"(?<![\w.,/-])(1[1-9]\d\d)(?![\w%]|[.,]\d|/\d){counts}", _plain_year),
    )


def _plain_year(match: re.Match[str]) -> str:
    return year(int(match[1]), "de")


def _plural(words: str) -> str:
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _decade(match: re.Match[str]) -> str:
    return _plural(year(int(match[1]) * 10, "en"))


def _short_year(digits: str) -> str:
    return f"oh {cardinal(int(digits), 'en')}" if digits[0] == "0" else cardinal(int(digits), "en")


def _span(match: re.Match[str]) -> str | None:
    last, since = match[3], int(match[1][-len(match[3]) :])
    if int(last) <= since or (len(last) == 4 and since < 1500):
        return None
    return f"{year(int(match[1]), 'en')} to {year(int(last), 'en') if len(last) == 4 else _short_year(last)}"


def _year(tongue: Tongue) -> Say:
    """A number that looks like a year, unless it counts something: 1500 patients."""
    known = set(tongue.year_before)
    amount = re.compile(rf"[ -]?(?:{any_of(tongue.units)})(?!\w)")

    def say(match: re.Match[str]) -> str | None:
        number = int(match[1])
        if amount.match(match.string, match.end()):
            return None
        before = re.findall(r"[\w©]+", match.string[max(0, match.start() - 14) : match.start()])
        dated = bool(before) and before[-1].lower() in known
        counts = _COUNTED.match(match.string, match.end())
        if (counts and not (dated and number >= 1900)) or not (dated or 1900 <= number < 2100):
            return None
        return year(number, "en")

    return say
