"""Where sentences end: sentencex, mended with the abbreviations that our own tables know."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sentencex import get_sentence_boundaries

from voice.reading.tongue import tongue_of
from voice.reading.words import any_of


def sentences(text: str, lang: str) -> list[tuple[int, str]]:
    """(start, sentence) of each sentence of the text, without the space around it."""
    code = lang.replace("_", "-").split("-", maxsplit=1)[0].lower()
    spans = ((found["start_index"], found["end_index"]) for found in get_sentence_boundaries(code, text))
    return [_stripped(text, start, end) for start, end in _mended(text, spans, lang) if text[start:end].strip()]


def _mended(text: str, spans: Iterable[tuple[int, int]], lang: str) -> Iterator[tuple[int, int]]:
    """Spans joined where the cut came after an abbreviation."""
    begun: tuple[int, int] | None = None
    for start, end in spans:
        if begun and _belongs(text, begun[1], start, lang):
            begun = (begun[0], end)
            continue
        if begun:
            yield begun
        begun = (start, end)
    if begun:
        yield begun


def _belongs(text: str, end: int, start: int, lang: str) -> bool:
    """Whether what starts there goes on with the sentence before it."""
    before, following = text[max(0, end - 24) : end].rstrip(), text[start : start + 12].lstrip()
    always, unless_capital, before_number = _patterns(lang)
    if not following or "\n\n" in text[end - 2 : start + 2]:
        return False
    if always.search(before):
        return True
    if following[0].isdigit() and before_number.search(before):
        return True
    return following[0].islower() and bool(unless_capital.search(before))


@lru_cache(maxsize=32)
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tongue = tongue_of(lang)
    if tongue is None:
        never = re.compile("(?!)")
        return never, never, never
    dotted = [short for short in (*tongue.abbreviations, *tongue.before_name) if short.endswith(".")]
    ending = set(tongue.ends_sentence)
    numbered = [short for short in tongue.before_number if short not in {"No.", "no."}]
    # A measure may end a sentence too, so before a capital it does.
    measures = [short for short in dotted if short.rstrip(".") in tongue.units]
    sure = [short for short in dotted if short not in ending and short not in measures]
    weak = [*ending, *measures]
    return tuple(re.compile(rf"(?<![\w.]){any_of(words)}$") for words in (sure, weak, numbered))  # type: ignore[return-value]


def _stripped(text: str, start: int, end: int) -> tuple[int, str]:
    sentence = text[start:end]
    return start + len(sentence) - len(sentence.lstrip()), sentence.strip()
