"""The noun `Reading`: spoken words that know which written characters they stand for."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from voice.speech import Phonemes

Rule = Callable[["Reading"], "Reading"]
Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Spoken `text`; `spans` has one (start, end) for each of its characters: the written characters it stands for.

    `phonemes`, which a lexicon gives at the very end, say how some of its words are sounded.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    phonemes: tuple[Phonemes, ...] = ()

    @classmethod
    def of(cls, written: str) -> "Reading":
        """Written text as it stands, before any rule."""
        return cls(written, tuple((place, place + 1) for place in range(len(written))))

    def rewrite(self, pattern: re.Pattern[str], spoken: Say) -> "Reading":
        """Each match of `pattern` replaced by what `spoken` says of it, the map kept; None leaves a match alone.

        Every new character stands for all the written characters of its match.
        """
        parts: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = spoken(match)
            if new is None:
                continue
            start, end = match.span()
            parts += [self.text[done:start], new]
            spans += self.spans[done:start]
            spans += [self._written(start, end)] * len(new)
            done = end
        if not parts:
            return self
        return Reading("".join([*parts, self.text[done:]]), (*spans, *self.spans[done:]))

    def put(self, start: int, end: int, said: "Reading") -> "Reading":
        """The reading with `said` in place of its characters from `start` to `end`, the map and the phonemes kept."""
        longer = len(said.text) - (end - start)
        before = [sound for sound in self.phonemes if sound.start + sound.length <= start]
        within = [replace(sound, start=start + sound.start) for sound in said.phonemes]
        after = [replace(sound, start=sound.start + longer) for sound in self.phonemes if sound.start >= end]
        return Reading(
            self.text[:start] + said.text + self.text[end:],
            (*self.spans[:start], *said.spans, *self.spans[end:]),
            (*before, *within, *after),
        )

    def _written(self, start: int, end: int) -> tuple[int, int]:
        if start == end:
            place = self.spans[start][0] if start < len(self.spans) else (self.spans[-1][1] if self.spans else 0)
            return place, place
        return self.spans[start][0], self.spans[end - 1][1]


class Reader(Protocol):
    """Reads a written text aloud in a language (a BCP 47 tag); some of its words may be in a reading `begun`."""

    def __call__(self, written: str, lang: str, begun: Reading | None = None) -> Reading:
        """The text as words to be spoken."""
        ...


def substitution(pattern: str, spoken: str | Say, flags: re.RegexFlag = re.NOFLAG) -> Rule:
    """A rule that replaces each match of `pattern` by `spoken` (a template with groups, or a callable)."""
    compiled = re.compile(pattern, flags)
    say: Say = (lambda match: match.expand(spoken)) if isinstance(spoken, str) else spoken
    return lambda reading: reading.rewrite(compiled, say)


def any_of(words: object) -> str:
    """A pattern for any of the words, the longest first; one that matches nothing where there are none."""
    longest_first = sorted(map(str, words), key=len, reverse=True) if isinstance(words, (list, dict, tuple)) else ()
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")" if longest_first else "(?!)"
