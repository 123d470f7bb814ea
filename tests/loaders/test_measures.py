"""Measures: which sentences commit to an action, how they are coded, for whom and under which programme."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from loaders.instrument_rules import InstrumentCoder
from loaders.lexicons import codebook
from loaders.manifest import read_corpus
from loaders.measures import extract_measures
from loaders.name_patterns import mask
from loaders.programmes import extract_programmes
from loaders.read import read_plan
from loaders.split import split_document
from tests.gold.score import score_instruments
from tests.loaders.documents import CASES, PLANS, document_of

if TYPE_CHECKING:
    from graph.records import Measure

GOLD = Path(__file__).parents[1] / "gold"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _measures(text: str) -> tuple[Measure, ...]:
    split = split_document(document_of(text))
    return extract_measures(split, extract_programmes(split))


def _code(text: str) -> str | None:
    coding = InstrumentCoder(text, mask(text)).code(0, len(text))
    return coding.primary if coding else None


@pytest.fixture(scope="module")
def measures() -> tuple[Measure, ...]:
    splits = [split_document(read_plan(manifest, PLANS)) for manifest in read_corpus(PLANS)]
    return tuple(one for split in splits for one in extract_measures(split, extract_programmes(split)))


def test_the_codes_of_sentences_from_other_plans() -> None:
    cases = _lines(CASES / "measures.jsonl")
    right = [case for case in cases if _code(case["text"]) == case["code"]]
    assert len(right) / len(cases) >= 0.9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("建立劳动关系三方协商机制。", "E5"),
        ("健全统一的市场监管体系。", "E2"),
        ("完善职称评审制度。", "E3"),
        ("落实技能培训补贴政策。", "S2"),
        ("建设博士后创新实践基地。", "S3"),
        ("到2025年,建成实训基地10家。", "S3"),
        ("到2025年,开展职业培训10万人次。", "S1"),
        ("到2025年,失业率控制在3%以内,参保人数达到10万人。", "E1"),
    ],
)
def test_the_rules_of_the_codebook(text: str, code: str) -> None:
    assert _code(text) == code


def test_the_first_action_is_primary_and_a_preamble_is_none() -> None:
    coding = InstrumentCoder(text := "围绕数据平台建设,开展技能培训,给予培训补贴,提升服务水平。", mask(text)).code(0, len(text))
    assert coding is not None
    assert (coding.primary, coding.secondary) == ("S1", ("S2",))
    assert [tuple(action) for action in coding.actions] == [
        ("围绕", "数据平台建设"),
        ("开展", "技能培训"),
        ("给予", "培训补贴"),
        ("提升", "服务水平"),
    ]


def test_headings_background_and_prefaces_commit_to_nothing() -> None:
    text = (
        "某市规划\n为加快发展,制定本规划。\n第一章 发展基础\n实施技能培训,建设基地10个。\n"
        "第二章 主要任务\n第一节 就业\n(一)加强技能培训。开展订单式培训。\n"
        "第三章 发展目标\n就业服务体系更加完善,提升服务水平。到2025年,培训人数达到10万人、就业率达到90%。\n"
    )
    assert [(one.text, one.instrument) for one in _measures(text)] == [
        ("开展订单式培训。", "S1"),
        ("到2025年,培训人数达到10万人、就业率达到90%。", "E1"),
    ]


def test_a_measure_tells_for_whom_and_under_which_programme() -> None:
    text = "第一章 任务\n(一)实施“优才计划”。为高校毕业生和农民工提供就业服务;举办“阳光就业”专场招聘活动。\n"
    split = split_document(document_of(text))
    programmes = extract_programmes(split)
    served, named = extract_measures(split, programmes)
    assert served.groups == ("高校毕业生", "异地务工人员")
    assert (served.unit_number, named.unit_number) == ("1-1-1", "1-1-2")
    assert served.programmes == ("优才计划",)
    assert named.programmes == ("“阳光就业”专场招聘活动",)


def test_every_measure_is_an_exact_span_coded_by_a_rule_of_the_codebook(measures: tuple[Measure, ...]) -> None:
    texts = {manifest.city_code: read_plan(manifest, PLANS).text for manifest in read_corpus(PLANS)}
    rules = {rule.id for rule in codebook().rules} | {"quantified-target", "no-instrument"}
    assert len({one.id for one in measures}) == len(measures)
    for one in measures:
        assert texts[one.city][one.start : one.end] == one.text == one.evidence.quote
        assert one.evidence.rule in rules
        assert one.verbs
        assert (one.instrument is None) == (one.evidence.rule == "no-instrument")


def test_the_coding_agrees_with_the_readers(measures: tuple[Measure, ...]) -> None:
    predicted = [{"city": one.city, "start": one.start, "end": one.end, "instrument": one.instrument} for one in measures]
    reached = score_instruments(predicted, _lines(GOLD / "instruments.jsonl"))
    assert reached["kappa"] >= 0.75
    assert reached["family"] >= 0.85


@pytest.mark.parametrize("sign", ["企业", "培训", "，", "“", "1", "等"])
def test_hostile_repetition_takes_no_time(sign: str) -> None:
    split = split_document(document_of("一、任务\n支持" + sign * (20_000 // len(sign))))
    started = process_time()
    extract_measures(split, ())
    assert process_time() - started < 2
