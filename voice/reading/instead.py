"""What a page says of its own words: abbreviations it explains, dates it spells out, formulas, sounds, letters."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content import Spoken, SpokenAs
from voice.reading.chain import read_aloud
from voice.reading.formulas import formula_words
from voice.reading.words import Reader, Reading

# Stands for a formula, or for letters, while the rules are at work, so that none of them takes those for units.
_FORMULA = "\ue000"
# Letters and digits; between letters also dots, hyphens, strokes and spaces. A micro sign is a part of a unit.
_SPELLABLE = re.compile(r"(?:(?!µ)[^\W_]|(?<=[^\W\d_])[./ -](?=[^\W\d_]|$))+")


def read_instead(written: str, lang: str, spoken: Sequence[Spoken], read: Reader = read_aloud) -> Reading:
    """As `read` does, with what is `spoken` otherwise, counted in `written`; the map to what is written is kept."""
    if not spoken:
        return read(written, lang)
    reading = Reading.of(written)
    for each in _of(spoken, SpokenAs.WORDS):
        reading = _over(reading, each, _in(written, each), each.value)
    formulas = [replace(each, value=formula_words(each.value, lang)) for each in _of(spoken, SpokenAs.FORMULA)]
    letters = [replace(each, value=" ".join(_letters(_in(written, each)))) for each in _of(spoken, SpokenAs.LETTERS)]
    formulas = [each for each in (*formulas, *letters) if each.value]
    for each in formulas:
        reading = _over(reading, each, _in(written, each), _FORMULA)
    reading = read(written, lang, reading)
    for each in formulas:
        reading = _over(reading, each, _FORMULA, each.value)
    for each in _of(spoken, SpokenAs.ABBREVIATION):  # the rules know some better, and have read those
        reading = _over(reading, each, _in(written, each), read(each.value, lang).text)
    return reading


def _of(spoken: Sequence[Spoken], how: SpokenAs) -> list[Spoken]:
    return [each for each in spoken if each.how is how and each.length]


def _letters(word: str) -> list[str]:
    """The letters and digits of a word, as capitals: a small "a" would be taken for a word.

    None where a mark of it says more than that letters end: "0.5" and "-10" are read by the rules.
    """
    if not _SPELLABLE.fullmatch(word):
        return []
    return [sign.upper() if len(sign.upper()) == 1 else sign for sign in word if sign.isalnum()]


def _in(written: str, each: Spoken) -> str:
    return written[each.start : each.start + each.length]


def _over(reading: Reading, each: Spoken, found: str, words: str) -> Reading:
    """The words in the place of what is read there, if that is still `found`."""
    at = next((at for at, (start, _) in enumerate(reading.spans) if start == each.start), -1)
    end = at + len(found)
    if at < 0 or reading.text[at:end] != found or reading.spans[end - 1][1] != each.start + each.length:
        return reading
    covered = (each.start, each.start + each.length)
    return reading.put(at, end, Reading(words, (covered,) * len(words)))
