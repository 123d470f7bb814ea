"""Which column each cell of a row stands in, which rows are heads, and which column holds the labels."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from loaders.alignment import align
from loaders.grids import Grid, GridCell, Row, cell_kind, head_words, is_group, is_head
from loaders.headings import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD_ROWS_MAX = 3
_WIDE = frozenset("WFA")


class Parts(NamedTuple):
    """A row before its columns are known: its lines and its cells, empty ones included, as places in the text.

    `line_start` is where the line of its first cell begins; `has_rule` says that a line of dashes stands under it.
    """

    first: int
    last: int
    line_start: int
    cells: tuple[tuple[int, int], ...]
    has_rule: bool = False

    def filled(self) -> list[GridCell]:
        """The cells that are not empty, each with its column as counted by the separators."""
        return [GridCell(column, start, end) for column, (start, end) in enumerate(self.cells) if end > start]


def place_by_order(text: str, rows: Sequence[Parts]) -> Grid:
    """The grid of rows whose separators tell each cell's column; separators doubled to align count once."""
    full = [row for row in rows if len(row.filled()) > 1]
    is_doubled = len({len(row.cells) for row in full}) > 1 and len({len(row.filled()) for row in full}) == 1
    left = min(row.filled()[0].column for row in full)
    placed = []
    for row in rows:
        cells = row.filled()
        if is_doubled:
            placed.append([cell._replace(column=column) for column, cell in enumerate(cells)])
        else:
            placed.append([cell._replace(column=max(cell.column - left, 0)) for cell in cells])
    return _grid(text, rows, placed)


def place_by_position(text: str, rows: Sequence[Parts]) -> Grid:
    """The grid of rows whose cells stand under one another; a row that fits no columns keeps none of its cells."""
    counts = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    width = max(counts, key=lambda count: (counts[count], count))
    extents = [_extents(text, row) for row in rows]
    columns = [_span(column) for column in zip(*(one for one in extents if len(one) == width), strict=True)]
    nearest = [[_nearest(one, columns) for one in extent] for extent in extents]
    if len(extents[0]) < width:
        nearest[0] = _span_starts(extents[0], nearest[0], nearest[1], columns)
    placed = []
    for row, found in zip(rows, nearest, strict=True):
        cells = row.filled()
        if len(cells) == width:
            placed.append(cells)
            continue
        is_clear = all(left < right for left, right in pairwise(found))
        placed.append([cell._replace(column=column) for cell, column in zip(cells, found, strict=True)] if is_clear else [])
    return _grid(text, rows, placed)


def place_by_kinds(text: str, rows: Sequence[Parts]) -> Grid:
    """The grid of rows between single blanks, where a label may hold blanks too: the kinds of the cells tell."""
    width = len(rows[0].cells)
    kinds = [[cell_kind(text[cell.start : cell.end]) for cell in row.filled()] for row in rows]
    exact = [one for one in kinds[1:] if len(one) == width]
    columns = [Counter(column).most_common(1)[0][0] for column in zip(*exact, strict=True)]
    placed = []
    for at, (row, own) in enumerate(zip(rows, kinds, strict=True)):
        cells = row.filled()
        if at == 0 or len(cells) in (1, width):
            placed.append(cells)
        else:
            placed.append([GridCell(column, cells[first].start, cells[last].end) for column, first, last in align(own, columns)])
    return _grid(text, rows, placed)


def _extents(text: str, row: Parts) -> list[tuple[int, int]]:
    """Where each cell begins and ends on the page, a Chinese character being two wide."""
    extents = []
    at = shown = 0
    for start, end in ((start - row.line_start, end - row.line_start) for start, end in row.cells):
        shown += _shown_width(text[row.line_start + at : row.line_start + start])
        width = _shown_width(text[row.line_start + start : row.line_start + end])
        extents.append((shown, shown + width))
        at, shown = end, shown + width
    return extents


def _shown_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in text)


def _span(extents: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return min(start for start, _ in extents), max(end for _, end in extents)


def _nearest(extent: tuple[int, int], columns: Sequence[tuple[int, int]]) -> int:
    def distance(column: int) -> tuple[int, int]:
        start, end = columns[column]
        overlap = min(extent[1], end) - max(extent[0], start)
        return -overlap, abs(start - extent[0])

    return min(range(len(columns)), key=distance)


def _span_starts(
    extents: Sequence[tuple[int, int]], found: Sequence[int], below: Sequence[int], columns: Sequence[tuple[int, int]]
) -> list[int]:
    """The first column under each head of the top row, which may stand over the middle of several heads `below`."""
    starts = []
    for extent, column in zip(extents, found, strict=True):
        first, last = column, column
        while column in below and first - 1 in below and first - 1 not in found:
            first -= 1
        while column in below and last + 1 in below and last + 1 not in found:
            last += 1
        spans = [(start, stop) for start in range(first, column + 1) for stop in range(column, last + 1)]
        starts.append(min(spans, key=lambda span: (abs(_middle_off(extent, columns, *span)), span[0] - span[1]))[0])
    return starts


def _middle_off(extent: tuple[int, int], columns: Sequence[tuple[int, int]], first: int, last: int) -> int:
    """How far apart, doubled, the middles of a head and of a span of columns are."""
    return sum(extent) - columns[first][0] - columns[last][1]


def _grid(text: str, rows: Sequence[Parts], placed: Sequence[list[GridCell]]) -> Grid:
    head_rows = _head_rows(text, rows, placed)
    label = _label_column(text, placed, head_rows)
    made = [
        Row(row.first, row.last, tuple(_group(text, cells, label) if at >= head_rows else cells))
        for at, (row, cells) in enumerate(zip(rows, placed, strict=True))
    ]
    width = 1 + max(cell.column for row in made for cell in row.cells)
    return Grid(tuple(made), head_rows, width)


def _head_rows(text: str, rows: Sequence[Parts], placed: Sequence[list[GridCell]]) -> int:
    for at, row in enumerate(rows[:_HEAD_ROWS_MAX]):
        if row.has_rule:
            return at + 1 + int(at + 1 < len(placed) and _is_second_head(text, placed[at + 1]))
    count = 0
    for cells in placed[:_HEAD_ROWS_MAX]:
        says = [text[cell.start : cell.end] for cell in cells]
        heads = sum(map(is_head, says))
        has_value = any(cell_kind(say) in ("number", "unit", "nature") and not is_head(say) for say in says)
        if has_value or heads == 0 or (count and 2 * heads <= len(says)) or is_group(says[0]):
            break
        count += 1
    return count


def _is_second_head(text: str, cells: Sequence[GridCell]) -> bool:
    """Whether the row under the rule still belongs to the heads: only heads, and none over the first column."""
    return bool(cells) and cells[0].column > 0 and all(is_head(text[cell.start : cell.end]) for cell in cells)


def _label_column(text: str, placed: Sequence[list[GridCell]], head_rows: int) -> int:
    """1 where the first column counts the rows, as its head or its cells say, else 0."""
    if head_rows and placed[0] and squeeze(text[placed[0][0].start : placed[0][0].end]) in head_words().index:
        return 1
    firsts = [text[cells[0].start : cells[0].end] for cells in placed[head_rows:] if len(cells) > 1 and cells[0].column == 0]
    return int(len(firsts) > 1 and firsts == [str(number) for number in range(1, len(firsts) + 1)])


def _group(text: str, cells: list[GridCell], label: int) -> list[GridCell]:
    if len(cells) == 1 and (cells[0].column == 0 or is_group(text[cells[0].start : cells[0].end])):
        return [cells[0]._replace(column=label)]
    return cells
