"""A section's blocks as elements of the page: paragraphs, lists within lists, tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from content import Block, BlockKind, Section


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, and the items of the list within it."""

    block: Block
    below: "list[Item]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Element:
    """Blocks that make one element: paragraphs of a kind, the items of a list, the rows of a table.

    `headers` are a table's column headers, empty where it has none; `caption` is its caption, "" where it has none.
    """

    kind: BlockKind
    blocks: tuple[Block, ...]
    items: tuple[Item, ...] = ()
    headers: tuple[str, ...] = ()
    caption: str = ""
    caption_id: str = ""


def elements(section: Section) -> Iterator[Element]:
    """The section's blocks as elements, in order."""
    for is_list, run in groupby(section.blocks, key=lambda block: block.kind is BlockKind.ITEM):
        if is_list:
            yield from _lists(run)
        else:
            for _, some in groupby(run, key=lambda block: block.list_id or block.id):
                yield from _elements(tuple(some))


def _lists(run: Iterator[Block]) -> Iterator[Element]:
    """Lists that follow one another; a list within another stands below the item that it follows."""
    blocks: list[Block] = []
    for block in run:
        if blocks and block.depth == 0 and block.list_id != blocks[0].list_id:
            yield Element(BlockKind.ITEM, tuple(blocks), _nested(blocks))
            blocks = []
        blocks.append(block)
    yield Element(BlockKind.ITEM, tuple(blocks), _nested(blocks))


def _nested(blocks: list[Block]) -> tuple[Item, ...]:
    top: list[Item] = []
    around: list[Item] = []
    for block in blocks:
        while around and around[-1].block.depth >= block.depth:
            around.pop()
        item = Item(block)
        (around[-1].below if around else top).append(item)
        around.append(item)
    return tuple(top)


def _elements(run: tuple[Block, ...]) -> Iterator[Element]:
    if not (rows := tuple(block for block in run if block.kind is BlockKind.ROW and block.cells)):
        yield from (Element(kind, tuple(some)) for kind, some in groupby(run, key=lambda block: block.kind))
        return
    captions = [block for block in run if block not in rows]
    caption = captions[0] if captions else None
    yield Element(
        BlockKind.ROW,
        rows,
        headers=_headers(rows),
        caption=caption.text if caption else "",
        caption_id=caption.id if caption else "",
    )
    yield from (Element(block.kind, (block,)) for block in captions[1:])


def _headers(rows: tuple[Block, ...]) -> tuple[str, ...]:
    """The header of each column, left to right; none where no column has one."""
    placed = [(max(cell.column, at), cell) for row in rows for at, cell in enumerate(row.cells)]
    headers = {column: cell.header for column, cell in reversed(placed) if cell.header and cell.span == 1}
    return tuple(headers.get(column, "") for column in range(max(dict(placed)) + 1)) if headers else ()
