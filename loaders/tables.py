"""Tables in plain text, rebuilt as grids of cells with their captions and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.records import Cell, PassageKind, Table
from loaders.grids import is_caption
from loaders.headings import NAME_MAX, read_heading
from loaders.row_tables import RowTables
from loaders.stacked_tables import StackedTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.grids import Grid
    from loaders.lines import Line

_NOTE = re.compile(r"(?:注|备注|说明|注释|资料来源|数据来源)\s?(?:\d{1,2}|[一二三四五])?\s?[:：.、]")
_NOTE_ITEM = re.compile(r"(?:\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[①-⑳]|\*)")
_UNIT_LINE = re.compile(r"[(（]?(?:计量)?单位\s?[:：].{1,20}")


class FoundTable(NamedTuple):
    """A table and the lines that make it up: caption, rows and note, each as (first line, last line, kind of passage)."""

    table: Table
    groups: tuple[tuple[int, int, PassageKind], ...]


def find_tables(plan_id: str, text: str, lines: Sequence[Line], skip: range = range(0)) -> tuple[FoundTable, ...]:
    """Every table in the order of the text; the lines of `skip` (the contents of the plan) hold none.

    Recognised are rows of cells between tabs, pipes or wide gaps, and tables flattened to one cell a line. A group row
    (“一、就业”) has one cell, in the column that holds the labels. A cell whose column is not certain, because its row has
    lost an empty cell, is left out of the grid; its row is a passage all the same.
    """
    found: list[FoundTable] = []
    stacked, in_rows = StackedTables(lines), RowTables(text, lines)
    at, limit = 0, len(lines)
    while at < limit:
        grid = None if at in skip else in_rows.read(at, limit) or stacked.read(at, limit)
        if grid is None:
            at += 1
            continue
        floor = found[-1].groups[-1][1] + 1 if found else 0
        found.append(_finish(plan_id, text, lines, grid, floor))
        at = found[-1].groups[-1][1] + 1
    return tuple(found)


def _finish(plan_id: str, text: str, lines: Sequence[Line], grid: Grid, floor: int) -> FoundTable:
    first, last = grid.rows[0].first, grid.rows[-1].last
    above = _lines_above(lines, first, floor)
    below = _lines_below(lines, last)
    rows: list[tuple[int, int, PassageKind]] = [(row.first, row.last, "table_row") for row in grid.rows]
    own_above: list[tuple[int, int, PassageKind]] = [
        (at, at, "note" if _UNIT_LINE.fullmatch(lines[at].text) else "heading") for at in above if read_heading(lines[at].text) is None
    ]
    own_below: list[tuple[int, int, PassageKind]] = [(at, at, "note") for at in below]
    table = Table(
        plan_id=plan_id,
        name=" ".join(lines[at].text for at in above) or None,
        head_rows=grid.head_rows,
        column_count=grid.column_count,
        cells=tuple(
            Cell(row=number, column=column, text=text[start:end], char_start=start, char_end=end)
            for number, row in enumerate(grid.rows)
            for column, start, end in row.cells
        ),
        note=text[lines[below[0]].start : lines[below[-1]].end] if below else None,
        char_start=lines[first].start,
        char_end=lines[last].end,
    )
    return FoundTable(table, (*own_above, *rows, *own_below))


def _lines_above(lines: Sequence[Line], first: int, floor: int) -> list[int]:
    """The caption of the table that starts at line `first`, and the line that gives its unit."""
    above: list[int] = []
    at = first - 1
    if at >= floor and _UNIT_LINE.fullmatch(lines[at].text):
        above.append(at)
        at -= 1
    if at >= floor and _is_caption(lines[at].text):
        above.insert(0, at)
    return above


def _is_caption(text: str) -> bool:
    if len(text) > NAME_MAX or text[-1] in "。；;：:，,！？!?" or ("\t" in text and not is_caption(text)) or "|" in text:
        return False
    heading = read_heading(text)
    return heading is None or heading.style in ("box", "appendix")


def _lines_below(lines: Sequence[Line], last: int) -> list[int]:
    """The note under the table that ends at line `last`."""
    if last + 1 >= len(lines) or not _NOTE.match(lines[last + 1].text):
        return []
    below = [last + 1]
    is_list = _NOTE_ITEM.match(lines[last + 1].text, _NOTE.match(lines[last + 1].text).end()) is not None  # type: ignore[union-attr]
    for at in range(last + 2, len(lines)):
        if not _NOTE_ITEM.match(lines[at].text) or (lines[at].after_blank and not is_list):
            break
        below.append(at)
    return below
