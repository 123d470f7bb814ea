"""Where a measure stands in its plan: the headings above it, its field of policy and its number in a coding table."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from loaders.lexicons import themes
from loaders.phrases import find_phrases, index_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import Section
    from loaders.phrases import Phrases

_NUMBERED = ("chapter", "section", "heading", "box", "appendix")


class SectionTree:
    """The sections of a plan by their place in one another."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.by_id = {section.id: section for section in sections}
        self._positions = _positions(sections)
        self._counted: defaultdict[tuple[int, ...], int] = defaultdict(int)

    def above(self, section_id: str) -> Iterator[Section]:
        """The section and those it stands in, innermost first."""
        section = self.by_id.get(section_id)
        while section is not None:
            yield section
            section = self.by_id.get(section.parent_id) if section.parent_id else None

    def theme(self, section_id: str) -> str | None:
        """The field of policy that the nearest heading above names."""
        return next((theme for section in self.above(section_id) if (theme := theme_of(section.name))), None)

    def next_unit_number(self, section_id: str) -> str:
        """The number of the next measure in the section: chapter, section in it, running number in that section.

        The two outer levels of the plan count, whatever it calls them; a plan or chapter without one has 0 there.
        """
        chain = [self._positions[section.id] for section in self.above(section_id) if section.id in self._positions]
        outer = [*reversed(chain), 0, 0][:2]
        self._counted[tuple(outer)] += 1
        return "-".join(map(str, (*outer, self._counted[tuple(outer)])))


def _positions(sections: Sequence[Section]) -> dict[str, int]:
    """The position of each numbered section among those of its parent, from 1."""
    counts: defaultdict[str | None, int] = defaultdict(int)
    positions = {}
    for section in sections:
        if section.kind in _NUMBERED:
            counts[section.parent_id] += 1
            positions[section.id] = counts[section.parent_id]
    return positions


def theme_of(heading: str) -> str | None:
    """The field of policy that a heading names first.

    >>> theme_of("第二节 健全完善社会保险制度"), theme_of("第三节 其他")
    ('社会保障', None)
    """
    found = find_phrases(heading, _words())
    return themes()[heading[slice(*found[0])]] if found else None


@cache
def _words() -> Phrases:
    return index_phrases(themes())
