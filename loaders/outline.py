"""The outline of a plan: which section stands in which, and where each ends.

A heading goes on a list that is open around it where its number follows the last one there (after the box items 1. 2. 3.
a “(四)” goes on the list of the section around the box); else it opens a new list under the deepest open section that
ranks above its own mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.headings import KIND, NAME_MAX, Heading, Style, squeeze, tidy, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.records import Document, SectionKind
    from loaders.heading_lines import PlacedHeading

_NAME_SHOWN = 30
# A box belongs to the chapter, section or part (一、) that it closes, not to the numbered paragraph that happens to stand above it.
_BOX_HOLDERS: frozenset[Style] = frozenset({"markdown", "appendix", "part", "chapter", "section", "comma"})
_ARABIC: frozenset[Style] = frozenset({"arabic_comma", "arabic_dot"})
_COLON = re.compile("[:：]")


@dataclass(slots=True)
class Draft:
    """A section while its end, its parent and its children's numbers are being found; `last` holds those by style."""

    kind: SectionKind
    style: Style | None
    rank: float
    number: str | None
    name: str
    path: str
    start: int
    heading_end: int
    level: int
    parent: int | None
    end: int
    is_note: bool = False
    last: dict[Style, int] = field(default_factory=dict)


def draft_sections(document: Document, headings: Iterable[PlacedHeading]) -> list[Draft]:
    """Every section in the order of the text, the whole document first.

    `path` is how a person cites the place: the numbers and names from the chapter down, each name cut after 30
    characters, joined by "/": “第四章 以更加充分…/第四节 全面提升…/(二)推动…”.
    """
    outline = _Outline(document)
    for placed in headings:
        outline.add(placed)
    return outline.drafts


class _Outline:
    """Builds the tree, one heading at a time; `drafts` are its sections so far, in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self.drafts = [Draft("document", None, -1, None, document.name, document.name, 0, 0, 0, None, len(document.text))]
        self._open = [0]

    def add(self, placed: PlacedHeading) -> None:
        """Adds the section that this heading opens."""
        heading, start = placed.heading, placed.start
        while self.drafts[self._open[-1]].end <= start and len(self._open) > 1:
            self._open.pop()
        parent = self._parent(heading)
        while self._open[-1] != parent:
            self.drafts[self._open.pop()].end = start
        holder = self.drafts[parent]
        if heading.ordinal is not None:
            holder.last[heading.style] = heading.ordinal
        self._open.append(len(self.drafts))
        self.drafts.append(self._draft(placed, holder, parent))

    def _draft(self, placed: PlacedHeading, holder: Draft, parent: int) -> Draft:
        heading = placed.heading
        kind, name, heading_end = _kind(heading), heading.name, placed.end
        if holder.is_note and heading.style not in KIND:
            kind, name, heading_end = self._note(placed)
        return Draft(
            kind=kind,
            style=heading.style,
            rank=heading.rank,
            number=heading.number,
            name=name,
            path=_path(holder, heading.number, name),
            start=placed.start,
            heading_end=heading_end,
            level=holder.level + 1,
            parent=parent,
            end=holder.end if placed.limit is None else min(placed.limit, holder.end),
            is_note=holder.is_note or (kind == "appendix" and squeeze(name) in words().notes),
        )

    def _note(self, placed: PlacedHeading) -> tuple[SectionKind, str, int]:
        """A note's name is the term that it explains, before the colon."""
        start = placed.start + len(placed.heading.number or "")
        colon = _COLON.search(self._text, start, min(start + NAME_MAX, placed.line_end))
        if colon is None:
            return "note", placed.heading.name, placed.end
        return "note", tidy(self._text[start : colon.start()]), colon.end()

    def _parent(self, heading: Heading) -> int:
        if heading.style == "box":
            return self._box_holder()
        if heading.style in KIND or heading.style == "markdown" or heading.ordinal is None:
            return self._above(heading.rank)
        following = self._continued({heading.style}, heading.ordinal)
        if following is None and heading.style in _ARABIC:
            following = self._continued(_ARABIC, heading.ordinal)
        if following is not None:
            return following
        if heading.ordinal == 1 and (box := self._open_box()) is not None:
            inner = [index for index in self._open if index > box and self.drafts[index].rank < heading.rank]
            return inner[-1] if inner else box
        return self._above(heading.rank)

    def _continued(self, styles: set[Style] | frozenset[Style], ordinal: int) -> int | None:
        """The deepest open section in which this number comes next."""
        for index in reversed(self._open):
            last = self.drafts[index].last
            if any(last.get(style) == ordinal - 1 for style in styles):
                return index
        return None

    def _open_box(self) -> int | None:
        return next((index for index in reversed(self._open) if self.drafts[index].style == "box"), None)

    def _above(self, rank: float) -> int:
        return next(index for index in reversed(self._open) if self.drafts[index].rank < rank)

    def _box_holder(self) -> int:
        return next((index for index in reversed(self._open) if self.drafts[index].style in _BOX_HOLDERS), 0)


def _kind(heading: Heading) -> SectionKind:
    if heading.style == "markdown":
        return "chapter" if heading.rank == 1 else "section" if heading.rank == 2 else "heading"
    return KIND.get(heading.style, "heading")


def _path(holder: Draft, number: str | None, name: str) -> str:
    shown = name if len(name) <= _NAME_SHOWN else name[:_NAME_SHOWN] + "…"
    gap = " " if number and name and number[-1] not in ")）、.．]】" else ""
    own = f"{number or ''}{gap}{shown}".replace("/", "／")
    return own if holder.level == 0 else f"{holder.path}/{own}"
