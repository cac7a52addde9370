"""A table -> its rows, each with its cells and their headers; a table that only lays out the page is none."""

from collections.abc import Container
from dataclasses import dataclass

from content.article import Cell
from content.inline import written
from content.pagetree import PageTree, Tag, attribute, first_within

MOST_COLUMNS = 200  # past these, cells are read one by one, whatever they span
MOST_SPAN = 1000  # the limit that HTML sets to a colspan
BETWEEN = " | "
_LONG_CELL = 400
_GROUPS = {"thead", "tbody", "tfoot"}
_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "article", "section", "figure"})


@dataclass(frozen=True, slots=True)
class Rows:
    """The caption of a table and its spoken rows: the text of each, and its cells."""

    caption: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Square:
    column: int
    span: int
    text: str
    header: bool


def rows_of(tree: PageTree, place: int, silent: Container[int] = frozenset()) -> Rows | None:
    """Read a table of facts; None where the table only lays out the page."""
    table = tree.tags[place]
    if attribute(table, "role") in {"presentation", "none"} or any(tag.name in _LAYOUT for tag in tree.within(place)):
        return None
    trs = _row_tags(table)
    grid = [row for row in _grid(trs, silent) if any(square.text for square in row)]
    if not _is_of_facts(table, grid):
        return None
    headers, body = _headers(grid)
    rows = tuple(_row(row, headers) for row in body)
    caption = first_within(table, "caption")
    return Rows(written(caption, silent) if caption else "", rows)


def _row_tags(table: Tag) -> list[Tag]:
    rows = []
    for child in table.contents:
        if isinstance(child, Tag) and child.name in _GROUPS:
            rows += [row for row in child.contents if isinstance(row, Tag) and row.name == "tr"]
        elif isinstance(child, Tag) and child.name == "tr":
            rows.append(child)
    return rows


def _is_of_facts(table: Tag, grid: list[list[_Square]]) -> bool:
    if len(grid) < 2 or max(len(row) for row in grid) < 2:
        return False
    if first_within(table, "th", "caption", "thead"):
        return True
    return all(len(square.text) <= _LONG_CELL for row in grid for square in row)


def _grid(trs: list[Tag], silent: Container[int]) -> list[list[_Square]]:
    """Place each cell in its column, past those that reach down from the rows above."""
    grid = []
    reaching: dict[int, int] = {}
    for tr in trs:
        row: list[_Square] = []
        column = 0
        reached = {at: rows - 1 for at, rows in reaching.items() if rows > 1}
        for cell in tr.contents:
            if not isinstance(cell, Tag) or cell.name not in {"td", "th"} or cell.place in silent:
                continue
            while column in reaching:
                column += 1
            span, down = (_span(cell, "colspan"), _span(cell, "rowspan")) if column < MOST_COLUMNS else (1, 1)
            row.append(_Square(column, span, written(cell, silent), cell.name == "th"))
            if down > 1:
                reached.update(dict.fromkeys(range(column, min(column + span, MOST_COLUMNS)), down - 1))
            column += span
        reaching = reached
        grid.append(row)
    return grid


def _span(cell: Tag, name: str) -> int:
    value = attribute(cell, name)
    return max(1, min(int(value[:5]), MOST_SPAN)) if value.isdecimal() and value.isascii() else 1


def _headers(grid: list[list[_Square]]) -> tuple[dict[int, str], list[list[_Square]]]:
    """Take the first row for the headers of the columns where all its cells are header cells."""
    first = grid[0]
    if not all(square.header or not square.text for square in first) or len(first) < 2:
        return {}, grid
    headers = {column: square.text for square in first for column in range(square.column, square.column + square.span)}
    return headers, grid[1:]


def _row(row: list[_Square], headers: dict[int, str]) -> tuple[str, tuple[Cell, ...]]:
    cells, texts, start = [], [], 0
    for square in row:
        if square.text:
            cells.append(Cell(headers.get(square.column, ""), start, len(square.text)))
            texts.append(square.text)
            start += len(square.text) + len(BETWEEN)
    return BETWEEN.join(texts), tuple(cells)
