"""Parts of a page that open on demand, and questions with their answers: what is pressed or asked is a heading."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from content.pagetree import PageTree, Tag, attribute

_SHORTEST_PANEL = 25
_FAR = 40  # tags: what is further away has nothing to do with it, and looking would take long
_DECLARED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_THE_PAGE = frozenset({"nav", "header", "menu", "form", "table"})


@dataclass(frozen=True, slots=True)
class Accordions:
    """The places of the tags that ask or are pressed (`leads`), and of all that is read though it may be hidden.

    `shown` are the leads, what they open, and buttons that hold a heading.
    """

    leads: frozenset[int]
    shown: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums over a page: characters of text before each place, and of those in links."""

    text: list[int]
    linked: list[int]

    def text_in(self, start: int, end: int) -> int:
        return self.text[end] - self.text[start]

    def linked_in(self, start: int, end: int) -> int:
        return self.linked[end] - self.linked[start]


def accordions_of(tree: PageTree) -> Accordions:
    """Find them; a part whose lead has a heading in it or around it keeps that one."""
    sums = _sums(tree)
    pressed = dict(_pressed(tree, sums))
    found = [*_summaries(tree, sums), *_questions(tree), *pressed]
    leads = frozenset(place for place in found if not _has_heading(tree, place))
    return Accordions(leads, leads.union(pressed, pressed.values()))


def _sums(tree: PageTree) -> _Sums:
    sizes = [len(text.strip()) for text in tree.texts]
    in_link, until = [], 0
    for place, tag in enumerate(tree.tags):
        if tag.name == "a":
            until = max(until, tag.end)
        in_link.append(sizes[place] if place < until else 0)
    return _Sums([*accumulate(sizes, initial=0)], [*accumulate(in_link, initial=0)])


def _has_heading(tree: PageTree, place: int) -> bool:
    around = (tree.tags[at] for at in islice(tree.ancestors(place), 3))
    return any(tag.name in _DECLARED for tag in (tree.tags[place], *around, *islice(tree.within(place), _FAR)))


def _summaries(tree: PageTree, sums: _Sums) -> Iterator[int]:
    for tag in tree.tags:
        box = tag.parent
        if tag.name == "summary" and box and box.name == "details" and sums.text_in(tag.end, box.end) > 0:
            yield tag.place


def _questions(tree: PageTree) -> Iterator[int]:
    """Find the questions of a page that marks them up as such."""
    for tag in tree.tags:
        if attribute(tag, "itemprop") == "name":
            near = (tree.tags[at] for at in islice(tree.ancestors(tag.place), _FAR))
            of = next((attribute(each, "itemtype") for each in near if "itemtype" in each.attrs), "")
            if of.endswith("/Question"):
                yield tag.place


def _pressed(tree: PageTree, sums: _Sums) -> Iterator[tuple[int, int]]:
    """Find buttons that show and hide text, each with the place of what it shows."""
    buttons = [tag for tag in tree.tags if "aria-controls" in tag.attrs and "aria-expanded" in tag.attrs]
    if not buttons:
        return
    by_id = {tag.attrs["id"]: tag for tag in tree.tags if "id" in tag.attrs}
    for button in buttons:
        panel = by_id.get(attribute(button, "aria-controls"))
        if panel and panel.place >= button.end and _is_text(panel, sums) and not _is_of_the_page(tree, button):
            yield button.place, panel.place


def _is_of_the_page(tree: PageTree, button: Tag) -> bool:
    around = (tree.tags[at] for at in islice(tree.ancestors(button.place), _FAR))
    return button.end - button.place > _FAR or any(tag.name in _OF_THE_PAGE for tag in around)


def _is_text(panel: Tag, sums: _Sums) -> bool:
    text = sums.text_in(panel.place, panel.end)
    return text >= _SHORTEST_PANEL and sums.linked_in(panel.place, panel.end) * 2 <= text
