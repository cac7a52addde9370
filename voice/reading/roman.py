"""Roman numerals in their place: World War II, Type II, Henry VIII; never the pronoun I or an IV drip."""

import re

from voice.reading.numerals import cardinal, ordinal
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = r"(?:(?:X{0,3})(?:IX|IV|V?I{1,3}|V)|X{1,3}|XL(?:IX|IV|V?I{0,3})|LX{0,3}(?:IX|IV|V?I{0,3}))"
_SURE = r"(?:III?|VI{2,3}|XI{2,3}|XIV|XVI{0,3}|XIX|XXI{0,3})"
# What makes the numeral behind a name an ordinal in print.
_NTH = {"de": r"\.", "fr": "er", "es": "(?!)"}
# After these, "I" is a person: "the type I like".
_VERBS = re.compile(
    r" (?:am|was|have|had|would|will|can|could|like|liked|prefer|want|wanted|need|needed|take|took|use|used|got|get|did"
    r"|do|think|thought|know|knew|love|saw|see|read|wrote|found|feel|felt|made|said|say|never|always|also|really|just|didn|don|"
    r"should|may|might|must|bought|gave|had|went|started|mean|meant|enjoy|enjoyed|cannot|played|chose)\b|['’]"
)


def century(text: str) -> int:
    """The value of a Roman numeral."""
    values = [_VALUES[letter] for letter in text.upper()]
    return sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """By the word before; the numerals no one mistakes, anywhere in English."""
    if not tongue.roman_after:
        return ()
    after = any_of([*tongue.roman_after, *(word.capitalize() for word in tongue.roman_after)])
    joint = r"(?:[–/-]| ?, ?(?:and |or )?| and | or | to | und | oder | bis | et | ou | à | y | o | a )"
    chain = rf"{_NUMERAL}[A-Ca-c]?(?:{joint}{_NUMERAL}[A-Ca-c]?(?!\w))*"
    upper = rf"(?<=[\w.])(?P<space>[ -])(?P<chain>{chain})(?![\w])"
    lower = r"(?<=[\w.])(?P<space>[ -])(?P<chain>i{1,3}|iv|vi{0,3}|ix|x)(?![\w.])"
    head = re.compile(rf"(?:^|[^\w]){after}s?$")
    rest = _english(tongue) if tongue.code == "en" else _centuries(tongue)
    return (
        *rest[:1],
        substitution(upper, _after(tongue, head, joint)),
        substitution(lower, _after(tongue, head, joint)),
        *rest[1:],
    )


def _english(tongue: Tongue) -> tuple[Rule, ...]:
    monarch = any_of(tongue.monarchs)
    return (
        substitution(
            rf"\b(?P<name>{monarch}|Queen \w+|King \w+|Pope \w+|Tsar \w+|Emperor \w+) (?P<numeral>{_NUMERAL})(?![\w.])",
            _monarch,
        ),
        substitution(rf"(?<![\w.-])(?P<numeral>{_SURE})(?![\w.]|-\w)", lambda m: cardinal(century(m["numeral"]), "en")),
    )


def _monarch(match: re.Match[str]) -> str | None:
    if match["numeral"] == "I" and _VERBS.match(match.string, match.end()):
        return None
    return f"{match['name']} the {ordinal(century(match['numeral']), 'en')}"


def _centuries(tongue: Tongue) -> tuple[Rule, ...]:
    code = tongue.code
    monarch = substitution(rf"\b({any_of(tongue.monarchs)}) ({_NUMERAL})({_NTH[code]})?(?!\w)", _crowned(tongue))
    fr = substitution(rf"\b(?P<n>{_NUMERAL})e(?= siècle)", lambda m: ordinal(century(m["n"]), code))
    es = substitution(rf"(?<=siglo )(?P<n>{_NUMERAL})\b", lambda m: cardinal(century(m["n"]), code))
    return (fr if code == "fr" else es, monarch)


def _crowned(tongue: Tongue) -> Say:
    """Ludwig der Zweite, Felipe sexto, Louis quatorze."""

    def say(match: re.Match[str]) -> str | None:
        number = century(match[2])
        if tongue.code == "de":
            return f"{match[1]} der {ordinal(number, 'de').capitalize()}" if match[3] else None
        ordinals = 10 if tongue.code == "es" else 1
        nth = ordinal(number, tongue.code) if number <= ordinals else cardinal(number, tongue.code)
        return f"{match[1]} {nth}"

    return say


def _after(tongue: Tongue, head: re.Pattern[str], joint: str) -> Say:
    cut = re.compile(f"({joint})")

    def say(match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - 24) : match.start()]
        if not head.search(before) or (match["chain"] == "I" and _VERBS.match(match.string, match.end())):
            return None
        parts = cut.split(match["chain"])
        return match["space"].replace("-", " ") + "".join(_part(part, tongue) for part in parts)

    return say


def _part(part: str, tongue: Tongue) -> str:
    if part in {"-", "–"}:
        return f" {tongue.say['to']} "
    if part == "/":
        return " "
    numeral = re.fullmatch(rf"(?i:({_NUMERAL}))([A-Ca-c]?)", part)
    if not numeral:
        return part
    letter = f" {numeral[2].upper()}" if numeral[2] else ""
    return cardinal(century(numeral[1]), tongue.code) + letter
