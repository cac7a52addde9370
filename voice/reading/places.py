"""Places: streets and postal codes of an address, degrees of latitude and longitude."""

import re

from voice.reading.numerals import digit_by_digit
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """633 W 5th St; MD 20892; 41.3°S, 51°30′N."""
    street, state = any_of(tongue.streets), any_of(tongue.states)
    name = r"(?:[A-Z]\w+ |\d+(?:st|nd|rd|th) ){1,2}"
    minutes = r"(?:(?P<minutes>\d{1,2})['′] ?)?(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)[\"″] ?)?"
    return (
        # The way is no watt, and the street no saint.
        substitution(rf"(?<![\w.,$'’-])(?P<way>[NSEW])\.? (?P<name>{name})(?P<street>{street})\b\.?", _address(tongue)),
        substitution(rf"(?<=\d(?:st|nd|rd|th) )({street})\b\.?(?=[,;)]|$)", lambda match: tongue.streets[match[1]]),
        substitution(rf"(?<=\d)° ?{minutes}(?P<way>[NSEWO])(?!\w)", _degrees(tongue)),
        substitution(rf"\b({state}),? (\d{{5}})(?:-(\d{{4}}))?(?![\w-])", _code(tongue)),
    )


def _address(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str:
        way = tongue.say[f"compass_{match['way']}"].capitalize()
        return f"{way} {match['name']}{tongue.streets[match['street']]}"

    return say


def _degrees(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        towards = tongue.say.get(f"compass_{match['way']}")
        minutes = f" {match['minutes']} {tongue.say['arc_minutes']}" if match["minutes"] else ""
        seconds = f" {match['seconds']} {tongue.say['arc_seconds']}" if match["seconds"] else ""
        return f" {tongue.say['degrees']}{minutes}{seconds} {towards}" if towards else None

    return say


def _code(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str:
        parts = [digit_by_digit(part, tongue.code) for part in match.groups()[1:] if part]
        return f"{match[1]} {', '.join(parts)}"

    return say
