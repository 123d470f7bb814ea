from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.store import Store, build_store, open_store
from loaders.link import link
from loaders.load import load
from tests.loaders.hand_made import CODEBOOK, INDICATORS, INITIATIVES, foshan, guangzhou

if TYPE_CHECKING:
    from pathlib import Path

    from graph.records import Issue, PlanRecords


def loaded(address: Path, *plans: PlanRecords) -> tuple[Store, tuple[Issue, ...]]:
    with build_store(str(address)) as builder:
        issues = load(builder, plans, initiatives=INITIATIVES, indicators=INDICATORS, codebook=CODEBOOK, links=link(plans))
    return open_store(str(address)), issues


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store, issues = loaded(tmp_path_factory.mktemp("load") / "graph.kgl", guangzhou(), foshan())
    assert issues == ()
    return store


def rows(store: Store, cypher: str, *columns: str) -> list[tuple[object, ...]]:
    found = store.run(cypher, {}, columns=columns, timeout_seconds=5, row_limit=1000)
    return [tuple(row.values()) for row in found]


def test_a_fact_is_called_by_what_it_says(store: Store) -> None:
    names = rows(store, "MATCH (t:Target|Result) RETURN t.name AS name ORDER BY name", "name")
    assert [name for (name,) in names] == [
        "1万人次 2021-2025每年 培训人次",
        "2.3万人次 2020 培训人次",
        "2.5% 2020 失业率",
        "3.5% 2025 失业率",
        "3.6万人次 2025 培训人次",
        "≥3.6万人次 2021-2025 培训人次",
    ]


def test_a_fact_keeps_what_the_plan_wrote_and_what_it_means(store: Store) -> None:
    query = """
        MATCH (t:Target {city: '440100'}) WHERE t.comparator = 'ge'
        RETURN t.number_text AS number_text, t.value AS value, t.amount_low AS low, t.start_year AS first, t.end_year AS last,
          t.quote AS quote, t.char_start - t.quote_start AS inside, t.in_table AS in_table, t.scope AS scope, t.nature AS nature
    """
    columns = ("number_text", "value", "low", "first", "last", "quote", "inside", "in_table", "scope", "nature")
    quote = "实施“粤菜师傅”工程,到2025年培训3.6万人次以上"
    assert rows(store, query, *columns) == [("3.6万人次以上", "3.6", 36000.0, 2021, 2025, quote, quote.index("3.6"), False, [], None)]


def test_facts_belong_to_the_programme_they_name_in_any_of_its_forms(store: Store) -> None:
    query = """
        MATCH (p:Programme)-[r:HAS_TARGET|HAS_RESULT]->(f) RETURN p.city AS city, type(r) AS tie, f.value AS value
        ORDER BY city, tie, value, f.id
    """
    assert rows(store, query, "city", "tie", "value") == [
        ("440100", "HAS_RESULT", "2.3"),
        ("440100", "HAS_TARGET", "3.6"),
        ("440100", "HAS_TARGET", "3.6"),
        ("440600", "HAS_TARGET", "1"),
    ]


def test_a_target_starts_from_the_result_in_its_table_row(store: Store) -> None:
    query = "MATCH (t:Target)-[:FROM_BASELINE]->(r:Result) RETURN r.name AS result, t.name AS target ORDER BY target"
    assert rows(store, query, "result", "target") == [
        ("2.5% 2020 失业率", "3.5% 2025 失业率"),
        ("2.3万人次 2020 培训人次", "3.6万人次 2025 培训人次"),
    ]


def test_every_quote_is_tied_to_the_passage_that_holds_it(store: Store) -> None:
    query = """
        MATCH (x:Target|Result|Measure|Programme)-[e:EVIDENCED_BY]->(p:Passage)
        RETURN x.id AS id, e.quote AS quote, e.char_start - p.char_start AS inside, p.text AS text, x.plan_id = p.plan_id AS same
        ORDER BY id
    """
    found = rows(store, query, "id", "quote", "inside", "text", "same")
    assert len(found) == 6 + 2 + 2
    assert all(same and str(text)[int(str(inside)) :].startswith(str(quote)) for _, quote, inside, text, same in found)


def test_the_text_is_there_from_the_city_down_to_each_passage(store: Store) -> None:
    query = """
        MATCH (c:City)-[:ISSUED]->(d:Plan)-[:HAS_SECTION]->(s:Section)-[:HAS_PASSAGE]->(p:Passage)
        RETURN c.name AS city, d.name AS plan, count(p.id) AS passages ORDER BY city
    """
    found = rows(store, query, "city", "plan", "passages")
    assert [(city, plan) for city, plan, _ in found] == [("佛山市", "佛山市就业规划"), ("广州市", "广州市就业规划")]
    assert sum(int(str(count)) for *_, count in found) == store.snapshot().counts["Passage"]


def test_programmes_implement_initiatives_and_these_are_part_of_larger_ones(store: Store) -> None:
    query = """
        MATCH (c:City)-[:RUNS]->(p:Programme)-[:IMPLEMENTS]->(i:Initiative)-[:PART_OF]->(w:Initiative)
        RETURN c.id AS city, p.name AS programme, i.id AS initiative, w.id AS whole ORDER BY city
    """
    assert rows(store, query, "city", "programme", "initiative", "whole") == [
        ("440100", "“粤菜师傅”工程", "chef", "three"),
        ("440600", "“粤菜师傅”", "chef", "three"),
    ]


def test_a_body_is_one_node_with_each_of_its_roles(store: Store) -> None:
    query = """
        MATCH (a:Agency)-[r:ACTS_IN]->(p:Plan) RETURN p.city AS city, a.name AS name, a.level AS level, r.role AS role
        ORDER BY city, role
    """
    assert rows(store, query, "city", "name", "level", "role") == [
        ("440100", "市人社局", "municipal", "lead"),
        ("440100", "市人社局", "municipal", "organiser"),
        ("440600", "市人社局", "unknown", "issuer"),
    ]
    query = "MATCH (a:Agency)-[r:ACTS_FOR]->(p:Programme) RETURN r.role AS role, p.name AS programme"
    assert rows(store, query, "role", "programme") == [("lead", "“粤菜师傅”工程")]
    assert store.snapshot().counts["Agency"] == 2


def test_a_measure_is_tied_to_programme_instruments_and_groups(store: Store) -> None:
    query = """
        MATCH (p:Programme)-[:USES]->(m:Measure)-[c:CODED_AS]->(i:Instrument) MATCH (m)-[:SERVES]->(g:Group)
        RETURN p.city AS city, c.rank AS rank, i.code AS code, g.name AS people ORDER BY rank
    """
    assert rows(store, query, "city", "rank", "code", "people") == [("440100", 1, "S1", "农村劳动力"), ("440100", 2, "S3", "农村劳动力")]
    uncoded = "MATCH (p:Plan)-[:STATES]->(m:Measure) WHERE NOT EXISTS { MATCH (m)-[:CODED_AS]->(i:Instrument) } RETURN m.city AS city"
    assert rows(store, uncoded, "city") == [("440600",)]


def test_an_indicator_without_an_entry_is_made_from_its_subject(store: Store) -> None:
    query = "MATCH (i:Indicator) RETURN i.id AS id, i.name AS name, i.unit_kind AS unit_kind, i.is_not AS is_not ORDER BY id"
    assert rows(store, query, "id", "name", "unit_kind", "is_not") == [
        ("jobless", "失业率", "share", []),
        ("trainees", "培训人次", "person_times", ["培训人数"]),
    ]
    measured = "MATCH (f:Target|Result)-[:MEASURES]->(i:Indicator) RETURN i.id AS id, count(f.id) AS n ORDER BY id"
    assert rows(store, measured, "id", "n") == [("jobless", 2), ("trainees", 4)]


def test_each_pair_of_facts_of_two_cities_has_a_verdict_from_the_lower_code_to_the_higher(store: Store) -> None:
    query = """
        MATCH (a)-[v:COMPARED_WITH]->(b)
        RETURN a.city AS a, b.city AS b, a.date AS date, v.verdict AS verdict, v.reasons AS reasons, v.reasons_a AS said,
          v.rule_version AS rules ORDER BY date, a.id
    """
    found = rows(store, query, "a", "b", "date", "verdict", "reasons", "said", "rules")
    assert [row[:3] for row in found] == [("440100", "440600", "2020"), ("440100", "440600", "2021-2025"), ("440100", "440600", "2025")]
    assert all(len(row[4]) == len(row[5]) and row[6] for row in found)
    assert any(row[4] for row in found)


def test_the_order_of_plans_changes_nothing_and_one_more_fact_does(tmp_path: Path) -> None:
    one, _ = loaded(tmp_path / "one.kgl", guangzhou(), foshan())
    other, _ = loaded(tmp_path / "other.kgl", foshan(), guangzhou())
    less, _ = loaded(tmp_path / "less.kgl", foshan(), guangzhou().model_copy(update={"facts": guangzhou().facts[1:]}))
    assert one.snapshot() == other.snapshot()
    assert less.snapshot().id != one.snapshot().id


def test_what_names_a_programme_that_is_not_there_is_reported_and_kept(tmp_path: Path) -> None:
    plan = guangzhou().model_copy(update={"programmes": (), "agencies": ()})
    store, issues = loaded(tmp_path / "graph.kgl", plan)
    assert {issue.code for issue in issues} == {"programme-not-found"}
    text = plan.split.document.text
    assert [text[issue.char_start : issue.char_end] for issue in issues] == [
        "3.6万人次以上",
        "市人社局牵头实施粤菜师傅工程,为农村劳动力建设大师工作室10个",
        "2.3万人次",
        "3.6万人次",
    ]
    assert issues[0].message == "the plan's records have no programme '粤菜师傅'"
    assert store.snapshot().counts["Target"] == 3


def test_a_quote_outside_every_passage_is_reported(tmp_path: Path) -> None:
    plan = foshan()
    split = plan.split.model_copy(update={"passages": plan.split.passages[:-1]})
    _, issues = loaded(tmp_path / "graph.kgl", plan.model_copy(update={"split": split}))
    assert {issue.code for issue in issues} == {"passage-not-found"}
    # The fact, the programme and its place, the measure.
    assert len(issues) == 4
