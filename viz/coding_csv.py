"""A CodingTable as CSV: one part a file, by default the coded units with all their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.cells import draw_cells
from viz.coding_parts import PARTS, part_rows

if TYPE_CHECKING:
    from queries.coding_table import CodingTable
    from viz.coding_parts import CodingPart


def draw_coding_csv(table: CodingTable, part: CodingPart = "units") -> str:
    """A part as CSV text under the keys of its columns; lists are joined by `；`.

    A cell is empty only where a sentence has nothing of that sort: no secondary code, no group, no sentence that it repeats.
    """
    return draw_cells((column.key for column in PARTS[part].columns), part_rows(table, part))
