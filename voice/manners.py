"""In which manner words are said: which spoken words the page stresses, and which are letters to be said one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from content import Spoken, SpokenAs
from voice.reading import Reading
from voice.speech import How, Manner

# From the sign before a place: a word goes on there, be it by an apostrophe as in "don't"; not in "l'eau".
_IN_WORD = re.compile(r"[^\W_]{2}|(?:[^\W_]|(?<=[^\W_]))['’][^\W_]{1,2}(?![^\W_])")
# Letters and digits apart: U S A, B 1 2.
_APART = re.compile(r"(?<![^\W_])[^\W_](?: [^\W_])+(?![^\W_])")


def stressed_in(text: str, spoken: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """What of a passage its page stresses; nothing where that is all of it, as what all stands out does not.

    `spoken` is counted in the text, and may begin before it or end after it.
    """
    found: list[Spoken] = []
    for each in spoken:
        start, end = max(each.start, 0), min(each.start + each.length, len(text))
        if each.how is SpokenAs.EMPHASIS and start < end and _whole_words(text, start, end):
            found.append(replace(each, start=start, length=end - start))
    covered = {place for each in found for place in range(each.start, each.start + each.length)}
    rest = (sign for place, sign in enumerate(text) if place not in covered)
    return tuple(found) if any(sign.isalnum() for sign in rest) else ()


def manners_of(reading: Reading, spoken: Sequence[Spoken]) -> tuple[Manner, ...]:
    """The manners of a reading's words, in order; `spoken` is what its page says, counted in what is written."""
    emphatic = (each for each in spoken if each.how is SpokenAs.EMPHASIS)
    found = {(start, end - start, How.STRESSED) for each in emphatic for start, end in _said(reading, each)}
    found |= {(start, end - start, How.SPELLED) for start, end in _letters(reading)}
    return tuple(Manner(*each) for each in sorted(found))


def _letters(reading: Reading) -> Iterator[tuple[int, int]]:
    """Capitals that all stand for the same written word, be it that a rule or that the page has it spelled."""
    for match in _APART.finditer(reading.text):
        start, end = match.span()
        if match[0] == match[0].upper() and reading.spans[start] == reading.spans[end - 1]:
            yield start, end


def _said(reading: Reading, each: Spoken) -> Iterator[tuple[int, int]]:
    """The spoken characters that stand for written ones, and for no others, without the signs at their edges."""
    first, last = each.start, each.start + each.length
    places = [place for place, (start, end) in enumerate(reading.spans) if first <= start < end <= last]
    heard = [place for place in places if reading.text[place].isalnum()]
    if heard and _whole_words(reading.text, heard[0], heard[-1] + 1):
        yield heard[0], heard[-1] + 1


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end: what is stressed in a word is a drop cap, or a syllable."""
    return not (start and _IN_WORD.match(text, start - 1)) and not _IN_WORD.match(text, end - 1)
