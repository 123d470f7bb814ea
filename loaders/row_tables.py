"""Tables whose rows stand on lines of their own: cells between tabs, between pipes, two blanks apart or one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from loaders.columns import Parts, place_by_kinds, place_by_order, place_by_position
from loaders.grids import COLUMNS_MAX, Grid, GridCell, cell_kind, is_caption, is_group, is_head, is_spread_head, opening_words
from loaders.headings import CLOSING, read_heading, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.lines import Line

Separator = Literal["pipe", "tab", "gap", "blank"]

_PIPES = "|｜│┃"
_SPLIT: dict[Separator, re.Pattern[str]] = {"pipe": re.compile(f"[{_PIPES}]"), "tab": re.compile("\t")}
_RULE = re.compile(rf"[{_PIPES}┌┐└┘├┤┬┴┼─━+:：\-=\s]+")
_RULE_STARTS = frozenset(_PIPES + "┌├└+:-─━=")
_DASHES = ("---", "─", "━", "===", "-|", "- |")
_PIECES: dict[Separator, re.Pattern[str]] = {"gap": re.compile(r"\S+(?:[ \xa0]\S+)*"), "blank": re.compile(r"\S+")}
_PLACE = {"pipe": place_by_order, "tab": place_by_order, "gap": place_by_position, "blank": place_by_kinds}
_BULLET = re.compile(r"[•·●■◆○*\-—]|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.、．]?|[①-⑳]")
_LOOSE_MAX = 40
_LOOSE_LINES = 2
_JOIN_MAX = 6
# A cell that goes on in the next line is at least so long; what follows a shorter one is a row that names a group.
_BROKEN_MIN = 8


class RowTables:
    """Reads tables of whole rows; asked about one line after another, it looks at each line a bounded number of times."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._refused_until = 0

    def read(self, first: int, limit: int) -> Grid | None:
        """The table whose first row is line `first` and that ends before line `limit`, None where there is none."""
        if first < self._refused_until or (separator := _separator(self._lines[first].text)) is None:
            return None
        if self._stands_above(first, limit, separator):
            return None
        end = self._run_end(first, limit, separator)
        rows = list(self._rows(first, end, separator))
        if self._is_table(rows, separator):
            return _PLACE[separator](self._text, rows)
        self._refused_until = end
        return None

    def _run_end(self, first: int, limit: int, separator: Separator) -> int:
        """One past the last line of the run of rows that `first` opens, with a few loose lines (group rows) among them."""
        end = at = first + 1
        blanks = self._lines[first].text.count(" ")
        while at < limit and at - end < _LOOSE_LINES:
            text = self._lines[at].text
            if _divides(text, separator) if separator != "blank" else _is_blank_row(text, blanks):
                if end - first > 1 and self._opens_another(at, separator):
                    break
                end = at + 1
            elif not _is_loose(text):
                break
            at += 1
        return end

    def _stands_above(self, first: int, limit: int, separator: Separator) -> bool:
        """Whether line `first` is no row of the table below it: a caption, or a line set apart by a blank one or by heads."""
        text = self._lines[first].text
        if _is_rule(text):
            return False
        if separator != "pipe" and (is_caption(text) or _is_closing(text)):
            return True
        if first + 2 >= limit or not _divides(self._lines[first + 1].text, separator):
            return False
        if any(is_head(self._text[start:end]) for start, end in self._cells(first, first, separator)):
            return False
        is_apart = self._lines[first + 1].after_blank and not self._lines[first + 2].after_blank
        return is_apart or self._opens_another(first + 1, separator)

    def _opens_another(self, at: int, separator: Separator) -> bool:
        start, end = next(iter(self._cells(at, at, separator)), (0, 0))
        return squeeze(self._text[start:end]) in opening_words()

    def _rows(self, first: int, end: int, separator: Separator) -> Iterator[Parts]:
        width = self._tab_count(first, end) if separator == "tab" else 0
        bare_pipes = self._bare_pipes(first, end) if separator == "pipe" else None
        at = first
        while at < end:
            last = at
            if separator == "pipe":
                last = self._join_pipes(at, end, has_outer=bare_pipes is None)
            elif separator == "tab":
                last = self._join_tabs(at, end, width)
            has_rule = last > at and _is_rule(self._lines[last].text)
            yield Parts(at, last, self._lines[at].raw_start, tuple(self._cells(at, last, separator, bare_pipes)), has_rule)
            at = last + 1

    def _tab_count(self, first: int, end: int) -> int:
        counts = Counter(line.text.count("\t") for line in self._lines[first:end] if "\t" in line.text)
        return max(counts, key=lambda count: (counts[count], count))

    def _bare_pipes(self, first: int, end: int) -> int | None:
        """How many pipes stand between the heads of a table without outer pipes, None for a table that has them."""
        shown = (line.text for line in self._lines[first:end] if not _is_rule(line.text))
        head, below = next(shown, "|"), next(shown, "|")
        opens_empty = head[0] in _PIPES and not {head[-1], below[0], below[-1]} & set(_PIPES)
        return sum(map(head.count, _PIPES)) if head[0] not in _PIPES or opens_empty else None

    def _join_pipes(self, at: int, end: int, *, has_outer: bool) -> int:
        """The last line of the row at `at`: a row that opens with a pipe goes on to the next pipe that ends a line.

        A line of dashes belongs to the row above it, the one on top of a table to the first row.
        """
        last = at
        while last + 1 < end and _is_rule(self._lines[last].text):
            last += 1
        text = self._lines[last].text
        if has_outer and text[0] in _PIPES and text[-1] not in _PIPES:
            last = self._closing_pipe(last, end)
        while last + 1 < end and _is_rule(self._lines[last + 1].text):
            last += 1
        return last

    def _closing_pipe(self, at: int, end: int) -> int:
        for later in range(at + 1, min(end, at + _JOIN_MAX)):
            text = self._lines[later].text
            if text[0] in _PIPES or self._lines[later].after_blank:
                break
            if text[-1] in _PIPES:
                return later
        return at

    def _join_tabs(self, at: int, end: int, width: int) -> int:
        """The last line of the row at `at`: lines that only together have the table's tabs are one row with a broken cell."""
        tabs = self._lines[at].text.count("\t")
        if tabs == width:
            return self._last_cell_end(at, end)
        if tabs == 0:
            return at
        for later in range(at + 1, min(end, at + _JOIN_MAX)):
            more = self._lines[later].text.count("\t")
            tabs += more
            if self._lines[later].after_blank or more == width or tabs > width:
                break
            if tabs == width:
                return self._last_cell_end(later, end)
        return at

    def _last_cell_end(self, at: int, end: int) -> int:
        """The last line of a row whose last cell may go on in lines without a tab."""
        cell = self._lines[at].text.rpartition("\t")[2]
        if len(cell) < _BROKEN_MIN or cell_kind(cell) != "text" or is_head(cell):
            return at
        for later in range(at + 1, min(end, at + _JOIN_MAX)):
            line = self._lines[later]
            if line.after_blank or "\t" in line.text or is_group(line.text):
                return later - 1
        return at

    def _cells(self, first: int, last: int, separator: Separator, bare_pipes: int | None = None) -> Iterator[tuple[int, int]]:
        """The places of the row's cells; a tab at the start of the line, or two pipes side by side, give an empty one."""
        while first < last and _is_rule(self._lines[first].text):
            first += 1
        while last > first and _is_rule(self._lines[last].text):
            last -= 1
        start, end = self._lines[first].start, self._lines[last].end
        if separator in _PIECES:
            yield from self._join_spread([match.span() for match in _PIECES[separator].finditer(self._text, start, end)])
            return
        if separator == "tab":
            start = self._lines[first].raw_start
        else:
            start, end = self._within_pipes(start, end, bare_pipes)
        at = start
        for match in _SPLIT[separator].finditer(self._text, start, end):
            yield self._trim(at, match.start())
            at = match.end()
        yield self._trim(at, end)

    def _within_pipes(self, start: int, end: int, bare_pipes: int | None) -> tuple[int, int]:
        """The row without its outer pipes; in a table that has none, a pipe at an end is the border of an empty cell."""
        inner_start = start + (self._text[start] in _PIPES)
        inner_end = end - (end > inner_start and self._text[end - 1] in _PIPES)
        inner_pipes = sum(self._text.count(pipe, inner_start, inner_end) for pipe in _PIPES)
        return (start, end) if bare_pipes is not None and inner_pipes < bare_pipes else (inner_start, inner_end)

    def _join_spread(self, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The pieces, a head whose signs are spread over its column (“属　　性”) as one of them."""
        joined: list[tuple[int, int]] = []
        for start, end in pieces:
            if joined and end - start == 1 and is_spread_head(self._text[joined[-1][0] : end]):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        part = self._text[start:end]
        shown = part.strip()
        start += part.find(shown)
        return start, start + len(shown)

    def _is_table(self, rows: Sequence[Parts], separator: Separator) -> bool:
        full = [cells for row in rows if len(cells := row.filled()) > 1]
        width = max(map(len, full), default=0)
        if len(full) < 2 or width > COLUMNS_MAX or self._is_contents(full):
            return False
        if separator == "blank":
            return sum(len(cells) == len(rows[0].cells) for cells in full) > 2
        has_heads = sum(is_head(self._say(cell)) for cell in full[0]) > 1
        return has_heads or self._looks_drawn(rows, full, width, separator)

    def _looks_drawn(self, rows: Sequence[Parts], full: Sequence[Sequence[GridCell]], width: int, separator: Separator) -> bool:
        """Whether rows without known heads are set as a table, not as a list whose marks stand apart from their text."""
        if separator == "pipe":
            return any(row.has_rule for row in rows) or self._lines[rows[0].first].text[0] in _PIPES or len(full) > 2
        if separator == "gap":
            return len(full) > 2 and width > 2 and any(self._is_number(cell) for cells in full for cell in cells)
        return width > 2 or (len(full) > 2 and not all(_BULLET.fullmatch(self._say(cells[0])) for cells in full))

    def _is_contents(self, rows: Sequence[Sequence[GridCell]]) -> bool:
        """Whether the rows are headings, with page numbers or without."""
        headings = [read_heading(self._text[cells[0].start : cells[-1].end]) for cells in rows]
        return 2 * sum(heading is not None and heading.style in CLOSING for heading in headings) > len(rows)

    def _is_number(self, cell: GridCell) -> bool:
        return cell_kind(self._say(cell)) == "number"

    def _say(self, cell: GridCell) -> str:
        return self._text[cell.start : cell.end]


def _separator(text: str) -> Separator | None:
    """What stands between the cells of the line, if it can be a row at all."""
    for separator in ("pipe", "tab", "gap"):
        if _divides(text, separator):
            return separator
    return "blank" if " " in text and _is_blank_head(text) else None


def _is_blank_head(text: str) -> bool:
    """Whether the line is made of heads, one blank apart: “指标 单位 2020年 2025年 属性”."""
    words = text.split(" ", COLUMNS_MAX)
    return words[0] in opening_words() and len(words) > 2 and all(map(is_head, words))


def _is_blank_row(text: str, blanks: int) -> bool:
    """Whether the line can be a row under heads with so many blanks between them."""
    if abs(text.count(" ") - blanks) > 2 or text[-1] in "。；;" or text[0] == "注" or " " not in text:
        return False
    return not _is_closing(text)


def _divides(text: str, separator: Separator) -> bool:
    if separator == "pipe":
        return "|" in text or "│" in text or "｜" in text or "┃" in text or (text[0] in "┌├└+" and _is_rule(text))
    if separator == "tab":
        return "\t" in text
    return "  " in text or "\u3000" in text or "\xa0\xa0" in text


def _is_rule(text: str) -> bool:
    """Whether the line only draws the table: |---|---|, ├──┼──┤ or +===+."""
    return text[0] in _RULE_STARTS and any(dash in text for dash in _DASHES) and _RULE.fullmatch(text) is not None


def _is_loose(text: str) -> bool:
    """Whether the line may stand between the rows of a table: a row that names a group, or the rest of a broken cell."""
    return len(text) <= _LOOSE_MAX and text[-1] not in "。；;：:" and not _is_closing(text)


def _is_closing(text: str) -> bool:
    heading = read_heading(text)
    return heading is not None and heading.style in CLOSING
