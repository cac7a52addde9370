"""A page, or a part of it -> a stream of headings and pieces, a piece for each thing read in one breath."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from content.article import BlockKind, Cell
from content.figures import alternative, is_caption, recording_name
from content.inline import INLINE, LINE, fold, inline_marks, written
from content.lists import Lists
from content.pagetree import PageTree, Tag
from content.tables import rows_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the stream; `place` is the index of its tag in the page's tree, or its line in a plain text."""

    level: int
    text: str
    place: int
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to be, before its section is known; fields as in `Block`, `place` as in `Heading`."""

    kind: BlockKind
    text: str
    place: int
    lang: str = ""
    label: str = ""
    depth: int = 0
    list_id: str = ""
    cells: tuple[Cell, ...] = ()


_EMPTY_LINE = re.compile(LINE + r"\s*" + LINE + r"\s*")

Stream = tuple[Heading | Piece, ...]


def stream(
    tree: PageTree, roots: Iterable[int], silent: Container[int], headings: Mapping[int, tuple[int, str]]
) -> Stream:
    """Read the tags at `roots`, but not those in `silent` (places), with `headings` (place -> level and text)."""
    writer = _Writer(tree, silent, headings)
    for root in roots:
        writer.read(tree.tags[root])
    return tuple(writer.stream)


@dataclass(slots=True)
class _Writer:
    tree: PageTree
    silent: Container[int]
    headings: Mapping[int, tuple[int, str]]
    stream: list[Heading | Piece] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    langs: set[str] = field(default_factory=set)
    lists: Lists = field(default_factory=Lists)
    open: list[Tag] = field(default_factory=list)
    quotes: int = 0
    tables: int = 0
    pictures: list[tuple[Tag, str]] = field(default_factory=list)

    def read(self, root: Tag) -> None:
        """Read a tag and all in it, without recursion."""
        todo: list[Tag | str | None] = [root]  # None: the tag that was entered last is at its end
        entered: list[Tag] = []
        while todo:
            node = todo.pop()
            if node is None:
                self._leave(entered.pop())
            elif isinstance(node, str):
                self.line.append(node)
                if entered and not node.isspace():
                    self.langs.add(self.tree.langs[entered[-1].place])
            elif node.place in self.silent:
                self._skip(node)
            elif not self._whole(node):
                self._enter(node)
                entered.append(node)
                todo.append(None)
                todo.extend(node.contents[::-1])
        self._end_line(root)

    def _skip(self, tag: Tag) -> None:
        if tag.name not in INLINE:
            self._end_line(self._around())

    def _around(self) -> Tag | None:
        return self.open[-1] if self.open else None

    def _whole(self, tag: Tag) -> bool:
        """Read what is not read child by child; says whether it was."""
        place = tag.place
        if place in self.headings:
            self._end_line(self._around())
            level, text = self.headings[place]
            self.stream.append(Heading(level, text, place, self.tree.langs[place]))
            return True
        return self._whole_by_name(tag)

    def _whole_by_name(self, tag: Tag) -> bool:
        match tag.name:
            case "pre":
                return self._code(tag)
            case "table":
                return self._table(tag)
            case "img":
                return self._picture(tag)
            case "iframe" | "video" | "audio":
                return self._recording(tag)
            case "figcaption":
                return self._caption(tag)
        return self._inline_whole(tag)

    def _inline_whole(self, tag: Tag) -> bool:
        if tag.name not in INLINE:
            return False
        before, _after, inside = inline_marks(tag)
        if not inside:
            self.line.append(before)
        return not inside

    def _enter(self, tag: Tag) -> None:
        if tag.name in INLINE:
            self.line.append(inline_marks(tag)[0])
            return
        self._end_line(self._around())
        self.open.append(tag)
        self.quotes += tag.name == "blockquote"
        self.lists.enter(tag)

    def _leave(self, tag: Tag) -> None:
        if tag.name in INLINE:
            self.line.append(inline_marks(tag)[1])
            return
        self._end_line(tag)
        self.open.pop()
        self.quotes -= tag.name == "blockquote"
        self.lists.leave(tag)
        if tag.name == "figure":
            self._show_pictures()

    def _end_line(self, tag: Tag | None) -> None:
        """Close what was written so far as the text of `tag`; two line breaks part two paragraphs."""
        joined = "".join(self.line)
        self.line.clear()
        langs, self.langs = self.langs, set()
        if tag is None or not joined or joined.isspace():
            return
        for part in _paragraphs(joined):
            if text := fold(part):
                self._add(tag, text, next(iter(langs)) if len(langs) == 1 else self.tree.langs[tag.place])

    def _add(self, tag: Tag, text: str, lang: str) -> None:
        place = tag.place
        item = self.lists.take_item()
        if item is not None:
            self.stream.append(Piece(BlockKind.ITEM, text, place, lang, item.label, item.depth, item.list_id))
            return
        kind = BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH
        self.stream.append(Piece(kind, text, place, lang))

    def _code(self, tag: Tag) -> bool:
        self._end_line(self._around())
        if text := written(tag, self.silent):
            place = tag.place
            self.stream.append(Piece(BlockKind.CODE, text, place, self.tree.langs[place]))
        return True

    def _table(self, tag: Tag) -> bool:
        place = tag.place
        rows = rows_of(self.tree, place, self.silent)
        if rows is None:
            return False
        self._end_line(self._around())
        self.tables += 1
        list_id = f"table-{self.tables}"
        if rows.caption:
            self.stream.append(Piece(BlockKind.PARAGRAPH, rows.caption, place, self.tree.langs[place], list_id=list_id))
        for number, (text, cells) in enumerate(rows.rows, 1):
            self.stream.append(
                Piece(BlockKind.ROW, text, place, self.tree.langs[place], str(number), 0, list_id, cells)
            )
        return True

    def _picture(self, tag: Tag) -> bool:
        if text := alternative(tag):
            self.pictures.append((tag, text))
        if not self._in_figure():
            self._show_pictures()
        return True

    def _recording(self, tag: Tag) -> bool:
        if text := recording_name(tag):
            self._end_line(self._around())
            self.stream.append(Piece(BlockKind.FIGURE, text, tag.place, self.tree.langs[tag.place]))
        return True

    def _caption(self, tag: Tag) -> bool:
        if not is_caption(self.tree, tag.place):
            return False
        self._end_line(self._around())
        if text := written(tag, self.silent):
            place = tag.place
            label = " ".join(text for _, text in self.pictures)
            label = "" if label.casefold() in text.casefold() else label
            kind = BlockKind.QUOTE if self._follows_quote() else BlockKind.FIGURE
            self.stream.append(Piece(kind, text, place, self.tree.langs[place], label))
            self.pictures.clear()
        return True

    def _follows_quote(self) -> bool:
        last = self.stream[-1] if self.stream else None
        return isinstance(last, Piece) and last.kind is BlockKind.QUOTE and not self.pictures and self._in_figure()

    def _in_figure(self) -> bool:
        return any(around.name == "figure" for around in self.open[-6:])

    def _show_pictures(self) -> None:
        """Let pictures without a caption speak by their alternative texts, after the line they stand in."""
        for tag, text in self.pictures:
            place = tag.place
            self.stream.append(Piece(BlockKind.FIGURE, text, place, self.tree.langs[place]))
        self.pictures.clear()


def _paragraphs(joined: str) -> list[str]:
    return _EMPTY_LINE.split(joined) if LINE in joined else [joined]
