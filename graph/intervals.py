"""What a stated number says of the true value behind it: the interval that the value lies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from graph.records import Comparator

Sort = Literal["exact", "floor", "ceiling", "range", "around"]

# How two intervals stand to each other; the codes of the bound axis but for `exact`, where nothing is open.
Relation = Literal["exact", "apart", "same_interval", "two_floors", "two_ceilings", "overlap", "approximate"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in one unit; None is an end that is not stated, an open end does not belong to it."""

    low: Decimal | None
    high: Decimal | None
    is_low_open: bool = False
    is_high_open: bool = False

    @property
    def sort(self) -> Sort:
        """What is stated: one value, one end, both ends, or neither (around)."""
        if self.low is None:
            return "around" if self.high is None else "ceiling"
        if self.high is None:
            return "floor"
        return "exact" if self.low == self.high else "range"

    def is_above(self, other: Interval) -> bool:
        """Whether every value in this interval is larger than every value in the other."""
        if self.low is None or other.high is None:
            return False
        if self.low == other.high:
            return self.is_low_open or other.is_high_open
        return self.low > other.high


def stated_interval(comparator: Comparator, low: Decimal, high: Decimal) -> Interval:
    """The interval that a number states; `low` and `high` differ for a range.

    How far 约 reaches is not stated, so an approximate number has neither end.

    >>> from decimal import Decimal
    >>> stated_interval("gt", Decimal(5), Decimal(5))
    Interval(low=Decimal('5'), high=None, is_low_open=True, is_high_open=False)
    >>> stated_interval("eq", Decimal(10), Decimal(12)).sort
    'range'
    """
    if comparator == "approx":
        return Interval(None, None)
    if comparator in {"ge", "gt"}:
        return Interval(low, None, is_low_open=comparator == "gt")
    if comparator in {"le", "lt"}:
        return Interval(None, high, is_high_open=comparator == "lt")
    return Interval(low, high)


def relate(a: Interval, b: Interval) -> Relation:
    """How two intervals stand to each other; the order of the two changes nothing.

    >>> from decimal import Decimal
    >>> at_least_10, just_36 = Interval(Decimal(10), None), Interval(Decimal(36), Decimal(36))
    >>> relate(at_least_10, just_36), relate(at_least_10, Interval(Decimal(22), None))
    ('overlap', 'two_floors')
    """
    sorts = {a.sort, b.sort}
    if sorts == {"exact"}:
        return "exact"
    if a.is_above(b) or b.is_above(a):
        return "apart"
    if "around" in sorts:
        return "approximate" if sorts <= {"around", "exact"} else "overlap"
    if a == b:
        return "same_interval"
    if sorts == {"floor"}:
        return "two_floors"
    return "two_ceilings" if sorts == {"ceiling"} else "overlap"
