"""Tables that were flattened to one cell a line, with or without blank lines between the cells.

Three things tell where a row ends, in this order: blank lines that stand between rows only; an index column that counts
1, 2, 3 …; the sequence of kinds of cell (text, unit, number, number, 预期性) that repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from loaders.alignment import align, compatible
from loaders.grids import CellKind, Grid, GridCell, Row, cell_kind, continues_head, head_words, is_group, is_head, opening_words
from loaders.headings import CLOSING, read_heading, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.lines import Line

_CELL_MAX = 60
_HEADS_MAX = 24
_COLUMNS_MAX = 12
_TRIES = 4
_INDEX = re.compile(r"(\d{1,3})[.、]?")


class StackedTables:
    """Reads flattened tables; asked about one line after another, it looks at each line a bounded number of times."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._run_end = 0
        self._tries = 0

    def read(self, first: int, limit: int) -> Grid | None:
        """The table whose head opens at line `first` and ends before line `limit`, None where there is none."""
        if len(self._lines[first].text) > _CELL_MAX or squeeze(self._lines[first].text) not in opening_words():
            return None
        if first >= self._run_end:
            self._run_end, self._tries = _run_end(self._lines, first, limit), 0
        self._tries += 1
        if self._tries > _TRIES or self._run_end - first < 6:
            return None
        reader = _Reader(self._lines, first, self._run_end)
        grid = reader.by_blocks() or reader.by_index() or reader.by_kinds()
        # A caption such as 主要指标 can be a head word too: then the table opens with the line below.
        is_caption = grid is not None and not grid.head_rows and squeeze(self._lines[first + 1].text) in opening_words()
        return None if is_caption else grid


def _run_end(lines: Sequence[Line], first: int, limit: int) -> int:
    for index in range(first, limit):
        text = lines[index].text
        if len(text) > _CELL_MAX or text[-1] in "。；;" or "\t" in text or (text.startswith(("注", "—")) and len(text) > 6):
            return index
        heading = read_heading(text) if text[0] in "#第专附【[目" else None
        if heading and heading.style in CLOSING:
            return index
    return limit


class _Reader:
    """The cells from a table's first head to the end of the run, one a line."""

    def __init__(self, lines: Sequence[Line], first: int, end: int) -> None:
        self._first = first
        self._lines = lines[first:end]
        self._texts = [line.text for line in self._lines]
        self._kinds: dict[int, CellKind] = {}

    def by_blocks(self) -> Grid | None:
        """The table whose rows are blocks of lines with blank lines between."""
        blocks = list(self._blocks())
        sizes = Counter(stop - start for start, stop in blocks[1:] if stop - start > 1)
        if len(blocks) < 3 or not sizes or sum(map(is_head, self._texts[: blocks[0][1]])) < 2:
            return None
        width = sizes.most_common(1)[0][0]
        if width > _COLUMNS_MAX:
            return None
        spans = []
        for start, stop in blocks[1:]:
            if stop - start != 1 and abs(stop - start - width) > 2:
                break
            spans.append((start, stop))
        return self._grid(blocks[0][1], width, spans, has_index=False)

    def by_index(self) -> Grid | None:
        """The table whose rows open with 1, then 2, then 3."""
        one = next((at for at in range(2, min(_HEADS_MAX, len(self._texts))) if self._index(at) == 1), None)
        if one is None:
            return None
        head_stop = 1 + max((at for at in range(one) if self._is_head(at)), default=0)
        if one - head_stop > 2 or sum(map(is_head, self._texts[:head_stop])) < 2:
            return None
        walks = [(width, self._walk_index(head_stop, width)) for width in self._index_widths(one)]
        width, spans = max(walks, key=lambda walk: _score(*walk), default=(0, []))
        if not spans:
            return None
        # The last heads may be words of the plan's own: they are heads where that gives each column one.
        stop = next((stop for stop in range(head_stop, one + 1) if self._heads(stop, width, has_index=True)[0]), head_stop)
        return self._grid(stop, width, [span for span in spans if span[0] >= stop], has_index=True)

    def by_kinds(self) -> Grid | None:
        """The table whose rows repeat one sequence of kinds of cell."""
        heads = next((at for at in range(min(_HEADS_MAX, len(self._texts))) if not self._is_head(at)), 0)
        widths = range(min(heads, _COLUMNS_MAX), 1, -1)
        # The first line below the heads may name a group without a mark, which looks like the first cell of a row.
        walks = [(width, self._walk_kinds(heads, width, is_grouped=grouped)) for width in widths for grouped in (False, True)]
        best = max(walks, key=lambda walk: _score(*walk), default=None)
        return None if best is None else self._grid(heads, *best, has_index=False)

    def _blocks(self) -> Iterator[tuple[int, int]]:
        start = 0
        for at in range(1, len(self._lines)):
            if self._lines[at].after_blank:
                yield start, at
                start = at
        yield start, len(self._lines)

    def _index(self, at: int) -> int | None:
        match = _INDEX.fullmatch(self._texts[at]) if at < len(self._texts) else None
        return int(match[1]) if match else None

    def _kind(self, at: int) -> CellKind:
        if at not in self._kinds:
            self._kinds[at] = cell_kind(self._texts[at])
        return self._kinds[at]

    def _is_head(self, at: int) -> bool:
        return is_head(self._texts[at]) or (at > 0 and continues_head(self._texts[at - 1], self._texts[at]))

    def _index_widths(self, one: int) -> list[int]:
        """How many columns there may be, from where the second row opens."""
        twos = [at for at in range(one + 2, one + _COLUMNS_MAX + 3) if self._index(at) == 2]
        return sorted({two - one - groups for two in twos for groups in range(3) if 2 <= two - one - groups <= _COLUMNS_MAX})

    def _walk_index(self, start: int, width: int) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        at, number = start, 1
        while at < len(self._texts):
            if self._index(at) == number:
                stop = self._row_stop(at, number, width)
                if stop is None:
                    break
                spans.append((at, stop))
                at, number = stop, number + 1
            elif self._opens_group(at, number):
                spans.append((at, at + 1))
                at += 1
            else:
                break
        return spans

    def _opens_group(self, at: int, number: int) -> bool:
        return at < len(self._texts) and self._kind(at) == "text" and number in (self._index(at + 1), self._index(at + 2))

    def _row_stop(self, at: int, number: int, width: int) -> int | None:
        """Where the row `number` ends: where the next opens, or after `width` cells if it is the last."""
        size = len(self._texts)
        for extra in (0, -1, 1, -2, 2):
            stop = at + width + extra
            if at + 1 < stop <= size and (stop == size or self._index(stop) == number + 1 or self._opens_group(stop, number + 1)):
                return stop
        return at + width if at + width <= size else None

    def _walk_kinds(self, start: int, width: int, *, is_grouped: bool) -> list[tuple[int, int]]:
        spans = [(start, start + 1)] if is_grouped else []
        template: list[CellKind] | None = None
        at = start + is_grouped
        while at < len(self._texts):
            if is_group(self._texts[at]) and self._fits(at + 1, width, template):
                step = 1
            elif self._fits(at, width, template):
                template = template or [self._kind(at + column) for column in range(width)]
                step = width
            elif self._fits(at + 1, width, template):
                step = 1
            else:
                step = next((size for size in (width - 1, width + 1) if size > 1 and self._fits(at + size, width, template)), 0)
            if not step or (step == 1 and self._kind(at) != "text") or (template is None and step > 1 and step != width):
                break
            spans.append((at, at + step))
            at += step
        return spans

    def _fits(self, at: int, width: int, template: list[CellKind] | None) -> bool:
        if at + width > len(self._texts) or self._kind(at) != "text":
            return False
        kinds = [self._kind(at + column) for column in range(width)]
        if template is None:
            return "number" in kinds[1:]
        return all(compatible(kind, wanted) for kind, wanted in zip(kinds, template, strict=True))

    def _grid(self, head_stop: int, width: int, spans: list[tuple[int, int]], *, has_index: bool) -> Grid | None:
        while spans and spans[-1][1] - spans[-1][0] == 1:
            spans.pop()
        exact = [start for start, stop in spans if stop - start == width]
        if len(exact) < 2:
            return None
        columns = [Counter(self._kind(start + column) for start in exact).most_common(1)[0][0] for column in range(width)]
        heads, shift, is_category = self._heads(head_stop, width, has_index=has_index)
        label = shift + int(has_index)
        rows = [self._row(0, head_stop, heads)]
        for start, stop in spans:
            if stop - start == 1:
                rows.append(self._row(start, stop, ((0 if is_category else label, start, start),)))
            else:
                rows.append(self._row(start, stop, self._cells(start, stop, columns, shift)))
        return Grid(tuple(rows), int(bool(heads)), width + shift)

    def _heads(self, head_stop: int, width: int, *, has_index: bool) -> tuple[tuple[tuple[int, int, int], ...], int, bool]:
        """The head cells as (column, first, last), how far the body stands to their right, and whether that is for a category."""
        texts = self._texts[:head_stop]
        if merged := _merge_heads(texts, width):
            return merged, 0, False
        if squeeze(texts[0]) in head_words().category and (merged := _merge_heads(texts, width + 1)):
            return merged, 1, True
        if has_index and squeeze(texts[0]) not in head_words().index and (merged := _merge_heads(texts, width - 1)):
            return tuple((column + 1, first, last) for column, first, last in merged), 0, False
        return (), 0, False

    def _cells(self, start: int, stop: int, columns: Sequence[CellKind], shift: int) -> list[tuple[int, int, int]]:
        placed = align([self._kind(at) for at in range(start, stop)], columns)
        return [(column + shift, start + first, start + last) for column, first, last in placed]

    def _row(self, start: int, stop: int, cells: Sequence[tuple[int, int, int]]) -> Row:
        return Row(
            self._first + start,
            self._first + stop - 1,
            tuple(GridCell(column, self._lines[first].start, self._lines[last].end) for column, first, last in cells),
        )


def _score(width: int, spans: list[tuple[int, int]]) -> tuple[int, int]:
    exact = sum(stop - start == width for start, stop in spans)
    ragged = sum(stop - start not in (1, width) for start, stop in spans)
    return exact - ragged, -sum(stop - start == 1 for start, stop in spans)


def _merge_heads(texts: Sequence[str], width: int) -> tuple[tuple[int, int, int], ...]:
    """The heads put together to `width` cells, none where it is not plain which go together."""
    joins = [at for at in range(1, len(texts)) if continues_head(texts[at - 1], texts[at])]
    if len(texts) == width:
        joins = []
    elif len(texts) - len(joins) != width:
        return ()
    starts = [at for at in range(len(texts)) if at not in joins]
    stops = [*starts[1:], len(texts)]
    return tuple((column, start, stop - 1) for column, (start, stop) in enumerate(zip(starts, stops, strict=True)))
