"""The account of every numeral of a plan: which fact it belongs to, or why it is none."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from graph.records import Issue, LedgerEntry
from loaders.ignored import Ignored
from loaders.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import Fact, IgnoredReason, SplitDocument
    from loaders.quantities import Quantity


def write_ledger(split: SplitDocument, numerals: Sequence[Quantity | Ignored], facts: Sequence[Fact]) -> tuple[LedgerEntry, ...]:
    """One entry for each numeral, in the order of the text; `facts` are the plan's, in that order too."""
    account = _Account(split, facts)
    return tuple(account.entry(numeral) for numeral in numerals)


def unread_cells(ledger: Sequence[LedgerEntry]) -> Iterator[Issue]:
    """An issue for each number of a table whose row and column are not certain, so that no fact could be made of it."""
    for entry in ledger:
        if entry.reason == "unplaced_cell":
            message = f"{entry.text!r} stands in a table, but its column is not certain; read the row by hand"
            yield Issue(plan_id=entry.plan_id, code="unplaced-cell", char_start=entry.start, char_end=entry.end, message=message)


class _Account:
    """Looks numerals up among the facts, the tables and the headings of one plan."""

    def __init__(self, split: SplitDocument, facts: Sequence[Fact]) -> None:
        self._text = split.document.text
        self._plan_id = split.document.plan_id
        self._facts = facts
        self._starts = [fact.start for fact in facts]
        self._cells = Spans((cell.char_start, cell.char_end) for table in split.tables for cell in table.cells)
        self._tables = Spans((table.char_start, table.char_end) for table in split.tables)

    def entry(self, numeral: Quantity | Ignored) -> LedgerEntry:
        fact = self._fact_at(numeral.start, numeral.end)
        return LedgerEntry(
            plan_id=self._plan_id,
            start=numeral.start,
            end=numeral.end,
            text=self._text[numeral.start : numeral.end],
            fact=fact.id if fact else None,
            reason=None if fact else self._reason(numeral),
        )

    def _fact_at(self, start: int, end: int) -> Fact | None:
        at = bisect_right(self._starts, end - 1) - 1
        return self._facts[at] if at >= 0 and self._facts[at].end > start else None

    def _reason(self, numeral: Quantity | Ignored) -> IgnoredReason:
        if self._tables.hold(numeral.start):
            return "table_label" if self._cells.hold(numeral.start) else "unplaced_cell"
        return numeral.reason if isinstance(numeral, Ignored) else "heading"
