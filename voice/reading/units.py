"""Units, chains of them (mcg/kg/day), and the ranges between amounts."""

import re

from voice.reading.attributes import describing
from voice.reading.numbers import VULGAR, number_pattern
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

# Units that mean nothing else, so that they are said without a number too: "measured in mg".
_ALONE = ("m²", "km²", "cm²", "mg", "mcg", "µg", "mL", "dL", "mmHg", "mmol", "mEq", "kg", "IU", "kcal", "kJ", "mg/dL")
_AMOUNT_AT_END = re.compile(rf"(?:^|[^\w.,/])([\d.,/{VULGAR}]*[\d{VULGAR}])$")
_NEAR = 30
# A digit that belongs to a name: D5W.
_NO_AMOUNT = "?"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Ranges first, then the units after a number, then units that stand alone."""
    if not tongue.units:
        return ()
    unit, counted = any_of(tongue.units), any_of(tongue.counted)
    part = rf"(?:{unit}|{counted})(?!\w)"
    per = rf"(?P<per>(?: ?/ ?(?:\d[\d.,]{{0,6}}[ -]?)?{part})*)"
    alone = any_of([sign for sign in _ALONE if sign in tongue.units])
    say_unit = _unit(tongue, part)
    # Only where the comma is the decimal sign, one space alone groups thousands: 12 500.
    fewest = 2 if tongue.thousands == "," else 1
    return (
        # "1 000 mg" and "1 000 000" are one number each.
        substitution(rf"(?<![\w.,])(?<!\d )\d{{1,3}}(?: \d{{3}}){{1,4}}(?= ?(?:{unit})(?!\w))", _joined),
        substitution(rf"(?<![\w.,])(?<!\d )\d{{1,3}}(?: \d{{3}}){{{fewest},4}}(?!\w| \d)", _joined),
        substitution(r"μ(?=[gLlmMsI])", "µ"),
        substitution(r"(?<=[\d /])([ckm]?m)\^?([23])(?![\w.])", lambda m: m[1] + "²³"[int(m[2]) - 2]),
        # mg·kg⁻¹·day⁻¹ is another way to write mg/kg/day.
        substitution(rf"(?<=[A-Za-z²³¹])[ ·⋅]?({unit}|{counted})(?:⁻¹|−1)(?!\w)", r"/\1"),
        substitution(rf"(?<=[\w%°€]) ?[–—−-] ?(?=[$£€]?(?:{number_pattern(tongue)}|[{VULGAR}]))", _range(tongue, unit)),
        *(_feet() if tongue.code == "en" else ()),
        substitution(rf"(?<=[\d{VULGAR}])(?P<joint>[ -]?)(?P<unit>{unit})(?!\w)(?:\.(?=-))?{per}", say_unit),
        substitution(rf"(?<![\w/.'’-])(?P<joint>)(?P<unit>{unit})(?=/){per}(?<!/)(?!\w)", say_unit),
        substitution(rf"(?<![\w/.'’-])(?P<joint>)(?P<unit>{alone})(?![\w/])(?P<per>)", say_unit),
        substitution(
            rf"(?:(?<=[^\W\d_])/({counted})|(?<=[a-zà-ÿ]{{3}})/({unit})|(?<=\d) ?/ ?({unit}|{counted}))(?!\w)",
            lambda match: f" {tongue.say['per']} {tongue.one(match[match.lastindex or 0])}",
        ),
        substitution(r"(?<=[a-zà-ÿ]{3})/(?=\d)", f" {tongue.say['per']} "),
        substitution(
            rf"(?<=\d) ?({any_of([size for size in ('mn', 'bn', 'tn') if size in tongue.magnitudes])})(?!\w)",
            _size(tongue),
        ),
        substitution(r"(?<=\d)([KkM])\+(?!\w)", lambda m: f" {tongue.magnitudes.get(m[1], m[1])} {tongue.say['plus']}"),
        substitution(r"(?<=\d)M(?= [a-z])", f" {tongue.magnitudes.get('M', 'M')}"),
        substitution(r"(?<=\d)(?<![^\d,.][2468])(?<!^[2468])[Kk](?= [a-z]+s\b)", f" {tongue.magnitudes.get('K', 'K')}"),
        substitution(r"(?<=\d)°(?![\w])", f" {tongue.say['degrees']}"),
    )


def _feet() -> tuple[Rule, ...]:
    """5'11", 5 ft. 9 in., 6 feet 2 inches: "in" is a length only behind feet."""
    inches = r"(?P<inches>\d{1,2}(?:\.\d)?)"
    return (
        substitution(rf"(?<=\d)['′]{inches}[\"″](?!\w)", r" ft \g<inches> inches"),
        substitution(
            rf"(?<=\d)[ -]?(?:ft\.?|feet|foot),? {inches}[ -]?in(?:\.(?! [A-Z]|$)|ch(?:es)?)?(?!\w)",
            r" ft \g<inches> inches",
        ),
    )


def _size(tongue: Tongue) -> Say:
    return lambda match: f" {tongue.magnitudes[match[1]]}"


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _unit(tongue: Tongue, part: str) -> Say:
    slash, per_word = f" {tongue.say['slash']} ", f" {tongue.say['per']} "
    link = re.compile(rf" ?/ ?(\d[\d.,]*)?[ -]?({part})")
    describes = describing(tongue)

    def say(match: re.Match[str]) -> str | None:
        amount = _amount_before(match)
        model = match["unit"] == "s" and len(amount) > 3 and amount.isdigit()
        if (amount == _NO_AMOUNT or model) and not match["joint"]:
            return None
        if not amount and not match["per"] and "/" in match.string[match.end() : match.end() + 1]:
            return None
        one, many = tongue.units[match["unit"]][:2]
        described = not match["per"] and describes(match.string, match.start() - len(amount), match.end())
        bare = one if (match["joint"] == "-" and tongue.forms) or described or _single(amount, tongue) else many
        per = link.sub(
            lambda m: (slash if m[1] and m[2] == match["unit"] else per_word) + _counted(tongue, m[1], m[2]),
            match["per"],
        )
        return (" " if amount else "") + bare + per + _full_stop(match)

    return say


def _full_stop(match: re.Match[str]) -> str:
    """The stop of "12 in." that ends the sentence as well."""
    ended = match[0].endswith(".") and re.match(r"$| [A-Z]", match.string[match.end() : match.end() + 2])
    return "." if ended else ""


def _amount_before(match: re.Match[str]) -> str:
    found = _AMOUNT_AT_END.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return found[1] if found else (_NO_AMOUNT if match.string[match.start() - 1 : match.start()].isdigit() else "")


def _single(amount: str, tongue: Tongue) -> bool:
    if "singular_below_two" in tongue.say and re.fullmatch(rf"[01](?:{re.escape(tongue.decimal)}\d+)?", amount):
        return True
    return amount == "1" or bool(re.fullmatch(rf"[{VULGAR}]|1/[2-9]", amount))


def _counted(tongue: Tongue, amount: str | None, unit: str) -> str:
    """The unit after "per": one, or so many."""
    one, many = tongue.units.get(unit, [tongue.one(unit), unit])[:2]
    return f"{amount} {one if amount == '1' else many}" if amount else one


def _range(tongue: Tongue, unit: str) -> Say:
    """The dash between two amounts, as "to"; not in 1-2-3, in what has leading zeros, or in a subtraction."""
    amount = rf"(?:\d[\d.,]*[{VULGAR}]?|\d+/\d+|[{VULGAR}])"
    before = re.compile(rf"(?:^|[^\w.,/–-])[$£€~]?(?!0\d){amount}(?P<unit>(?:[ -]?{unit}|[KMBkmb]|°)?)$")
    after = re.compile(rf"[$£€]?(?!0\d)(?:{amount})(?![\d]*[–-]\d)(?! ?=)")

    def say(match: re.Match[str]) -> str | None:
        left = before.search(match.string[max(0, match.start() - _NEAR) : match.start()])
        apart = match[0].startswith(" ") and match[0].endswith(" ")
        if match[0].startswith(" ") and not apart:
            return None  # a minus: 18.5 -0.3
        if not left or not after.match(match.string, match.end()) or (apart and left["unit"]):
            return None
        return f" {tongue.say['to']} "

    return say
