"""Raised and lowered text: exponents, ions and isotopes keep their digits apart, marks that point to notes fall silent.

A raised text is held between two control characters until its line is whole, for what it is depends on what stands
before it: 10⁶ and m² are numbers, the 1 of "0.5 mL¹" is the first note.
"""

import re

from content.marks import unmarked

OPEN, CLOSE = "\x02", "\x03"  # no text of a page has them
_HELD = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_UP = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_RAISABLE = re.compile(r"[0-9+\-−–=()n]+")
_LOWERABLE = re.compile(r"[0-9+\-−–=()]+")
_MARK = re.compile(r"[*†‡§¶#]+|\[\s?\w{1,4}\s?\]|\(\d{1,3}\)|\d{1,3}(\s?[,;]\s?\d{1,3}([-–]\d{1,3})?)+")
_NUMBERS = re.compile(r"\d{1,3}([-–]\d{1,3})?")
_LETTER = re.compile(r"[a-h]")
# Before a number: what can have a power, or nothing (an isotope). Units of volume and mass have none.
_BASE = re.compile(
    r"(^|[\s(\[/·×*+=−\-^]|\d|\)|\b[^\W\d_]|"
    r"\b([kcdmµμnp]?m|[mµμnk]?mol|in|ft|yd|mi|sec|rad|Pa|Hz|eV|CO|sin|cos|tan|log|ln|[A-Z][a-z]))$"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]{2}|[.,;:!?%\"”’»)\]])$")
_LOOK_BACK = 16
_ROOM = 96  # for the marks among them


def held(text: str) -> str:
    """Hold a raised text until its line is whole."""
    return f"{OPEN}{text}{CLOSE}" if text else ""


def lowered(text: str) -> str:
    """Spell a lowered text; digits as small ones, so that H₂O is not H20."""
    return text.translate(_DOWN) if _LOWERABLE.fullmatch(text) else text


def settle(line: str) -> str:
    """Spell the raised texts of a whole line, and leave out those that point to notes."""
    return _HELD.sub(_spelled, line) if OPEN in line else line


def _spelled(match: re.Match[str]) -> str:
    text = match[1].strip()
    before = unmarked(match.string[max(0, match.start() - _ROOM) : match.start()])[-_LOOK_BACK:]
    if is_note(text, before):
        return ""
    return text.translate(_UP) if _RAISABLE.fullmatch(text) else text


def is_note(text: str, before: str) -> bool:
    """Say whether a raised text after these words can only be the mark of a note."""
    if _MARK.fullmatch(text):
        return True
    if _LETTER.fullmatch(text):
        return bool(_WORD_BEFORE.search(before))
    return bool(_NUMBERS.fullmatch(text)) and not _BASE.search(before)
