"""The first clause of a long utterance by itself, so that an engine that is slow is heard sooner."""

import re
from dataclasses import replace

from voice.speech import Manner, Phonemes, Utterance

# Silence after a clause that is spoken by itself, in milliseconds: what an engine makes of a comma.
AFTER_CLAUSE = 150
# What is shorter sounds like a slip of the tongue.
SHORTEST = 12
_CLAUSE = re.compile(r"[,;:–—] |[,;:][”»] |[、，；：]")


def clause_first(utterance: Utterance, most: int) -> tuple[Utterance, ...]:
    """The utterance in two, its first clauses of `most` characters together and the rest; whole where none ends in it.

    A first clause that is longer stands by itself all the same. Nothing is cut within what stands for the same written
    characters, or is said in one manner.
    """
    if len(utterance.text) <= most:
        return (utterance,)
    ends = [found.end() for found in _CLAUSE.finditer(utterance.text, SHORTEST, len(utterance.text) - SHORTEST)]
    nearest = sorted(ends, key=lambda end: -end if end <= most else end)
    at = next((end for end in nearest if _parts(utterance, end)), 0)
    return (_first(utterance, at), _rest(utterance, at)) if at else (utterance,)


def _parts(utterance: Utterance, at: int) -> bool:
    spans = utterance.spans
    told: tuple[Phonemes | Manner, ...] = (*utterance.phonemes, *utterance.manners)
    apart = spans[at - 1][1] <= spans[at][0] if spans else utterance.source is None
    return apart and not any(each.start < at < each.start + each.length for each in told)


def _first(whole: Utterance, at: int) -> Utterance:
    spans = whole.spans[:at]
    return replace(
        whole,
        text=whole.text[:at].rstrip(),
        pause_ms=AFTER_CLAUSE,
        source=whole.source and replace(whole.source, length=spans[-1][1]),
        spans=spans[: len(whole.text[:at].rstrip())],
        phonemes=tuple(each for each in whole.phonemes if each.start < at),
        manners=tuple(each for each in whole.manners if each.start < at),
    )


def _rest(whole: Utterance, at: int) -> Utterance:
    source, spans = whole.source, whole.spans[at:]
    if source:
        written = spans[0][0]
        source = replace(source, start=source.start + written, length=source.length - written)
        spans = tuple((start - written, end - written) for start, end in spans)
    return replace(
        whole,
        text=whole.text[at:],
        source=source,
        spans=spans,
        phonemes=tuple(replace(each, start=each.start - at) for each in whole.phonemes if each.start >= at),
        manners=tuple(replace(each, start=each.start - at) for each in whole.manners if each.start >= at),
    )
