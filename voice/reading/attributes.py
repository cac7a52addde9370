"""Amounts that describe a noun stand in the singular in English: a 10 mg tablet, a $20 copay."""

import re
from collections.abc import Callable

from voice.reading.tongue import Tongue
from voice.reading.words import any_of

_ARTICLE = re.compile(r"\b[Aa]n? $")
# After these no noun is described: a 5 mg to 10 mg dose, a 2 cm by 3 cm lump.
_NO_NOUN = (
    "a|an|and|or|to|of|on|in|is|was|for|per|by|at|as|from|with|over|under|more|less|each|every|than|that|once|twice|before"
    "|after|if|when|but"
)
_NOUN = re.compile(rf" (?!(?:{_NO_NOUN})\b)[a-z]{{2,}}")
_LONGEST_ARTICLE = 4


def describing(tongue: Tongue) -> Callable[[str, int, int], bool]:
    """Whether the amount text[start:end] describes the noun behind it, in a language where that matters."""
    if not tongue.forms:
        return lambda _text, _start, _end: False
    form = re.compile(rf" {any_of(tongue.forms)}(?!\w)")

    def describes(text: str, start: int, end: int) -> bool:
        article = _ARTICLE.search(text[max(0, start - _LONGEST_ARTICLE) : start])
        return bool((article and _NOUN.match(text, end)) or form.match(text, end))

    return describes
