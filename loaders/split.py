"""A document becomes sections, passages and tables, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from graph.ids import make_id
from graph.records import Document, Passage, PassageKind, Section, SplitDocument
from loaders.heading_lines import find_contents, place_headings
from loaders.lines import Line, read_lines
from loaders.outline import Draft, draft_sections
from loaders.tables import FoundTable, find_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_FIGURE = re.compile(r"\d")


def split_document(document: Document) -> SplitDocument:
    """The document's sections, passages and tables, each in the order of the text.

    Sections nest without overlap under one section of kind `document`. Every character that is not white space stands in
    exactly one passage, and every passage in the deepest section that holds it.
    """
    lines = read_lines(document.text)
    contents = find_contents(lines)
    found = find_tables(document.plan_id, document.text, lines, skip=contents)
    drafts = draft_sections(document, place_headings(lines, found, contents))
    sections = _sections(document.plan_id, drafts)
    return SplitDocument(
        document=document,
        sections=tuple(sections),
        passages=tuple(_passages(document, lines, found, drafts, sections)),
        tables=tuple(one.table for one in found),
    )


def _sections(plan_id: str, drafts: Sequence[Draft]) -> list[Section]:
    ids = [make_id("Section", plan_id, draft.start, draft.kind) for draft in drafts]
    return [
        Section(
            id=ids[index],
            plan_id=plan_id,
            kind=draft.kind,
            level=draft.level,
            number=draft.number,
            name=draft.name,
            path=draft.path,
            char_start=draft.start,
            char_end=draft.end,
            heading_end=draft.heading_end,
            parent_id=None if draft.parent is None else ids[draft.parent],
        )
        for index, draft in enumerate(drafts)
    ]


def _passages(
    document: Document, lines: Sequence[Line], found: Sequence[FoundTable], drafts: Sequence[Draft], sections: Sequence[Section]
) -> Iterator[Passage]:
    """One passage a line, and one a table row, however many lines it takes."""
    text, plan_id = document.text, document.plan_id
    holders = _Holders(drafts)
    for first, last, kind in _line_groups(lines, found):
        start, end = lines[first].start, lines[last].end
        holder = holders.at(start)
        draft = drafts[holder]
        yield Passage(
            id=make_id("Passage", plan_id, start, end),
            plan_id=plan_id,
            section_id=sections[holder].id,
            kind=kind or _kind(draft, text, start, end),
            text=text[start:end],
            char_start=start,
            char_end=end,
        )


def _kind(draft: Draft, text: str, start: int, end: int) -> PassageKind:
    if draft.kind == "contents":
        return "contents"
    if draft.start <= start < end <= draft.heading_end and not _may_state(draft, text, end):
        return "heading"
    return "note" if draft.is_note else "paragraph"


def _may_state(draft: Draft, text: str, end: int) -> bool:
    """Whether a numbered line that is all heading has a figure in it: “2.到2025年培训1万人次” says more than it names."""
    return draft.kind == "heading" and _FIGURE.search(text, draft.start + len(draft.number or ""), end) is not None


def _line_groups(lines: Sequence[Line], found: Sequence[FoundTable]) -> Iterator[tuple[int, int, PassageKind | None]]:
    """The first and last line of each passage, and its kind where a table settles it."""
    position = 0
    for one in found:
        for first, last, kind in one.groups:
            yield from ((index, index, _bare_kind(lines[index])) for index in range(position, first))
            yield first, last, kind
            position = last + 1
    yield from ((index, index, _bare_kind(lines[index])) for index in range(position, len(lines)))


def _bare_kind(line: Line) -> PassageKind | None:
    return "note" if line.text.startswith(("注:", "注：", "备注:", "备注：")) else None


class _Holders:
    """Finds the deepest section at a position; positions must be asked in rising order."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._starts = [draft.start for draft in drafts]
        self._open: list[int] = []
        self._next = 0

    def at(self, position: int) -> int:
        """The index of the deepest section that holds `position`."""
        until = bisect_right(self._starts, position, self._next)
        for index in range(self._next, until):
            self._close(self._starts[index])
            self._open.append(index)
        self._next = until
        self._close(position)
        return self._open[-1]

    def _close(self, position: int) -> None:
        while len(self._open) > 1 and self._drafts[self._open[-1]].end <= position:
            self._open.pop()
