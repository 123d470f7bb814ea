"""What the numbers of a plan's headings tell: one that was lost, and lists that nest in an order of the plan's own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.headings import RANK, Heading, Style, tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loaders.lines import Line

# The marks of lists, the outermost first as plans usually nest them.
LISTS: tuple[Style, ...] = ("comma", "bracket", "arabic_comma", "arabic_dot", "arabic_bracket", "arabic_half", "circled")
_UNNUMBERED_MAX = 30
_NOT_IN_HEADINGS = frozenset("。；;：:，,！？!?—-•·※*|\t")


def mend_lost_numbers(marks: dict[int, Heading], lines: Sequence[Line], taken: Collection[int]) -> dict[int, Heading]:
    """The headings by line, with each that lost its number: between 1、 and 3、 the only short line without a stop is 2、.

    Its `number` stays None, for none is printed.
    """
    lost: dict[int, Heading] = {}
    for (above, first), (below, second) in pairwise(marks.items()):
        if first.style != second.style or first.ordinal is None or second.ordinal != first.ordinal + 2:
            continue
        found = [at for at in range(above + 1, below) if at not in taken and _reads_as_heading(lines[at].text)]
        if len(found) == 1:
            text = lines[found[0]].text
            lost[found[0]] = first._replace(ordinal=first.ordinal + 1, number=None, name=tidy(text), end=len(text))
    return dict(sorted({**marks, **lost}.items())) if lost else marks


def _reads_as_heading(text: str) -> bool:
    return 4 <= len(text) <= _UNNUMBERED_MAX and _NOT_IN_HEADINGS.isdisjoint(text)


def plan_ranks(headings: Collection[Heading]) -> dict[Style, float]:
    """The ranks that differ from the usual, in a plan that nests its lists the other way about (1、 above (一)).

    So it does where (一) begins anew under several of the others, and their count goes on over it but never begins anew
    under it, between one heading that ranks above both and the next.
    """
    ranks: dict[Style, float] = {}
    used = {heading.style for heading in headings}
    for place, upper in enumerate(LISTS):
        for lower in LISTS[place + 1 :]:
            if upper in used and lower in used and _is_inverted(headings, upper, lower):
                ranks[lower] = min(ranks.get(lower, RANK[lower]), ranks.get(upper, RANK[upper]) - 0.5)
    return ranks


def _is_inverted(headings: Collection[Heading], upper: Style, lower: Style) -> bool:
    begun = carried = 0
    last: Heading | None = None
    last_lower = 0
    for heading in headings:
        if heading.rank < RANK[upper]:
            last, last_lower = None, 0
        elif heading.style == upper:
            begun += heading.ordinal == 1 and last is not None and last.style == lower
            last = heading
        elif heading.style == lower:
            if last is not None and last.style == upper:
                if heading.ordinal == 1:
                    return False
                carried += heading.ordinal == last_lower + 1
            last, last_lower = heading, heading.ordinal or 0
    return begun > 1 and carried > 0
