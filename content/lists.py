"""Where a reader is among nested lists: the label, depth and list of the item that comes next."""

from dataclasses import dataclass, field

from content.pagetree import Tag, attribute


@dataclass(frozen=True, slots=True)
class Item:
    """What an item has besides its text; fields as in `Block`."""

    label: str
    depth: int
    list_id: str


@dataclass(slots=True)
class _OpenList:
    tag: Tag
    list_id: str
    number: int
    step: int


@dataclass(slots=True)
class Lists:
    """The lists that are open; `enter` and `leave` are told of every tag."""

    open: list[_OpenList] = field(default_factory=list)
    count: int = 0
    waiting: Item | None = None

    def enter(self, tag: Tag) -> None:
        """Open a list or an item."""
        if tag.name in {"ul", "ol", "dl"}:
            self.count += 1
            self.open.append(_OpenList(tag, f"list-{self.count}", _start(tag), -1 if "reversed" in tag.attrs else 1))
        elif tag.name in {"li", "dt", "dd"} and self.open:
            self.waiting = self._item(tag)

    def leave(self, tag: Tag) -> None:
        """Close a list or an item."""
        if tag.name in {"ul", "ol", "dl"}:
            self.open.pop()
        elif tag.name in {"li", "dt", "dd"}:
            self.waiting = None

    def take_item(self) -> Item | None:
        """Return the item whose text comes now; the paragraphs after its first are no items of their own."""
        item, self.waiting = self.waiting, None
        return item

    def _item(self, tag: Tag) -> Item:
        around = self.open[-1]
        depth = len(self.open) - 1
        if around.tag.name != "ol":
            return Item("", depth + (tag.name == "dd"), around.list_id)
        if (value := attribute(tag, "value")).lstrip("-").isdecimal():
            around.number = int(value[:9])
        label = _label(around.number, attribute(around.tag, "type"))
        around.number += around.step
        return Item(label, depth, around.list_id)


def _start(tag: Tag) -> int:
    start = attribute(tag, "start")
    if start.lstrip("-").isdecimal():
        return int(start[:9])
    return (
        sum(isinstance(child, Tag) and child.name == "li" for child in tag.contents) if "reversed" in tag.attrs else 1
    )


def _label(number: int, style: str) -> str:
    if style in {"a", "A"} and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    return str(number)
