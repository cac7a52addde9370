"""Places on the map: postal codes behind a state, degrees of latitude and longitude."""

import re

from voice.reading.numerals import digit_by_digit
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """41.3°S, 51°30′N; MD 20892."""
    return (
        substitution(
            r"(?<=\d)° ?(?:(\d{1,2})['′] ?)?(?:(\d{1,2}(?:[.,]\d+)?)[\"″] ?)?([NSEWO])(?!\w)", _degrees(tongue)
        ),
        substitution(rf"\b({any_of(tongue.states)}),? (\d{{5}})(?:-(\d{{4}}))?(?![\w-])", _code(tongue)),
    )


def _degrees(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        towards = tongue.say.get(f"compass_{match[3]}")
        minutes = f" {match[1]} {tongue.say['arc_minutes']}" if match[1] else ""
        seconds = f" {match[2]} {tongue.say['arc_seconds']}" if match[2] else ""
        return f" {tongue.say['degrees']}{minutes}{seconds} {towards}" if towards else None

    return say


def _code(tongue: Tongue) -> Say:
    return lambda match: (
        f"{match[1]} " + ", ".join(digit_by_digit(part, tongue.code) for part in match.groups()[1:] if part)
    )
