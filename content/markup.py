"""What the markup says of a place in a page: the names of the boxes around it, and a selector that finds it again."""

import re

from content.disclaiming import Surroundings
from content.pagetree import PageTree, Tag, attribute, names

_NEAR = 4
_SMALL_BOX = 3000
_DEEPEST_SELECTOR = 12
_PLAIN_ID = re.compile(r"[A-Za-z][\w-]*")
_WHOLE_PAGE = frozenset({"body", "html", "main", "article", "[document]"})


def surroundings(tree: PageTree) -> Surroundings:
    """Make the questions that the search for disclaimers asks of a page."""

    def names_around(place: int) -> frozenset[str]:
        near = [place, *(at for _, at in zip(range(_NEAR), tree.ancestors(place), strict=False))]
        return frozenset().union(*(names(tree.tags[at]) for at in near if _is_small(tree, at)))

    def same_box(heading: int, place: int) -> bool:
        return heading < place < tree.ends[_box(tree, heading)]

    return Surroundings(names_around, same_box)


def _is_small(tree: PageTree, place: int) -> bool:
    if tree.tags[place].name in _WHOLE_PAGE:
        return False
    return sum(map(len, tree.texts[place : min(tree.ends[place], place + 200)])) <= _SMALL_BOX


def _box(tree: PageTree, place: int) -> int:
    """Find the outermost box that is made for the text under this heading; else the one the heading stands in."""
    box = tree.parents[place]
    for _, around in zip(range(_NEAR), tree.ancestors(place), strict=False):
        if not _is_small(tree, around):
            break
        box = around
    return box


def selector(tree: PageTree, place: int) -> str:
    """Make a CSS selector of a tag, from the nearest id above it."""
    steps: list[str] = []
    while place > 0 and len(steps) < _DEEPEST_SELECTOR:
        tag = tree.tags[place]
        named = attribute(tag, "id")
        if _PLAIN_ID.fullmatch(named):
            steps.append(f"#{named}")
            break
        steps.append(_step(tag))
        place = tree.parents[place]
    return " > ".join(reversed(steps))


def _step(tag: Tag) -> str:
    same = [
        each for each in (tag.parent.contents if tag.parent else []) if isinstance(each, Tag) and each.name == tag.name
    ]
    if len(same) < 2:
        return tag.name
    number = next(number for number, each in enumerate(same, 1) if each is tag)
    return f"{tag.name}:nth-of-type({number})"
