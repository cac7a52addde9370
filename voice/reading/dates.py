"""Dates by locale."""

import re
from functools import partial

from voice.reading.numerals import cardinal, ordinal, year
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution
from voice.reading.years import YEAR

_DATIVE = re.compile(r"\b(?:am|vom|zum|dem|ab|bis|seit)(?: (?:[a-zäöü]+|\d{1,2}\.) (?:und|oder|bis))? $")


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """ISO dates and dates with signs, dates with a month's name."""
    named = [*tongue.months, *(month.capitalize() for month in tongue.month_short), *tongue.month_short]
    month = rf"(?P<name>{any_of(named)})\.?"
    say = partial(_named, tongue)
    d1 = r"(?P<day>[0-3]?\d)"
    suffix = {"en": "(?:st|nd|rd|th)?", "fr": "(?:er)?", "es": "(?:[ºo°])?", "de": r"\."}[tongue.code]
    of = {"en": "(?:of )?", "es": "de "}.get(tongue.code, "")
    tail = {"en": r"(?:,? (?P<year>Y))?", "es": r"(?: del? (?P<year>Y))?"}.get(tongue.code, r"(?: (?P<year>Y))?")
    tail = tail.replace("Y", rf"{YEAR}\b(?!-)")
    return (
        *_spans(tongue, named),
        substitution(rf"(?<![\w/.-])(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|T\d)", _numeric(tongue)),
        substitution(
            rf"(?<![\w/.-])(?P<one>[0-3]?\d)(?P<sep>[/.-])(?P<two>[0-3]?\d)(?P=sep)(?P<year>{YEAR}|\d\d)(?![\w/-]|\.\d)",
            _signed(tongue),
        ),
        substitution(r"(?<![\w/])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/])", _month_year(tongue)),
        *(
            (substitution(rf"\b{month} {d1}{suffix}(?P<to>[–-][0-3]?\d)?(?![\w/:%–-]|[.,]\d){tail}", say),)
            if tongue.code == "en"
            else ()
        ),
        substitution(rf"(?<![\w.,/])(?P<the>the )?{d1}{suffix} {of}{month}(?!\w){tail}", say),
    )


def _spans(tongue: Tongue, months: list[str]) -> tuple[Rule, ...]:
    """June 2015–May 2016, Nov. 30 – Dec. 2, Jan/Feb, Mon.–Fri.: the dash is heard, the names are whole."""
    month = any_of(months)
    date = re.compile(rf"\b{month}\.?(?: \d{{1,2}}(?:,? {YEAR})?| {YEAR})?$")

    def to(match: re.Match[str]) -> str | None:
        return (
            f" {tongue.say['to']} " if date.search(match.string[max(0, match.start() - 24) : match.start()]) else None
        )

    def whole(match: re.Match[str]) -> str:
        return f"{tongue.months[_month(match[1], tongue) - 1]}/{tongue.months[_month(match[2], tongue) - 1]}"

    def days(match: re.Match[str]) -> str:
        return f" {tongue.say['to']} ".join(tongue.weekdays.get(day, day) for day in match.groups())

    day = any_of([*tongue.weekdays, *tongue.weekdays.values()])
    return (
        substitution(rf"\b({month})\.?/({month})\b\.?(?! \d?\d\b)", whole),
        substitution(rf" ?[–—-] ?(?={month}\b\.?(?! \d+[–-]))", to),
        substitution(rf"\b({day})\b\.? ?[–—-] ?({day})\b\.?(?! [A-Z])", days),
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
    before = match.string[max(0, match.start() - 20) : match.start()].lower()
    return "dative" if tongue.code == "de" and _DATIVE.search(before) else ""


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
