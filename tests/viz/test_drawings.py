"""Every drawing of the awkward comparison: all that it holds, nothing that it would run, silence said in words."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from queries.comparison import Comparison
from tests.viz.sample import AGAIN, HOSTILE, NAMES, PAST, PERSONS, RIVAL, SAMPLE, SAMPLE_FACTS, TOTAL
from viz.csv import CSV_COLUMNS, draw_csv
from viz.json import draw_json
from viz.lines import one_line
from viz.markdown import draw_markdown, escape
from viz.page import draw_page, draw_problem
from viz.table import draw_table
from viz.verdicts import reason_sentence
from viz.words import HELPING, LEADING, OWN_NOTE, VERDICTS

SILENT = "未提及（已检索）/ searched, not stated"


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)


class _Reader(HTMLParser):
    """The text of a page, its elements and the addresses it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", [], []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def _rendered_markdown(text: str) -> _Reader:
    return _Reader(MarkdownIt("commonmark").enable("table").render(text))


READERS = {
    "table": lambda: draw_table(SAMPLE),
    "narrow table": lambda: draw_table(SAMPLE, width=60),
    "md": lambda: _rendered_markdown(draw_markdown(SAMPLE)).text,
    "html": lambda: _Reader(draw_page(SAMPLE)).text,
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_people_see_every_number_quote_and_place(read: object) -> None:
    shown = _flat(read())
    for fact in SAMPLE_FACTS:
        assert _flat(one_line(fact.number_text)) in shown
        assert _flat(one_line(fact.quote)) in shown
        assert _flat(f"[{fact.start}, {fact.end})") in shown
    for entry in (*SAMPLE.programmes, *SAMPLE.agencies):
        assert _flat(entry.name) in shown
    assert _flat(SAMPLE.measures[0].text) in shown


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_people_see_bounds_verdicts_and_reasons(read: object) -> None:
    shown = _flat(read())
    for words in (
        "≥10,000人次",
        "=36,000人次",
        "广州市与佛山市",
        "2016-2020当期目标",
        "预期性",
    ):
        assert words in shown
    verdicts = [pair.verdict for each in SAMPLE.indicators for pair in each.verdicts]
    assert verdicts
    for verdict in verdicts:
        assert VERDICTS[verdict.verdict].zh in shown
        assert all(_flat(reason_sentence(reason, NAMES)) in shown for reason in verdict.reasons)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_people_are_warned_of_what_competes_and_pointed_to_another_unit(read: object) -> None:
    shown = _flat(read())
    for words in (
        "⚠ 广州市: 同一城市同一时期有两个数 / this city gives two numbers: 2 2 万人次；3 2.3万人次",
        "同一数字见于 2 处 one number stated in 2 places",
        "又写作 also written: 3.6万人次",
        "以另一计量单位给出 / stated in another unit (人) · 见另一计量单位 / see the other unit: 5",
        "人数与人次不能换算",
    ):
        assert _flat(words) in shown


# In a narrow terminal the cells of this table are folded side by side.
@pytest.mark.parametrize("form", ["table", "md", "html"])
def test_instruments_are_counted_by_main_and_further_code(form: str) -> None:
    shown = _flat(READERS[form]())
    for words in ("主 1 · 兼 2", "0 为主要工具 / none as main instrument · 兼 1", "同一措施见于 2 处 stated in 2 places"):
        assert _flat(words) in shown


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_silence_and_what_is_not_known_are_said(read: object) -> None:
    shown = _flat(read())
    assert _flat(SILENT) in shown
    assert _flat("没有该市的规划 / no plan of this city is loaded") in shown
    assert _flat("未知 / not known") in shown
    assert _flat("检索词 searched for: 粤菜师傅、粤菜") in shown


def test_targets_come_before_results_and_shared_before_single() -> None:
    text = draw_table(SAMPLE).partition("多市均有的指标")[2]
    order = [text.index(word) for word in ("[3.6] 万人次", "2 万人次", "1万人次以上", "只有广州市提出的指标", "师生比")]
    assert order == sorted(order)


def test_no_line_of_the_table_is_wider_than_asked() -> None:
    assert max(map(cell_len, draw_table(SAMPLE, width=80).splitlines())) <= 80


def test_the_terminal_gets_no_escape_sequence_from_a_plan() -> None:
    assert "\x1b" not in draw_table(SAMPLE)
    assert "\x1b[31m**" not in draw_table(SAMPLE, has_color=True)


def test_the_page_runs_and_loads_nothing() -> None:
    page = _Reader(draw_page(SAMPLE, cities='440100"><script>'))
    assert {"script", "img", "iframe", "link", "object"} & set(page.tags) == set()
    assert [link for link in page.links if not re.match(r"/|#|https://example\.org/plan$", link)] == []


def test_the_problem_page_is_escaped() -> None:
    page = _Reader(draw_problem("Not Found", HOSTILE, {HOSTILE: None}))
    assert "script" not in page.tags
    assert "<script>" in page.text


def test_markdown_shows_hostile_text_as_text() -> None:
    page = _rendered_markdown(draw_markdown(SAMPLE))
    assert "script" not in page.tags
    assert one_line(HOSTILE) in page.text
    assert [link for link in page.links if link != "https://example.org/plan"] == []


@pytest.mark.parametrize(
    "text", ["# 一", "1. 一", "- 一", "+ 一", "=== 一", "| 一 |", "![x](y)", "<b>", "`x`", "www.example.org", "https://x.org", "~~x~~"]
)
def test_markdown_escapes(text: str) -> None:
    page = _rendered_markdown(escape(text))
    assert page.text.strip() == text
    assert page.tags == ["p"]


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_differences_come_first_with_what_was_searched(read: object) -> None:
    shown = _flat(read())
    headings = [
        "只有广州市在本工程下有Only广州市",
        "只有佛山市在本工程下有Only佛山市",
        "多市均有，有何不同",
        "多市均有的指标",
        "只有广州市提出的指标",
    ]
    assert [shown.index(heading) for heading in headings] == sorted(shown.index(heading) for heading in headings)
    assert "只有东莞市在本工程下有" not in shown
    first = shown[shown.index(headings[0]) : shown.index(headings[1])]
    for words in (
        "所为 for: “粤菜师傅”工程羊城行动",
        "检索词 searched for: 人社局 · 2 句中 0 句提到 0 of 2 sentences name it",
        "已读措施 0 条 measures read",
        "规划其他处提到，未归入本工程",
        "高校毕业生<b>就业。",
        "明确没有 / explicitly none",
        "暂无南沙区。",
        "440600-plan · [10, 16)",
        "未检索 / not searched · 没有该市的规划",
    ):
        assert _flat(words) in first


def test_each_place_of_a_difference_leads_to_an_entry_of_the_page() -> None:
    html = draw_page(SAMPLE)
    anchors = set(re.findall(r' id="([^"]+)"', html))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert {"measure-1", "agency-1-lead", "indicator-1"} <= anchors
    assert len(targets) > 8
    assert set(targets) <= anchors
    assert len(re.findall(r' id="', html)) == len(anchors)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_who_says_what_an_initiative_is(read: object) -> None:
    assert _flat("一项|工程 —— 规划注释 a note of the plan: 440100-plan · 附件 · [90, 95)") in _flat(read())


def test_a_description_of_the_project_says_so() -> None:
    own = SAMPLE.initiative.model_copy(update={"definitions": (), "described_by": None})
    assert _flat(f"一项工程 —— {OWN_NOTE}") in _flat(draw_table(SAMPLE.model_copy(update={"initiative": own})))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_what_is_known_of_a_measure_and_a_body(read: object) -> None:
    shown = _flat(read())
    for words in (
        "1-0-1",
        "职业技能",
        "对象 for: 高校毕业生",
        "地点 places: 南沙区",
        "规则 rule: S1-training",
        "全称 full name: 广州市人力资源和社会保障局",
        "以粤菜厨艺培训带动就业的工程|。",
    ):
        assert _flat(words) in shown
    assert shown.index(_flat(LEADING)) < shown.rindex("市人社局") < shown.index(_flat(HELPING))


def _csv_rows(part: str = "number") -> list[dict[str, str]]:
    every = csv.DictReader(io.StringIO(draw_csv(SAMPLE).removeprefix("\ufeff")))
    return [row for row in every if row["part"] == part]


def test_csv_has_a_row_for_each_city_on_each_difference_before_the_numbers() -> None:
    every = list(csv.DictReader(io.StringIO(draw_csv(SAMPLE).removeprefix("\ufeff"))))
    rows = _csv_rows("difference")
    assert every[: len(rows)] == rows
    assert len(rows) == len(SAMPLE.differences) * len(NAMES)
    place = {row["city"]: row for row in rows if row["aspect"] == "place"}
    assert (place["440100"]["shown_by"], place["440100"]["relation"]) == ("measure-1", "only_one")
    assert place["440600"]["presence"].startswith("明确没有")
    assert (place["440600"]["quote"], place["440600"]["quote_start"]) == ("暂无南沙区。", "10")
    assert place["441900"]["presence"].startswith("未检索")


def test_csv_has_a_mark_fixed_columns_and_one_row_for_each_fact() -> None:
    assert draw_csv(SAMPLE).startswith("\ufeff")
    rows = _csv_rows()
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["id"] for row in rows if row["id"]] == [fact.id for fact in SAMPLE_FACTS]


def test_csv_runs_no_formula_and_keeps_numbers() -> None:
    rows = _csv_rows()
    assert [value for row in rows for value in row.values() if re.match(r"[=+@＝＋＠]", value)] == []
    assert rows[0]["value"] == "3.6"
    assert rows[2]["scope"] == "'=全市"


def test_csv_says_silence_in_words() -> None:
    silent = [row for row in _csv_rows() if not row["id"]]
    assert {row["city"] for row in silent} == {"440600", "441900"}
    for row in silent:
        assert row["presence"] == row["number_text"] == row["value"] == row["quote"]
        assert row["presence"].startswith(SILENT if row["city"] == "440600" else "未检索")


def test_csv_names_what_repeats_competes_and_counts_otherwise() -> None:
    rows = {row["id"]: row for row in _csv_rows()}
    assert rows[TOTAL.id]["restated_by"] == AGAIN.id
    assert (rows[PAST.id]["competes_with"], rows[RIVAL.id]["competes_with"]) == (RIVAL.id, PAST.id)
    assert {row_id for row_id, row in rows.items() if row["warning"]} == {PAST.id, RIVAL.id}
    assert [row_id for row_id, row in rows.items() if row["is_other_unit"] == "true"] == [PERSONS.id]


def test_json_is_the_record() -> None:
    read = json.loads(draw_json(SAMPLE))
    assert Comparison.model_validate_json(draw_json(SAMPLE)) == SAMPLE
    assert read["indicators"][0]["facts"][0]["value"] == 3.6
