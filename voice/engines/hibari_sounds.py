"""Words whose sounds are given to hibari's phonemizer instead of guessed."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any


def with_sounds(tokens: list[Any], sounds: Mapping[str, str]) -> list[Any]:
    """The package's tokens, those of the words in `sounds` given their phonemes."""
    written = "".join(token.text + token.whitespace for token in tokens)
    starts, ends, place = {}, {}, 0
    for number, token in enumerate(tokens):
        starts[place], ends[place + len(token.text)] = number, number + 1
        place += len(token.text + token.whitespace)
    for words, phonemes in sounds.items():
        for match in re.finditer(re.escape(words), written):
            if match.start() in starts and match.end() in ends:
                _give(tokens[starts[match.start()] : ends[match.end()]], phonemes)
    return tokens


def _give(tokens: list[Any], phonemes: str) -> None:
    """Each word its phonemes where there are as many of the one as of the other, else all to the first."""
    words, parts = list(_words(tokens)), phonemes.split()
    if len(words) != len(parts):
        words, parts = [tokens], [phonemes]
    for (first, *rest), part in zip(words, parts, strict=True):
        first.phonemes = part
        for one, following in pairwise([first, *rest]):
            following.phonemes, one.whitespace = "", ""


def _words(tokens: list[Any]) -> Iterator[list[Any]]:
    """The tokens of each word: those that no space parts."""
    word: list[Any] = []
    for token in tokens:
        word.append(token)
        if token.whitespace:
            yield word
            word = []
    if word:
        yield word
