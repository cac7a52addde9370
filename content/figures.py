"""What a picture says to those who cannot see it: its alternative text, where that is one."""

import re

from content.inline import fold
from content.pagetree import PageTree, Tag, attribute

_FILE = re.compile(
    r"\S+\.(jpe?g|png|gif|webp|svg|avif|bmp)\b|^(img|dsc|image|photo|screenshot)[\s_-]*\d*$", re.IGNORECASE
)
_SHORTEST_WORDS = 3
_CONTAINED = frozenset({"figcaption", "ul", "ol", "table", "blockquote", "h2", "h3"})


def alternative(image: Tag) -> str:
    """Return the alternative text of a picture; "" where it has none, or only a file's name or a word."""
    text = fold(attribute(image, "alt"))
    if _FILE.search(text) or len(text.split()) < _SHORTEST_WORDS:
        return ""
    return text


def is_caption(tree: PageTree, place: int) -> bool:
    """Say whether a caption is a line of text, and not a container of lists, tables or sections."""
    return not any(tag.name in _CONTAINED for tag in tree.within(place))
