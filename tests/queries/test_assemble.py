from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from graph.comparability import RULE_VERSION, compare_facts
from graph.errors import UnknownName
from queries.assemble import assemble_comparison
from queries.catalogue import run_query
from queries.instruments import mark_restated
from queries.presence import indicator_presence
from queries.same_numbers import competing_groups, restated_groups
from queries.texts import Texts
from tests.queries.small_graph import CASES, stored_fact

if TYPE_CHECKING:
    from graph.store import Store
    from queries.comparison import ComparedIndicator, Comparison

BOTH = ("440100", "440600")


@pytest.fixture(scope="module")
def comparison(store: Store) -> Comparison:
    return assemble_comparison(store, "三项工程")


def indicator(comparison: Comparison, name: str) -> ComparedIndicator:
    (found,) = [each for each in comparison.indicators if each.name == name]
    return found


def ids(facts: object) -> list[str]:
    return [fact.id for fact in facts]


def test_the_initiative_covers_what_is_part_of_it(comparison: Comparison) -> None:
    assert (comparison.initiative.id, comparison.initiative.aliases) == ("three-projects", ("三大工程",))
    assert [member.id for member in comparison.initiative.members] == ["cantonese-chef", "guangdong-technician", "nanyue-homecare"]


def test_every_fact_of_the_initiative_is_there_once(comparison: Comparison) -> None:
    expected = {case["id"] for case in CASES["facts"] if case["programme"] not in (None, "p-sz-other")}
    found = [fact for each in comparison.indicators for fact in each.facts]
    assert sorted(ids(found)) == sorted(expected)
    assert all(fact == stored_fact(fact.id) for fact in found)


def test_what_several_cities_state_comes_first(comparison: Comparison) -> None:
    assert [(each.name, each.only_city) for each in comparison.indicators] == [
        ("“粤菜师傅”培训人次", None),
        ("“南粤家政”培训人次", None),
        ("家政产业园数", None),
        ("技能劳动者占就业人员比例", None),
        ("“粤菜师傅”带动就业创业人数", "440600"),
        ("粤菜烹饪特色专业数", "440600"),
        ("基层家政服务站数", "440600"),
    ]


def test_facts_stand_by_city_then_year(comparison: Comparison) -> None:
    facts = indicator(comparison, "“粤菜师傅”培训人次").facts
    assert ids(facts) == ["f-gz-chef-past", "f-gz-chef-year", "f-gz-chef-total", "f-fs-chef"]


def test_a_fact_outside_the_initiative_is_no_silence(comparison: Comparison) -> None:
    share = indicator(comparison, "技能劳动者占就业人员比例")
    assert (ids(share.facts), ids(share.elsewhere)) == (["f-fs-share"], ["f-gz-share"])
    assert [(each.city, each.presence) for each in share.presence if each.city in BOTH] == [("440100", "stated"), ("440600", "stated")]


def test_a_fact_without_an_indicator_is_kept_under_its_subject(comparison: Comparison) -> None:
    major = indicator(comparison, "粤菜烹饪特色专业数")
    assert (major.id, ids(major.facts), major.verdicts) == (None, ["f-fs-major"], ())


def test_verdicts_are_those_of_the_rules(comparison: Comparison) -> None:
    verdicts = [pair for each in comparison.indicators for pair in each.verdicts]
    assert len(verdicts) == 6
    for pair in verdicts:
        assert pair.verdict == compare_facts(stored_fact(pair.a), stored_fact(pair.b))


def test_presence_tells_silence_from_none_and_from_not_looked(comparison: Comparison) -> None:
    parks = indicator(comparison, "家政产业园数").presence
    assert [(each.city, each.presence) for each in parks] == [
        ("440100", "explicitly_none"),
        ("440300", "searched_not_found"),
        ("440600", "stated"),
        ("441900", "not_checked"),
    ]
    silent, unread = parks[1], parks[3]
    assert (silent.terms, silent.plan_ids, silent.naming_sentence_count) == (("家政产业园",), ("plan-sz",), 0)
    assert (unread.terms, unread.plan_ids, unread.naming_sentence_count) == ((), (), 0)


def test_a_term_that_does_not_find_its_own_source_is_shortened(comparison: Comparison) -> None:
    major = indicator(comparison, "粤菜烹饪特色专业数")
    assert {each.terms for each in major.presence if each.plan_ids} == {("特色专业",)}


def test_a_silence_that_no_term_could_break_is_not_checked(store: Store, comparison: Comparison) -> None:
    city = next(each for each in comparison.cities if each.code == "440300")
    texts = Texts(run_query(store, "passages_of_plans", {"plans": ["plan-sz"]}).rows, [])
    assert indicator_presence(city, (), texts, "searched_not_found").presence == "not_checked"
    assert indicator_presence(city, ("特色专业",), texts, "searched_not_found").presence == "searched_not_found"


def test_a_sentence_of_another_number_is_not_one_without_a_number(store: Store) -> None:
    rows = run_query(store, "passages_of_plans", {"plans": ["plan-gz"]}).rows
    texts = Texts(rows, [stored_fact("f-gz-share")])
    named = {term: [each.has_fact for each in texts.naming(["plan-gz"], [term])] for term in ("技能劳动者", "高级 比例", "技能劳动者 中级")}
    assert named == {"技能劳动者": [True], "高级 比例": [False], "技能劳动者 中级": []}


def test_instruments_count_main_and_further_codes(comparison: Comparison) -> None:
    counts = {each.code: [(count.main_count, count.further_count) for count in each.counts] for each in comparison.instruments}
    assert counts == {
        "D2": [(1, 0), (0, 0), (0, 0), (0, 0)],
        "E3": [(1, 0), (0, 0), (0, 0), (0, 0)],
        "S1": [(0, 1), (0, 0), (1, 0), (0, 0)],
        None: [(0, 0), (0, 0), (1, 0), (0, 0)],
    }


def test_a_measure_that_is_written_twice_counts_once(comparison: Comparison) -> None:
    train = next(each for each in comparison.measures if each.id == "m-fs-train")
    again = train.model_copy(update={"id": "again", "text": "到2025年,全市开展粤菜师傅培训1万人次以上；"})
    other = train.model_copy(update={"id": "other", "city": "440100"})
    assert [each.restates for each in mark_restated([train, again, other])] == [None, "m-fs-train", None]


@pytest.mark.parametrize(
    ("changed", "is_restated", "is_competing"),
    [
        ({}, True, False),
        ({"amount_low": 10001, "amount_high": 10001}, False, True),
        ({"scope": ()}, True, False),
        ({"scope": ("市级",)}, False, False),
        ({"unit": "万人", "amount_low": 3}, False, False),
        ({"date": "2025", "amount_low": 3}, False, False),
        ({"kind": "achieved", "amount_low": 3}, False, False),
    ],
)
def test_what_repeats_and_what_competes(changed: dict, is_restated: bool, is_competing: bool) -> None:
    fact = stored_fact("f-fs-chef")
    pair = [fact, fact.model_copy(update={"id": "again"} | changed)]
    groups = (("f-fs-chef", "again"),)
    assert restated_groups(pair) == (groups if is_restated else ())
    assert competing_groups(pair) == (groups if is_competing else ())


def test_a_city_that_never_names_the_initiative_says_so(comparison: Comparison) -> None:
    assert [(each.city, each.presence, each.naming_sentence_count, each.unnumbered_sentence_count) for each in comparison.presence] == [
        ("440100", "stated", 5, 2),
        ("440300", "stated", 1, 1),
        ("440600", "stated", 4, 2),
        ("441900", "not_checked", 0, 0),
    ]


def test_programmes_agencies_and_measures_of_each_city(comparison: Comparison) -> None:
    assert [(each.city, each.initiative) for each in comparison.programmes] == [
        ("440100", "cantonese-chef"),
        ("440100", "nanyue-homecare"),
        ("440600", "cantonese-chef"),
        ("440600", "nanyue-homecare"),
        ("440600", "guangdong-technician"),
    ]
    assert [(each.name, each.role, each.quote) for each in comparison.agencies] == [
        ("市人力资源社会保障局", "lead", "由市人力资源社会保障局牵头"),
        ("广东省人民政府", "lead", "省政府牵头"),
        ("市人社局", "lead", "市人社局牵头"),
        ("广东省人民政府", "partner", "广东省人民政府配合"),
    ]
    assert [(each.id, each.instrument_family) for each in comparison.measures] == [
        ("m-gz-standard", "environment"),
        ("m-gz-firms", "demand"),
        ("m-fs-train", "supply"),
        ("m-fs-none", None),
        ("m-fs-again", "supply"),
    ]


def test_cities_stand_as_they_are_asked_for(store: Store) -> None:
    compared = assemble_comparison(store, "粤菜师傅", ["佛山", "广州市", "440600"])
    assert [city.code for city in compared.cities] == ["440600", "440100"]
    assert ids(indicator(compared, "“粤菜师傅”培训人次").facts)[0] == "f-fs-chef"
    assert {each.city for each in compared.programmes} == set(BOTH)


def test_what_is_not_known_of_a_plan_is_none(comparison: Comparison) -> None:
    assert [plan.document_number for city in comparison.cities for plan in city.plans] == ["穗人社发〔2021〕11号", None, None]
    assert comparison.cities[3].plans == ()


def test_an_initiative_that_nobody_carries_out(store: Store) -> None:
    empty = assemble_comparison(store, "农村电商")
    assert (empty.indicators, empty.programmes, empty.agencies, empty.measures) == ((), (), (), ())
    assert [each.presence for each in empty.presence] == ["searched_not_found", "explicitly_none", "searched_not_found", "not_checked"]
    denial = empty.presence[1].denials[0]
    assert (denial.record, denial.id, denial.quote) == ("passage", "sz-2", "不再实施“农村电商”工程。")
    assert empty.differences == ()


def test_the_questions_that_were_asked_are_kept(store: Store, comparison: Comparison) -> None:
    asked = {each.name: each for each in comparison.queries}
    assert asked["facts_of_initiative_across_cities"].parameters["initiative"] == "three-projects"
    assert "MATCH" in asked["passages_of_plans"].cypher
    assert (comparison.snapshot, comparison.rule_version) == (store.snapshot().id, RULE_VERSION)


def test_the_json_is_the_same_each_time(store: Store, comparison: Comparison) -> None:
    again = assemble_comparison(store, "three-projects")
    assert again.model_dump_json() == comparison.model_dump_json()
    plain = json.loads(comparison.model_dump_json())
    assert list(plain) == [*type(comparison).model_fields]
    assert plain["indicators"][0]["facts"][2]["value"] == 3.6
    assert plain["indicators"][0]["facts"][2]["amount_low"] == 36000


@pytest.mark.parametrize(("initiative", "cities", "suggestion"), [("粤菜师父", None, "粤菜师傅"), ("粤菜师傅", ["广洲市"], "广州市")])
def test_unknown_names_come_with_close_ones(store: Store, initiative: str, cities: list[str] | None, suggestion: str) -> None:
    with pytest.raises(UnknownName) as caught:
        assemble_comparison(store, initiative, cities)
    assert suggestion in caught.value.suggestions
