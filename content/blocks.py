"""A page, or a part of it -> a stream of headings and pieces, a piece for each thing read in one breath."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from content.article import BlockKind, Cell, NoteRef, Spoken, SpokenAs
from content.figures import alternative, caption_kind, is_caption, recording_kind, recording_name
from content.inline import AS_TYPED, INLINE, LINE, folded, inline_marks, line_in
from content.lists import Item, Lists
from content.marks import MARKS, NEW_LINE, Line, note_marks, unmarked
from content.maths import tex_in, with_formulas
from content.pagetree import PageTree, Tag
from content.quotes import Quotes
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
    notes: tuple[NoteRef, ...] = ()
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page before it is read.

    Places in `silent` are not read; `headings` are place -> level and text, `refs` (marks of notes) place -> ids of
    the notes.
    """

    silent: Container[int]
    headings: Mapping[int, tuple[int, str]]
    refs: Mapping[int, tuple[str, ...]]


_EMPTY_LINE = re.compile(rf"{LINE}((?:\s|{MARKS})*){LINE}\s*")

Stream = tuple[Heading | Piece, ...]


def stream(tree: PageTree, roots: Iterable[int], known: Known) -> Stream:
    """Read the tags at `roots`."""
    writer = _Writer(tree, known)
    for root in roots:
        writer.read(tree.tags[root])
    return tuple(writer.stream)


@dataclass(slots=True)
class _Writer:
    tree: PageTree
    known: Known
    stream: list[Heading | Piece] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    langs: set[str] = field(default_factory=set)
    lists: Lists = field(default_factory=Lists)
    quotes: Quotes = field(default_factory=Quotes)
    open: list[Tag] = field(default_factory=list)
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
                self._text(node, entered[-1] if entered else root)
            elif node.place in self.known.refs:
                self.line.append(note_marks(self.known.refs[node.place]))
            elif node.place in self.known.silent:
                self._skip(node)
            elif not self._whole(node):
                self._enter(node)
                entered.append(node)
                todo.append(None)
                todo.extend(node.contents[::-1])
        self._end_line(root)

    def _text(self, text: str, around: Tag) -> None:
        self.line.append(text if around.name in AS_TYPED else with_formulas(text))
        if not text.isspace():
            self.langs.add(self.tree.langs[around.place])

    def _skip(self, tag: Tag) -> None:
        if tag.name not in INLINE:
            self._end_line(self._around())

    def _around(self) -> Tag | None:
        return self.open[-1] if self.open else None

    def _whole(self, tag: Tag) -> bool:
        """Read what is not read child by child; says whether it was."""
        place = tag.place
        if place in self.known.headings:
            self._end_line(self._around())
            level, text = self.known.headings[place]
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
            self._cite(tag)
            return
        self._end_line(self._around())
        self.open.append(tag)
        self.quotes.enter(tag)
        self.lists.enter(tag)

    def _leave(self, tag: Tag) -> None:
        if tag.name in INLINE:
            self.line.append(inline_marks(tag)[1])
            return
        self._end_line(tag)
        self.open.pop()
        self.quotes.leave(tag)
        self.lists.leave(tag)
        if tag.name == "figure":
            self._show_pictures()

    def _cite(self, tag: Tag) -> None:
        """A line of a quote that begins with its source has nothing else in it."""
        if tag.name == "cite" and self.quotes.open and not unmarked("".join(self.line)).strip(" \n\t—–-―~"):
            self.line.clear()
            self.quotes.source = True

    def _end_line(self, tag: Tag | None) -> None:
        """Close what was written so far as the text of `tag`; two line breaks part two paragraphs."""
        joined = "".join(self.line)
        self.line.clear()
        langs, self.langs = self.langs, set()
        if tag is None or not joined or joined.isspace():
            return
        for part in _paragraphs(joined):
            if (line := folded(part.replace(LINE, NEW_LINE))).text:
                self._add(tag, line, next(iter(langs)) if len(langs) == 1 else self.tree.langs[tag.place])
        self.quotes.source = False

    def _add(self, tag: Tag, line: Line, lang: str) -> None:
        kind, item = BlockKind.PARAGRAPH, self.lists.take_item()
        if item is not None:
            kind = BlockKind.ITEM
        elif self.quotes.open:
            kind = BlockKind.SOURCE if self.quotes.at_source() else BlockKind.QUOTE
            item = Item("", 0, self.quotes.list_id)
        self._put(kind, line, tag, item, lang)

    def _put(self, kind: BlockKind, line: Line, tag: Tag, item: Item | None = None, lang: str = "") -> None:
        lang = lang or self.tree.langs[tag.place]
        label, depth, list_id = (item.label, item.depth, item.list_id) if item else ("", 0, "")
        spoken = tuple(each for each in line.spoken if (each.how, each.value) != (SpokenAs.LANGUAGE, lang))
        self.stream.append(Piece(kind, line.text, tag.place, lang, label, depth, list_id, (), line.notes, spoken))

    def _line_in(self, tag: Tag) -> Line:
        return line_in(tag, self.known.silent, self.known.refs)

    def _code(self, tag: Tag) -> bool:
        self._end_line(self._around())
        if (line := self._line_in(tag)).text:
            self._put(BlockKind.CODE, line, tag)
        return True

    def _table(self, tag: Tag) -> bool:
        place = tag.place
        rows = rows_of(self.tree, place, self._line_in, self.known.silent)
        if rows is None:
            return False
        self._end_line(self._around())
        self.tables += 1
        list_id = f"table-{self.tables}"
        if rows.caption.text:
            self._put(BlockKind.PARAGRAPH, rows.caption, tag, Item("", 0, list_id))
        lang = self.tree.langs[place]
        self.stream += [
            Piece(
                BlockKind.ROW,
                row.line.text,
                place,
                lang,
                row.label,
                0,
                list_id,
                row.cells,
                row.line.notes,
                row.line.spoken,
            )
            for row in rows.rows
        ]
        return True

    def _picture(self, tag: Tag) -> bool:
        if formula := tex_in(tag):
            self.line.append(formula)
            return True
        if text := alternative(tag):
            self.pictures.append((tag, text))
        if not self._in_figure():
            self._show_pictures()
        return True

    def _recording(self, tag: Tag) -> bool:
        if text := recording_name(tag):
            self._end_line(self._around())
            self._put(recording_kind(tag), Line(text), tag)
        return True

    def _caption(self, tag: Tag) -> bool:
        if not is_caption(self.tree, tag.place):
            return False
        self._end_line(self._around())
        if (line := self._line_in(tag)).text:
            label = " ".join(text for _, text in self.pictures)
            label = "" if label.casefold() in line.text.casefold() else label
            if self._follows_quote():
                self._put(BlockKind.SOURCE, line, tag, Item("", 0, self.quotes.list_id))
            else:
                self._put(caption_kind(self.tree, tag.place), line, tag, Item(label, 0, ""))
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
            self._put(BlockKind.FIGURE, Line(text), tag)
        self.pictures.clear()


def _paragraphs(joined: str) -> list[str]:
    """The texts of a line, parted where two line breaks stand; marks between those belong to the text before."""
    if LINE not in joined:
        return [joined]
    parts = _EMPTY_LINE.split(joined)
    return [text + marks for text, marks in zip(parts[::2], [*parts[1::2], ""], strict=True)]
