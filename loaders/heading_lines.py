"""Which lines of a plan open a section: marks and words read line by line, then judged by what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loaders.headings import NAME_MAX, Heading, read_heading, squeeze, tidy
from loaders.numbering import LISTS, mend_lost_numbers, plan_ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.lines import Line
    from loaders.tables import FoundTable

_LEADER = re.compile(r"[\s.…·．・\-—_]{2,40}\d{0,4}$|\s\d{1,4}$")
_CONTENTS_FIRST = frozenset("目#")
_PROSE_ENDS = "。；;！？!?：:"


class PlacedHeading(NamedTuple):
    """A heading, where it starts and ends in the text, and where its section ends at the latest, if that is known."""

    heading: Heading
    start: int
    end: int
    line_end: int
    limit: int | None


def find_contents(lines: Sequence[Line]) -> range:
    """The lines of the plan's contents, their heading included; empty where it has none."""
    for index, line in enumerate(lines):
        if line.text[0] in _CONTENTS_FIRST and (heading := read_heading(line.text)) and heading.style == "contents":
            return range(index, _contents_end(lines, index) + 1)
    return range(0)


def place_headings(lines: Sequence[Line], found: Sequence[FoundTable], contents: range) -> Iterator[PlacedHeading]:
    """Every heading outside the tables and the contents, in the order of the text; a box that opens with a table ends with it."""
    after_table = {one.groups[0][0]: lines[one.groups[-1][1]].end for one in found}
    taken = _table_lines(found) | frozenset(contents[1:])
    marks = _drop_announced(mend_lost_numbers(_read_marks(lines, taken), lines, taken))
    ranks = plan_ranks(marks.values())
    last = -1
    for index, mark in marks.items():
        if index <= last:
            continue
        heading = mark._replace(rank=ranks.get(mark.style, mark.rank))
        heading, last, end = _take_next_line(heading, index, lines, marks, taken)
        limit = after_table.get(last + 1) if heading.style == "box" else None
        if index in contents:
            limit = lines[contents[-1]].end
        yield PlacedHeading(heading, lines[index].start, end, lines[last].end, limit)


def _drop_announced(marks: dict[int, Heading]) -> dict[int, Heading]:
    """The headings without “附件：1.主要指标”, “2.名词解释”, where later lines 附件 open what these only announce."""
    bare = {heading.number: index for index, heading in marks.items() if heading.style == "appendix" and not heading.is_listing}
    last_bare = max(bare.values(), default=-1)
    kept: dict[int, Heading] = {}
    announced = -2
    for index, heading in marks.items():
        opens_later = last_bare if heading.ordinal is None else bare.get(heading.number, -1)
        if (heading.is_listing and opens_later > index) or (index == announced + 1 and heading.style in LISTS):
            announced = index
        else:
            kept[index] = heading
    return kept


def _table_lines(found: Sequence[FoundTable]) -> frozenset[int]:
    return frozenset(index for one in found for first, last, _ in one.groups for index in range(first, last + 1))


def _read_marks(lines: Sequence[Line], taken: frozenset[int]) -> dict[int, Heading]:
    marks = {}
    for index, line in enumerate(lines):
        if index not in taken and (heading := read_heading(line.text)):
            marks[index] = heading
    return marks


def _contents_end(lines: Sequence[Line], index: int) -> int:
    """The last line of the contents block that `index` opens.

    Prose ends it, or the first entry once more, or two lines without a page number where the first entry has one; where
    nothing does, only entries with a mark or a page number belong to it.
    """
    first = None
    is_paged = False
    marked = index
    for later in range(index + 1, len(lines)):
        text = lines[later].text
        if len(text) > 2 * NAME_MAX or text[-1] in _PROSE_ENDS:
            return later - 1
        entry, has_page = squeeze(_LEADER.sub("", text)), _LEADER.search(text) is not None
        if first is None:
            first, is_paged = entry, has_page
        elif entry == first:
            return later - 1
        if has_page or (not is_paged and marked == later - 1 and read_heading(text)):
            marked = later
        elif is_paged and later - marked > 1:
            return marked
    return marked


def _take_next_line(
    heading: Heading, index: int, lines: Sequence[Line], marks: dict[int, Heading], taken: frozenset[int]
) -> tuple[Heading, int, int]:
    """The heading, with its name from the next line where its own holds only its number; its last line and its end."""
    own = heading, index, lines[index].start + heading.end
    follow = index + 1
    if heading.name or follow >= len(lines) or follow in taken:
        return own
    text, other = lines[follow].text, marks.get(follow)
    if len(text) > NAME_MAX or text[-1] in _PROSE_ENDS or (other is not None and other.number is not None):
        return own
    return heading._replace(name=tidy(text)), follow, lines[follow].end
