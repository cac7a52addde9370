"""Passages: what is to be spoken without a break, as it is written; read aloud together, they are a script."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from content import Spoken
from voice.manners import manners_of
from voice.reading import Reader, Reading
from voice.reading.instead import read_instead
from voice.reading.lines import with_lines
from voice.reading.sentences import sentences
from voice.speech import Role, Script, Source, Utterance

# Silence after an utterance, in milliseconds.
AFTER_SENTENCE, AFTER_BLOCK, AFTER_ITEM, AFTER_CELL, AFTER_HEADING = 250, 600, 400, 200, 700

# No engine gets more at once: a text without full stops must not hold a booth for minutes.
LONGEST_UTTERANCE = 800

_SPEAKABLE = re.compile(r"\w")
_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to be spoken without a break, as it is written; other fields as in `Utterance`.

    `spoken` says what of it is spoken otherwise than written, counted in `text`; `lines` are numbers to be called, said
    digit by digit. `ends` is false where the sentence goes on in another voice.
    """

    text: str
    lang: str
    role: Role
    pause_ms: int
    source: Source | None = None
    around: str = ""
    spoken: tuple[Spoken, ...] = ()
    lines: tuple[str, ...] = ()
    ends: bool = True


def aloud(passages: Iterable[Passage], read: Reader) -> Script:
    """The passages as `read` reads them; one that can't be said leaves its pause to the one before it."""
    spoken: list[Utterance] = []
    for passage in passages:
        reading = _read(passage, read)
        if _SPEAKABLE.search(reading.text):
            spoken.append(_utterance(passage, reading))
        elif spoken:
            spoken[-1] = replace(spoken[-1], pause_ms=max(spoken[-1].pause_ms, passage.pause_ms))
    return Script(tuple(spoken))


def ended_with(passages: Iterable[Passage], pause_ms: int) -> Iterator[Passage]:
    """The same, with the last one's pause made `pause_ms`."""
    written = list(passages)
    yield from written[:-1]
    if written:
        yield replace(written[-1], pause_ms=pause_ms)


def cut(text: str, lang: str) -> Iterator[tuple[int, str]]:
    """(start, sentence) of each sentence, over-long ones cut at a space."""
    for start, sentence in sentences(text, lang):
        done = 0
        while len(sentence) - done > LONGEST_UTTERANCE:
            space = sentence.rfind(" ", done + 1, done + LONGEST_UTTERANCE)
            end = space + 1 if space > 0 else done + LONGEST_UTTERANCE
            yield start + done, sentence[done:end].rstrip()
            done = end
        yield start + done, sentence[done:]


def with_full_stop(text: str) -> str:
    """The text with a full stop, unless it ends in such a sign already."""
    return ended(Reading.of(text)).text


def ended(reading: Reading) -> Reading:
    """With a full stop, so that every voice lets its pitch fall at the end of a heading or a list item."""
    text = reading.text.rstrip()
    if not text or text.rstrip("\"'”’»)]").endswith(_ENDS):
        return replace(reading, text=text, spans=reading.spans[: len(text)])
    end = reading.spans[len(text) - 1][1]
    return replace(reading, text=text + ".", spans=(*reading.spans[: len(text)], (end, end)))


def _read(passage: Passage, read: Reader) -> Reading:
    if passage.lines:
        reading = read(passage.text, passage.lang, with_lines(passage.text, passage.lang, passage.lines))
    else:
        reading = read_instead(passage.text, passage.lang, passage.spoken, read)
    return ended(reading) if passage.ends else reading


def _utterance(passage: Passage, reading: Reading) -> Utterance:
    return Utterance(
        text=reading.text,
        lang=passage.lang,
        role=passage.role,
        pause_ms=passage.pause_ms,
        source=passage.source,
        spans=reading.spans if passage.source else (),
        phonemes=reading.phonemes,
        around=passage.around,
        manners=manners_of(reading, passage.spoken),
    )
