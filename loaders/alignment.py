"""Which column each cell of a row stands in, where the row has a cell too few or too many."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.grids import CellKind

# A column with the first and the last piece of text that stand in it.
Place = tuple[int, int, int]

_ODD_MAX = 2


def align(kinds: Sequence[CellKind], columns: Sequence[CellKind]) -> list[Place]:
    """Each column that surely holds something, with the pieces it holds.

    `kinds` are the kinds of a row's pieces, `columns` those of the table's columns. A row with a piece too few has lost
    an empty cell, one with a piece too many has a broken label: only what is the same in every way to read it is given.

    >>> align(["number", "text", "number", "nature"], ["number", "text", "number", "number", "nature"])
    [(0, 0, 0), (1, 1, 1), (4, 3, 3)]
    """
    if len(kinds) == len(columns):
        return [(column, column, column) for column in range(len(columns))]
    if abs(len(kinds) - len(columns)) > _ODD_MAX:
        return []
    ways = _short_ways(kinds, columns) if len(kinds) < len(columns) else _long_ways(kinds, columns)
    return sorted(set.intersection(*map(set, ways))) if ways else []


def compatible(kind: CellKind, wanted: CellKind) -> bool:
    """Whether a cell of this kind may stand in a column of that kind."""
    return kind in (wanted, "blank") or wanted == "blank"


def _short_ways(kinds: Sequence[CellKind], columns: Sequence[CellKind]) -> list[list[Place]]:
    return [
        [(column, at, at) for at, column in enumerate(chosen)]
        for chosen in combinations(range(len(columns)), len(kinds))
        if all(compatible(kind, columns[column]) for kind, column in zip(kinds, chosen, strict=True))
    ]


def _long_ways(kinds: Sequence[CellKind], columns: Sequence[CellKind]) -> list[list[Place]]:
    joints = [at for at in range(1, len(kinds)) if kinds[at] == kinds[at - 1] == "text"]
    ways = []
    for joined in combinations(joints, len(kinds) - len(columns)):
        starts = [at for at in range(len(kinds)) if at not in joined]
        if all(compatible(kinds[at], columns[column]) for column, at in enumerate(starts)):
            stops = [*starts[1:], len(kinds)]
            ways.append([(column, at, stop - 1) for column, (at, stop) in enumerate(zip(starts, stops, strict=True))])
    return ways
