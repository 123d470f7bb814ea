"""Tables in plain text: the grids of both plans, many layouts, and what is no table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from loaders.facts import extract_facts
from loaders.split import split_document
from loaders.table_columns import read_label
from tests.loaders.documents import PLAN_IDS, document_of, plan_text, read_cases
from tests.loaders.test_split import assert_is_sound

if TYPE_CHECKING:
    from graph.records import Table

LABELS = [
    ("细颗粒物（PM2.5）浓度（微克/立方米）", "细颗粒物（PM2.5）浓度", "微克/立方米"),
    ("2.放射源辐射事故年发生率（起/万枚）", "放射源辐射事故年发生率", "起/万枚"),
    ("孕产妇死亡率（/10万）", "孕产妇死亡率", "/10万"),
    ("社会保障卡普及率（张／千人）", "社会保障卡普及率", "张／千人"),
    ("单位产值用水量（吨/万元）", "单位产值用水量", "吨/万元"),
    ("社区养老服务设施（城镇/农村）", "社区养老服务设施（城镇/农村）", None),
    ("参保人数（含离退休）", "参保人数（含离退休）", None),
    ("持卡人口（市民）", "持卡人口（市民）", None),
    ("师生比（1/20）", "师生比（1/20）", None),
]
LAYOUTS = read_cases("tables.yml")
VALUES = read_cases("table_values.yml")
OF_PLANS = read_cases("plan_tables.yml")


def shown(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def table_as_case(table: Table) -> dict[str, Any]:
    """The table as the cases write it: each row with one text a column, None where there is no cell."""
    texts = {(cell.row, cell.column): shown(cell.text) for cell in table.cells}
    rows = range(1 + max(row for row, _ in texts))
    return {
        "name": shown(table.name),
        "note": shown(table.note),
        "head_rows": table.head_rows,
        "rows": [[texts.get((row, column)) for column in range(table.column_count)] for row in rows],
    }


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case["why"])
def test_a_layout(case: dict) -> None:
    split = split_document(document_of(case["text"]))
    assert_is_sound(split)
    assert [table_as_case(table) for table in split.tables] == case["tables"]


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_the_tables_of_a_plan(plan_id: str) -> None:
    split = split_document(document_of(plan_text(plan_id)))
    assert [table_as_case(table) for table in split.tables] == OF_PLANS[plan_id]


@pytest.mark.parametrize(("plan_id", "counts"), [(PLAN_IDS[0], [14, 16]), (PLAN_IDS[1], [14])])
def test_every_indicator_of_a_plan_has_a_whole_row(plan_id: str, counts: list[int]) -> None:
    tables = split_document(document_of(plan_text(plan_id))).tables
    assert [sum(None not in row for row in table_as_case(table)["rows"][1:]) for table in tables] == counts


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case["why"])
def test_a_row_is_one_passage(case: dict) -> None:
    split = split_document(document_of(case["text"]))
    rows = [passage for passage in split.passages if passage.kind == "table_row"]
    for table in split.tables:
        for row in {cell.row for cell in table.cells}:
            cells = [cell for cell in table.cells if cell.row == row]
            holders = {
                passage.id
                for passage in rows
                for cell in cells
                if passage.char_start <= cell.char_start and cell.char_end <= passage.char_end
            }
            assert len(holders) == 1


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case["why"])
def test_each_value_has_its_row_and_its_column(case: dict) -> None:
    facts = extract_facts(split_document(document_of(case["text"])), ()).facts
    assert [[fact.subject, fact.number_text, fact.unit, fact.date, fact.nature] for fact in facts if fact.in_table] == case["values"]


@pytest.mark.parametrize(("label", "name", "unit"), LABELS)
def test_a_unit_of_two_sides_is_taken_from_the_label(label: str, name: str, unit: str | None) -> None:
    assert read_label(label) == (name, unit)


def test_a_caption_of_its_own_is_a_heading_and_the_unit_under_it_a_note() -> None:
    split = split_document(document_of("正文。\n\n某市主要指标\n（单位：万人）\n指标\t2020年\t2025年\n就业\t10\t20\n失业\t3\t4\n"))
    assert [(one.kind, one.text) for one in split.passages[1:3]] == [("heading", "某市主要指标"), ("note", "（单位：万人）")]
    assert split.tables[0].name == "某市主要指标 （单位：万人）"


def test_text_after_the_table_of_a_box_is_not_in_the_box() -> None:
    text = "第一节 目标\n专栏1 指标\n指标\t2020年\t2025年\n就业\t10\t20\n失业\t3\t4\n注：预计数。\n围绕目标，抓好落实。\n"
    split = split_document(document_of(text))
    places = {one.id: one.path for one in split.sections}
    last, note = split.passages[-1], split.passages[-2]
    assert (places[last.section_id], places[note.section_id]) == ("第一节 目标", "第一节 目标/专栏1 指标")
