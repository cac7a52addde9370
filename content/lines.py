"""The numbers that a crisis text gives to call or to text: links, keys of a telephone, and spoken twice."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from content.disclaimer import Disclaimer, DisclaimerKind
from content.language import primary
from content.wording import emergency_numbers, line_verbs, line_words, plain, wordings

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


# How far before a number, in characters, the word may stand that tells to write to it.
_REACH = 200
_SENTENCE_END, _NOTE = re.compile(r"[.!?]\s"), re.compile(r" ?\(([^()\d]{1,40})\)")


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A number as it is written, where in its text it stands, and whether it may only be written to."""

    written: str
    start: int
    end: int
    texted: bool

    @property
    def address(self) -> str:
        """Where a link to it leads (RFC 3966, RFC 5724)."""
        return f"{'sms' if self.texted else 'tel'}:{dialled(self.written)}"


def crisis_lines(disclaimer: Disclaimer) -> Iterator[CrisisLine]:
    """The numbers in its text, in order; only a crisis text has any."""
    if disclaimer.kind is not DisclaimerKind.CRISIS:
        return
    text = disclaimer.text
    for match in _numbers().finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if not _YEARS.fullmatch(text[start:end]):
            yield CrisisLine(text[start:end], start, end, _is_texted(text, start, end))


def lines_to_link(disclaimer: Disclaimer) -> Iterator[CrisisLine]:
    """The same, and the numbers of another disclaimer that leads to help beside what else it says."""
    text, known = plain(disclaimer.text), wordings(primary(disclaimer.lang))
    leads = any(each.kind is DisclaimerKind.CRISIS and each.says(text) for each in known)
    return crisis_lines(replace(disclaimer, kind=DisclaimerKind.CRISIS) if leads else disclaimer)


def lines_of(disclaimer: Disclaimer) -> tuple[str, ...]:
    """Return the numbers to be called or texted, as they are written, each once."""
    return tuple(dict.fromkeys(line.written for line in crisis_lines(disclaimer)))


def line_to_call(disclaimers: Iterable[Disclaimer]) -> str:
    """The number that callers are connected to: a known line, else the first one, else one for rescue; "" for none.

    A number that may only be texted is none.
    """
    found = [line.written for each in disclaimers for line in crisis_lines(each) if not line.texted]
    known, rescue = line_words()[0], emergency_numbers()
    return min(found, key=lambda number: 2 if number in rescue else number not in known, default="")


def _is_texted(text: str, start: int, end: int) -> bool:
    """Whether the last words before it in its sentence, or a note behind it, tell to write and not to call."""
    texting, either, joint = _verbs()
    if (note := _NOTE.match(text, end)) and (told := either.findall(note[1])):
        return all(map(texting.fullmatch, told))
    before = _SENTENCE_END.split(text[max(start - _REACH, 0) : start])[-1]
    told = list(either.finditer(before))
    joined = told[-1:]
    for word in reversed(told[:-1]):
        if not joint.fullmatch(before[word.end() : joined[0].start()]):
            break
        joined.insert(0, word)
    return bool(joined) and all(texting.fullmatch(word[0]) for word in joined)


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    texting, talking, between = line_verbs()
    words = [*texting, *talking]
    return (
        re.compile("|".join(texting), re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE),
        re.compile(rf"(?:[\s,/&]+(?:(?:{'|'.join(between)})\b)?)+", re.IGNORECASE),
    )


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
