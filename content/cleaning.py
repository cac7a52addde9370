"""A page -> its main content: where the article stands, and what in it stays silent."""

from collections.abc import Container, Set
from dataclasses import dataclass

from content.furniture import (
    is_banner,
    is_dialog,
    is_furniture,
    is_gallery,
    is_hidden_by_style_alone,
    is_named_as_text,
)
from content.inline import INLINE
from content.pagetree import PageTree, Tag

_SHARE_OF_MAIN = 0.9
_SHORTEST_PARAGRAPH = 25
_LONG_DIRECT = 200  # some pages part their paragraphs by line breaks alone, straight in a box
_MOST_FURNITURE = 0.5
_LONGEST_DIALOG = 0.95
_LINKED = 0.7
_LONGEST_SHOW = 0.9
_LEAST_REVEALED = 500  # characters
_MUCH = 2
_HEADINGS_OF_A_SHOW = 3
_PARAGRAPHS = frozenset({"p", "pre", "blockquote", "li", "dd", "td"})
_ARTICLES = frozenset({"main", "article"})
_ASIDES = frozenset({"aside", "footer", "nav"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# fmt: off
_NO_ROOT = INLINE | {
    "p", "li", "ul", "ol", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "pre", "table", "tbody", "tr",
    "h1", "h2", "h3", "h4", "h5", "h6",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class MainContent:
    """The place of the tag that holds the article, and those of the tags in it that stay silent."""

    root: int
    silent: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Measures:
    """For each tag: characters of text in it, of those in links, and of those in running text."""

    text: list[int]
    linked: list[int]
    running: list[int]


def main_content(tree: PageTree, hidden: Set[int], leads: Set[int] = frozenset()) -> MainContent:
    """Find the article of a page; `hidden` is never read, `leads` are no furniture."""
    measures = _measure(tree, hidden)
    silent = hidden | _furniture(tree, measures, hidden) - leads
    measures = _measure(tree, silent)
    root = _root(tree, measures)
    silent |= _leftovers(tree, root, measures, silent)
    return MainContent(root, frozenset(silent))


def revealed(tree: PageTree, hidden: Set[int]) -> set[int]:
    """Find what a script is to show: an article's box that its style alone hides, far larger than what is shown.

    Terms and questions are hidden too. So its name must say that it is the article's text; or hardly a word is shown,
    and it stands in what the markup calls the article.
    """
    candidates = {place for place in hidden if is_hidden_by_style_alone(tree.tags[place])}
    if not candidates:
        return set()
    measures = _measure(tree, hidden - candidates)
    candidates = {place for place in candidates if measures.running[place] >= _LEAST_REVEALED}
    if not candidates:
        return set()
    shown = _measure(tree, hidden | _furniture(tree, measures, hidden)).running[0]
    return {place for place in candidates if _is_to_be_shown(tree, place, measures.running[place], shown)}


def _is_to_be_shown(tree: PageTree, place: int, held: int, shown: int) -> bool:
    if is_furniture(tree.tags[place]) or held <= _MUCH * shown:
        return False
    within = any(tree.tags[around].name in _ARTICLES for around in tree.ancestors(place))
    return not shown or is_named_as_text(tree.tags[place]) or (shown < _LEAST_REVEALED and within)


def _measure(tree: PageTree, silent: Container[int]) -> _Measures:
    count = len(tree.tags)
    text, linked, running = [0] * count, [0] * count, [0] * count
    quiet = [False] * count
    for place, parent in enumerate(tree.parents):
        quiet[place] = place in silent or (parent >= 0 and quiet[parent])
    for place in range(count - 1, -1, -1):
        if quiet[place]:
            continue
        tag = tree.tags[place]
        text[place] += len(tree.texts[place].strip())
        if tag.name == "a":
            linked[place] = text[place]
        if tag.name not in INLINE:
            running[place] = _running(tree, place, text[place], linked[place], running[place])
        parent = tree.parents[place]
        if parent >= 0:
            text[parent] += text[place]
            linked[parent] += linked[place]
            running[parent] += running[place]
    return _Measures(text, linked, running)


def _running(tree: PageTree, place: int, text: int, linked: int, below: int) -> int:
    """Count the characters of running text in a tag; `below` are those in the tags within."""
    own = text - linked - below
    if own >= _SHORTEST_PARAGRAPH and linked * 2 < text and tree.tags[place].name in _PARAGRAPHS:
        return text - linked
    direct = len(tree.texts[place].strip())
    return below + direct if direct >= _LONG_DIRECT else below


def _furniture(tree: PageTree, measures: _Measures, hidden: Container[int]) -> set[int]:
    """Find furniture named as such, save where it would hold most of the page: names are not always true."""
    whole = max(measures.running[0], 1)
    found, place = set(), 0
    while place < len(tree.tags):
        held = measures.running[place] / whole
        if place in hidden:
            place = tree.ends[place]
        elif _is_furniture(tree.tags[place], held) or _is_another_story(tree, place, held):
            found.add(place)
            place = tree.ends[place]
        else:
            place += 1
    return found


def _is_furniture(tag: Tag, held: float) -> bool:
    """Say whether a tag is named as furniture, and may well be; a question about cookies is often long."""
    if held <= _MOST_FURNITURE:
        return is_furniture(tag) or is_banner(tag)
    return held <= _LONGEST_DIALOG and is_dialog(tag)


def _is_another_story(tree: PageTree, place: int, held: float) -> bool:
    """Say whether a show of pictures has headings of its own, as many as an article, and is not all there is."""
    if held > _LONGEST_SHOW or not is_gallery(tree.tags[place]):
        return False
    return sum(tag.name in _HEADINGS for tag in tree.within(place)) >= _HEADINGS_OF_A_SHOW


def _root(tree: PageTree, measures: _Measures) -> int:
    """Find the deepest tag that still holds most of the running text, and is no aside or footer itself."""
    kind = measures.running if measures.running[0] else measures.text
    root = aside_until = 0
    enough = kind[0] * _SHARE_OF_MAIN
    for place, held in enumerate(kind):
        name = tree.tags[place].name
        if name in _ASIDES:
            aside_until = max(aside_until, tree.ends[place])
        # In document order: a later one that holds as much lies within the one before.
        elif held >= enough and held and name not in _NO_ROOT and place >= aside_until:
            root = place
    return root


def _leftovers(tree: PageTree, root: int, measures: _Measures, silent: Container[int]) -> set[int]:
    """Find lists and boxes in the main content that are links for the greater part."""
    found, place = set(), root + 1
    while place < tree.ends[root]:
        if place in silent:
            place = tree.ends[place]
            continue
        if tree.tags[place].name in {"ul", "ol", "div", "section", "table", "dl"} and _is_links(place, measures):
            found.add(place)
            place = tree.ends[place]
        else:
            place += 1
    return found


def _is_links(place: int, measures: _Measures) -> bool:
    text = measures.text[place]
    return text > 0 and measures.linked[place] > _LINKED * text and measures.running[place] < 200
