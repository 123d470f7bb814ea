"""Every format of the coding table: the same counts, each led back to its sentences, hostile text as text, what is missing in words."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from contextlib import closing
from html.parser import HTMLParser
from typing import TYPE_CHECKING, get_args
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest
from rich.cells import cell_len

from graph.errors import BadParameter
from queries.coding import assemble_coding
from queries.coding_table import CodingTable
from tests.queries.coding_graph import CASES, VERSION, coding_graph, empty_graph
from viz.coding_csv import draw_coding_csv
from viz.coding_files import CODING_MEDIA_TYPES, draw_coding_file
from viz.coding_layout import lay_out_coding
from viz.coding_parts import PARTS, CodingPart
from viz.coding_text import draw_coding_text
from viz.coding_words import NO_CITY, NO_KAPPA, NO_REFERENCE, NO_THEME, NOT_CODED
from viz.coding_xlsx import LONGEST_CELL, draw_coding_xlsx
from viz.json import draw_json
from viz.lines import one_line
from viz.page import draw_coding

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = ["编码表", "工具×主题", "一致性", "编码本", "说明"]
KAPPA = (3 / 5 - 6 / 25) / (19 / 25)
CAUTION = "no estimate for new sentences"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> CodingTable:
    with closing(coding_graph(tmp_path_factory.mktemp("coding"))) as store:
        return assemble_coding(store)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> CodingTable:
    """The same without reference codings."""
    with closing(coding_graph(tmp_path_factory.mktemp("bare"), with_references=False)) as store:
        return assemble_coding(store)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> CodingTable:
    with closing(empty_graph(tmp_path_factory.mktemp("empty"))) as store:
        return assemble_coding(store)


@pytest.fixture(scope="module")
def book(table: CodingTable) -> Workbook:
    return _book(table)


def _book(table: CodingTable) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(draw_coding_xlsx(table)))


def _text(table: CodingTable, width: int = 120) -> str:
    return draw_coding_text(lay_out_coding(table), width=width)


def _page_text(table: CodingTable) -> str:
    return _Page(draw_coding(table)).text


def _book_text(table: CodingTable) -> str:
    return "\n".join(str(cell) for sheet in _book(table) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def _csv_text(table: CodingTable) -> str:
    return "\n".join(draw_coding_csv(table, part) for part in PARTS)


FORMATS: dict[str, Callable[[CodingTable], str]] = {
    "table": _text,
    "narrow table": lambda table: _text(table, 60),
    "page": _page_text,
    "xlsx": _book_text,
    "csv": _csv_text,
    "json": draw_json,
}
# JSON has null where the others have words.
FOR_PEOPLE = {name: draw for name, draw in FORMATS.items() if name != "json"}
each_format = pytest.mark.parametrize("draw", FORMATS.values(), ids=FORMATS)
each_format_for_people = pytest.mark.parametrize("draw", FOR_PEOPLE.values(), ids=FOR_PEOPLE)


def _flat(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f]", "", text)


class _Page(HTMLParser):
    """A page's text, elements, anchors, and links with their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.anchors = "", [], []
        self.links: list[tuple[str, str]] = []
        # The text behind each anchor up to the next one.
        self.behind: dict[str, str] = {}
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if given.get("id"):
            self.anchors.append(given["id"])
        self._open = tag == "a"
        if tag == "a":
            self.links.append((given["href"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "a"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.anchors:
            self.behind[self.anchors[-1]] = self.behind.get(self.anchors[-1], "") + data
        if self._open:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


@each_format
def test_every_format_has_every_sentence_number_and_rule(draw: Callable[[CodingTable], str], table: CodingTable) -> None:
    shown = _flat(draw(table).replace('\\"', '"').replace("\\n", "").replace("\\r", "").replace("\\u0001", "").replace("\\u001b", ""))
    for unit in table.units:
        assert unit.number in shown
        if unit.restates is None:
            assert unit.rule in shown
            assert _flat(unit.text).replace('"', "") in shown.replace('"', "").replace("\ufeff", "")
    for one in table.references:
        assert one.id in shown


@each_format
def test_every_format_has_the_version_and_says_what_the_open_sample_is(draw: Callable[[CodingTable], str], table: CodingTable) -> None:
    shown = " ".join(draw(table).split())
    assert VERSION in shown
    assert CAUTION in shown
    assert "不能用来估计" in _flat(shown)


@each_format_for_people
def test_what_is_missing_is_said(draw: Callable[[CodingTable], str], table: CodingTable, bare: CodingTable) -> None:
    shown = _flat(draw(table))
    assert _flat(NO_THEME.partition(" / ")[0]) in shown
    assert _flat(NOT_CODED) in shown
    assert "NONE无政策工具" in shown.replace(",", "") or "NONE\n无政策工具" in draw(table)
    without = draw(bare)
    assert _flat(NO_REFERENCE) in _flat(without)
    assert CAUTION not in " ".join(without.split())


@each_format_for_people
def test_an_empty_graph_says_that_it_is(draw: Callable[[CodingTable], str], empty: CodingTable) -> None:
    assert _flat(NO_CITY) in _flat(draw(empty).replace("图谱中没有城市 the", "图谱中没有城市 / the"))


def test_json_is_the_record(table: CodingTable) -> None:
    assert CodingTable.model_validate_json(draw_json(table)) == table
    matrix = json.loads(draw_json(table))["matrices"][0]
    assert matrix["themes"][2]["theme"] is None
    assert matrix["instruments"][0]["cells"][0] == {"count": 1, "units": ["a1"]}


# The page


@pytest.fixture(scope="module")
def page(table: CodingTable) -> _Page:
    return _Page(draw_coding(table, cities="440100,440600,441900"))


def test_every_link_on_the_page_leads_somewhere_once(page: _Page) -> None:
    assert len(page.anchors) == len(set(page.anchors))
    inside = [unquote(address[1:]) for address, _ in page.links if address.startswith("#")]
    assert len(inside) > 20
    assert set(inside) <= set(page.anchors)
    assert {case["id"] for case in (*CASES["measures"], *CASES["references"])} <= set(page.anchors)


def test_a_count_on_the_page_leads_to_as_many_sentences(page: _Page, table: CodingTable) -> None:
    counts = {unquote(address[1:]): int(words) for address, words in page.links if words.isdigit()}
    for matrix in table.matrices:
        for row in matrix.instruments:
            for position, cell in enumerate(row.cells):
                anchor = f"code-{matrix.city}-{row.code or 'NONE'}-{position}"
                assert counts.get(anchor, 0) == cell.count
                start = page.anchors.index(anchor) if cell.count else 0
                assert not cell.count or page.anchors[start + 1] == cell.units[0]
        for position, column in enumerate(matrix.themes):
            anchor = f"theme-{matrix.city}-{position}"
            assert counts.get(anchor, 0) == column.total.count
            assert page.behind.get(anchor, "").count("plan-") == column.total.count
    assert "plan-gz-1-1-2" in page.behind["restated-440100"]
    assert counts["confusion-open-S3-E5"] == 1


def test_the_page_runs_and_loads_nothing(table: CodingTable) -> None:
    hostile = _Page(draw_coding(table, cities='440100"><script>'))
    assert {"script", "img", "iframe", "link", "object"} & set(hostile.tags) == set()
    assert "<script>alert(1)</script>" in hostile.text
    assert [address for address, _ in hostile.links if not re.match(r"/|#", address)] == []


def test_the_page_offers_every_file_of_the_same_cities(page: _Page) -> None:
    files = {address for address, _ in page.links if address.startswith("/coding.")}
    asked = "?cities=440100%2C440600%2C441900"
    assert {f"/coding.{name}{asked}" for name in CODING_MEDIA_TYPES} <= files
    assert {f"/coding.csv{asked}&part={part}" for part in PARTS} <= files


# The terminal


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_asked_and_no_escape_sequence_is_left(table: CodingTable, width: int) -> None:
    shown = _text(table, width)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert "\x1b" not in shown
    assert "\x01" not in shown


def test_the_counts_stand_in_a_grid_where_it_fits(table: CodingTable) -> None:
    lines = [line.split() for line in _text(table).splitlines()]
    assert ["E5", "制度与机制改革", "1", "0", "1", "2", "33.33"] in lines
    assert ["合计", "total", "2", "2", "2", "6", "100.00"] in lines


# CSV


def _rows(table: CodingTable, part: CodingPart) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(draw_coding_csv(table, part).removeprefix("\ufeff"))))


@pytest.mark.parametrize("part", get_args(CodingPart))
def test_csv_has_a_mark_fixed_columns_and_runs_no_formula(table: CodingTable, part: CodingPart) -> None:
    assert draw_coding_csv(table, part).startswith("\ufeff")
    rows = _rows(table, part)
    assert rows
    assert list(rows[0]) == [column.key for column in PARTS[part].columns]
    values = [value for row in rows for value in row.values()]
    assert [value for value in values if re.match(r"\s*[=+@＝＋＠-]", value) and not re.fullmatch(r"-?[\d.]+", value)] == []
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", "".join(values))


def test_csv_holds_every_unit_and_a_city_without_a_plan(table: CodingTable) -> None:
    rows = _rows(table, "units")
    assert [row["id"] for row in rows] == [*(unit.id for unit in table.units), ""]
    by_id = {row["id"]: row for row in rows}
    assert by_id["a3"]["text"] == "'=cmd|'/C calc'!A0"
    assert (by_id["a3"]["theme"], by_id["a5"]["instrument"]) == (NO_THEME, "NONE")
    assert (by_id["a2"]["restates"], by_id["a2"]["is_counted"]) == ("plan-gz-1-1-1", "false")
    assert (by_id["a1"]["secondary"], by_id["a1"]["groups"]) == ("E5；S3", "技能人才；青年")
    assert by_id[""]["text"] == NOT_CODED


def test_csv_tells_cells_from_totals(table: CodingTable) -> None:
    rows = [row for row in _rows(table, "matrix") if row["city"] == "440100"]
    sums = {level: sum(int(row["count"]) for row in rows if row["level"] == level) for level in ("cell", "instrument", "theme", "family")}
    assert set(sums.values()) == {6}
    (cell,) = (row for row in rows if (row["level"], row["instrument"], row["theme"]) == ("cell", "E5", NO_THEME))
    assert (cell["count"], cell["numbers"]) == ("1", "plan-gz-2-0-1")


def test_csv_gives_kappa_and_says_where_there_is_none(table: CodingTable, bare: CodingTable) -> None:
    rows = _rows(table, "agreement")
    assert float(rows[0]["kappa"]) == pytest.approx(KAPPA)
    assert (rows[3]["sample"], rows[3]["kappa"], rows[3]["sentence_count"]) == ("held_out", NO_REFERENCE, NO_REFERENCE)
    assert {row["kappa"] for row in _rows(bare, "agreement")} == {NO_REFERENCE}
    same = [each.model_copy(update={"kappa": None}) for each in table.samples[0].agreements]
    undefined = table.model_copy(update={"samples": (table.samples[0].model_copy(update={"agreements": tuple(same)}),)})
    assert {row["kappa"] for row in _rows(undefined, "agreement")} == {NO_KAPPA}


# The workbook


def _column(sheet: Worksheet, key: str) -> list[object]:
    heads = [str(cell.value).rpartition("\n")[2] for cell in sheet[1]]
    return [row[heads.index(key)].value for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_has_its_sheets_with_panes_that_stay(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert [bool(sheet.freeze_panes) for sheet in book] == [True] * len(SHEETS)
    assert book["编码表"].auto_filter.ref == f"A1:U{len(CASES['measures']) + 2}"
    assert all(book["编码表"].cell(2, column).alignment.wrap_text for column in (6, 7))


def test_no_cell_of_the_workbook_is_a_formula_or_can_become_one(book: Workbook, table: CodingTable) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert [text for text in texts if re.match(r"\s*[=+@＝＋＠-]", text)] == []
    parts = ZipFile(io.BytesIO(draw_coding_xlsx(table)))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_workbook_has_every_unit_with_places_as_numbers(book: Workbook, table: CodingTable) -> None:
    sheet = book["编码表"]
    assert _column(sheet, "number")[:-1] == [unit.number for unit in table.units]
    assert _column(sheet, "start")[:-1] == [unit.start for unit in table.units]
    assert _column(sheet, "text")[2] == "'=cmd|'/C calc'!A0"
    assert _column(sheet, "text")[-1] == NOT_CODED


def _grid(sheet: Worksheet, city: str) -> dict[str, tuple]:
    """The rows of a city's matrix by their first cell."""
    rows = list(sheet.iter_rows())
    first = next(index for index, row in enumerate(rows) if str(row[0].value).startswith(city))
    found: dict[str, tuple] = {}
    for row in rows[first + 2 :]:
        if row[0].value is None:
            break
        found.setdefault(str(row[0].value), row)
    return found


def test_counts_are_numbers_that_lead_to_the_first_of_their_units(book: Workbook, table: CodingTable) -> None:
    rows = _grid(book["工具×主题"], "广州市")
    numbers = {unit.id: unit.number for unit in table.units}
    matrix = table.matrices[0]
    assert [cell.value for cell in rows["合计 total"]][2:6] == [2, 2, 2, 6]
    for row in matrix.instruments:
        cells = next(cells for head, cells in rows.items() if head.startswith(row.code or "NONE"))
        for tally, cell in zip([*row.cells, row.total], cells[2:], strict=False):
            assert (cell.value, cell.data_type) == (tally.count, "n")
            assert bool(cell.hyperlink) == bool(tally.count)
            if tally.count:
                target, place = cell.hyperlink.location.split("!")
                assert book[target.strip("'")][place].value == numbers[tally.units[0]]
        assert cells[6].value == pytest.approx(row.total.share_pct)


def test_kappa_and_confusion_are_numbers(book: Workbook, bare: CodingTable) -> None:
    rows = list(book["一致性"].iter_rows(values_only=True))
    (agreed,) = (row for row in rows if row[:3] == ("open", "rules", "reader_1"))
    assert agreed[3:5] == (5, 3)
    assert agreed[6] == pytest.approx(KAPPA)
    head = next(index for index, row in enumerate(rows) if row[0] == "规则 rules")
    assert rows[head][1:6] == ("S1", "S3", "E5", "NONE", "合计 total")
    assert rows[head + 1][:6] == ("S1", 1, 0, 0, 0, 1)
    assert rows[head + 4][:6] == ("NONE", 1, 0, 0, 1, 2)
    assert NO_REFERENCE in _book_text(bare)


def test_the_codebook_sheet_defines_every_instrument(book: Workbook) -> None:
    rows = list(book["编码本"].iter_rows(values_only=True, min_row=2))
    assert [row[0] for row in rows] == ["S1", "S3", "E5", "D1"]
    assert rows[0] == ("S1", "人才培养", "供给型 supply", "'=定义", VERSION)


def test_the_same_table_gives_the_same_bytes(table: CodingTable) -> None:
    first = draw_coding_xlsx(table)
    # The clock of a file archive counts in steps of two seconds.
    time.sleep(2.1)
    assert draw_coding_xlsx(table) == first


def test_a_text_that_no_cell_can_hold_says_that_it_is_cut(table: CodingTable) -> None:
    long = table.units[0].model_copy(update={"text": "长" * (LONGEST_CELL + 1)})
    (text, *_) = _column(_book(table.model_copy(update={"units": (long, *table.units[1:])}))["编码表"], "text")
    assert len(str(text)) == LONGEST_CELL
    assert str(text).endswith("the rest stands in the JSON）")


@pytest.mark.parametrize("file_format", CODING_MEDIA_TYPES)
def test_a_part_is_of_csv_only(table: CodingTable, file_format: str) -> None:
    if file_format == "csv":
        assert draw_coding_file(table, "csv", "matrix") == draw_coding_csv(table, "matrix").encode()
        return
    with pytest.raises(BadParameter, match="holds every part"):
        draw_coding_file(table, file_format, "matrix")


def test_names_on_one_line_stay_on_one_line(table: CodingTable) -> None:
    entries = [
        entry
        for city in lay_out_coding(table).cities
        for family in city.families
        for line in family.lines
        for group in line.groups
        for entry in group.units
    ]
    assert len(entries) == 8
    assert all(one_line(entry.text) == entry.text for entry in entries)
