"""What of a page is not heard, and why: what editors are told of each part."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a part of a page is not heard."""

    NAVIGATION = "navigation"
    COMMENTS = "comments"
    COOKIES = "cookies"
    NEWSLETTER = "newsletter"
    SHARING = "sharing"
    ADVERT = "advert"
    RELATED = "related"
    CREDITS = "credits"
    FOOTER = "footer"
    FORM = "form"
    ASIDE = "aside"
    GALLERY = "gallery"
    OVERLAY = "overlay"
    LINKS = "links"
    HIDDEN = "hidden"
    HEADED = "headed"
    OUTSIDE = "outside"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a page that is not heard: its first words, how many characters it has, and why.

    `heading` is the heading that told what it is, where one did, else "".
    """

    text: str
    characters: int
    why: Why
    heading: str = ""
