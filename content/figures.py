"""What a picture says to those who cannot see it: its alternative text, where that is one."""

import re
from itertools import islice

from content.article import BlockKind
from content.inline import fold
from content.pagetree import PageTree, Tag, attribute

_FILE = re.compile(
    r"\S+\.(jpe?g|png|gif|webp|svg|avif|bmp)\b|^(img|dsc|image|photo|screenshot)[\s_-]*\d*$", re.IGNORECASE
)
_PLAYERS = re.compile(
    r"^(https?:)?//([\w-]+\.)*(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|ted\.com|wistia\.(com|net)|"
    r"soundcloud\.com|spotify\.com)/",
    re.IGNORECASE,
)
_NAMELESS = re.compile(r"(youtube|vimeo|embedded|embed|video|audio|media|player|content|spotify|\W)*", re.IGNORECASE)
_HEARD_ONLY = re.compile(r"//([\w-]+\.)*(soundcloud|spotify)\.com/", re.IGNORECASE)
_SHOWN = frozenset({"img", "picture", "svg", "canvas", "object", "video", "iframe", "audio"})
_NEAR, _FAR = 6, 200  # tags up, and tags in
_SHORTEST_WORDS = 3
_CONTAINED = frozenset({"figcaption", "ul", "ol", "table", "blockquote", "h2", "h3"})


def alternative(image: Tag) -> str:
    """Return the alternative text of a picture; "" where it has none, or only a file's name or a word."""
    text = fold(attribute(image, "alt"))
    if _FILE.search(text) or len(text.split()) < _SHORTEST_WORDS:
        return ""
    return text


def recording_name(tag: Tag) -> str:
    """Return the name of an embedded film or recording; "" where it has none, or is some other frame."""
    if tag.name == "iframe" and not _PLAYERS.search(attribute(tag, "src") or attribute(tag, "data-src")):
        return ""
    text = fold(attribute(tag, "title") or attribute(tag, "aria-label"))
    return "" if _NAMELESS.fullmatch(text) else text


def is_caption(tree: PageTree, place: int) -> bool:
    """Say whether a caption is a line of text, and not a container of lists, tables or sections."""
    return not any(tag.name in _CONTAINED for tag in tree.within(place))


def recording_kind(tag: Tag) -> BlockKind:
    """Say whether a recording is a film or only heard."""
    source = attribute(tag, "src") or attribute(tag, "data-src")
    return BlockKind.AUDIO if tag.name == "audio" or _HEARD_ONLY.search(source) else BlockKind.VIDEO


def caption_kind(tree: PageTree, place: int) -> BlockKind:
    """Say what a caption is: of a picture, or of a table, code or text, which is a paragraph like any other."""
    around = (tree.tags[at] for at in islice(tree.ancestors(place), _NEAR))
    figure = next((tag for tag in around if tag.name == "figure"), None)
    shown = figure is None or any(tag.name in _SHOWN for tag in islice(tree.within(figure.place), _FAR))
    return BlockKind.FIGURE if shown else BlockKind.PARAGRAPH
