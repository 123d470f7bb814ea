import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import Document, Fact, Period
from loaders.facts import extract_facts
from loaders.split import split_document

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
SENTENCES = [case["text"] for case in CASES if not case["looks_back"]]
PLAN_SIGNS = (
    "到至2025年“十四五”期间五年累计每年均其中分别达培训建设新增提高由增长占比重率万亿人次名家所个%"
    "以上不少于、，。；：（）()《》\n\t 　1234567890"
)


def read(body: str, *, looks_back: bool = False) -> tuple[Fact, ...]:
    heading = "第一章 发展基础" if looks_back else "第一章 主要任务"
    text = f"某市“十四五”规划\n\n{heading}\n\n{body}\n"
    period = Period(start_year=2021, end_year=2025)
    document = Document(
        plan_id="plan",
        city="510100",
        city_name="成都市",
        name="某市“十四五”规划",
        period=period,
        text=text,
        sha256="",
        text_sha256="",
        manifest=None,
    )
    return extract_facts(split_document(document), ()).facts


def shown(fact: Fact) -> dict[str, object]:
    value = "-".join(map(str, fact.value)) if isinstance(fact.value, tuple) else str(fact.value)
    return {
        "number": fact.number_text,
        "value": value,
        "unit": fact.unit,
        "comparator": fact.comparator,
        "date": fact.date,
        "basis": fact.basis,
        "kind": fact.kind,
        "subject": fact.subject,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_sentences(case: dict[str, object]) -> None:
    facts = read(str(case["text"]), looks_back=bool(case["looks_back"]))
    assert [shown(fact) for fact in facts] == case["expect"]


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4))
@settings(deadline=None, max_examples=40)
def test_a_sentence_reads_the_same_in_a_paragraph_of_its_own_wherever_it_stands(sentences: list[str]) -> None:
    alone = [shown(fact) for sentence in sentences for fact in read(sentence)]
    assert [shown(fact) for fact in read("\n\n".join(sentences))] == alone


@given(st.text(alphabet=PLAN_SIGNS, max_size=120))
@settings(deadline=None, max_examples=200)
def test_spans_reslice_and_nothing_raises(body: str) -> None:
    heading = "第一章 主要任务"
    text = f"某市“十四五”规划\n\n{heading}\n\n{body}\n"
    for fact in read(body):
        assert text[fact.start : fact.end] == fact.number_text
        assert text[fact.evidence.char_start : fact.evidence.char_end] == fact.evidence.quote
        assert fact.number_text in fact.evidence.quote


def test_a_time_carries_to_the_sentences_and_bullets_under_it() -> None:
    facts = read("到2025年，主要目标如下：\n\n——技能人才总量达到150万人。高技能人才占比达到30%。")
    assert [fact.date for fact in facts] == ["2025", "2025"]


def test_a_date_on_the_way_does_not_carry_on() -> None:
    facts = read("2022年底前，系统上线率达到60%。服务事项网办率达到95%。")
    assert [fact.date for fact in facts] == ["2022", "2021-2025"]


def test_results_stand_under_headings_that_look_back() -> None:
    assert [fact.kind for fact in read("建成示范基地8个。", looks_back=True)] == ["achieved"]
    assert [fact.kind for fact in read("建成示范基地8个。")] == ["target"]
