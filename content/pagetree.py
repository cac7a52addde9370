"""A parsed page laid flat: every tag in document order with its parent and its end, so that no depth can hurt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from content.language import canonical_lang

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SCRIPTS = frozenset({"script", "style"})
# All else begins the body, whose tag may be left out (HTML 13.1.2.4); lxml knows no tags newer than HTML 4 for it.
_OF_THE_HEAD = frozenset({"base", "link", "meta", "noscript", "script", "style", "template", "title"})


class Tag:
    """A tag of a page: its name, its attributes, and what stands in it (tags, and text that is no comment).

    `place` is its index in document order, `end` the index just past its last descendant. Scripts and styles have no
    contents; the words of a script are kept in `source`.
    """

    __slots__ = ("attrs", "contents", "end", "name", "parent", "place", "source")

    def __init__(self, name: str, attrs: dict[str, str], parent: "Tag | None", place: int) -> None:
        self.name = name
        self.attrs = attrs
        self.parent = parent
        self.place = place
        self.end = place + 1
        self.contents: list[Tag | str] = []
        self.source = ""


@dataclass(frozen=True, slots=True)
class PageTree:
    """The tags of a page in document order, the document itself first.

    `parents[i]` is the index of the parent of `tags[i]` (-1 for the root), `ends[i]` the index just past its last
    descendant, `texts[i]` the text that stands directly in it, `langs[i]` the language that is declared for it (""
    where none is).
    """

    tags: tuple[Tag, ...]
    parents: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    langs: tuple[str, ...]

    def within(self, place: int) -> Iterator[Tag]:
        """Yield the tags in one, in order."""
        return (self.tags[at] for at in range(place + 1, self.ends[place]))

    def named(self, *names: str) -> Iterator[Tag]:
        """Yield the tags of these names, in order."""
        return (tag for tag in self.tags if tag.name in names)

    def ancestors(self, place: int) -> Iterator[int]:
        """Yield the indexes of the tags around one, the nearest first."""
        place = self.parents[place]
        while place >= 0:
            yield place
            place = self.parents[place]


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute, "" where there is none."""
    return tag.attrs.get(name) or ""


def names(tag: Tag) -> frozenset[str]:
    """Return the lower-case words of which a tag's class and id are made."""
    attrs = tag.attrs
    if "class" not in attrs and "id" not in attrs:
        return frozenset()
    return words_of(f"{attribute(tag, 'class')} {attribute(tag, 'id')}")


def words_of(spelled: str) -> frozenset[str]:
    """Part names such as "authorBio post-meta" into their lower-case words."""
    return frozenset(_NOT_WORD.split(_CAMEL.sub("-", spelled[:500]).lower()))


def nodes_within(tag: Tag) -> Iterator[Tag | str]:
    """Yield the tags and texts in a tag, in order, without recursion."""
    todo = tag.contents[::-1]
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, Tag):
            todo.extend(node.contents[::-1])


def first_within(tag: Tag, *names: str) -> Tag | None:
    """Return the first tag in one that has one of these names."""
    return next((node for node in nodes_within(tag) if isinstance(node, Tag) and node.name in names), None)


def plain_text(tag: Tag) -> str:
    """Return all text in a tag, as it stands in the source."""
    return "".join(node for node in nodes_within(tag) if isinstance(node, str))


def parse(html: str) -> PageTree:
    """Parse a page; any markup gives a tree."""
    planter = _Planter()
    parser = etree.HTMLParser(target=planter, huge_tree=True)
    try:
        parser.feed(html)
        parser.close()
    except etree.LxmlError as error:
        # Else nothing in it is markup, and what was read so far is all there is.
        if "memory" in str(error).lower():
            raise MemoryError from error
    return planter.grown()


class _Planter:
    """What lxml tells of a page, tag by tag, becomes a tree."""

    def __init__(self) -> None:
        self.root = Tag("[document]", {}, None, 0)
        self.tags = [self.root]
        self.open = [self.root]
        self.line: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if self.line:
            self._end_line()
        if self.open[-1].name == "head" and name not in _OF_THE_HEAD:
            self.end("head")
        around = self.open[-1]
        tag = Tag(name, dict(attrs), around, len(self.tags))
        around.contents.append(tag)
        self.tags.append(tag)
        self.open.append(tag)

    def end(self, name: str) -> None:
        if self.line:
            self._end_line()
        if name == "head" and all(tag.name != name for tag in self.open[:3]):
            return  # it was ended where the body began
        while len(self.open) > 1:
            tag = self.open.pop()
            tag.end = len(self.tags)
            if tag.name == name:
                return

    def data(self, text: str) -> None:
        self.line.append(text)

    def close(self) -> None:
        """Told by lxml at the end."""

    def _end_line(self) -> None:
        around, text = self.open[-1], "".join(self.line)
        self.line.clear()
        if around.name in _SCRIPTS:
            around.source += text
        else:
            around.contents.append(text)

    def grown(self) -> PageTree:
        """The tree, whatever is still open closed."""
        self.end("")
        self.root.end = len(self.tags)
        langs: list[str] = []
        for tag in self.tags:
            inherited = langs[tag.parent.place] if tag.parent else ""
            langs.append(_lang(tag, inherited))
        return PageTree(
            tags=tuple(self.tags),
            parents=tuple([tag.parent.place if tag.parent else -1 for tag in self.tags]),
            ends=tuple([tag.end for tag in self.tags]),
            texts=tuple(["".join([part for part in tag.contents if isinstance(part, str)]) for tag in self.tags]),
            langs=tuple(langs),
        )


def _lang(tag: Tag, inherited: str) -> str:
    if "lang" not in tag.attrs and "xml:lang" not in tag.attrs:
        return inherited
    return canonical_lang(attribute(tag, "lang") or attribute(tag, "xml:lang")) or inherited
