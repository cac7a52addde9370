"""A table -> its rows, each with its cells and their headers; a table that only lays out the page is none."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace

from content.article import Cell, NoteRef, Spoken
from content.marks import Line
from content.pagetree import PageTree, Tag, attribute, first_within

MOST_COLUMNS = 200  # past these, cells are read one by one, whatever they span
MOST_SPAN = 1000  # the limit that HTML sets to a colspan
BETWEEN = " | "
_LONG_CELL = 400
_MOST_HEADER_ROWS = 4
_GROUPS = {"thead", "tbody", "tfoot"}
_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "article", "section", "figure"})


@dataclass(frozen=True, slots=True)
class Row:
    """A spoken row: its line, its cells in it, and its number, with the header that reaches down from a row above."""

    label: str
    line: Line
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The caption of a table and its spoken rows."""

    caption: Line
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Square:
    column: int
    span: int
    line: Line
    header: bool
    down: int = 1

    @property
    def text(self) -> str:
        return self.line.text


Read = Callable[[Tag], Line]


def rows_of(tree: PageTree, place: int, read: Read, silent: Container[int] = frozenset()) -> Rows | None:
    """Read a table of facts, each cell by `read`; None where the table only lays out the page."""
    table = tree.tags[place]
    if attribute(table, "role") in {"presentation", "none"} or any(tag.name in _LAYOUT for tag in tree.within(place)):
        return None
    grid = [row for row in _grid(_row_tags(table), read, silent) if any(square.text for square in row)]
    if not _is_of_facts(table, grid):
        return None
    caption = first_within(table, "caption")
    return Rows(read(caption) if caption else Line(""), tuple(_rows(*_headers(grid))))


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


def _grid(trs: list[Tag], read: Read, silent: Container[int]) -> list[list[_Square]]:
    """Place each cell in its column, past those that reach down from the rows above.

    A cell that reaches down is said in each of its rows: a dose is for all of them. A header is said once, with them.
    """
    grid = []
    reaching: dict[int, int] = {}
    again: list[tuple[_Square, int]] = []  # cells that reach down, and into how many more rows
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
            row.append(_Square(column, span, read(cell), _is_header(cell), down))
            if down > 1:
                reached.update(dict.fromkeys(range(column, min(column + span, MOST_COLUMNS)), down - 1))
            column += span
        reaching = reached
        grid.append(sorted([*row, *(square for square, _ in again)], key=lambda square: square.column))
        again = [(square, left - 1) for square, left in again if left > 1]
        again += [(replace(square, down=1), square.down - 1) for square in row if square.down > 1 and not square.header]
    return grid


def _span(cell: Tag, name: str) -> int:
    value = attribute(cell, name)
    return max(1, min(int(value[:5]), MOST_SPAN)) if value.isdecimal() and value.isascii() else 1


def _is_header(cell: Tag) -> bool:
    return cell.name == "th" or attribute(cell, "role") in {"columnheader", "rowheader"}


def _headers(grid: list[list[_Square]]) -> tuple[dict[int, str], list[list[_Square]]]:
    """Take the first rows for the headers of the columns where all their cells are header cells."""
    spanning = any(square.span > 1 or square.down > 1 for square in grid[0])
    most = min(len(grid) - 1, _MOST_HEADER_ROWS if spanning else 1)
    rows = next((number for number, row in enumerate(grid[:most]) if not _is_header_row(row)), most)
    headers: dict[int, str] = {}
    for square in (square for row in grid[:rows] for square in row if square.text):
        for column in range(square.column, square.column + square.span):
            above = headers.get(column, "")
            headers[column] = f"{above}, {square.text}" if above else square.text
    return headers, grid[rows:]


def _is_header_row(row: list[_Square]) -> bool:
    return len(row) > 1 and all(square.header or not square.text for square in row)


def _rows(headers: dict[int, str], body: list[list[_Square]]) -> Iterator[Row]:
    width = max((square.column + square.span for row in body for square in row), default=1)
    above: list[tuple[_Square, int]] = []  # headers of rows, and for how many more rows they hold
    for number, row in enumerate(body, 1):
        label = ", ".join([str(number), *(square.text for square, _ in above)])
        yield _row(label, row, headers, width)
        above = [(square, left - 1) for square, left in above if left > 1]
        above += [(square, square.down - 1) for square in row if square.header and square.down > 1 and square.text]


def _over(square: _Square, headers: dict[int, str]) -> str:
    """The headers of all the columns that a cell stands in, each once."""
    over = (headers.get(column, "") for column in range(square.column, square.column + square.span))
    return ", ".join(filter(None, dict.fromkeys(over)))


def _row(label: str, row: list[_Square], headers: dict[int, str], width: int) -> Row:
    cells: list[Cell] = []
    notes: list[NoteRef] = []
    spoken: list[Spoken] = []
    start = 0
    for square in (square for square in row if square.text):
        header = "" if square.span >= width > 1 else _over(square, headers)
        cells.append(Cell(header, start, len(square.text), square.header, square.column, square.span))
        notes += [replace(ref, at=ref.at + start) for ref in square.line.notes]
        spoken += [replace(each, start=each.start + start) for each in square.line.spoken]
        start += len(square.text) + len(BETWEEN)
    text = BETWEEN.join(square.text for square in row if square.text)
    return Row(label, Line(text, tuple(notes), tuple(spoken)), tuple(cells))
