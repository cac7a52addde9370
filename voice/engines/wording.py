"""What of a text an engine can be given: words without control characters, never nothing, and not too much at once."""

import unicodedata
from collections.abc import Iterator

from voice.errors import SpeechFailed


def plain(text: str) -> str:
    """The text, as long as it was, with a space for each control character."""
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)


def speakable(text: str) -> str:
    """The text without control characters, which some engines obey; raises SpeechFailed where nothing can be said."""
    words = plain(text).strip()
    if not any(unicodedata.category(sign)[0] in "LNS" for sign in words):
        raise SpeechFailed(f"There is nothing to say in {text[:60]!r}.")
    return words


def before_speakable(text: str) -> int:
    """How many characters of the text stand before what is speakable in it."""
    signs = plain(text)
    return len(signs) - len(signs.lstrip())


def pieces(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """(start, piece) of pieces of at most so many characters, cut after a sentence, or else between words."""
    done = 0
    while len(text) - done > longest:
        window = text[done : done + longest]
        cut = max(window.rfind(stop) for stop in (". ", "! ", "? ", "。")) + 1
        cut = cut or window.rfind(" ") + 1 or longest
        yield _stripped(text, done, done + cut)
        done += cut
    if text[done:].strip():
        yield _stripped(text, done, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, str]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), piece.strip()
