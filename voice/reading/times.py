"""Times of day and ratios: 3:30 p.m. is an hour, 1:1000 is not."""

import re

from voice.reading.numerals import cardinal
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
_HALF_DAY = rf" ?(?P<half>[AaPp])\.?[Mm]\b(?:\.(?! (?!{_ZONE})[A-Z]|$))?"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """A colon between numbers, by what stands around it."""
    to = f" {tongue.say['to']} "
    ratio = substitution(r"(?<![\w.:/])(\d[\d,.]{0,8}):(\d[\d,.]*\d|\d)(?![\w:])", rf"\1{to}\2")
    clock = r"(?<![\w.:,/$])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])"
    if tongue.code != "en":
        hours = {"de": r"(?: ?Uhr\b)?", "fr": r"(?: ?h(?:eures)?\b)?", "es": r"(?: ?h(?:oras)?\b\.?)?"}[tongue.code]
        short = {"fr": r"(?<![\w.,])(?P<hour>[01]?\d|2[0-4]) ?h ?(?P<minute>[0-5]\d)(?!\w)(?P<second>)"}.get(
            tongue.code
        )
        return (
            substitution(clock + hours, _foreign(tongue)),
            *(
                (substitution(clock.replace(":(?P<minute>", r"\.(?P<minute>") + " ?Uhr\\b", _foreign(tongue)),)
                if tongue.code == "de"
                else ()
            ),
            *((substitution(short, _foreign(tongue)),) if short else ()),
            ratio,
        )
    return (
        substitution(rf"(?<=\d|[AaPpMm.]) ?[–-] ?(?=\d{{1,2}}(?::\d\d)?{_HALF_DAY})", to),
        substitution(r"(?<=:\d\d) ?[–-] ?(?=\d{1,2}:\d\d)", to),
        substitution(clock + rf"(?:{_HALF_DAY})?", _clock(tongue)),
        substitution(clock.replace(":(?P<minute>", r"\.(?P<minute>") + _HALF_DAY, _clock(tongue)),
        substitution(rf"(?<![\w.,:$])(?P<hour>[01]?\d){_HALF_DAY}", lambda m: f"{m['hour']} {m['half'].upper()} M"),
        ratio,
    )


def _clock(tongue: Tongue) -> Say:
    context = re.compile(any_of(tongue.no_clock), re.IGNORECASE)

    def say(match: re.Match[str]) -> str | None:
        around = (
            match.string[max(0, match.start() - 20) : match.start()]
            + " "
            + match.string[match.end() : match.end() + 20]
        )
        ratio = context.search(around) or (
            len(match["hour"]) == 1
            and match["minute"][-1] == "0"
            and match["hour"] == "1"
            and not re.search(r"\b(?:at|by|from|until|till|after|before|around|to|about)\b", around)
        )
        if not match["half"] and ratio and not match["second"]:
            return None
        half = f" {match['half'].upper()} M" if match["half"] else ""
        second = f" {_minutes(match['second'], tongue)}" if match["second"] else ""
        if match["minute"] == "00" and not second:
            hundred = (
                f" {tongue.say['hundred']}"
                if int(match["hour"]) > 12 or match["hour"] == "00"
                else f" {tongue.say['oclock']}"
            )
            return f"{cardinal(int(match['hour']), 'en')}{half or hundred}"
        return f"{cardinal(int(match['hour']), 'en')} {_minutes(match['minute'], tongue)}{second}{half}"

    return say


def _minutes(written: str, tongue: Tongue) -> str:
    return f"{tongue.say['oh']} {cardinal(int(written), 'en')}" if written[0] == "0" else cardinal(int(written), "en")


def _foreign(tongue: Tongue) -> Say:
    code, joint = tongue.code, tongue.say["hour_joint"]

    def say(match: re.Match[str]) -> str:
        hour, minute = int(match["hour"]), int(match["minute"])
        said = cardinal(hour, code, "m" if code == "de" else "f") + joint.format(s="" if hour < 2 else "s")
        rest = f" {match['second']}" if match["second"] else ""
        return f"{said} {cardinal(minute, code)}{rest}" if minute or rest else said

    return say
