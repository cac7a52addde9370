"""The noun `Lexicon`: lexemes in order of precedence, and where a text has them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from voice.lexicon.endings import stem, takes_apostrophe_s, takes_s
from voice.lexicon.lexeme import Case, Lexeme

# Scripts that put no space between words: each sign is compared by itself.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Accents, points and vowel signs, which belong to a word though they are no letters: Latin, Hebrew, Arabic, India's.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
# Inside a word, and seen by nobody: places where it may be broken, and joiners.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
_TOKEN = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{_MARKS}{_INVISIBLE}])+|[^\w\s]")
_SAME = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"} | dict.fromkeys(_INVISIBLE))


@dataclass(frozen=True, slots=True)
class Met:
    """A lexeme met in a text, from `start` to `end`; `ending` is what stands behind its word: "s", "'s", or ""."""

    start: int
    end: int
    lexeme: Lexeme
    ending: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a sign of a text; `folded` is the same whatever its case and its apostrophes."""

    start: int
    end: int
    written: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of one language: entries by their folded tokens, the first has precedence; lengths by first token."""

    lang: str
    entries: dict[tuple[str, ...], list[tuple[tuple[str, ...] | None, Lexeme]]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)


class Lexicon:
    """Lexemes by layer: those of the first layer win, and in a layer those of the closer language (en-GB before en)."""

    def __init__(self, layers: Sequence[Iterable[Lexeme]]) -> None:
        self._layers = [tuple(layer) for layer in layers]
        self._index = lru_cache(16)(self._indexed)

    def find(self, text: str, lang: str) -> tuple[Met, ...]:
        """The lexemes that the text has, in order: whole words, of several that begin at a word the longest."""
        index: _Index = self._index(lang.replace("_", "-").lower())
        return tuple(_met(text, index)) if index.entries else ()

    def _indexed(self, lang: str) -> _Index:
        index = _Index(lang)
        parts = lang.split("-")
        tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        for layer in self._layers:
            by_tag: dict[str, list[Lexeme]] = {}
            for lexeme in layer:
                by_tag.setdefault(lexeme.lang.lower(), []).append(lexeme)
            for lexeme in (lexeme for tag in tags for lexeme in by_tag.get(tag, ())):
                _enter(index, lexeme)
        return index


def _enter(index: _Index, lexeme: Lexeme) -> None:
    for grapheme in lexeme.graphemes:
        tokens = tuple(_tokens(grapheme))
        key = tuple(token.folded for token in tokens)
        exact = tuple(token.written for token in tokens) if _exact(grapheme, lexeme.case) else None
        index.entries.setdefault(key, []).append((exact, lexeme))
        index.lengths[key[0]] = tuple(sorted({1, len(key), *index.lengths.get(key[0], ())}, reverse=True))


def _exact(grapheme: str, case: Case) -> bool:
    return case is Case.EXACT or (case is Case.USUAL and grapheme.isupper() and len(grapheme) > 1)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        written = unicodedata.normalize("NFC", match[0].translate(_SAME))
        yield _Token(*match.span(), written, written.casefold())


def _met(text: str, index: _Index) -> Iterator[Met]:
    tokens = list(_tokens(text))
    place = 0
    while place < len(tokens):
        found = _longest(text, tokens, place, index)
        if found is None:
            place += 1
            continue
        yield found
        while place < len(tokens) and tokens[place].start < found.end:
            place += 1


def _longest(text: str, tokens: list[_Token], place: int, index: _Index) -> Met | None:
    for length in index.lengths.get(tokens[place].folded, (1,)):
        words = tokens[place : place + length]
        if len(words) < length:
            continue
        start, end = words[0].start, words[-1].end
        if lexeme := _entry(index, [w.folded for w in words], [w.written for w in words]):
            ending = _apostrophe_s(text, tokens, place + length, index.lang)
            return Met(start, end + len(ending), lexeme, ending)
        if takes_s(index.lang) and (last := stem(words[-1].written)):
            shorter = [*(w.written for w in words[:-1]), last]
            if lexeme := _entry(index, [word.casefold() for word in shorter], shorter):
                return Met(start, end, lexeme, "s")
    return None


def _entry(index: _Index, folded: list[str], written: list[str]) -> Lexeme | None:
    entries = index.entries.get(tuple(folded), ())
    return next((lexeme for exact, lexeme in entries if exact is None or list(exact) == written), None)


def _apostrophe_s(text: str, tokens: list[_Token], place: int, lang: str) -> str:
    """The 's that follows without a space, as it is written; "" where none does."""
    if not takes_apostrophe_s(lang) or place == 0 or place + 1 >= len(tokens):
        return ""
    mark, s = tokens[place : place + 2]
    close = tokens[place - 1].end == mark.start and mark.end == s.start
    return text[mark.start : s.end] if close and mark.folded == "'" and s.folded == "s" else ""
