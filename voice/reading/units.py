"""Units, chains of them (mcg/kg/day), and the ranges between amounts."""

import re

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
    return (
        # "1 000 mg" and "1 000 000" are one number each.
        substitution(rf"(?<![\w.,])(?<!\d )\d{{1,3}}(?: \d{{3}}){{1,4}}(?= ?(?:{unit})(?!\w))", _joined),
        substitution(r"(?<![\w.,])(?<!\d )\d{1,3}(?: \d{3}){2,4}(?!\w| \d)", _joined),
        substitution(r"μ(?=[gLlmMsI])", "µ"),
        substitution(r"(?<=[\d /])([ckm]?m)\^?([23])(?![\w.])", lambda m: m[1] + "²³"[int(m[2]) - 2]),
        # mg·kg⁻¹·day⁻¹ is another way to write mg/kg/day.
        substitution(rf"(?<=[A-Za-z²³¹])[ ·⋅]?({unit}|{counted})(?:⁻¹|−1)(?!\w)", r"/\1"),
        substitution(rf"(?<=[\w%°€]) ?[–—−-] ?(?=[$£€]?(?:{number_pattern(tongue)}|[{VULGAR}]))", _range(tongue, unit)),
        substitution(r"(?<=\d)['′](\d{1,2})[\"″](?!\w)", r" ft \1 inches"),
        substitution(rf"(?<=[\d{VULGAR}])(?P<joint>[ -]?)(?P<unit>{unit})(?!\w){per}", say_unit),
        substitution(rf"(?<![\w/.'’-])(?P<joint>)(?P<unit>{unit})(?=/){per}(?<!/)(?!\w)", say_unit),
        substitution(rf"(?<![\w/.'’-])(?P<joint>)(?P<unit>{alone})(?![\w/])(?P<per>)", say_unit),
        substitution(rf"(?<=[^\W\d_])(?:/(?={counted}(?!\w))|/(?=\d))", f" {tongue.say['per']} "),
        substitution(rf"(?<=[a-zà-ÿ]{{3}})/({unit})(?!\w)", lambda m: f" {tongue.say['per']} {tongue.one(m[1])}"),
        substitution(rf"(?<=\d) ?/ ?({unit}|{counted})(?!\w)", lambda m: f" {tongue.say['per']} {tongue.one(m[1])}"),
        substitution(r"(?<=\d)M(?= [a-z])", f" {tongue.magnitudes.get('M', 'M')}"),
        substitution(r"(?<=\d)[Kk](?= [a-z]+s\b)", f" {tongue.magnitudes.get('K', 'K')}"),
        substitution(r"(?<=\d)°(?![\w])", f" {tongue.say['degrees']}"),
    )


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _unit(tongue: Tongue, part: str) -> Say:
    slash, per_word = f" {tongue.say['slash']} ", f" {tongue.say['per']} "
    link = re.compile(rf" ?/ ?(\d[\d.,]*)?[ -]?({part})")

    def say(match: re.Match[str]) -> str | None:
        amount = _amount_before(match)
        if amount == _NO_AMOUNT and not match["joint"]:
            return None
        if not amount and not match["per"] and "/" in match.string[match.end() : match.end() + 1]:
            return None
        one, many = tongue.units[match["unit"]][:2]
        bare = one if match["joint"] == "-" or _single(amount, tongue) else many
        per = link.sub(
            lambda m: (slash if m[1] and m[2] == match["unit"] else per_word) + _counted(tongue, m[1], m[2]),
            match["per"],
        )
        return (" " if amount else "") + bare + per

    return say


def _amount_before(match: re.Match[str]) -> str:
    found = _AMOUNT_AT_END.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return found[1] if found else (_NO_AMOUNT if match.string[match.start() - 1 : match.start()].isdigit() else "")


def _single(amount: str, tongue: Tongue) -> bool:
    if "singular_below_two" in tongue.say and re.fullmatch(rf"[01](?:{re.escape(tongue.decimal)}\d+)?", amount):
        return True
    return amount == "1" or bool(re.fullmatch(rf"[{VULGAR}]|1/[2-9]", amount))


def _counted(tongue: Tongue, amount: str | None, unit: str) -> str:
    """The unit after "per": one, or so many."""
    one, many = tongue.units.get(unit, [unit, unit])[:2]
    return f"{amount} {one if amount == '1' else many}" if amount else one


def _range(tongue: Tongue, unit: str) -> Say:
    """The dash between two amounts, as "to"; not in 1-2-3, in what has leading zeros, or in a subtraction."""
    amount = rf"(?:\d[\d.,]*[{VULGAR}]?|\d+/\d+|[{VULGAR}])"
    before = re.compile(rf"(?:^|[^\w.,/–-])[$£€~]?(?!0\d){amount}(?P<unit>(?:[ -]?{unit}|[KMBkmb]|°)?)$")
    after = re.compile(rf"[$£€]?(?!0\d)(?:{amount})(?![\d]*[–-]\d)(?! ?=)")

    def say(match: re.Match[str]) -> str | None:
        left = before.search(match.string[max(0, match.start() - _NEAR) : match.start()])
        apart = match[0].startswith(" ") and match[0].endswith(" ")
        if not left or not after.match(match.string, match.end()) or (apart and left["unit"]):
            return None
        return f" {tongue.say['to']} "

    return say
