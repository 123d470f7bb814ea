from __future__ import annotations

from decimal import Decimal

import pytest

from graph.schema import NODES
from loaders import nodes
from tests.loaders.hand_made import CODEBOOK, INDICATORS, INITIATIVES, agency, fact, foshan, guangzhou, split


def test_every_row_has_the_properties_of_its_label_and_no_other() -> None:
    plan = guangzhou()
    document, section, passage = plan.split.document, plan.split.sections[0], plan.split.passages[0]
    rows = {
        "City": nodes.city_node(document),
        "Plan": nodes.plan_node(document),
        "Section": nodes.section_node(section, 0),
        "Passage": nodes.passage_node(passage, 0),
        "Initiative": nodes.initiative_node(INITIATIVES[0], None),
        "Indicator": nodes.indicator_node(INDICATORS[0]),
        "Instrument": nodes.instrument_node(CODEBOOK.instruments[0], CODEBOOK.version),
        "Programme": nodes.programme_node(plan.programmes[0]),
        "Agency": nodes.agency_node(plan.agencies, ["市人社局"]),
        "Measure": nodes.measure_node(plan.measures[0]),
        "Place": nodes.place_node("南沙区", "440100"),
        "Target": nodes.fact_node(plan.facts[0]),
    }
    declared = {node.label: {each.name for each in node.properties} for node in NODES}
    assert [(label, declared[label] ^ row.keys()) for label, row in rows.items() if declared[label] != row.keys()] == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({}, "3.6万人次 2025 培训人次"),
        ({"comparator": "approx", "unit": None}, "≈3.6 2025 培训人次"),
        ({"comparator": "gt", "value": (Decimal("1.5"), Decimal(2))}, ">1.5-2万人次 2025 培训人次"),
        ({"value": "3/4", "unit": None, "date": "2016-2020 target"}, "3/4 2016-2020目标 培训人次"),
        ({"subject": "参" * 60}, f"3.6万人次 2025 {'参' * 29}…"),
    ],
)
def test_the_name_of_a_fact_is_short_and_says_it(change: dict, name: str) -> None:
    plan = split("440100")
    assert nodes.fact_name(fact(plan, "到2025年培训3.6万人次以上", "3.6万人次", **change)) == name


def test_a_subject_that_has_no_entry_gets_the_commonest_wording_whatever_the_order() -> None:
    plan = split("440100")
    quote = "到2025年培训3.6万人次以上"
    facts = [fact(plan, quote, "3.6万人次", subject=subject) for subject in ("培训量", "培训总量", "培训量")]
    for ordered in (facts, facts[::-1]):
        row = nodes.subject_node("x", ordered)
        assert (row["name"], row["aliases"], row["unit_kind"]) == ("培训量", ["培训总量"], "person_times")
    mixed = nodes.subject_node("x", [facts[0], facts[1].model_copy(update={"unit": "%"})])
    assert mixed["unit_kind"] is None


def test_a_body_has_the_name_most_use_and_a_level_that_is_known() -> None:
    plan = foshan().split
    said = [
        agency(plan, "市人社局", level="unknown"),
        agency(plan, "市人社局印发", name="市人力资源社会保障局"),
        agency(plan, "印发", name="市人力资源社会保障局", level="unknown"),
    ]
    for records in (said, said[::-1]):
        row = nodes.agency_node(records, ["市人社局", "市人力资源社会保障局", "市人社局"])
        assert (row["name"], row["level"]) == ("市人力资源社会保障局", "municipal")
        assert (row["full_name"], row["variants"]) == ("广州市人力资源和社会保障局", ["市人力资源社会保障局", "市人社局"])
