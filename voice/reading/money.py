"""Money: $1.5M is one point five million dollars, £1.50 one pound and fifty pence."""

import re

from voice.reading.attributes import describing
from voice.reading.numbers import number_pattern
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The sign before the amount, or behind it."""
    if not tongue.currencies:
        return ()
    number = number_pattern(tongue)
    sign, size = any_of(tongue.currencies), any_of(tongue.magnitudes)
    amount = rf"(?P<amount>{number})(?:(?P<gap> ?|-)(?P<size>{size})(?!\w))?(?P<more>\+?)"
    fraction = rf"(?![\d]|[.,]\d)(?: ?/ ?(?P<per>{any_of(tongue.counted)}|mo|month|hr|sqm|kg|lb)\b)?"
    per = rf"(?:/(?P<per>{any_of(tongue.counted)})\b)?"
    say = _amount(tongue)
    low = rf"({sign}) ?({number})((?: ?{size})?) ?[–-] ?(?={number}(?![-/\d]))"
    both = rf"{sign} ?{number}(?:{size})?"
    return (
        *((substitution(r"(?<![\w.,£$€])(\d{1,3})p(?!\w)", r"\1 pence"),) if tongue.region == "GB" else ()),
        # $5–10: the sign goes with the last amount, as it is said.
        substitution(low, rf"\2\3 {tongue.say['to']} \1"),
        substitution(rf"(?<=[\dKMBkmbn]) ?[–-] ?(?={both})", f" {tongue.say['to']} "),
        substitution(rf"(?P<minus>(?<![\w)])[-−])?(?<![A-Za-z])(?P<sign>{sign}) ?{amount}{fraction}", say),
        substitution(
            rf"(?P<minus>(?<![\w)])[-−])?(?<![\w.,]){amount} ?(?P<sign>{sign})(?!\w){per}",
            say,
        ),
    )


def _amount(tongue: Tongue) -> Say:
    describes = describing(tongue)

    def say(match: re.Match[str]) -> str:
        one, many, cent, cents = tongue.currencies[match["sign"]]
        joined = re.match(r"-[a-z]", match.string[match.end() : match.end() + 2])
        if joined or (not match["per"] and describes(match.string, match.start(), match.end())):
            many = one
        minus = f"{tongue.say['minus']} " if match["minus"] else ""
        per = f" {tongue.say['per']} {tongue.one(match['per'])}" if match["per"] else ""
        more = f" {tongue.say['plus']}" if match["more"] else ""
        if match["size"]:
            size = _magnitude(match, tongue)
            return f"{minus}{match['amount']} {size} {many}{more}{per}".replace("' ", "'")
        whole, _, part = match["amount"].partition(tongue.decimal)
        if len(part) != 2 or not cent:
            return f"{minus}{match['amount']} {one if match['amount'] == '1' else many}{more}{per}"
        small = f"{int(part)} {cent if part == '01' else cents}"
        big = f"{whole} {one if whole == '1' else many}"
        joint = f" {tongue.say['and']} "
        said = big if part == "00" else small if whole == "0" else big + joint + small
        return minus + said + more + per

    return say


def _magnitude(match: re.Match[str], tongue: Tongue) -> str:
    size = tongue.magnitudes[match["size"]]
    if match["amount"] == "1" and size in tongue.say.get("plural_sizes", "").split():
        return tongue.say[f"one_{size}"]
    return size
