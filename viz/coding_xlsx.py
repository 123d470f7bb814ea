"""A CodingTable as a workbook: sentences, counts, agreement, codebook and notes; the same table gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from viz.cells import cell_text, safe_cell
from viz.coding_grid import confusion_grid
from viz.coding_parts import PARTS
from viz.coding_words import (
    NO_CITY,
    NO_REFERENCE,
    NOT_CODED,
    SAMPLES,
    counted_words,
    family_words,
    instrument_words,
    notes,
    theme_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from queries.coding_table import CodingMatrix, CodingTable, SampleAgreement, Tally
    from viz.coding_parts import CodingPart, Row

UNITS, MATRIX, AGREEMENT, CODEBOOK, NOTES = "编码表", "工具×主题", "一致性", "编码本", "说明"
LONGEST_CELL = 32_767
_CUT = "… （余下见 JSON / the rest stands in the JSON）"
_NUMBERS = (int, float, Decimal)
_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "head": {"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#E7EBF0", "bottom": 1},
    "title": {"bold": True, "font_size": 13},
    "whole": {"num_format": "0", "valign": "top"},
    "fraction": {"num_format": "0.000", "valign": "top"},
    "percent": {"num_format": "0.00", "valign": "top"},
    "link": {"num_format": "0", "valign": "top", "font_color": "#0B5394", "underline": 1},
}
# The workbook would else hold the time at which it was made, and never be the same twice.
_MADE = datetime(2000, 1, 1)


def draw_coding_xlsx(table: CodingTable) -> bytes:
    """The workbook: 编码表, 工具×主题, 一致性, 编码本, 说明; a count leads to the first of its sentences."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "政策工具编码表 Coding table", "created": _MADE})
    formats = {name: book.add_format(given) for name, given in _FORMATS.items()}
    sheets = {name: _Sheet(book.add_worksheet(name), formats) for name in (UNITS, MATRIX, AGREEMENT, CODEBOOK, NOTES)}
    _draw_list(sheets[UNITS], table, "units")
    _draw_matrices(sheets[MATRIX], table)
    _draw_agreement(sheets[AGREEMENT], table)
    _draw_list(sheets[CODEBOOK], table, "codebook")
    _draw_notes(sheets[NOTES], table)
    book.close()
    return buffer.getvalue()


class _Sheet:
    """A sheet that is written from the top; text is only ever text, never a formula, a link or a number."""

    def __init__(self, sheet: Worksheet, formats: Mapping[str, Format]) -> None:
        self.sheet = sheet
        self.formats = formats
        self.row = 0

    def write(self, column: int, value: object, style: str = "text") -> None:
        """Put a value into the current row: a number as a number, all else as safe text."""
        if isinstance(value, _NUMBERS) and not isinstance(value, bool):
            kind = style if style != "text" else "whole" if isinstance(value, int) else "fraction"
            self.sheet.write_number(self.row, column, float(value), self.formats[kind])
        else:
            self.sheet.write_string(self.row, column, _fitted(safe_cell(cell_text(value))), self.formats[style])

    def write_row(self, values: Iterable[object], style: str = "text") -> None:
        """Put values side by side and go on to the next row."""
        for column, value in enumerate(values):
            self.write(column, value, style)
        self.row += 1

    def write_counts(self, first: int, tallies: Sequence[Tally], rows: Mapping[str, int]) -> None:
        """Put counts side by side, each a number that leads to the first of its sentences."""
        for column, tally in enumerate(tallies, first):
            if tally.units:
                self._write_link(column, tally, rows)
            else:
                self.write(column, tally.count)

    def _write_link(self, column: int, tally: Tally, rows: Mapping[str, int]) -> None:
        self.sheet.write_url(self.row, column, f"internal:'{UNITS}'!A{rows[tally.units[0]] + 1}", self.formats["link"])
        # What is written last is what the cell holds; the link stays.
        self.sheet.write_number(self.row, column, tally.count, self.formats["link"])


def _fitted(text: str) -> str:
    """The text, cut where no cell of a workbook could hold it, and then saying so."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def _draw_list(sheet: _Sheet, table: CodingTable, part: CodingPart) -> None:
    """A part as a list under its heads, which stay in sight and filter it."""
    columns = PARTS[part].columns
    for position, column in enumerate(columns):
        sheet.sheet.set_column(position, position, column.width)
    _write_part(sheet, table, part, [column.key for column in columns])
    sheet.sheet.freeze_panes(1, 1)
    sheet.sheet.autofilter(0, 0, max(sheet.row - 1, 1), len(columns) - 1)


def _write_part(sheet: _Sheet, table: CodingTable, part: CodingPart, keys: Sequence[str]) -> None:
    """Some columns of a part with their heads."""
    _write_rows(sheet, PARTS[part].rows(table), part, keys)


def _write_rows(sheet: _Sheet, rows: Iterable[Row], part: CodingPart, keys: Sequence[str]) -> None:
    names = {column.key: column.zh for column in PARTS[part].columns}
    sheet.write_row([f"{names[key]}\n{key}" for key in keys], "head")
    for row in rows:
        sheet.write_row([row.get(key) for key in keys])


def _unit_rows(table: CodingTable) -> dict[str, int]:
    """In which row of the sheet 编码表 each unit stands, counted from 0."""
    return {row["id"]: position for position, row in enumerate(PARTS["units"].rows(table), 1) if "id" in row}


def _set_widths(sheet: _Sheet, *widths: float) -> None:
    """The first column wide enough for sentences; those behind it narrow, for codes and counts."""
    for position, width in enumerate([*widths, *[12] * 60]):
        sheet.sheet.set_column(position, position, width)
    sheet.sheet.freeze_panes(1, 1)


def _draw_matrices(sheet: _Sheet, table: CodingTable) -> None:
    """The matrix of each city, then every count of all of them with the numbers of its units."""
    _set_widths(sheet, 50, 20)
    rows = _unit_rows(table)
    sheet.write_row(["政策工具 × 主题 Policy instruments by theme"], "title")
    for city in table.cities:
        sheet.row += 1
        sheet.write_row([f"{city.name} {city.code}"], "title")
        matrix = next((each for each in table.matrices if each.city == city.code), None)
        sheet.write_row([counted_words(table, city.code) if matrix else NOT_CODED])
        if matrix:
            _draw_matrix(sheet, matrix, rows)
    if not table.cities:
        sheet.write_row([NO_CITY])
    sheet.row += 1
    sheet.write_row(["每个数的单元 The units behind each count"], "title")
    cells = (row for row in PARTS["matrix"].rows(table) if row.get("level") == "cell" and row["count"])
    _write_rows(sheet, cells, "matrix", ("numbers", "city_name", "instrument", "theme", "count"))


def _draw_matrix(sheet: _Sheet, matrix: CodingMatrix, rows: Mapping[str, int]) -> None:
    themes = [theme_words(each.theme) for each in matrix.themes]
    share = 3 + len(themes)
    sheet.write_row(["政策工具 instrument", "工具类型 family", *themes, "合计 total", "占比% share"], "head")
    for line in matrix.instruments:
        sheet.write(0, instrument_words(line.code, line.name))
        sheet.write(1, family_words(line.family))
        sheet.write_counts(2, [*line.cells, line.total], rows)
        sheet.write(share, line.total.share_pct, "percent")
        sheet.row += 1
    sheet.write(0, "合计 total")
    sheet.write_counts(2, [*(each.total for each in matrix.themes), matrix.total], rows)
    sheet.row += 1
    sheet.write_row(["占比% share", "", *(each.total.share_pct for each in matrix.themes)], "percent")
    for family in matrix.families:
        sheet.write(0, "类型合计 total of the family")
        sheet.write(1, family_words(family.family))
        sheet.write_counts(share - 1, [family.total], rows)
        sheet.write(share, family.total.share_pct, "percent")
        sheet.row += 1


def _draw_agreement(sheet: _Sheet, table: CodingTable) -> None:
    """What the figures show, κ of every pair, the confusion table of each sample, and the sentences behind its counts."""
    _set_widths(sheet, 60)
    sheet.write_row(["规则与两位读者的一致性 Agreement of the rules with two readers"], "title")
    for sample in table.samples:
        sheet.write_row([f"{SAMPLES[sample.sample]}: {sample.statement.zh} {sample.statement.en}"])
    sheet.row += 1
    _write_part(sheet, table, "agreement", [column.key for column in PARTS["agreement"].columns if column.key != "statement"])
    for sample in table.samples:
        _draw_confusion(sheet, sample)
    sheet.row += 1
    sheet.write_row(["混淆表各格的句子 The sentences behind the counts"], "title")
    _write_part(sheet, table, "confusion", ("sentences", "sample", "rules", "reader_1", "count"))
    sheet.row += 1
    sheet.write_row(["对照句 The reference sentences"], "title")
    _write_part(
        sheet, table, "references", ("text", "sample", "rules", "reader_1", "reader_2", "city", "start", "end", "plan_id", "id", "numbers")
    )


def _draw_confusion(sheet: _Sheet, sample: SampleAgreement) -> None:
    sheet.row += 1
    sheet.write_row([f"{SAMPLES[sample.sample]}: 规则（行）× 读者一（列） rules by row, reader 1 by column"], "title")
    if not sample.confusion:
        sheet.write_row([NO_REFERENCE])
        return
    grid = confusion_grid(sample)
    sheet.write_row(["规则 rules", *grid.columns, "合计 total"], "head")
    for code, cells in zip(grid.rows, grid.cells, strict=True):
        sheet.write_row([code, *(cell.count if cell else 0 for cell in cells), sum(cell.count for cell in cells if cell)])


def _draw_notes(sheet: _Sheet, table: CodingTable) -> None:
    sheet.sheet.set_column(0, 0, 120)
    sheet.sheet.freeze_panes(1, 0)
    sheet.write_row(["说明 How to read this workbook"], "title")
    for note in notes(table):
        sheet.write_row([note])
