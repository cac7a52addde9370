"""Parts of a page that open on demand, and questions with their answers: what is pressed or asked is a heading."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.pagetree import PageTree, Tag, attribute

_SHORTEST_PANEL = 25
_DECLARED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_THE_PAGE = frozenset({"nav", "header", "menu", "form", "table"})


@dataclass(frozen=True, slots=True)
class Accordions:
    """The places of the tags that ask or are pressed (`leads`), and of what they open (`panels`)."""

    leads: frozenset[int]
    panels: frozenset[int]


def accordions_of(tree: PageTree) -> Accordions:
    """Find them; a part whose lead has a heading in it or around it keeps that one."""
    leads = {place for place in _summaries(tree) if not _has_heading(tree, place)}
    leads.update(place for place in _questions(tree) if not _has_heading(tree, place))
    pressed = dict(_pressed(tree))
    leads.update(place for place in pressed if not _has_heading(tree, place))
    return Accordions(frozenset(leads), frozenset(pressed.values()))


def _has_heading(tree: PageTree, place: int) -> bool:
    near = [*zip(range(3), tree.ancestors(place), strict=False)]
    around = (tree.tags[at] for _, at in near)
    return any(tag.name in _DECLARED for tag in (*around, *tree.within(place), tree.tags[place]))


def _summaries(tree: PageTree) -> Iterator[int]:
    for tag in tree.tags:
        if tag.name == "summary" and tag.parent and tag.parent.name == "details":
            beside = _length(tree, tag.parent.place) - _length(tree, tag.place)
            if beside >= _SHORTEST_PANEL or any(tree.tags[at].name == "p" for at in range(tag.end, tag.parent.end)):
                yield tag.place


def _questions(tree: PageTree) -> Iterator[int]:
    """Find the questions of a page that marks them up as such."""
    for tag in tree.tags:
        if "itemprop" in tag.attrs and attribute(tag, "itemprop") == "name":
            of = next((at for at in tree.ancestors(tag.place) if "itemtype" in tree.tags[at].attrs), -1)
            if of >= 0 and attribute(tree.tags[of], "itemtype").endswith("/Question"):
                yield tag.place


def _pressed(tree: PageTree) -> Iterator[tuple[int, int]]:
    """Find buttons that show and hide text, each with the place of what it shows."""
    buttons = [tag for tag in tree.tags if "aria-controls" in tag.attrs and "aria-expanded" in tag.attrs]
    if not buttons:
        return
    by_id = {tag.attrs["id"]: tag.place for tag in tree.tags if "id" in tag.attrs}
    for button in buttons:
        panel = by_id.get(attribute(button, "aria-controls"), -1)
        if panel > button.place and _is_text(tree, panel) and not _is_of_the_page(tree, button):
            yield button.place, panel


def _is_of_the_page(tree: PageTree, tag: Tag) -> bool:
    return tag.end - tag.place > 20 or any(tree.tags[at].name in _OF_THE_PAGE for at in tree.ancestors(tag.place))


def _is_text(tree: PageTree, place: int) -> bool:
    linked = sum(_length(tree, tag.place) for tag in tree.within(place) if tag.name == "a")
    return _length(tree, place) >= max(_SHORTEST_PANEL, 2 * linked) and tree.ends[place] - place < 2000


def _length(tree: PageTree, place: int) -> int:
    return sum(len(text.strip()) for text in tree.texts[place : tree.ends[place]])
