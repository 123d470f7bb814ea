"""Questions to the graph become one CodingTable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.agreement import measure_agreement, read_references
from queries.asking import Asking, find_cities
from queries.coding_matrix import count_codes, family_position, themes_of
from queries.coding_table import CodebookEntry, CodedUnit, CodingTable
from queries.instruments import mark_restated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store import Store
    from queries.comparison import ComparedCity

    Rows = Sequence[Mapping[str, Any]]


def assemble_coding(store: Store, cities: Sequence[str] | None = None) -> CodingTable:
    """Every measure of the plans of these cities with its codes, counted by instrument and theme, and checked against two readers.

    Args:
        store: the graph that is asked.
        cities: codes or names, in the order they are to be shown; None for every city, by code.

    Raises:
        UnknownName: there is no such city.
        StoreError: the graph cannot answer.
    """
    asking = Asking(store)
    chosen = find_cities(asking, cities)
    within = {"cities": [city.code for city in chosen]}
    codebook = _codebook(asking.ask("instruments", {}))
    units = mark_restated(map(_unit, _in_order(asking.ask("coded_measures", within), chosen)))
    coded = _in_order(asking.ask("reference_codings", within), chosen)
    references = read_references(coded)
    themes = themes_of(units)
    snapshot = store.snapshot()
    return CodingTable(
        cities=chosen,
        codebook_version="、".join(sorted({entry.version for entry in codebook if entry.version})) or None,
        codebook=codebook,
        matrices=tuple(count_codes(city.code, units, codebook, themes) for city in chosen if city.plans),
        units=units,
        samples=measure_agreement(references, codebook),
        references=references,
        plans_without_references=tuple(row["plan_id"] for row in coded if row["id"] is None),
        snapshot=snapshot.id,
        rule_version=snapshot.rule_version,
        queries=tuple(asking.used),
    )


def _in_order(rows: Rows, cities: Iterable[ComparedCity]) -> Rows:
    """The rows by city, in the order of the cities, each city's in the order in which they come."""
    return [row for city in cities for row in rows if row["city"] == city.code]


def _codebook(rows: Rows) -> tuple[CodebookEntry, ...]:
    """The instruments, those of supply first, as papers print them."""
    entries = [
        CodebookEntry(
            code=row["code"], name=row["name"], family=row["family"], description=row["description"], version=row["codebook_version"]
        )
        for row in rows
    ]
    return tuple(sorted(entries, key=lambda entry: (family_position(entry.family), entry.code)))


def _unit(row: Mapping[str, Any]) -> CodedUnit:
    same = {name: row[name] for name in CodedUnit.model_fields if name in row}
    return CodedUnit(**same, number=f"{row['plan_id']}-{row['unit_number']}", restates=None)
