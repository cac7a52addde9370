"""What a picture says to those who cannot see it: its alternative text, where that is one."""

import re

from bs4.element import Tag

from content.inline import fold
from content.pagetree import attribute

_FILE = re.compile(
    r"\S+\.(jpe?g|png|gif|webp|svg|avif|bmp)\b|^(img|dsc|image|photo|screenshot)[\s_-]*\d*$", re.IGNORECASE
)
_SHORTEST_WORDS = 3


def alternative(image: Tag) -> str:
    """Return the alternative text of a picture; "" where it has none, or only a file's name or a word."""
    text = fold(attribute(image, "alt"))
    if _FILE.search(text) or len(text.split()) < _SHORTEST_WORDS:
        return ""
    return text


def is_caption(tag: Tag) -> bool:
    """Say whether a caption is a line of text, and not a container of paragraphs, lists or tables."""
    return tag.find(["p", "ul", "ol", "table", "blockquote", "h2", "h3"]) is None or len(tag.find_all("p")) == 1
