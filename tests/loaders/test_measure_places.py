"""Where a measure stands: its number in a coding table and its field of policy."""

from __future__ import annotations

import pytest

from loaders.measure_places import theme_of
from loaders.measures import extract_measures
from loaders.split import split_document
from tests.loaders.documents import document_of


def _numbers(text: str) -> list[tuple[str, str | None]]:
    return [(one.unit_number, one.theme) for one in extract_measures(split_document(document_of(text)), ())]


def test_numbers_count_chapters_sections_and_measures() -> None:
    text = (
        "某市规划\n第一章 促进就业\n第一节 创业扶持\n给予创业补贴;建设孵化基地。\n第二节 服务\n开展就业指导服务。\n"
        "第二章 其他任务\n建立协调机制。\n"
    )
    assert _numbers(text) == [("1-1-1", "就业创业"), ("1-1-2", "就业创业"), ("1-2-1", "就业创业"), ("2-0-1", None)]


def test_a_plan_with_other_levels_is_numbered_by_its_two_outer_ones() -> None:
    text = "某市规划\n一、重点任务\n(一)提高社会保险水平\n1.扩面。落实参保补贴。\n(二)稳定劳动关系\n开展劳动监察执法检查。\n"
    assert _numbers(text) == [("1-1-1", "社会保障"), ("1-2-1", "劳动关系")]


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("第二节 加强技能人才队伍建设", "职业技能"),
        ("深化事业单位人事制度改革", "人事管理"),
        ("完善工资决定和正常增长机制", "收入分配"),
        ("强化海洋环境保护", None),
    ],
)
def test_the_first_word_of_a_heading_gives_the_theme(heading: str, theme: str | None) -> None:
    assert theme_of(heading) == theme
