"""The headings of a page, found before anything is thrown away: h1 to h6, role=heading, and lone bold paragraphs."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from itertools import accumulate

from content.furniture import is_furniture
from content.inline import written
from content.pagetree import PageTree, Tag, attribute, nodes_within

Headings = Mapping[int, tuple[int, str]]

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LONGEST = 300
_MOST_TAGS = 60  # more is a box, and boxes within boxes would be read again at every depth
_LONGEST_BOLD = 120
_MOST_BOLD_WORDS = 16
_SHORTEST_TEXT = 40
_BOLD = {"b", "strong"}
_HIDDEN_LEVEL = 2
_ENDS_OF_SENTENCES = re.compile(r"[.,;!…:،。、]$")
_LETTER = re.compile(r"[^\W\d_]")
_WITH_HEADING_IN_IT = {"pre", "code", "button", "select", "figure", "figcaption", "blockquote", "table", "li", "nav"}


def headings_of(tree: PageTree, leads: Container[int] = frozenset()) -> Headings:
    """Find the headings: place of the tag -> level and text; `leads` are tags that lead a part as headings do."""
    found: dict[int, tuple[int, str]] = {}
    around = 1
    for place, tag in enumerate(tree.tags):
        level = min(around + 1, 6) if place in leads else _declared_level(tag)
        if level and place not in leads:
            around = level
        if level and tree.ends[place] - place <= _MOST_TAGS and (text := _title(tag)) and len(text) <= _LONGEST:
            found[place] = (level, text)
    return {**found, **_bold_headings(tree, found)}


def _title(tag: Tag) -> str:
    tools = {node.place for node in nodes_within(tag) if isinstance(node, Tag) and is_furniture(node)}
    return (written(tag, tools) or written(tag)).rstrip("#¶§🔗 ")


def _declared_level(tag: Tag) -> int:
    role = attribute(tag, "role") if "role" in tag.attrs else ""
    if role == "heading":
        level = attribute(tag, "aria-level")
        return min(int(level[:2]), 6) if level.isdecimal() and level.isascii() and int(level[:2]) else _HIDDEN_LEVEL
    if role in {"presentation", "none"}:
        return 0
    return 0 if tag.name not in _LEVELS or _is_subtitle(tag) else _LEVELS[tag.name]


def _is_subtitle(tag: Tag) -> bool:
    """Say whether a heading only goes on with the one before it."""
    if attribute(tag, "itemprop") in {"alternativeHeadline", "description"} or attribute(tag, "role") == "doc-subtitle":
        return True
    if tag.parent is None or tag.parent.name != "hgroup":
        return False
    others = [each.name for each in tag.parent.contents if isinstance(each, Tag) and each.name in _LEVELS]
    return tag.name != min(others)


def _bold_headings(tree: PageTree, declared: Headings) -> Headings:
    """Take lone bold paragraphs for headings where they are how the page makes its headings.

    A page does so where it has hardly a heading of its own below the title, and at least two such paragraphs, each
    followed by text that is not bold.
    """
    sizes = list(accumulate((len(text.strip()) for text in tree.texts), initial=0))
    found = {place: text for place, text in _lone_bolds(tree) if _leads(tree, place, sizes)}
    repeated = {text for text, count in Counter(found.values()).items() if count > 2}
    found = {place: text for place, text in found.items() if text not in repeated}
    if len(found) < 2:
        return {}
    first, last = min(found), max(found)
    among = sum(first < place < last for place, (level, _) in declared.items() if level > 1)
    if among * 2 > len(found):
        return {}
    return {place: (_HIDDEN_LEVEL, text) for place, text in found.items()}


def _lone_bolds(tree: PageTree) -> Iterator[tuple[int, str]]:
    for place, tag in enumerate(tree.tags):
        if tag.name not in {"p", "div"} or tree.ends[place] - place > _MOST_TAGS or tree.texts[place].strip():
            continue
        bold = _only_child(tag)
        if bold is None or bold.name not in _BOLD:
            continue
        text = _title(tag)
        if _reads_like_heading(text) and not _is_within(tree, place):
            yield place, text


def _only_child(tag: Tag) -> Tag | None:
    children = [child for child in tag.contents if isinstance(child, Tag) and child.name != "br"]
    return children[0] if len(children) == 1 else None


def _reads_like_heading(text: str) -> bool:
    short = 2 <= len(text) <= _LONGEST_BOLD and len(text.split()) <= _MOST_BOLD_WORDS
    return short and bool(_LETTER.search(text)) and not _ENDS_OF_SENTENCES.search(text)


def _is_within(tree: PageTree, place: int) -> bool:
    around = (tree.tags[at].name for _, at in zip(range(8), tree.ancestors(place), strict=False))
    return any(name in _WITH_HEADING_IN_IT for name in around)


def _leads(tree: PageTree, place: int, sizes: list[int]) -> bool:
    """Say whether text that is not bold alone follows in the same container."""
    tag = tree.tags[place]
    for node in _next_siblings(tag):
        if isinstance(node, Tag):
            after = node.place
            if size := sizes[tree.ends[after]] - sizes[after]:
                return size > _SHORTEST_TEXT and not _is_bold_alone(tree, node)
        elif node.strip():
            return False
    return False


def _is_bold_alone(tree: PageTree, tag: Tag) -> bool:
    child = _only_child(tag)
    return child is not None and child.name in _BOLD and not tree.texts[tag.place].strip()


def _next_siblings(tag: Tag) -> Iterator[Tag | str]:
    siblings = iter(tag.parent.contents if tag.parent else ())
    for node in siblings:
        if node is tag:
            break
    return siblings
