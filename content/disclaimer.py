"""The noun `Disclaimer`: what must be heard."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

_KEY_CHARACTERS = 12


class DisclaimerKind(StrEnum):
    """What a disclaimer limits, discloses or routes."""

    MEDICAL = "medical"
    LEGAL = "legal"
    FINANCIAL = "financial"
    AFFILIATE = "affiliate"
    SPONSORED = "sponsored"
    CRISIS = "crisis"


# The order in which they are heard: whoever is in need must not wait for the small print.
HEARD = (DisclaimerKind.CRISIS, *(kind for kind in DisclaimerKind if kind is not DisclaimerKind.CRISIS))
# What discloses an interest is heard again where the claim is made (FTC, 16 CFR 255.5).
INTERESTS = frozenset({DisclaimerKind.AFFILIATE, DisclaimerKind.SPONSORED})


class Length(StrEnum):
    """How a disclaimer is heard before a section that is fetched alone."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A block that limits reliance on the page, discloses a material interest, or routes an emergency.

    `text` is verbatim, white space folded, never empty, its heading left out; `heading` is the heading it stood under,
    or "". `origin` says how it is known: "heading", "markup" (class or id), "sentence", or "editor". `selector` is a
    CSS selector of where it stood on the page, "" in plain text; `place` is "start", "middle" or "end" of the main
    text, or "outside" it, and `section` the id of the section it stood in or, under a heading of its own, before; ""
    outside of them. `confidence` runs from 0 to 1.

    The rest is set by editors and their policy: `short` is their short form, "" where they wrote none; `alone` says
    how it is heard before a section that is fetched alone; `end`, whether it is heard again at the article's end;
    `before` has the ids of sections before which it is heard again.
    """

    id: str
    kind: DisclaimerKind
    text: str
    lang: str
    heading: str = ""
    origin: str = "sentence"
    place: str = "end"
    selector: str = ""
    confidence: float = 1.0
    section: str = ""
    short: str = ""
    alone: Length = Length.FULL
    end: bool = False
    before: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What names its words; see `key_of`."""
        return key_of(self.text)


def words_of(text: str) -> str:
    """The words of a disclaimer, whatever their marks and capitals."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def key_of(text: str) -> str:
    """Name a disclaimer's words, 12 hexadecimal digits: it stays the same for as long as they do."""
    return hashlib.sha256(words_of(text).encode()).hexdigest()[:_KEY_CHARACTERS]
