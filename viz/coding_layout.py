"""How a CodingTable becomes a sheet: what stands where, in which words, and where each count leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.coding_table import NO_INSTRUMENT
from viz.blocks import place_words
from viz.coding_agreement import sample_block
from viz.coding_sheet import (
    CityCoding,
    CodebookLine,
    CodingSheet,
    Count,
    FamilyBlock,
    InstrumentLine,
    Place,
    ThemeLine,
    UnitEntry,
    UnitGroup,
)
from viz.coding_words import (
    NO_UNIT,
    NOT_CODED,
    counted_words,
    family_words,
    instrument_words,
    names_of,
    notes,
    theme_words,
)
from viz.layout import plan_line
from viz.lines import one_line
from viz.words import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.coding_table import CodedUnit, CodingMatrix, CodingTable, InstrumentTally, SharedTally, Tally
    from queries.comparison import ComparedCity


_NOTHING = Count(number=0, anchor=None, share="")


def lay_out_coding(table: CodingTable) -> CodingSheet:
    """The sheet of a coding table."""
    return CodingSheet(
        codebook_version=known(table.codebook_version),
        cities=tuple(_city(city, table) for city in table.cities),
        samples=tuple(sample_block(sample, table) for sample in table.samples),
        codebook=tuple(
            CodebookLine(
                instrument=instrument_words(entry.code, entry.name),
                family=family_words(entry.family),
                description=one_line(known(entry.description)),
            )
            for entry in table.codebook
        ),
        notes=tuple(map(one_line, notes(table))),
        snapshot=table.snapshot,
    )


def _city(city: ComparedCity, table: CodingTable) -> CityCoding:
    matrix = next((each for each in table.matrices if each.city == city.code), None)
    counts = _Counts(matrix, table) if matrix and matrix.total.count else None
    anchor = f"units-{city.code}"
    return CityCoding(
        anchor=anchor,
        name=one_line(city.name),
        code=city.code,
        plans=tuple(map(plan_line, city.plans)),
        counted=counted_words(table, city.code) if matrix else "",
        silence="" if counts else NO_UNIT if matrix else NOT_CODED,
        themes=tuple(counts.themes()) if counts else (),
        families=tuple(counts.families()) if counts else (),
        total=_count(matrix.total, anchor).model_copy(update={"share": "100.00"}) if counts and matrix else _NOTHING,
        restated=_count(matrix.restated, f"restated-{city.code}") if matrix else _NOTHING,
        restated_places=tuple(counts.restated()) if counts else (),
    )


class _Counts:
    """The counts of one city with the units behind them."""

    def __init__(self, matrix: CodingMatrix, table: CodingTable) -> None:
        self._matrix = matrix
        self._names = names_of(table)
        self._units = {unit.id: unit for unit in table.units}
        self._again: dict[str, list[CodedUnit]] = {}
        for unit in table.units:
            if unit.restates:
                self._again.setdefault(unit.restates, []).append(unit)

    def themes(self) -> Iterator[ThemeLine]:
        """The columns."""
        for position, column in enumerate(self._matrix.themes):
            anchor = f"theme-{self._matrix.city}-{position}"
            places = tuple(unit_place(self._units[unit]) for unit in column.total.units)
            yield ThemeLine(anchor=anchor, theme=theme_words(column.theme), total=_shared(column.total, anchor), places=places)

    def restated(self) -> Iterator[Place]:
        """The places of the units that are counted nowhere."""
        return (unit_place(self._units[unit]) for unit in self._matrix.restated.units)

    def families(self) -> Iterator[FamilyBlock]:
        """The rows, by family."""
        for each in self._matrix.families:
            anchor = f"family-{self._matrix.city}-{each.family or NO_INSTRUMENT}"
            lines = tuple(self._line(row) for row in self._matrix.instruments if row.family == each.family)
            yield FamilyBlock(anchor=anchor, family=family_words(each.family), total=_shared(each.total, anchor), lines=lines)

    def _line(self, row: InstrumentTally) -> InstrumentLine:
        anchor = f"code-{self._matrix.city}-{row.code or NO_INSTRUMENT}"
        anchors = [f"{anchor}-{position}" for position, _ in enumerate(row.cells)]
        groups = zip(anchors, self._matrix.themes, row.cells, strict=True)
        return InstrumentLine(
            anchor=anchor,
            instrument=instrument_words(row.code, row.name),
            family=family_words(row.family),
            cells=tuple(_count(cell, each) for cell, each in zip(row.cells, anchors, strict=True)),
            total=_shared(row.total, anchor),
            groups=tuple(
                UnitGroup(anchor=each, theme=theme_words(column.theme), units=tuple(self._entry(unit) for unit in cell.units))
                for each, column, cell in groups
                if cell.units
            ),
        )

    def _entry(self, unit_id: str) -> UnitEntry:
        unit = self._units[unit_id]
        again = self._again.get(unit_id, ())
        return UnitEntry(place=unit_place(unit), text=one_line(unit.text), details=self._details(unit), again=tuple(map(unit_place, again)))

    def _details(self, unit: CodedUnit) -> tuple[str, ...]:
        further = [instrument_words(code, self._names[code].name if code in self._names else None) for code in unit.secondary]
        parts = (("次码 also", further), ("规则 rule", [unit.rule]), ("动词 verbs", unit.verbs), ("对象 for", unit.groups))
        return tuple(one_line(f"{head}: {'、'.join(dict.fromkeys(words))}") for head, words in parts if words)


def unit_place(unit: CodedUnit) -> Place:
    """Where a unit stands, under its number."""
    return Place(anchor=unit.id, number=one_line(unit.number), place=place_words(unit.plan_id, unit.place or "", unit.start, unit.end))


def _count(tally: Tally, anchor: str) -> Count:
    return Count(number=tally.count, anchor=anchor if tally.count else None, share="")


def _shared(tally: SharedTally, anchor: str) -> Count:
    share = "" if tally.share_pct is None else f"{tally.share_pct:.2f}"
    return _count(tally, anchor).model_copy(update={"share": share})
