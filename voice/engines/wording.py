"""What of a text an engine can be given: words without control characters, and never nothing."""

import unicodedata

from voice.errors import SpeechFailed


def speakable(text: str) -> str:
    """The text without control characters, which some engines obey; raises SpeechFailed where nothing can be said."""
    words = _uncontrolled(text).strip()
    if not any(unicodedata.category(sign)[0] in "LNS" for sign in words):
        raise SpeechFailed(f"There is nothing to say in {text[:60]!r}.")
    return words


def before_speakable(text: str) -> int:
    """How many characters of the text stand before what is speakable in it."""
    signs = _uncontrolled(text)
    return len(signs) - len(signs.lstrip())


def _uncontrolled(text: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
