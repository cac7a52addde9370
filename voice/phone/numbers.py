"""Which words of an article are numbers, and which of them can be said digit by digit."""

import re
import unicodedata

from voice.hearing import has_number
from voice.phone.programme import Word
from voice.reading.tongue import tongue_of

_BEFORE, _QUOTES = re.compile(r"\d\s?[-–—/:]\s?$|[-−+±<>≤≥~/:]$|\w[.,]$"), "\\s(\"'“”„«»$€£¥"
_AFTER = re.compile(r"\s?[-–—/:]\s?\d|[/:]\w")


def is_joined(text: str, start: int, end: int) -> bool:
    """Whether what stands there belongs to a sign or a number beside it: the 10 of 5-10, 1:10, -10 and <10."""
    return bool(_BEFORE.search(text[max(start - 4, 0) : start]) or _AFTER.match(text, end))


def is_number(word: Word, lang: str) -> bool:
    """Whether a word has a number in it: in digits, as a sign such as ½, or in the words of a language (BCP 47)."""
    if any(unicodedata.numeric(sign, None) is not None for sign in word.text):
        return True
    return has_number(" ".join(re.findall(r"\w+", word.text)), lang)


def digits_in(word: Word, lang: str) -> str:
    """The digits of a whole number or a decimal, a point between ones and tenths; "" for any other number.

    Signs between thousands are those of the language: 1.000 is a thousand in German, and one in English.
    """
    tongue = tongue_of(lang)
    decimal, thousands = (tongue.decimal, tongue.thousands) if tongue else ("", "")
    groups = f"[{re.escape(thousands)}\u00a0\u202f{' ' if thousands == '.' else ''}]"
    whole, part = r"\d+", ""
    if tongue:
        whole, part = rf"\d{{1,3}}(?:{groups}\d{{3}})+|\d+", rf"(?:{re.escape(decimal)}(\d+))?"
    found = re.fullmatch(rf"[{_QUOTES}]*({whole}){part}(?!\d)(\D*)", word.text, re.ASCII)
    if found is None or word.joined or any(unicodedata.numeric(sign, None) is not None for sign in found.groups()[-1]):
        return ""
    ones = "".join(re.findall(r"\d", found[1], re.ASCII))
    return f"{ones}.{found[2]}" if tongue and found[2] else ones
