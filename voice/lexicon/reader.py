"""Reading with a lexicon: aliases in place of their words, and sounds beside theirs, the map to the page kept.

The rules of reading see each word where it stands, as those around it depend on it ("3 UTIs" counts, "Dr. Nguyen" is a
doctor); then the word's part of what is spoken becomes its alias, itself read by the rules. Where a rule has made one
phrase of a word and its neighbours ("5 mg"), an alias is put in before the rules, so that the editor is obeyed; sounds
are not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from voice.lexicon.endings import sounded, worded
from voice.lexicon.lexicon import Lexicon, Met
from voice.reading import Reader, Reading, read_aloud
from voice.speech import Phonemes


def reader_of(lexicon: Lexicon) -> Reader:
    """Reads aloud, and says the lexicon's words as it says."""

    @lru_cache(1024)
    def alias(said: str, lang: str) -> Reading:
        """An alias as it is read; the lexicon sounds its words, but puts no further alias in."""
        met = [word for word in lexicon.find(said, lang) if not word.lexeme.alias]
        return _with(read_aloud(said, lang), met, lambda word, said: _sounded(word, said, lang))

    def say(word: Met, said: Reading, lang: str) -> Reading:
        if word.lexeme.alias:
            said = alias(worded(word.lexeme.alias, word.ending), lang)
        return _sounded(word, said, lang)

    def read(written: str, lang: str, begun: Reading | None = None) -> Reading:
        met, reading = lexicon.find(written, lang), read_aloud(written, lang, begun)
        if stuck := [word for word in met if word.lexeme.alias and _place(reading, word) is None]:
            reading = read_aloud(written, lang, _with(begun or Reading.of(written), stuck, _put_in))
        free = [word for word in met if word not in stuck]
        return _with(reading, free, lambda word, said: say(word, said, lang))

    return read


def _put_in(word: Met, _written: Reading) -> Reading:
    return Reading.of(worded(word.lexeme.alias, word.ending))


def _sounded(word: Met, said: Reading, lang: str) -> Reading:
    """What is said for the word, with the lexeme's own sounds over the whole of it where it has some."""
    if not word.lexeme.ipa:
        return said
    ipa = sounded(word.lexeme.ipa, word.ending, lang)
    return replace(said, phonemes=(Phonemes(0, len(said.text), ipa),))


def _with(reading: Reading, words: Sequence[Met], say: Callable[[Met, Reading], Reading]) -> Reading:
    """The reading with what `say` says in place of each word that has a part of its own in it."""
    for word in reversed(words):
        if place := _place(reading, word):
            start, end = place
            said = say(word, Reading(reading.text[start:end], reading.spans[start:end]))
            standing_for = ((word.start, word.end),) * len(said.text)
            reading = reading.put(start, end, replace(said, spans=standing_for))
    return reading


def _place(reading: Reading, word: Met) -> tuple[int, int] | None:
    """The spoken characters that stand for the word and for nothing else; None where there are none of that kind."""
    start = bisect_right(reading.spans, word.start, key=lambda span: span[1])
    end = bisect_left(reading.spans, word.end, key=lambda span: span[0])
    part = reading.text[start:end]
    if not part.strip() or reading.spans[start][0] < word.start or reading.spans[end - 1][1] > word.end:
        return None
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
