"""The times of whole words, from what an engine tells of their parts."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, pairwise, zip_longest

from voice.speech import WordTime

# A sign of a script that writes no spaces stands for itself; a word may have an apostrophe, a hyphen or a point within.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’\-‑.,:/][^\W{_UNSPACED}]+)*")


def word_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each word of the text, in characters."""
    return [found.span() for found in _WORD.finditer(text)]


def whole_words(text: str, parts: Iterable[WordTime]) -> tuple[WordTime, ...]:
    """The time of each word from those of its parts, which come in the order in which they are heard.

    Parts of one word become one; a part that spans several words stays whole. Words that nothing was told of ("the" in
    "of the", which eSpeak says as one) share the time of the word before them, and are not exact. Nothing where the
    parts contradict each other in time, or go back in the text: then the engine can't be trusted to know.
    """
    spans = word_spans(text)
    words: list[WordTime] = []
    begins = 0
    for part in parts:
        if part.end_ms < part.start_ms or (words and part.start_ms < words[-1].start_ms):
            return ()
        while begins < len(spans) and spans[begins][1] <= part.start:
            begins += 1
        start, end = _touched(text, spans[begins : begins + part.length + 1], part)
        if start >= end:
            continue
        if words and start < words[-1].start + words[-1].length:
            if end <= words[-1].start:
                return ()
            words[-1] = _joined(words[-1], end, part)
        else:
            words.append(WordTime(start, end - start, part.start_ms, part.end_ms))
    return tuple(_with_untold(words, spans))


def shifted(words: tuple[WordTime, ...], characters: int, milliseconds: float = 0.0) -> tuple[WordTime, ...]:
    """The same, later in text and sound."""
    return tuple(
        replace(
            word,
            start=word.start + characters,
            start_ms=word.start_ms + milliseconds,
            end_ms=word.end_ms + milliseconds,
        )
        for word in words
    )


def _touched(text: str, spans: list[tuple[int, int]], part: WordTime) -> tuple[int, int]:
    """The words that the part lies in; the part itself, such as a lone sign, where it lies in none."""
    start, end = part.start, part.start + max(part.length, 1)
    touched = [span for span in spans if span[0] < end]
    if touched:
        return touched[0][0], touched[-1][1]
    sign = text[start:end]
    return start + len(sign) - len(sign.lstrip()), start + len(sign.rstrip())


def _with_untold(words: list[WordTime], spans: list[tuple[int, int]]) -> Iterator[WordTime]:
    left = deque(spans)
    for word, following in zip_longest(words, words[1:]):
        end = word.start + word.length
        while left and left[0][0] < end:
            left.popleft()
        untold: list[tuple[int, int]] = []
        while left and (following is None or left[0][1] <= following.start):
            untold.append(left.popleft())
        yield from _shared(word, untold)


def _shared(word: WordTime, untold: list[tuple[int, int]]) -> Iterator[WordTime]:
    """The word's time shared out by length among it and the words behind it that nothing was told of."""
    if not untold:
        yield word
        return
    lengths = [word.length, *(end - start for start, end in untold)]
    a_character = (word.end_ms - word.start_ms) / sum(lengths)
    edges = [word.start_ms + characters * a_character for characters in accumulate(lengths)]
    yield replace(word, end_ms=edges[0])
    for (start, end), (start_ms, end_ms) in zip(untold, pairwise(edges), strict=True):
        yield WordTime(start, end - start, start_ms, end_ms, exact=False)


def _joined(word: WordTime, end: int, part: WordTime) -> WordTime:
    length = max(word.start + word.length, end) - word.start
    return replace(word, length=length, end_ms=max(word.end_ms, part.end_ms))
