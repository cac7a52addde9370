"""What a call is given to play: immutable, made before the call, and the same until it ends.

A `Programme` is one version of an article: its disclaimers in full, its sections at every rate, and what closes it. An
`Offer` is everything a call may come to: prompts by language, articles, and programmes by code and version.
"""

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sound:
    """A clip, or a piece of one: `duration_ms` milliseconds, `from_ms` into it, up to `to_ms` or, for 0, to its end.

    `fingerprint`, `code`, `section`, `part`, `lang` and `rate` make its address; a prompt's code is "0" and its section
    the prompt's name. `text` is what is said, for transcripts.
    """

    fingerprint: str
    code: str
    section: str
    lang: str
    duration_ms: int
    part: int = 1
    rate: float = 1.0
    from_ms: int = 0
    to_ms: int = 0
    text: str = ""

    @property
    def name(self) -> str:
        """The last part of its address, without the ending."""
        part = f"{self.part}.{self.from_ms}" if self.from_ms or self.to_ms else str(self.part)
        part = f"{part}.{self.to_ms}" if self.to_ms else part
        return f"{self.code}-{self.section}-{part}-{self.lang}-{self.rate:g}"


@dataclass(frozen=True, slots=True)
class Word:
    """A written word, in which sentence it stands (from 0), and how far into it it begins, from 0 to 1.

    `joined`: it is but a part of what is written there, as the 10 of 5-10.
    """

    text: str
    sentence: int
    at: float
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """A section at one rate: its parts, and where in them sentences begin, in milliseconds from the section's start."""

    parts: tuple[Sound, ...]
    sentences_ms: tuple[int, ...]

    @property
    def duration_ms(self) -> int:
        """How long it is."""
        return sum(part.duration_ms for part in self.parts)

    def sentence_at(self, at_ms: int) -> int:
        """The number, from 0, of the sentence that is heard then."""
        return max(bisect_right(self.sentences_ms, at_ms) - 1, 0)

    def sentence_after(self, at_ms: int) -> int | None:
        """The number of the first sentence that begins then or later, if there is one."""
        number = bisect_left(self.sentences_ms, at_ms)
        return number if number < len(self.sentences_ms) else None

    def start_of(self, sentence: int) -> int:
        """When a sentence begins; the section's start for its first, which a heading or a number may stand before."""
        return self.sentences_ms[min(sentence, len(self.sentences_ms) - 1)] if sentence > 0 else 0

    def end_of(self, sentence: int) -> int:
        """When the next one begins."""
        return self.sentences_ms[sentence + 1] if sentence + 1 < len(self.sentences_ms) else self.duration_ms

    def start_of_word(self, word: Word) -> float:
        """When a word of its section begins."""
        start = self.start_of(word.sentence)
        return start + word.at * (self.end_of(word.sentence) - start)

    def sounds(self, from_ms: int = 0, to_ms: int | None = None) -> Iterator[Sound]:
        """What is heard from then on, up to `to_ms` or to the end."""
        start = 0
        for part in self.parts:
            end = start + part.duration_ms
            first, last = max(from_ms, start), end if to_ms is None else min(to_ms, end)
            if first < last:
                cut = 0 if last == end else last - start
                yield replace(part, from_ms=first - start, to_ms=cut, duration_ms=last - first)
            start = end


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading's clip, a track for each of the programme's rates, its written words in order."""

    id: str
    heading: Sound
    tracks: tuple[Track, ...]
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One version of an article.

    It says what the generation `revision` does (or a revision of the library, of what can't be spoken any more);
    `opening` is all its disclaimers in full, `ending` those that are heard again at its end; `rates` are in order;
    `line` is the number that a crisis article's listeners are connected to, "" for others; `version` names all that.
    """

    code: str
    slug: str
    version: str
    title: Sound
    lang: str
    rates: tuple[float, ...]
    opening: tuple[Sound, ...]
    sections: tuple[Section, ...]
    ending: tuple[Sound, ...] = ()
    line: str = ""
    revision: str = ""

    @property
    def usual_rate(self) -> int:
        """The place among its rates of the one nearest to the voice's own."""
        return min(range(len(self.rates)), key=lambda place: abs(self.rates[place] - 1))

    @property
    def fingerprints(self) -> set[str]:
        """Those of every clip that a call may play of it."""
        names = (self.title, *(section.heading for section in self.sections))
        return self.bare | {sound.fingerprint for sound in chain(self.opening, self.ending, names)}

    @property
    def bare(self) -> set[str]:
        """Those of its sections' clips, in which there is no disclaimer."""
        tracks = (track.parts for section in self.sections for track in section.tracks)
        return {sound.fingerprint for sound in chain.from_iterable(tracks)}


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a call's lists: its code, its title, the language of the prompts that fit it, its topics.

    `revision` and `rates` are its programme's.
    """

    code: str
    title: Sound
    lang: str
    topics: tuple[str, ...] = ()
    revision: str = ""
    rates: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was in an article: its code, its section's id, the sentence, from 0, and the rate."""

    code: str
    section: str
    sentence: int
    rate: float


Prompts = Mapping[str, Sound]


@dataclass(frozen=True, slots=True)
class Offer:
    """All that calls may come to; `entries` are the newest first, the first of `langs` is for whom no other fits.

    `prompts` are by language and name, `topics` by language, each with its clip. `programme` is given a code, and a
    version or "" for the one that stands; `place` is given what a caller keyed in to come back.
    """

    langs: tuple[str, ...]
    prompts: Mapping[str, Prompts]
    entries: tuple[Entry, ...]
    programme: Callable[[str, str], Programme | None]
    topics: Mapping[str, tuple[Sound, ...]] = field(default_factory=dict)
    place: Callable[[str], Place | None] = lambda _code: None

    def said(self, lang: str, *names: str) -> tuple[Sound, ...]:
        """The prompts of those names. Of one that is needed and not there the log tells: a call goes on without it."""
        for name in names:
            if name not in self.prompts[lang]:
                _tell_missing(lang, name)
        return self.said_if_any(lang, *names)

    def said_if_any(self, lang: str, *names: str) -> tuple[Sound, ...]:
        """The prompts of those names; what a language has no prompt for is passed over."""
        found = self.prompts[lang]
        return tuple(found[name] for name in names if name in found)

    def number(self, lang: str, number: int) -> tuple[Sound, ...]:
        """A number of a list; one that no prompt has, digit by digit."""
        return self.said_if_any(lang, f"number_{number}") or self.digits(lang, str(number))

    def digits(self, lang: str, digits: str) -> tuple[Sound, ...]:
        """Signs one by one: digits, star and pound, a decimal point."""
        return self.said_if_any(lang, *(f"key_{_SIGNS.get(sign, sign)}" for sign in digits))


@cache
def _tell_missing(lang: str, name: str) -> None:
    """Once for each: a line with many calls would fill the log."""
    log.warning("Callers are not told %s in %s: it is not recorded. Run: voice phone prompts", name, lang)


_SIGNS = {"*": "star", "#": "pound", ".": "point", ",": "point"}
