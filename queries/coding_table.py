"""Questions to the graph become one CodingTable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.agreement import measure_agreement
from queries.asking import Asking, find_cities
from queries.coding import CodebookEntry, CodedCity, CodedUnit, CodingTable, MatrixCell, MatrixRow
from queries.instruments import mark_restated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store import Store
    from queries.comparison import ComparedCity


def assemble_coding(store: Store, cities: Sequence[str] | None = None) -> CodingTable:
    """Every coded sentence of the plans of these cities, counted by instrument and theme, and the agreement with the readers.

    Args:
        store: the graph that is asked.
        cities: codes or names, in the order they are to be shown; None for every city, by code.

    Raises:
        UnknownName: there is no such city.
        StoreError: the graph cannot answer.
    """
    asking = Asking(store)
    chosen = find_cities(asking, cities)
    asked = {"cities": [city.code for city in chosen]}
    book = asking.ask("codebook", {})
    entries = tuple(CodebookEntry(**{name: row[name] for name in CodebookEntry.model_fields}) for row in book)
    units = mark_restated(map(_unit, asking.ask("coded_measures", asked)))
    references = asking.ask("reference_codings", asked)
    snapshot = store.snapshot()
    return CodingTable(
        codebook_versions=tuple(sorted({row["codebook_version"] for row in book if row["codebook_version"]})),
        instruments=entries,
        cities=tuple(_city(city, [unit for unit in units if unit.city == city.code], entries) for city in chosen),
        samples=measure_agreement(references, {entry.code: entry.family for entry in entries}),
        snapshot=snapshot.id,
        rule_version=snapshot.rule_version,
        queries=tuple(asking.used),
    )


def _unit(row: Mapping[str, Any]) -> CodedUnit:
    same = {name: row[name] for name in CodedUnit.model_fields if name in row}
    return CodedUnit(**same, number=f"{row['plan_id']}-{row['unit_number']}", restates=None)


def _city(city: ComparedCity, units: Sequence[CodedUnit], entries: Iterable[CodebookEntry]) -> CodedCity:
    counted = [unit for unit in units if unit.restates is None]
    # In the order in which the plans come to them; what stands under no theme is last.
    themes = sorted(dict.fromkeys(unit.theme for unit in counted), key=lambda theme: theme is None)
    known = {entry.code: entry for entry in entries}
    codes = sorted({*known, *(unit.instrument for unit in counted if unit.instrument)})
    return CodedCity(
        city=city,
        units=tuple(units),
        themes=tuple(themes),
        rows=tuple(_row(code, known.get(code or ""), counted, themes) for code in (*codes, None)),
        theme_totals=tuple(sum(unit.theme == theme for unit in counted) for theme in themes),
        total=len(counted),
        restated_count=len(units) - len(counted),
    )


def _row(code: str | None, entry: CodebookEntry | None, units: Iterable[CodedUnit], themes: Iterable[str | None]) -> MatrixRow:
    own = [unit for unit in units if unit.instrument == code]
    return MatrixRow(
        code=code,
        name=entry.name if entry else None,
        family=entry.family if entry else None,
        cells=tuple(_cell(theme, own) for theme in themes),
        total=len(own),
    )


def _cell(theme: str | None, units: Iterable[CodedUnit]) -> MatrixCell:
    numbers = tuple(unit.number for unit in units if unit.theme == theme)
    return MatrixCell(theme=theme, count=len(numbers), numbers=numbers)
