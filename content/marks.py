"""Marks in a line of text, for what its letters do not say: notes, other words, formulas, languages, stress, new lines.

While a line is put together its marks stand in it, made of characters that no text has (Unicode calls them
noncharacters, for internal use); once it is whole they are lifted out and know their place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from content.article import NoteRef, Spoken, SpokenAs

_OPEN, _VALUED, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_NOTE = "note"
_KNOWN = "|".join([*SpokenAs, _NOTE])
_MARK = re.compile(f"{_OPEN}({_KNOWN}) ([^{_OPEN}{_VALUED}{_CLOSE}]*){_VALUED}|[{_OPEN}{_VALUED}{_CLOSE}]")
# Any of them, as part of a pattern.
MARKS = f"{_OPEN}[^{_OPEN}{_VALUED}{_CLOSE}]*{_VALUED}|{_CLOSE}"
# What is left of "[1]" where its number is the mark of a note.
_IN_BRACKETS = re.compile(rf"\[ ?((?:{_OPEN}{_NOTE} [^{_VALUED}]*{_VALUED}{_CLOSE}[ ,;–-]{{0,2}})+)\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of written text, white space folded; fields as in `Block`."""

    text: str
    notes: tuple[NoteRef, ...] = ()
    spoken: tuple[Spoken, ...] = ()


def opened(how: SpokenAs, value: str = "") -> str:
    """Mark where text begins that is spoken otherwise; `CLOSED` ends it."""
    return f"{_OPEN}{how} {value}{_VALUED}"


CLOSED = _CLOSE
NEW_LINE = f" {opened(SpokenAs.LINE)}{CLOSED}"


def note_marks(notes: Iterable[str]) -> str:
    """Mark where notes are referred to."""
    return "".join(f"{_OPEN}{_NOTE} {note}{_VALUED}{CLOSED}" for note in notes)


def unmarked(text: str) -> str:
    """Leave all marks out, and what they say."""
    return _MARK.sub("", text) if _OPEN in text or _CLOSE in text else text


def lifted(marked: str) -> Line:
    """Lift the marks out of a folded line."""
    if _OPEN not in marked:
        return Line(unmarked(marked))
    lifting = _Lifting()
    marked = _IN_BRACKETS.sub(r"\1", marked)
    done = 0
    for match in _MARK.finditer(marked):
        lifting.write(marked[done : match.start()])
        lifting.mark(match)
        done = match.end()
    lifting.write(marked[done:])
    return lifting.line()


@dataclass(slots=True)
class _Lifting:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spaced: bool = True
    open: list[tuple[str, str, int]] = field(default_factory=list)
    inside: int = 0  # how many are open of those that say something else than is written
    notes: list[NoteRef] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)

    def write(self, text: str) -> None:
        if self.spaced:
            text = text.lstrip(" ")
        if text.startswith(_AFTER_WORDS) and self.spaced and self.parts and self.notes:
            self.parts[-1] = self.parts[-1][:-1]  # the space before a mark is none before the full stop behind it
            self.length -= 1
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.spaced = text.endswith(" ")

    def mark(self, match: re.Match[str]) -> None:
        if match[1]:
            self.inside += match[1] in _REPLACING
            self.open.append((match[1], match[2].strip(), self.length))
        elif match[0] == _CLOSE and self.open:
            how, value, start = self.open.pop()
            self.inside -= how in _REPLACING
            self._close(how, value, start)

    def _close(self, how: str, value: str, start: int) -> None:
        length = self.length - start
        if how == _NOTE:
            self.notes.append(NoteRef(start, value))
        elif how == SpokenAs.LINE:
            self.spoken.append(Spoken(start, 0, SpokenAs.LINE, ""))
        elif length and (value or how in _VALUELESS) and not (how in _REPLACING and self.inside):
            self.spoken.append(Spoken(start, length, SpokenAs(how), value))

    def line(self) -> Line:
        text = "".join(self.parts).rstrip()
        notes = [NoteRef(min(ref.at, len(text)), ref.note) for ref in self.notes]
        # Sorting is stable: what decides the words comes before what is only stressed.
        spoken = sorted(self._within(text), key=lambda each: each.how is SpokenAs.EMPHASIS)[:_MOST_SPOKEN]
        spoken.sort(key=_place)
        return Line(text, tuple(_attached(notes, text)), tuple(spoken))

    def _within(self, text: str) -> Iterator[Spoken]:
        for each in self.spoken:
            length = len(text[each.start : each.start + each.length].rstrip())
            if length or (each.how is SpokenAs.LINE and 0 < each.start < len(text)):
                yield Spoken(each.start, length, each.how, each.value)


_MOST_SPOKEN = 500  # no line that anybody wrote has more; what is beyond is spoken as it is written
_AFTER_WORDS = (".", ",", ";", ":", "!", "?", ")")
_REPLACING = frozenset({SpokenAs.WORDS, SpokenAs.ABBREVIATION, SpokenAs.FORMULA, SpokenAs.LETTERS})
_VALUELESS = frozenset({SpokenAs.EMPHASIS, SpokenAs.LETTERS})


def _attached(notes: list[NoteRef], text: str) -> Iterator[NoteRef]:
    """Let a mark after a space stand at the end of the word before it, as it does on the page."""
    for ref in notes:
        at = ref.at - 1 if ref.at > 0 and text[ref.at - 1] == " " else ref.at
        yield NoteRef(at, ref.note)


def _place(spoken: Spoken) -> tuple[int, int]:
    return spoken.start, -spoken.length
