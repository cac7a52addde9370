"""The noun `Disclaimer`: what must be heard."""

from dataclasses import dataclass
from enum import StrEnum


class DisclaimerKind(StrEnum):
    """What a disclaimer limits, discloses or routes."""

    MEDICAL = "medical"
    LEGAL = "legal"
    FINANCIAL = "financial"
    AFFILIATE = "affiliate"
    SPONSORED = "sponsored"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A block that limits reliance on the page, discloses a material interest, or routes an emergency.

    `text` is verbatim, white space folded, never empty, its heading left out; `heading` is the heading it stood under,
    or "". `origin` says how it is known: "heading", "markup" (class or id), "sentence", or "editor". `selector` is a
    CSS selector of where it stood on the page, "" in plain text; `place` is "start", "middle" or "end" of the main
    text, or "outside" it. `confidence` runs from 0 to 1.
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
