"""How a dose is taken: how often (BID, q6h), by which way (PO, IV), and blood pressure."""

import re

from voice.reading.numbers import VULGAR
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_PERIODS = {
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours", "d": "days", "day": "days",
    "days": "days", "wk": "weeks", "wks": "weeks", "week": "weeks", "weeks": "weeks", "min": "minutes",
    "mo": "months", "month": "months", "months": "months",
}  # fmt: skip
_NEAR = 60


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """English has them all; other languages say what their table knows."""
    signs, said = any_of(tongue.pressure), tongue.say.get("blood_pressure", "")
    over = f" {tongue.say['over']} "
    return (
        *(_prescriptions(tongue) if tongue.code == "en" else ()),
        substitution(
            rf"\b{signs}(?=(?:s|:| of| was| is| at| to| de| von)? ?(?:[<>≥≤]=? ?)?\d{{1,3}}/\d{{1,3}})",
            said,
        ),
        substitution(
            rf"(?<={re.escape(said or '?')})(\D{{1,12}})(\d{{1,3}})/(\d{{1,3}})(?![\w/]|[.,]\d)",
            rf"\1\2{over}\3",
        ),
        substitution(r"(?<![\d/.,])(\d{2,3})/(\d{2,3})(?![\w/]|[.,]\d)", _pressure(over)),
    )


def _pressure(over: str) -> Say:
    """Two numbers that can be a pressure; those that make a hundred are shares, but for a unit behind them."""

    def say(match: re.Match[str]) -> str | None:
        upper, lower = int(match[1]), int(match[2])
        shares = upper + lower == 100 and not re.match(r" ?mm ?Hg", match.string[match.end() : match.end() + 6])
        likely = 60 <= upper <= 300 and 30 <= lower <= 200 and upper > lower
        return f"{upper}{over}{lower}" if likely and not shares else None

    return say


def _prescriptions(tongue: Tongue) -> tuple[Rule, ...]:
    small = any_of([*tongue.frequencies, *tongue.routes])
    units = any_of(tongue.units)
    after_a_dose = re.compile(
        rf"(?:[\d{VULGAR}] ?(?:{units}|tablets?|tabs?|capsules?|caps?|puffs?|drops?|pills?|units?)(?:/\w+)?"
        rf"|\bg?ive[ns]?|\btaken?|\badminister(?:ed)?|\b(?i:{small})),?$"
    )
    words = tongue.frequencies | tongue.routes

    def tail(match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - _NEAR) : match.start()]
        return f" {words[match[1].lower()]}" if after_a_dose.search(before) else None

    return (
        substitution(
            r"\b[qQ]\.? ?(\d{1,3})(?: ?[–-] ?(\d{1,3}))? ?-?(" + any_of([*_PERIODS, "H"]) + r")\b(?:\.(?! [A-Z]|$))?",
            _every,
        ),
        substitution(r"\bq\.?(?:day|d\b)(?!\.)", "every day"),
        substitution(r"\bq\.?(week|month|hour|night|morning|evening|shift)\b", r"every \1"),
        substitution(r"(?<=\w) [x×] ?(?=\d+ ?(?:days?|weeks?|wks?|months?|d\b|hours?))", " for "),
        substitution(r"\b(every|for) (\d{1,3}) ?d(?!\w)", r"\1 \2 days"),
        # PO, SC and their kin mean a way in only after a dose: a PO box is none.
        substitution(rf" (?i:({small}))(?!\w|\.\w)", tail),
    )


def _every(match: re.Match[str]) -> str:
    first, last, period = match[1], match[2], _PERIODS[match[3].lower()]
    if first == "1" and not last:
        return f"every {period[:-1]}"
    return f"every {first} to {last} {period}" if last else f"every {first} {period}"
