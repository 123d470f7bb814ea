"""What belongs together inside one plan: a number and its programme, its passage, and the value it starts from."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from loaders.lexicon_files import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import Cell, Fact, Initiative, Passage, PlanRecords, Programme

# Two or three characters (技能, 平台) stand in many phrases that name no programme.
SHORTEST_PART = 4


class ProgrammeNames:
    """Finds the programmes of a plan by any of their names, however it is quoted."""

    def __init__(self, programmes: Sequence[Programme], initiatives: Sequence[Initiative]) -> None:
        shared = {one.id: one for one in initiatives}
        ordered = sorted(programmes, key=lambda one: (min(one.mentions, default=(0, 0)), one.id))
        self._by_name: dict[str, Programme] = {}
        # A programme's own name goes before another's variant, and either before the name of what it implements.
        for names in (_own_name, _variants, lambda one: _initiative_names(shared.get(one.initiative or ""))):
            for programme in ordered:
                for name in names(programme):
                    self._by_name.setdefault(squeeze(name), programme)

    def find(self, name: str) -> Programme | None:
        """The programme of that id, name, variant or initiative."""
        return self._by_name.get(squeeze(name))

    def find_in(self, phrase: str) -> list[Programme]:
        """The programmes named inside a phrase, each once; a name that is part of a longer one found does not count."""
        squeezed = squeeze(phrase)
        if squeezed in self._by_name:
            return [self._by_name[squeezed]]
        found = [name for name in self._by_name if len(name) >= SHORTEST_PART and name in squeezed]
        longest = [name for name in found if not any(name != other and name in other for other in found)]
        return list({self._by_name[name].id: self._by_name[name] for name in longest}.values())


def _own_name(programme: Programme) -> tuple[str, ...]:
    # Facts name their programme, measures give its id.
    return (programme.id, programme.name)


def _variants(programme: Programme) -> tuple[str, ...]:
    return programme.variants


def _initiative_names(initiative: Initiative | None) -> tuple[str, ...]:
    return (initiative.name, *initiative.aliases) if initiative else ()


class PassagePlaces:
    """Finds the passage that holds a character of the plan."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = sorted(passages, key=lambda passage: passage.char_start)
        self._starts = [passage.char_start for passage in self._passages]

    def at(self, offset: int) -> Passage | None:
        """The passage that holds the character at the offset; None between passages."""
        index = bisect_right(self._starts, offset) - 1
        return self._passages[index] if index >= 0 and offset < self._passages[index].char_end else None


def baselines(plan: PlanRecords) -> Iterator[tuple[Fact, Fact]]:
    """Each target with the past value it starts from: the nearest in its table row that measures the same thing."""
    rows = _table_rows(plan)
    results = [(rows[fact.id], fact) for fact in plan.facts if fact.kind == "achieved" and fact.id in rows]
    for target in plan.facts:
        if target.kind == "target" and target.id in rows:
            same = [result for row, result in results if row == rows[target.id] and _measure_the_same(target, result)]
            if same:
                yield target, min(same, key=lambda result: (abs(result.start - target.start), result.start))


def _measure_the_same(target: Fact, result: Fact) -> bool:
    if target.indicator or result.indicator:
        return target.indicator == result.indicator
    return squeeze(target.subject) == squeeze(result.subject)


def _table_rows(plan: PlanRecords) -> dict[str, tuple[int, int]]:
    """For each fact that stands in a table cell, by id: the table's place in the plan and the row in the table."""
    cells: list[tuple[Cell, tuple[int, int]]] = sorted(
        ((cell, (index, cell.row)) for index, table in enumerate(plan.split.tables) for cell in table.cells),
        key=lambda placed: placed[0].char_start,
    )
    starts = [cell.char_start for cell, _ in cells]
    rows = {}
    for fact in plan.facts:
        index = bisect_right(starts, fact.start) - 1
        if fact.in_table and index >= 0 and fact.start < cells[index][0].char_end:
            rows[fact.id] = cells[index][1]
    return rows
