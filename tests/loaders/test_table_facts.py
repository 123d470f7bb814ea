import pytest

from graph.records import Fact
from loaders.facts import extract_facts
from loaders.split import split_document
from loaders.table_columns import read_label
from tests.loaders.documents import document_of

PIPE = """某市“十四五”规划

第一章 发展目标

表1 主要指标

| 序号 | 指标名称（单位） | 2020年 | 2023年 | 2025年 | 年均增长（%） | 属性 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 城镇新增就业人数（万人） | [131.6] | [80] | [125] | — | 预期性 |
| 2 | 城镇登记失业率（%） | 3.41 | — | ≤4.5 | — | 约束性 |
| 3 | 技能人才总量（万人） | 238 | 270 | 300以上 | 4.74 | 预期性 |
| 4 | 其中：高技能人才（万人） | 78.5 | 90 | 120左右 | 8.86 | 预期性 |
| 5 | 人均预期寿命（岁） | 80.1 | — | 81 | — | 预期性 |

注：[ ]为五年累计数。
"""

TABS = """某市“十四五”规划

第一章 发展目标

主要指标

指标\t“十三五”目标\t2020年完成\t2025年目标\t属性
参保人数（万人）\t485\t【691.82】\t【800】\t约束性
仲裁结案率\t>91.5%\t97.16%\t98%\t预期性
技术人才比例\t12:46:42\t12:46:42\t15:45:40\t预期性

注：【】内为五年累计数
"""


def table_facts(text: str) -> dict[tuple[str, str], Fact]:
    facts = extract_facts(split_document(document_of(text)), ()).facts
    return {(fact.subject, fact.number_text): fact for fact in facts if fact.in_table}


@pytest.mark.parametrize(
    ("key", "kind", "date", "basis", "comparator", "nature"),
    [
        (("城镇新增就业人数", "[131.6]"), "achieved", "2016-2020", "cumulative", "eq", "预期性"),
        (("城镇新增就业人数", "[80]"), "target", "2021-2023", "cumulative", "eq", "预期性"),
        (("城镇新增就业人数", "[125]"), "target", "2021-2025", "cumulative", "eq", "预期性"),
        (("城镇登记失业率", "≤4.5"), "target", "2025", "rate", "le", "约束性"),
        (("技能人才总量", "300以上"), "target", "2025", "stock", "ge", "预期性"),
        (("高技能人才", "120左右"), "target", "2025", "stock", "approx", "预期性"),
        (("高技能人才年均增长率", "8.86"), "target", "annual 2021-2025", "growth", "eq", "预期性"),
        (("人均预期寿命", "81"), "target", "2025", "other", "eq", "预期性"),
    ],
)
def test_pipe_table(key: tuple[str, str], kind: str, date: str, basis: str, comparator: str, nature: str) -> None:
    fact = table_facts(PIPE)[key]
    assert (fact.kind, fact.date, fact.basis, fact.comparator, fact.nature) == (kind, date, basis, comparator, nature)


def test_a_dash_is_no_fact() -> None:
    assert sorted(number for subject, number in table_facts(PIPE) if subject == "城镇登记失业率") == ["3.41", "≤4.5"]


def test_a_target_set_for_the_past_and_a_level_in_total_brackets() -> None:
    facts = table_facts(TABS)
    assert facts["参保人数", "485"].date == "2016-2020 target"
    assert (facts["参保人数", "【800】"].basis, facts["参保人数", "【800】"].date) == ("stock", "2025")
    assert (facts["仲裁结案率", ">91.5%"].comparator, facts["仲裁结案率", ">91.5%"].unit) == ("gt", "%")
    assert facts["技术人才比例", "15:45:40"].value == "15:45:40"


def test_amounts_are_in_the_base_unit() -> None:
    fact = table_facts(PIPE)["技能人才总量", "238"]
    assert (fact.unit, fact.base_unit, fact.amount_low) == ("万人", "人", 2_380_000)


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("7、城镇职工基本养老保险参保人数（万人）", "城镇职工基本养老保险参保人数", "万人"),
        ("其中:高技能人才", "高技能人才", None),
        ("(3)大学生就业率%", "大学生就业率", "%"),
        ("社会保障(市民)卡持卡人口覆盖率", "社会保障(市民)卡持卡人口覆盖率", None),
    ],
)
def test_labels(text: str, name: str, unit: str | None) -> None:
    assert read_label(text) == (name, unit)


def test_a_cell_stands_in_the_innermost_section_around_its_table() -> None:
    deeper = PIPE.replace("第一章 发展目标", "第一章 基础\n\n第一节 回顾\n\n成效明显。\n\n第二章 任务\n\n第一节 发展目标")
    places = {fact.place for fact in table_facts(deeper).values()}
    assert places == {"第二章 任务/第一节 发展目标/表1 主要指标"}
