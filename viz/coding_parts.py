"""The parts of a CodingTable as lists under fixed columns: what a CSV file and the sheets of a workbook hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from queries.coding_table import NO_INSTRUMENT
from viz.coding_words import (
    NO_CITY,
    NO_KAPPA,
    NO_REFERENCE,
    NO_TOOL,
    NOT_CODED,
    family_words,
    names_of,
    numbers_of,
    theme_words,
)
from viz.words import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from queries.coding_table import Agreement, CodebookEntry, CodedUnit, CodingMatrix, CodingTable, SampleAgreement, Tally

CodingPart = Literal["units", "matrix", "agreement", "confusion", "references", "codebook"]
Row = dict[str, Any]


class CodingColumn(NamedTuple):
    """A column: its key, the same as in the JSON, what papers call it, and how many characters wide it is best shown."""

    key: str
    zh: str
    width: int


class Part(NamedTuple):
    """One list of the table: its columns, and how its rows are made, keyed by column."""

    columns: tuple[CodingColumn, ...]
    rows: Callable[[CodingTable], Iterator[Row]]


def _columns(*columns: tuple[str, str, int]) -> tuple[CodingColumn, ...]:
    return tuple(CodingColumn(*column) for column in columns)


def _unit_rows(table: CodingTable) -> Iterator[Row]:
    """Every unit, restated ones too, in the order of the plans; a city without a plan has one row that says so."""
    names, numbers = names_of(table), numbers_of(table)
    for city in table.cities:
        plans = {plan.id: plan.name for plan in city.plans}
        said = {"city": city.code, "city_name": city.name, "codebook_version": known(table.codebook_version)}
        for unit in table.units:
            if unit.city == city.code:
                yield said | _unit(unit, names, numbers) | {"plan_name": plans.get(unit.plan_id)}
        if not plans:
            yield said | {"number": NOT_CODED, "text": NOT_CODED, "is_counted": False}
    if not table.cities:
        yield {"number": NO_CITY}


def _unit(unit: CodedUnit, names: Mapping[str, CodebookEntry], numbers: Mapping[str, str]) -> Row:
    entry = names.get(unit.instrument) if unit.instrument else None
    return {
        **unit.model_dump(),
        "instrument": unit.instrument or NO_INSTRUMENT,
        "instrument_name": known(entry.name if entry else None) if unit.instrument else NO_TOOL,
        "family": family_words(entry.family if entry else None),
        "theme": theme_words(unit.theme),
        "restates": unit.restates and numbers[unit.restates],
        "is_counted": unit.restates is None,
    }


def _matrix_rows(table: CodingTable) -> Iterator[Row]:
    """One row for each cell, total and family; `level` tells which, so that nobody adds totals to what they total."""
    numbers = numbers_of(table)
    for city in table.cities:
        said = {"city": city.code, "city_name": city.name}
        for matrix in table.matrices:
            if matrix.city == city.code:
                yield from (said | row | {"numbers": [numbers[unit] for unit in row["units"]]} for row in _tallies(matrix))
        if not city.plans:
            yield said | {"level": "city", "count": NOT_CODED}
    if not table.cities:
        yield {"city": NO_CITY}


def _tallies(matrix: CodingMatrix) -> Iterator[Row]:
    themes = [theme_words(each.theme) for each in matrix.themes]
    for row in matrix.instruments:
        name = NO_TOOL if row.code is None else known(row.name)
        head = {"family": family_words(row.family), "instrument": row.code or NO_INSTRUMENT, "instrument_name": name}
        yield from (_tally("cell", cell, head | {"theme": theme}) for theme, cell in zip(themes, row.cells, strict=True))
        yield _tally("instrument", row.total, head)
    yield from (_tally("theme", each.total, {"theme": theme}) for theme, each in zip(themes, matrix.themes, strict=True))
    yield from (_tally("family", each.total, {"family": family_words(each.family)}) for each in matrix.families)
    yield _tally("total", matrix.total, {})
    yield _tally("restated", matrix.restated, {})


def _tally(level: str, tally: Tally, head: Row) -> Row:
    return {"level": level, **head, **tally.model_dump()}


def _agreement_rows(table: CodingTable) -> Iterator[Row]:
    for sample in table.samples:
        if not sample.agreements:
            silent = dict.fromkeys(
                ("sentence_count", "same_count", "observed", "kappa", "family_same_count", "family_observed"), NO_REFERENCE
            )
            yield _sample(sample) | silent
        for agreement in sample.agreements:
            yield _sample(sample) | _agreement(agreement)


def _sample(sample: SampleAgreement) -> Row:
    statement = f"{sample.statement.zh} {sample.statement.en}"
    return {"sample": sample.sample, "sentence_count": sample.sentence_count, "statement": statement}


def _agreement(agreement: Agreement) -> Row:
    return agreement.model_dump() | {"kappa": NO_KAPPA if agreement.kappa is None else agreement.kappa}


def _confusion_rows(table: CodingTable) -> Iterator[Row]:
    for sample in table.samples:
        for cell in sample.confusion:
            yield _sample(sample) | cell.model_dump()
        if not sample.confusion:
            yield _sample(sample) | {"rules": NO_REFERENCE, "count": NO_REFERENCE}


def _reference_rows(table: CodingTable) -> Iterator[Row]:
    numbers = numbers_of(table)
    for one in table.references:
        # A measure that the graph ties to a sentence of another city is none of this table's units.
        yield one.model_dump() | {"numbers": [numbers.get(measure, measure) for measure in one.measures]}
    for plan in table.plans_without_references:
        yield {"id": NO_REFERENCE, "plan_id": plan, "text": NO_REFERENCE}


def _codebook_rows(table: CodingTable) -> Iterator[Row]:
    for entry in table.codebook:
        yield entry.model_dump() | {"family": family_words(entry.family), "version": known(entry.version)}


PARTS: dict[CodingPart, Part] = {
    "units": Part(
        _columns(
            ("number", "编号", 26),
            ("city", "城市代码", 9),
            ("city_name", "城市", 9),
            ("plan_id", "规划编号", 20),
            ("plan_name", "规划", 24),
            ("place", "所在章节", 30),
            ("text", "分析单元", 60),
            ("instrument", "主码", 8),
            ("instrument_name", "政策工具", 18),
            ("family", "工具类型", 18),
            ("secondary", "次码", 8),
            ("rule", "编码规则", 20),
            ("theme", "主题", 12),
            ("groups", "对象", 18),
            ("verbs", "动词", 14),
            ("start", "起", 8),
            ("end", "止", 8),
            ("restates", "重复于", 26),
            ("is_counted", "是否计入", 9),
            ("id", "措施", 26),
            ("codebook_version", "编码本版本", 10),
        ),
        _unit_rows,
    ),
    "matrix": Part(
        _columns(
            ("city", "城市代码", 9),
            ("city_name", "城市", 9),
            ("level", "层次", 11),
            ("family", "工具类型", 18),
            ("instrument", "主码", 8),
            ("instrument_name", "政策工具", 22),
            ("theme", "主题", 14),
            ("count", "单元数", 8),
            ("share_pct", "占比%", 8),
            ("numbers", "编号", 80),
        ),
        _matrix_rows,
    ),
    "agreement": Part(
        _columns(
            ("sample", "样本", 10),
            ("first", "编码者甲", 10),
            ("second", "编码者乙", 10),
            ("sentence_count", "句数", 8),
            ("same_count", "一致句数", 8),
            ("observed", "一致率", 9),
            ("kappa", "Cohen's κ", 9),
            ("family_same_count", "同类句数", 8),
            ("family_observed", "同类率", 9),
            ("statement", "说明", 60),
        ),
        _agreement_rows,
    ),
    "confusion": Part(
        _columns(
            ("sample", "样本", 10),
            ("rules", "规则编码", 10),
            ("reader_1", "读者一编码", 10),
            ("count", "句数", 8),
            ("sentences", "对照句", 60),
            ("statement", "说明", 60),
        ),
        _confusion_rows,
    ),
    "references": Part(
        _columns(
            ("id", "对照句", 32),
            ("sample", "样本", 10),
            ("city", "城市代码", 9),
            ("plan_id", "规划编号", 20),
            ("text", "句子", 60),
            ("rules", "规则编码", 9),
            ("reader_1", "读者一", 9),
            ("reader_2", "读者二", 9),
            ("numbers", "句中措施", 28),
            ("start", "起", 8),
            ("end", "止", 8),
        ),
        _reference_rows,
    ),
    "codebook": Part(
        _columns(
            ("code", "代码", 8),
            ("name", "政策工具", 22),
            ("family", "工具类型", 20),
            ("description", "定义", 70),
            ("version", "编码本版本", 10),
        ),
        _codebook_rows,
    ),
}


def part_rows(table: CodingTable, part: CodingPart) -> list[list[Any]]:
    """The rows of a part, each in the order of its columns."""
    return [[row.get(column.key) for column in PARTS[part].columns] for row in PARTS[part].rows(table)]
