"""The nouns of speech: `Utterance`, `Script`, `Voice`, `SpeechRequest`, `Phonemes`, `Manner`, `Pcm`, `WordTime`."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

MIN_RATE, MAX_RATE = 0.5, 3.0

# Raised when the same request would sound different, or more would be known of its sound: it is part of every digest.
PIPELINE = 2


class Role(StrEnum):
    """What an utterance is to the listener."""

    HEADING = "heading"
    SENTENCE = "sentence"
    ANNOUNCEMENT = "announcement"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an utterance stands in the written text: `length` characters of `block`, from `start`."""

    block: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is spoken without a break.

    `text` is spoken words. `spans` has one (start, end) for each of its characters: the written characters, counted in
    `source`, that it stands for. `pause_ms` is the silence after it, in milliseconds. An announcement has no source.
    `phonemes` say how some of its words are sounded, `manners` in which manner some are said.
    `around` is the language of the text that it stands in, where that is another; it is spoken in the voice for that
    where its own language has none.
    """

    text: str
    lang: str
    role: Role
    pause_ms: int
    source: Source | None = None
    spans: tuple[tuple[int, int], ...] = ()
    phonemes: tuple["Phonemes", ...] = ()
    around: str = ""
    manners: tuple["Manner", ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """What is spoken for one section, or for the disclaimers, in order."""

    utterances: tuple[Utterance, ...]

    def __add__(self, other: "Script") -> "Script":
        return Script(self.utterances + other.utterances)


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. `lang` is a BCP 47 tag; `revision` changes whenever the voice would sound different.

    These four decide the sound; the rest is only told of it. `gender` is "female", "male", or "" where nobody says.
    `sample_rate` is in hertz, 0 where it shows only once the voice speaks. An `experimental` voice speaks a language
    that it was not made for, and is never chosen unasked.
    """

    engine: str
    name: str
    lang: str
    revision: str
    gender: str = field(default="", compare=False)
    sample_rate: int = field(default=0, compare=False)
    experimental: bool = field(default=False, compare=False)

    @property
    def identity(self) -> dict[str, str]:
        """What decides the sound, for a digest."""
        return {"engine": self.engine, "name": self.name, "lang": self.lang, "revision": self.revision}

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Phonemes:
    """How `length` characters of a request's text, from `start`, are to be sounded: `ipa`, in the IPA's letters."""

    start: int
    length: int
    ipa: str


class How(StrEnum):
    """In which manner words are said: with stress, as the page has it, or letter by letter."""

    STRESSED = "stressed"
    SPELLED = "spelled"


@dataclass(frozen=True, slots=True)
class Manner:
    """That `length` characters of a request's text, from `start`, are stressed; or are letters, a space apart."""

    start: int
    length: int
    how: How


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """What is asked of an engine; `rate` is 0.5 to 3 times the voice's own pace.

    `phonemes`, in order and apart from one another, say how some of its words are sounded; an engine that can't be
    told speaks the text as it is written. `manners`, in order, are those alone that its engine heeds.
    """

    text: str
    voice: Voice
    rate: float = 1.0
    phonemes: tuple[Phonemes, ...] = ()
    manners: tuple[Manner, ...] = ()

    @property
    def digest(self) -> str:
        """Names the take before a sound is made: SHA-256 (64 hex digits) of everything that decides the sound."""
        parts = [PIPELINE, self.text, self.voice.identity, self.rate, self.phonemes]
        return digest_of([*parts, self.manners] if self.manners else parts)


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word is heard: `length` characters of the request's text, from `start`; milliseconds of the sound.

    `exact` where the engine told it; else it was found out from the sound.
    """

    start: int
    length: int
    start_ms: float
    end_ms: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Pcm:
    """Sound as an engine gives it: mono, signed 16-bit little-endian; `sample_rate` in hertz.

    `words` are the times of its words as the engine tells them, in order; empty where it does not.
    """

    samples: bytes
    sample_rate: int
    words: tuple[WordTime, ...] = ()

    @property
    def duration_ms(self) -> float:
        """Its length in milliseconds."""
        return len(self.samples) / 2 / self.sample_rate * 1000


def digest_of(parts: object) -> str:
    """SHA-256, as 64 hex digits, of the canonical JSON of `parts`."""
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()
