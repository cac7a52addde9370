"""A parsed page laid flat: every tag in document order with its parent and its end, so that no depth can hurt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, RubyTextString, Tag

from content.language import canonical_lang

_TEXT_TYPES = frozenset({NavigableString, CData, RubyTextString})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class PageTree:
    """The tags of a page in document order.

    `parents[i]` is the index of the parent of `tags[i]` (-1 for the root), `ends[i]` the index just past its last
    descendant, `texts[i]` the text that stands directly in it, `langs[i]` the language that is declared for it (""
    where none is), `places` the index of each tag by its `id()`.
    """

    tags: tuple[Tag, ...]
    parents: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    langs: tuple[str, ...]
    places: dict[int, int]

    def place(self, tag: Tag) -> int:
        """Return the index of a tag."""
        return self.places[id(tag)]

    def within(self, place: int) -> Iterator[Tag]:
        """Yield the tags in one, in order."""
        return (self.tags[at] for at in range(place + 1, self.ends[place]))

    def ancestors(self, place: int) -> Iterator[int]:
        """Yield the indexes of the tags around one, the nearest first."""
        place = self.parents[place]
        while place >= 0:
            yield place
            place = self.parents[place]


def is_text(node: PageElement) -> bool:
    """Say whether a node is text that a reader sees: no comment, script, style or template."""
    return type(node) in _TEXT_TYPES


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as one string, "" where there is none."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def names(tag: Tag) -> frozenset[str]:
    """Return the lower-case words of which a tag's class and id are made."""
    attrs = tag.attrs
    if "class" not in attrs and "id" not in attrs:
        return frozenset()
    return words_of(f"{attribute(tag, 'class')} {attribute(tag, 'id')}")


def words_of(spelled: str) -> frozenset[str]:
    """Part names such as "authorBio post-meta" into their lower-case words."""
    return frozenset(_NOT_WORD.split(_CAMEL.sub("-", spelled[:500]).lower()))


def parse(html: str) -> BeautifulSoup:
    """Parse a page; any markup gives a tree."""
    return BeautifulSoup(html, "lxml", multi_valued_attributes=None)


def lay_flat(root: Tag) -> PageTree:
    """Lay a tree flat, without recursion."""
    tags: list[Tag] = [root]
    parents, ends, texts = [-1], [0], [""]
    langs = [_lang(root, "")]
    todo = [(0, iter(root.contents))]
    while todo:
        place, children = todo[-1]
        for child in children:
            if isinstance(child, Tag):
                todo.append((len(tags), iter(child.contents)))
                tags.append(child)
                parents.append(place)
                ends.append(0)
                texts.append("")
                langs.append(_lang(child, langs[place]))
                break
            if is_text(child):
                texts[place] += str(child)
        else:
            ends[place] = len(tags)
            todo.pop()
    places = {id(tag): place for place, tag in enumerate(tags)}
    return PageTree(tuple(tags), tuple(parents), tuple(ends), tuple(texts), tuple(langs), places)


def _lang(tag: Tag, inherited: str) -> str:
    own = attribute(tag, "lang") or attribute(tag, "xml:lang")
    return canonical_lang(own) or inherited
