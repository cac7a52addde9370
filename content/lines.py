"""The numbers that a crisis text gives to be called: they become links, keys of a telephone, and are spoken twice."""

import re
from functools import cache

from content.disclaimer import Disclaimer, DisclaimerKind
from content.wording import line_words

_KEYPAD = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_LETTERS = {letter: str(digit) for digit, letters in enumerate(_KEYPAD, 2) for letter in letters}
_ALONE_BEFORE, _ALONE_AFTER = r"(?<![\w.,/$€£=+-])", r"(?![\w/]|[.,:]\d|[-–]\d)"
_SHAPES = (
    r"\+?\d{0,3}[ .-]?\(0?\d{2,5}\)(?:[ .-]?\d{2,5}){1,4}",  # (303) 555-0134
    r"(?:\+?\d{1,3}[ .-])?\d{3}[ .-](?:\d{3}[ .-]?)?[A-Z]{4,7}\b(?: \(\d{4,7}\))?",  # 1-800-555-HELP (4357)
    r"0\d{2,5}[ /.-]\d{2,9}(?:[ .-]\d{1,4}){0,4}",  # 0800 111 0 111
    r"\+?\d{1,4}(?:[ .-]\d{2,5}){2,5}",  # +44 20 7946 0958
    r"\+?\d{7,14}",
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:[ .-](?:19|20)\d\d)?|(?:19|20)\d\d-\d\d-\d\d|\d\d[.]\d\d[.](?:19|20)?\d\d")


def line_spans(disclaimer: Disclaimer) -> tuple[tuple[int, int], ...]:
    """Return where in its text the numbers to be called stand, as (start, end); only a crisis text has any."""
    if disclaimer.kind is not DisclaimerKind.CRISIS:
        return ()
    matches = (match.span(match.lastgroup or 0) for match in _numbers().finditer(disclaimer.text))
    return tuple((start, end) for start, end in matches if not _YEARS.fullmatch(disclaimer.text[start:end]))


def lines_of(disclaimer: Disclaimer) -> tuple[str, ...]:
    """Return the numbers to be called, as they are written, each once."""
    return tuple(dict.fromkeys(disclaimer.text[start:end] for start, end in line_spans(disclaimer)))


def dialled(written: str) -> str:
    """Return a number as a telephone wants it (RFC 3966): digits, a plus before them where it is written with one."""
    without = re.sub(r"\(0\)| \(\d{4,7}\)$", "", written)
    digits = "".join(_LETTERS.get(sign, sign) for sign in without.lower() if sign.isalnum())
    return ("+" if written.startswith("+") else "") + digits


@cache
def _numbers() -> re.Pattern[str]:
    known, calling, counted = line_words()
    number = "|".join([*_SHAPES, *map(re.escape, sorted(known, key=len, reverse=True))])
    called = "|".join(map(re.escape, sorted(calling, key=len, reverse=True)))
    alone = rf"{_ALONE_AFTER}(?! ?(?i:{'|'.join(counted)}))"
    return re.compile(
        rf"{_ALONE_BEFORE}(?P<known>{number}){alone}|\b(?i:{called}):? (?P<called>\d{{3,6}}|1[578])(?! \d){alone}"
    )
