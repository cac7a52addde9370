"""Stress in the signs of models that have learned it: two marks of it make a word longer, measured in its times."""

import re

from voice.ipa import VOWELS

_MARKS = re.compile("[ˈˌ]+")
# Vowels, and the signs that Kokoro and its kin have for diphthongs.
_VOWEL = re.compile(f"[{VOWELS}AIOQWY]")


def stressed(sounds: str) -> str:
    """The sounds of a word, its main stress doubled; the first vowel is stressed where none was."""
    if "ˈ" in sounds:
        return sounds.replace("ˈ", "ˈˈ", 1)
    marked = _MARKS.sub("ˈˈ", sounds, count=1)
    return marked if marked != sounds else _VOWEL.sub(r"ˈˈ\g<0>", sounds, count=1)
