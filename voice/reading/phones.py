"""Telephone and emergency numbers, and numbers that are names (PMID, ISBN), digit by digit."""

import re

from voice.reading.numerals import digit_by_digit
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_SHORT = (
    r"(?:988|911|999|112|111|101|116|117|118|119|110|113|114|115|144|147|000|211|311|411|511|611|711|811|061|062"
    r"|15|17|18)"
)
_SHAPES = (
    r"\+\d{1,3}(?:[ .-]?\(0?\d{0,4}\)|[ .-]\d(?=[ .-]))?(?:[ .-]?\d{2,5}){2,5}",  # +44 20 7946 0958
    r"(?:1[ .-])?\(\d{3}\)[ .-]?\d{3}[ .-]\d{4}",  # (303) 779-4834
    r"(?:1[ .-])?\d{3}([.-])\d{3}\1\d{4}",  # 800-638-9797
    r"1[ .-]\d{3}[ .-]\d{3}[ .-]?\d{4}",
    r"1[.-]8\d\d[.-](?:[A-Z]{2,7}|\d{1,4})(?:[.-](?:[A-Z]{2,7}|\d{1,4})){0,3}",  # 1-800-QUIT-NOW
    r"0\d{2,4}[ /-]\d{3,4}(?:[ -]?\d{2,4}){1,2}",
    r"0800(?: \d{1,4}){3,4}",  # 0800 111 0 111
    r"0[1-9](?:[ .]\d\d){4}",  # 01 23 45 67 89
    r"0[38]\d\d[ -]\d{4}",  # 0800 1111
    r"116[ -]?1\d\d",
)

# Words that call a number only where it is a line that everybody knows.
_WEAK = frozenset({"at", "or", "nhs"})
_LINES = frozenset({"988", "911", "999", "111", "112"})

# What follows a number that is called, and not one that counts what follows.
_NOT_COUNTED = r"(?=[.;:!?)]|,(?!\d)|$| (?:oder|und|ou|et|o|y|an|wählen|anrufen|pour|para|si|wenn|en cas)\b)"
_EXTENSION = r"(?:,? ?(?:ext\.?|x) ?\d{1,5}| \(\d{4,7}\))?"

_CALLED = re.compile(r"\b(?i:call|dial|text|phone|ring)\D{0,12}\b\d{3},? $")


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Long numbers by their shape, short ones by the words around them."""
    calling, lines = any_of(tongue.calling), any_of(tongue.lines)
    say = _digits(tongue)
    not_amount = rf"(?![\d/%°]|[.,]\d|[-–]\d|:\d| ?(?:{any_of([*tongue.units, *tongue.months])})(?!\w))"
    shapes = [substitution(rf"(?<![\w.,/$€£=-])(?:{shape}){_EXTENSION}(?![\w/]|-\d|[.,]\d)", say) for shape in _SHAPES]
    return (
        *shapes,
        substitution(r"(?<![\w-])[2-9]-1-1(?![\w-])", say),
        substitution(
            rf"(?<!\w)((?i:{any_of(tongue.telephone)}):? ?)(\(?\d{{1,6}}\)?(?:[ ./-]{{1,2}}\d{{2,8}}){{1,5}})(?![\w/])",
            _announced(tongue),
        ),
        substitution(r"\b[Ee]xt\.? ?(\d{2,5})(?![\w.-]\w|\w)", _extension(tongue)),
        substitution(rf"\b((?i:{calling}):? )([1-9]\d\d|000|0\d\d|1[578])(?![\w-]){not_amount}", _called(tongue)),
        substitution(
            rf"\b({any_of(tongue.articles)} )({any_of(tongue.emergency)}){_NOT_COUNTED}",
            lambda match: match[1] + digit_by_digit(match[2], tongue.code),
        ),
        substitution(
            rf"(?<![\w.,/$€£#-])(?:{_SHORT}(?= (?i:{lines})\b)|(?:988|911)(?=[.,;:!?)]{{0,2}}(?:$| and\b| or\b)))"
            r"|(?<=\()(?:988|911|999|112)(?=\))",
            _line(tongue),
        ),
        substitution(
            r"(?<=\bto )(?:\d{5,6}|\d{3}-\d{3})(?![\w.,%-]\w| ?(?:people|men|women|dollars|miles|feet)\b|\w)",
            _short_code(tongue),
        ),
        substitution(
            r"\b(PMID|PMCID|PMC|NCT|ISBN|ISSN|NDC|CAS|UPC)([:# ]{0,3}(?:No\.? )?)(\d[\d-]{3,20}X?)(?!\w)",
            _named(tongue),
        ),
        # Four groups and more are the name of a thing: 978-0-306-40615-7.
        substitution(
            r"(?<![\w.,/-])\d{1,7}(?:-\d{1,7}){3,6}(?:-X)?(?![\w/-])",
            lambda match: _named_digits(match[0], tongue),
        ),
    )


def _digits(tongue: Tongue) -> Say:
    return lambda match: _grouped(match[0], tongue)


def _grouped(written: str, tongue: Tongue) -> str:
    groups = re.findall(r"\+?\d+|[A-Z]+|ext|x", written)
    extension = tongue.say.get("extension", "")
    said = [
        _group(group, tongue) if group[-1].isdigit() else extension if group.islower() else group for group in groups
    ]
    return (
        ", ".join(said)
        if (len(groups[0]) < 4 or groups[0][0] == "0") and not all(len(group) == 1 for group in groups)
        else " ".join(said)
    )


def _group(group: str, tongue: Tongue) -> str:
    plus = f"{tongue.say['plus']} " if group[0] == "+" else ""
    return plus + digit_by_digit(group, tongue.code)


def _called(tongue: Tongue) -> Say:
    """After a word of calling; "at" and "or" call only numbers known to be lines."""

    def say(match: re.Match[str]) -> str | None:
        known = re.fullmatch(_SHORT, match[2]) and len(match[2]) == 3
        if match[1].strip(": ").lower() in _WEAK and match[2] not in _LINES and not _also(match):
            return None
        weak = not known and len(match[2]) == 3
        if weak and re.match(r" [a-z]+s\b| people", match.string[match.end() : match.end() + 16]):
            return None
        return match[1] + digit_by_digit(match[2], tongue.code)

    return say


def _also(match: re.Match[str]) -> bool:
    """Whether another line is called just before: dial 999 or 111."""
    return bool(_CALLED.search(match.string[max(0, match.start() - 30) : match.start()]))


def _line(tongue: Tongue) -> Say:
    return lambda match: digit_by_digit(match[0], tongue.code)


def _short_code(tongue: Tongue) -> Say:
    texting = re.compile(r"(?i:\b(?:text|sms|send|message)\b[^.!?]{0,30})to $")

    def say(match: re.Match[str]) -> str | None:
        if not texting.search(match.string[max(0, match.start() - 45) : match.start()]):
            return None
        return _grouped(match[0], tongue)

    return say


def _announced(tongue: Tongue) -> Say:
    """What stands behind "phone" or "Tel.", whatever its shape."""
    return lambda match: match[1] + _grouped(match[2], tongue) if sum(map(str.isdigit, match[2])) > 5 else None


def _extension(tongue: Tongue) -> Say:
    return lambda match: f"{tongue.say.get('extension', '')} {digit_by_digit(match[1], tongue.code)}"


def _named(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2] or ' '}{_named_digits(match[3], tongue)}"

    return say


def _named_digits(written: str, tongue: Tongue) -> str:
    groups = re.findall(r"\d+|X", written)
    return ", ".join(group if group == "X" else digit_by_digit(group, tongue.code) for group in groups)
