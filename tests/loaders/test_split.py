"""Sections and passages: the outline of plans in several layouts, and what holds for any text at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.lines import UNPRINTED
from loaders.split import split_document
from tests.loaders.documents import CASES, PLAN_IDS, document_of, plan_text, read_cases

if TYPE_CHECKING:
    from graph.records import SplitDocument

OUTLINES = read_cases("outlines.yml")


def outline_of(split: SplitDocument) -> list[str]:
    """One line a section: indented by level, its kind, number and name."""
    return [f"{'  ' * (one.level - 1)}{one.kind} {one.number or '-'} {one.name or '-'}" for one in split.sections[1:]]


def assert_is_sound(split: SplitDocument) -> None:
    """Spans re-slice, cover every printed character once, and nest."""
    assert_passages_cover(split)
    assert_sections_nest(split)
    assert_passages_are_held(split)
    assert_tables_reslice(split)


def assert_passages_cover(split: SplitDocument) -> None:
    text = split.document.text
    covered = 0
    for passage in split.passages:
        assert text[passage.char_start : passage.char_end] == passage.text
        assert is_blank(text[covered : passage.char_start])
        assert passage.text
        covered = passage.char_end
    assert is_blank(text[covered:])


def is_blank(text: str) -> bool:
    return all(sign.isspace() or sign in UNPRINTED for sign in text)


def assert_sections_nest(split: SplitDocument) -> None:
    root, *others = split.sections
    assert (root.char_start, root.char_end, root.level, root.parent_id) == (0, len(split.document.text), 0, None)
    by_id = {one.id: one for one in split.sections}
    assert len(by_id) == len(split.sections)
    last_end: dict[str, int] = {}
    for one in others:
        parent = by_id[one.parent_id]
        assert max(parent.char_start, last_end.get(parent.id, 0)) <= one.char_start < one.heading_end <= one.char_end <= parent.char_end
        assert one.level == parent.level + 1
        last_end[parent.id] = one.char_end


def assert_passages_are_held(split: SplitDocument) -> None:
    by_id = {one.id: one for one in split.sections}
    for passage in split.passages:
        holders = [one for one in split.sections if one.char_start <= passage.char_start < one.char_end]
        assert passage.section_id == holders[-1].id if holders else split.sections[0].id
        assert passage.char_end <= by_id[passage.section_id].char_end


def assert_tables_reslice(split: SplitDocument) -> None:
    text = split.document.text
    for table in split.tables:
        places = [(cell.row, cell.column) for cell in table.cells]
        assert places == sorted(set(places))
        assert all(cell.column < table.column_count for cell in table.cells)
        assert all(text[cell.char_start : cell.char_end] == cell.text != "" for cell in table.cells)
        assert all(table.char_start <= cell.char_start < cell.char_end <= table.char_end for cell in table.cells)


@pytest.mark.parametrize("case", OUTLINES, ids=lambda case: case["why"])
def test_an_outline(case: dict) -> None:
    split = split_document(document_of(case["text"]))
    assert_is_sound(split)
    assert outline_of(split) == case["outline"].splitlines()


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_the_outline_of_a_plan(plan_id: str) -> None:
    split = split_document(document_of(plan_text(plan_id)))
    assert_is_sound(split)
    assert outline_of(split) == (CASES / f"{plan_id}.outline.txt").read_text(encoding="utf-8").splitlines()


def test_the_place_of_a_paragraph_is_what_a_person_cites() -> None:
    text = plan_text(PLAN_IDS[0])
    split = split_document(document_of(text))
    paths = {one.id: one.path for one in split.sections}
    place = next(paths[one.section_id] for one in split.passages if "每年培训粤菜师傅不少于4500人次" in one.text)
    assert place == (
        "第四章 以更加充分更高质量就业服务构建新发展格局/第五节 健全就业公共服务体系/专栏4 促就业稳就业保就业项目/2.实施“三项工程”羊城行动"
    )


def test_a_numbered_paragraph_has_its_first_sentence_as_heading() -> None:
    text = plan_text(PLAN_IDS[1])
    split = split_document(document_of(text))
    one = next(one for one in split.sections if one.name == "大力推进“广东技工”项目建设")
    assert (one.number, text[one.char_start : one.heading_end]) == ("（1）", "（1）大力推进“广东技工”项目建设。")
    assert text[one.heading_end :].startswith("加快发展技工教育")


def test_each_kind_of_passage_is_told_apart() -> None:
    split = split_document(document_of(plan_text(PLAN_IDS[0])))
    firsts = {kind: next(one.text for one in split.passages if one.kind == kind) for kind in ("contents", "heading", "table_row", "note")}
    assert firsts == {
        "contents": "目 录",
        "heading": "第一章 发展基础和面临形势",
        "table_row": "序号\n\n指标\n\n单位\n\n2015年\n\n基数\n\n“十三五”目标值\n\n2020年\n\n完成值\n\n属性",
        "note": "注:[ \xa0]表示五年累计数。",
    }


def test_a_numbered_line_with_a_figure_is_not_only_a_heading() -> None:
    split = split_document(document_of("第一节 到2025年的目标\n1.培训1万人次\n2.扩大规模\n"))
    assert [(one.kind, one.text) for one in split.passages] == [
        ("heading", "第一节 到2025年的目标"),
        ("paragraph", "1.培训1万人次"),
        ("heading", "2.扩大规模"),
    ]
    assert [one.name for one in split.sections[1:]] == ["到2025年的目标", "培训1万人次", "扩大规模"]


def test_line_breaks_of_every_system_end_a_paragraph() -> None:
    split = split_document(document_of("\ufeff第一章 总则\r\n\r\n正文一。\r正文二。\u2028\u3000正文三。\xa0\r\n"))
    assert_is_sound(split)
    assert [one.text for one in split.passages] == ["第一章 总则", "正文一。", "正文二。", "正文三。"]
    assert [one.char_start for one in split.sections] == [0, 1]


def test_splitting_twice_gives_the_same_ids() -> None:
    document = document_of(plan_text(PLAN_IDS[1]))
    assert split_document(document) == split_document(document)


HEADINGS = [
    "第一章 总则", "第二章", "第一节 目标", "一、", "二、就业", "(一)推动就业。", "（2）", "1.", "1、一。", "2.二", "①", "1.1 甲", "# 甲",
    "## （一）乙", "专栏1 甲", "专栏", "附件", "附件：名词解释", "名词解释", "目 录", "前言",
]  # fmt: skip
CELLS = ["注：[]为累计", "序号", "指标", "单位", "2020年", "目标", "属性", "万人", "10", "[10]", "预期性", "::", "-"]
SIGNS = ["正文。", "正文", "；", "。", ".", "(", "）", "|", "|---|", "│", "┌─┐", "+--+", "😀"]
UNSEEN = ["\ufeff", "\u200b", "\x0c", "\x1c", "\x85", "\u2028", "\x00", "1" * 70, "文" * 130]
PIECES = st.one_of(st.sampled_from([*HEADINGS, *CELLS, *SIGNS, *UNSEEN]), st.text(max_size=6))
GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\t", "\n\t", " ", "  ", "\u3000", "\xa0\xa0", "", "|"])


@given(st.lists(st.tuples(PIECES, GAPS), max_size=40))
@example([])
@example([("目录", "\n"), ("目录", "\n"), ("附件", "\n"), ("附件", "\n")])
@settings(max_examples=200, deadline=None)
def test_any_text_is_split_soundly(pieces: list[tuple[str, str]]) -> None:
    assert_is_sound(split_document(document_of("".join(piece + gap for piece, gap in pieces))))


SIGNS_REPEATED = ["1", "(", "一", "\t", "\n", "第", "#", "|", "一、", "a  ", "a\t"]
LINES_REPEATED = [
    "1.", "(一)", "序号", "序号\n1", "指标\n2020年\n属性", "|", "|-", "a|b", "a\tb", "a  b  c", "指标 单位 属性", "专栏1",
    "附件", "附件：甲", "目录", "①", "注：",
]  # fmt: skip


@pytest.mark.parametrize("unit", [*SIGNS_REPEATED, *(f"{line}\n" for line in LINES_REPEATED)])
def test_a_long_text_of_one_line_over_and_over_is_split_soundly(unit: str) -> None:
    split = split_document(document_of(unit * (20_000 // len(unit))))
    assert_passages_cover(split)
    assert_sections_nest(split)
    assert_tables_reslice(split)
