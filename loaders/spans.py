"""Looking an offset up among spans that follow each other."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spans:
    """Half-open spans that do not overlap, in any order.

    >>> spans = Spans([(10, 12), (0, 3)])
    >>> spans.hold(2), spans.hold(3), spans.hold(11)
    (True, False, True)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def hold(self, at: int) -> bool:
        """Whether one of the spans holds the offset."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]
