"""The noun `Lexeme`: a word as it is written, and how it is to be said."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from content.language import fault_of_tag
from voice.errors import UnusableLexeme
from voice.ipa import checked_ipa

LONGEST_GRAPHEME, LONGEST_ALIAS = 200, 500
# What XML can't carry (XML 1.0, 2.2), and no text needs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Case(StrEnum):
    """Whether capitals count. As usual, a word of capitals alone (WHO) is met in capitals, any other in any case."""

    USUAL = "usual"
    ANY = "any"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """Words or phrases that are said alike in the language `lang` (a BCP 47 tag).

    `alias` is what is read in their place, `ipa` how they are sounded; one of the two may be empty. Where both are
    given, an engine that can't be told sounds reads the alias.
    """

    graphemes: tuple[str, ...]
    lang: str
    alias: str = ""
    ipa: str = ""
    case: Case = Case.USUAL

    @classmethod
    def checked(
        cls, graphemes: Iterable[str], lang: str, *, alias: str = "", ipa: str = "", case: Case = Case.USUAL
    ) -> "Lexeme":
        """One that can be used, its texts in their usual form. Raises UnusableLexeme, UnknownSound."""
        words = tuple(dict.fromkeys(_tidy(word, LONGEST_GRAPHEME) for word in graphemes))
        if not words or not all(words):
            raise UnusableLexeme("There is no word. Give the word as the article writes it.")
        if fault := fault_of_tag(lang):
            raise UnusableLexeme(fault)
        said = _tidy(alias, LONGEST_ALIAS)
        if said and not re.search(r"\w", said):
            raise UnusableLexeme(f"The alias {alias!r} can't be said. Write the words to be read for “{words[0]}”.")
        if not said and not ipa.strip():
            raise UnusableLexeme(f"Say how “{words[0]}” is spoken: an alias, its sounds in IPA, or both.")
        return cls(words, _usual(lang), said, checked_ipa(ipa) if ipa.strip() else "", case)


def _usual(lang: str) -> str:
    """The tag in its usual case: en-GB, zh-Hant."""
    first, *rest = lang.split("-")
    usual = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(usual.get(len(part), str.lower)(part) for part in rest)])


def _tidy(text: str, longest: int) -> str:
    if found := _UNWRITABLE.search(text):
        raise UnusableLexeme(f"The text {text[:60]!r} has the character U+{ord(found[0]):04X} in it. Leave it out.")
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if len(tidy) > longest:
        raise UnusableLexeme(f"“{tidy[:60]}…” is longer than {longest} characters. Give words, not whole passages.")
    return tidy
