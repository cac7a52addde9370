"""Numbers into words: what is left of them once the other families have said how they are to be taken."""

import re

from voice.reading.numerals import cardinal, digit_by_digit, ordinal
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, substitution

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_VULGAR_PAIRS = dict(
    zip(
        VULGAR,
        ["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8", "3/8", "5/8", "7/8"],
        strict=True,
    )
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LONGEST_READ_AS_ONE = 12
# What marks and scores are given out of: 7/10, 38/50; 5/325 is two amounts.
_SMALL_SCALE = 20
_SCALES = frozenset({*range(30, 101, 10), 25, 75, 200, 300, 500, 1000})


def number_pattern(tongue: Tongue) -> str:
    """A number as the language writes it; guard it against digits before it, or long digit runs cost squares."""
    dec, group = re.escape(tongue.decimal), re.escape(tongue.thousands)
    return rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{dec}\d+)?"


def spell(written: str, tongue: Tongue, gender: str = "") -> str:
    """A written number in words, its value untouched: 0.50 is "zero point five zero"."""
    whole, _, part = written.replace(tongue.thousands, "").partition(tongue.decimal)
    if part:
        return f"{_whole(whole or '0', tongue, '')} {tongue.say['point']} {digit_by_digit(part, tongue.code)}"
    return _whole(whole, tongue, gender)


def _whole(digits: str, tongue: Tongue, gender: str) -> str:
    # Leading zeros and very long strings are names (007, an account), not amounts.
    if len(digits) > _LONGEST_READ_AS_ONE or (digits[0] == "0" and len(digits) > 1):
        return digit_by_digit(digits, tongue.code)
    return cardinal(int(digits), tongue.code, gender)


def fractions(tongue: Tongue) -> tuple[Rule, ...]:
    """1/2 tablet, 2 1/2 cups, 1½; a pain of 7/10; 120/80 is a pressure, not a fraction."""
    and_word = tongue.say["and"]

    def mixed(match: re.Match[str]) -> str | None:
        pair = _VULGAR_PAIRS.get(match["sign"]) if match["sign"] else match["pair"]
        gender = _gender(match, tongue)
        said = tongue.fractions.get(f"{pair} {gender}") or tongue.fractions.get(pair or "")
        if not said:
            return None
        gap = " " if match["gap"] or match.string[match.end() : match.end() + 1].isalpha() else ""
        whole = f"{cardinal(int(match['whole']), tongue.code, gender)} {and_word} " if match["whole"] else ""
        return f"{whole}{said}{gap}"

    def slash(match: re.Match[str]) -> str:
        top, bottom = match["top"], int(match["bottom"])
        of_so_many = float(top.replace(",", ".")) <= bottom and (bottom <= _SMALL_SCALE or bottom in _SCALES)
        shares = top.isdigit() and int(top) + bottom == 100
        joint = "" if shares else tongue.say["out_of" if of_so_many else "slash"] + " "
        return f"{top} {joint}{bottom}"

    return (
        substitution("⁄", "/"),
        substitution(
            rf"(?<![\w./,])(?:(?P<whole>\d{{1,4}})(?:[ -](?=\d)| ?(?=[{VULGAR}])))?"
            rf"(?:(?P<pair>\d/\d)(?![\w/]|[.,]\d)|(?P<sign>[{VULGAR}])(?!\d))(?P<gap> |-(?=[^\W\d]))?",
            mixed,
        ),
        substitution(r"(?<=\d) ?/ ?(?=1[,.]?000(?![\d]))|(?<=\d)/(?=100[,.]000(?!\d))", f" {tongue.say['per']} "),
        substitution(
            rf"(?<![\w./,])(?P<top>\d{{1,4}}(?:{re.escape(tongue.decimal)}\d{{1,2}})?)/(?P<bottom>\d{{1,4}})(?![\w/]|\.\d)",
            slash,
        ),
    )


def decimals(tongue: Tongue) -> tuple[Rule, ...]:
    """0.5 mg is a half in a language of commas too; three digits after the point are its thousands."""
    if tongue.thousands != ".":
        return ()
    return (substitution(r"(?<![\w.,])(\d{1,9})\.(?=(?:\d{1,2}|\d{4,9})(?![\d.]| Uhr))", r"\1,"),)


def powers(tongue: Tongue) -> tuple[Rule, ...]:
    """10⁹ and 10^9."""
    number = number_pattern(tongue)
    raised = r"(?:\^(?P<to>[-−]?\d{1,3})|(?P<up>[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))"
    return (substitution(rf"(?<![\d.,])(?P<base>{number}){raised}", _power(tongue)),)


def _power(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str:
        exponent = match["to"] or match["up"].translate(_SUPERSCRIPT)
        sign = f"{tongue.say['minus']} " if exponent[0] in "-−" else ""
        return f"{match['base']} {tongue.say['power']} {sign}{exponent.lstrip('+-−')}"

    return say


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Every number that is left, as a cardinal or an ordinal."""
    number = number_pattern(tongue)
    dec = re.escape(tongue.decimal)

    def version(match: re.Match[str]) -> str:
        point = f" {tongue.say['point']} "
        return point.join(_whole(part, tongue, "") for part in match[0].split("."))

    def plain(match: re.Match[str]) -> str:
        before = " " if match.start() and match.string[match.start() - 1].isalpha() else ""
        after = " " if match.string[match.end() : match.end() + 1].isalpha() else ""
        return before + spell(match[0], tongue, _gender(match, tongue)) + after

    comma = rf" {tongue.say['comma']} " if tongue.decimal == "." else " "
    return (
        substitution(rf"(?<![\w)\]%.])[-−–](?={dec}?\d)", f"{tongue.say['minus']} "),
        substitution(r"(?<![\w.,])[vV](?=\d+\.\d)", f"{tongue.say['version']} "),
        substitution(r"(?<![\w.,])\d+(?:\.\d+){2,}(?![\d,])", version),
        *_ordinals(tongue),
        # "0,5" in a language of points is still a half, and never "zero, five".
        *(
            (substitution(r"(?<![\d,.])\d{1,3},\d{1,2}(?![\d,.]*\d)", lambda m: m[0].replace(",", comma)),)
            if comma.strip()
            else ()
        ),
        substitution(rf"(?<![\w.)]){dec}\d+(?![\d.])|{_GUARD}{number}", plain),
    )


# A digit inside a word of small letters ("e011", "2a03") belongs to a name that no rule knows.
_GUARD = r"(?<!\d)(?<![a-zà-ÿ_])(?<![a-zà-ÿ]\d[.,])(?<![a-zà-ÿ]\d\d[.,])(?!\d+[a-zà-ÿ]+\d)"


def _ordinals(tongue: Tongue) -> tuple[Rule, ...]:
    if tongue.code == "de":
        return (_german_ordinals(),)
    signs = {
        "en": r"(?:st|nd|rd| ?th)",
        "fr": r"(?:er|re|ère|e|ème|ième|nd|nde)",
        "es": r"(?:\.?[ºª°]|er|[rdt][oa]|[vmn][oa])",
    }
    sign = signs.get(tongue.code)
    if not sign:
        return ()

    def say(match: re.Match[str]) -> str:
        said = ordinal(int(match[1].replace(",", "")), tongue.code)
        if tongue.code == "es" and match[0].endswith("er"):
            return said.removesuffix("o")
        feminine = {"es": ("ª", "a"), "fr": ("re", "ère")}.get(tongue.code, ())
        if match[0].endswith(feminine):
            return "première" if said == "premier" else f"{said.removesuffix('o')}a" if said.endswith("o") else said
        return said

    return (substitution(rf"(?<![\w.,])(\d{{1,9}}|\d{{1,3}}(?:,\d{{3}}){{1,3}}){sign}(?!\w)", say),)


def _german_ordinals() -> Rule:
    """The article tells the ending: die zweite Dosis, am zweiten Tag."""
    articles = r"([Dd](?:ie|er|as|em|en|es)|[Aa]m|[Ii]m|[Zz]um|[Zz]ur|[Bb]eim|[Vv]om|[Jj]ede[rnms]?|[Ss]eit|[Aa]b) "

    def say(match: re.Match[str]) -> str:
        plain = match[1].lower() in {"die", "das", "der", "jede"}
        return f"{match[1]} {ordinal(int(match[2]), 'de')}{'' if plain else 'n'}"

    return substitution(rf"\b{articles}(\d{{1,3}})\.(?= [a-zA-ZÄÖÜäöü])", say)


def _gender(match: re.Match[str], tongue: Tongue) -> str:
    """How the number bends for the noun after it: una hora, ein Milligramm."""
    if tongue.code == "en":
        return ""
    following = _NEXT_WORD.match(match.string, match.end() - (match[0][-1:] in {" ", "-"}))
    if not following or following[1].lower() in _NO_NOUN:
        return ""
    if following[1] in tongue.feminine:
        return "f"
    if tongue.code == "de":
        return "m" if following[1][0].isupper() else ""
    if following[1] in tongue.masculine:
        return "m"
    return "f" if tongue.code == "es" and following[1].endswith(("as", "a", "ción", "ciones", "dad", "dades")) else "m"


_NEXT_WORD = re.compile(r"[ -]([^\W\d_]{2,})")
# After these no noun is counted: "1 de mayo", "1 Komma 5".
_NO_NOUN = frozenset(
    [
        *("de", "y", "o", "a", "e", "u", "por", "al", "del", "en", "el", "la", "los", "las", "que", "con", "coma"),
        *("et", "ou", "à", "au", "par", "pour", "en", "des", "du", "sur", "virgule", "punto", "sobre", "menos"),
        *("und", "oder", "bis", "von", "zu", "komma", "uhr", "prozent", "pro", "über", "plus", "minus", "mal"),
    ]
)
