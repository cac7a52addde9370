"""What a word may end in and still be the word: the s of a plural or a genitive, written and sounded."""

import re

# After these sounds English says ɪz, after other voiceless ones s, else z.
_HISSING = re.compile(r"[szʃʒ]$")
_VOICELESS = re.compile(r"[ptkfθxç]ʰ?$")
# How an s at the end is sounded, by language; a language that is not here has its words as they are given.
_SOUNDS = {"en": None, "de": "s", "nl": "s", "es": "s", "fr": ""}
_LONE_LETTER = re.compile(r"(?:^|[\s-])\w$")
SHORTEST_STEM = 2


def takes_s(lang: str) -> bool:
    """Whether the language's words may have an s behind them."""
    return _primary(lang) in _SOUNDS


def takes_apostrophe_s(lang: str) -> bool:
    """Whether the language writes 's behind any word."""
    return _primary(lang) == "en"


def stem(word: str) -> str:
    """The word without an s behind it; "" where that would leave none, or another word ("pass" is no plural)."""
    if word[-1:] not in {"s", "S"} or word[-2:-1] in {"s", "S", "'", ""} or len(word) <= SHORTEST_STEM:
        return ""
    return word[:-1]


def sounded(ipa: str, ending: str, lang: str) -> str:
    """The sounds with those of the ending behind them."""
    if not ending:
        return ipa
    sound = _SOUNDS.get(_primary(lang))
    if sound is not None:
        return ipa + sound
    return ipa + ("ɪz" if _HISSING.search(ipa) else "s" if _VOICELESS.search(ipa) else "z")


def worded(alias: str, ending: str) -> str:
    """The alias with the ending behind it; letters that are spelled take it with an apostrophe: two U T I's."""
    return alias + ("'s" if ending and _LONE_LETTER.search(alias) else ending)


def _primary(lang: str) -> str:
    return lang.replace("_", "-").partition("-")[0].lower()
