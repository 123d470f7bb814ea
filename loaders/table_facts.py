"""Facts from indicator tables: one for each cell that holds a number under a year."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.units import SCALES, load_unit_kinds, unit_kind
from loaders.clauses import load_clause_words
from loaders.lexicon_files import any_of
from loaders.quantities import Quantity
from loaders.readings import Reading, make_fact
from loaders.scan import scan
from loaders.table_columns import read_columns, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.records import Basis, Cell, Fact, Period, SplitDocument, Table
    from loaders.programme_ties import ProgrammeTies
    from loaders.table_columns import Column, Row

_WORDS = load_clause_words()
_BRACKETS = re.compile(r"^\s*[\[【〔［](.*)[\]】〕］]\s*$|^(.*)[（(](?:五年|三年)?累计[）)]\s*$", re.DOTALL)
_CELL_NUMBER = re.compile(r"[0-9０-９][0-9０-９,.．]*(?:[-－–~～—][0-9０-９,.．]+)?")
_HAS_UNIT = re.compile(rf"\s*(?:余|多)?(?:{any_of([*SCALES, *load_unit_kinds()])}|[:：])")
_RATE = re.compile(r"率|比例|比重|占比|覆盖面")
_CHANGE = re.compile(rf"(?:{any_of(_WORDS.growth_verbs)})(?:[（(]|$)")
_STOCK = re.compile(any_of([*_WORDS.stock_nouns, "数量", "总数"]))
_ANNUAL = re.compile(any_of(_WORDS.annual_nouns) + "|年(?:招生|培训|服务)|每年")
_PRICE = re.compile(any_of(_WORDS.price_nouns))
# A unit that no list has (::, 个/千人) is read as this one and written back as it stands.
_ANY_UNIT = "个"


@dataclass(frozen=True, slots=True)
class _Grid:
    """One table with what its columns hold and where it stands."""

    table: Table
    columns: dict[int, Column]
    period: Period
    place: str


def read_tables(split: SplitDocument, ties: ProgrammeTies) -> Iterator[Fact]:
    """The facts of every table of the plan, row by row."""
    starts = [section.char_start for section in split.sections]
    for table in split.tables:
        columns = read_columns(table, split.document.period)
        grid = _Grid(table, columns, split.document.period, _place(split, starts, table))
        for row in read_rows(table, columns) if table.head_rows else ():
            programme = ties.within(row.label_cell.char_start, row.label_cell.char_end)
            for cell in row.cells:
                quantity = _cell_quantity(cell, _growth_unit(cell, table) if columns[cell.column].role == "growth" else row.unit)
                if quantity is not None:
                    yield make_fact(split.document, quantity, _reading(grid, row, cell, quantity, programme))


def _place(split: SplitDocument, starts: list[int], table: Table) -> str:
    """The path of the innermost section around a table, and the table's name; `starts` are the sections' starts in order."""
    before = reversed(range(bisect_right(starts, table.char_start)))
    path = next(split.sections[index].path for index in before if table.char_end <= split.sections[index].char_end)
    return f"{path}/{table.name}" if table.name and "".join(table.name.split()) not in "".join(path.split()) else path


def _growth_unit(cell: Cell, table: Table) -> str:
    """A column of yearly growth is in per cent; a total in brackets is what the note under the table says it is."""
    return "个百分点" if _BRACKETS.match(cell.text) and table.note and "百分点" in table.note else "%"


def _cell_quantity(cell: Cell, unit: str | None) -> Quantity | None:
    """The number of a cell, its unit from the row where it has none of its own; spans are in the plan's text."""
    bracketed = _BRACKETS.match(cell.text)
    text = ((bracketed[1] or bracketed[2]) if bracketed else cell.text).strip()
    known = unit if unit and unit_kind(unit) else _ANY_UNIT
    number = _CELL_NUMBER.search(text)
    if number and not _HAS_UNIT.match(text, number.end()):
        text = f"{text[: number.end()]}{known}{text[number.end() :]}"
    # A sign before the number keeps it from being taken for the number of a list.
    found = next((one for one in scan(f"。{text}") if isinstance(one, Quantity)), None)
    if found is None:
        return None
    if known != unit and found.unit == known:
        found = replace(found, unit=unit, kind=None, base_unit=unit)
    return replace(found, start=cell.char_start, end=cell.char_end)


def _reading(grid: _Grid, row: Row, cell: Cell, quantity: Quantity, programme: str | None) -> Reading:
    column = grid.columns[cell.column]
    is_growth, is_total = column.role == "growth", bool(_BRACKETS.match(cell.text))
    year = column.year or grid.period.end_year
    basis: Basis = "growth" if is_growth else _basis(row.name, quantity, is_total=is_total)
    return Reading(
        kind="target" if year >= grid.period.start_year else "achieved",
        basis=basis,
        date=_growth_date(grid.period, is_total=is_total) if is_growth else _date(basis, year, grid.period, column, is_total=is_total),
        comparator=quantity.comparator,
        nature=row.nature,
        hedge=None,
        subject=f"{row.name}{'提高幅度' if is_total else '年均增长率'}" if is_growth else row.name,
        scope=(),
        programme=programme,
        in_table=True,
        place=grid.place,
        quote_start=min(row.label_cell.char_start, cell.char_start),
        quote_end=max(row.label_cell.char_end, cell.char_end),
    )


def _basis(label: str, quantity: Quantity, *, is_total: bool) -> Basis:
    """How a cell adds up. A bracket means a total over the period, unless the label names a level at a date."""
    if is_total and _CHANGE.search(label):
        return "growth"
    if quantity.kind in ("share", "ratio", "parts", "per_many") or _RATE.search(label):
        return "rate"
    if quantity.kind == "money_rate" or (quantity.kind == "money" and _PRICE.search(label)):
        return "price"
    if quantity.kind in ("ages", "durations"):
        return "other"
    if _ANNUAL.search(label):
        return "annual"
    return "cumulative" if is_total and not _STOCK.search(label) else "stock"


def _growth_date(period: Period, *, is_total: bool) -> str:
    over = f"{period.start_year}-{period.end_year}"
    return over if is_total else f"annual {over}"


def _date(basis: Basis, year: int, period: Period, column: Column, *, is_total: bool) -> str:
    length = period.end_year - period.start_year + 1
    if column.is_past_target:
        return f"{year - length + 1}-{year} target"
    first = period.start_year if period.start_year <= year <= period.end_year else year - length + 1
    return f"{first}-{year}" if basis == "cumulative" or (is_total and basis in ("rate", "growth")) else str(year)
