"""What only one city does, what several do, and each state of what is not there, on the small graph and on the real plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.comparability import RULE_VERSION
from queries.assemble import assemble_comparison
from queries.catalogue import run_query
from queries.differences import find_differences
from queries.instruments import mark_restated
from queries.texts import Texts
from tests.conftest import CORPUS

if TYPE_CHECKING:
    from graph.store import Store
    from queries.comparison import CitySide, Comparison, Difference

GUANGZHOU, SHENZHEN, FOSHAN, DONGGUAN = "440100", "440300", "440600", "441900"


@pytest.fixture(scope="module")
def comparison(store: Store) -> Comparison:
    return assemble_comparison(store, "三项工程")


def found(comparison: Comparison, aspect: str, name: str) -> Difference:
    (one,) = [each for each in comparison.differences if (each.aspect, each.name) == (aspect, name)]
    return one


def side(comparison: Comparison, aspect: str, name: str, city: str) -> CitySide:
    return next(each for each in found(comparison, aspect, name).sides if each.city == city)


def test_what_one_city_alone_has_comes_first_city_by_city(comparison: Comparison) -> None:
    only = [each.only_city for each in comparison.differences]
    assert only == sorted(only, key=lambda city: (city is None, city or ""))
    assert {GUANGZHOU, FOSHAN, None} == set(only)
    assert {each.relation for each in comparison.differences if each.only_city} == {"only_one"}


@pytest.mark.parametrize(
    ("aspect", "name", "relation", "only_city"),
    [
        ("initiative", "“粤菜师傅”工程", "some", None),
        ("initiative", "“广东技工”工程", "only_one", FOSHAN),
        ("programme", "“广东技工”工程", "only_one", FOSHAN),
        # No way to write this name stands in the words that show it, so nothing was searched for.
        ("programme", "“粤菜师傅”工程羊城行动", "not_compared", None),
        ("lead", "本市人力资源和社会保障局", "some", None),
        ("lead", "广东省人民政府", "only_one", GUANGZHOU),
        ("help", "广东省人民政府", "only_one", FOSHAN),
        ("instrument", "E3 标准与评价", "only_one", GUANGZHOU),
        ("instrument", "S1 人才培养", "some", None),
        ("group", "高校毕业生", "some", None),
        ("group", "企业", "only_one", GUANGZHOU),
        ("industry", "餐饮业", "some", None),
        ("place", "南沙区", "only_one", GUANGZHOU),
        ("indicator", "“粤菜师傅”培训人次", "some", None),
        ("indicator", "基层家政服务站数", "only_one", FOSHAN),
        ("indicator", "家政产业园数", "only_one", FOSHAN),
    ],
)
def test_who_has_a_thing(comparison: Comparison, aspect: str, name: str, relation: str, only_city: str | None) -> None:
    difference = found(comparison, aspect, name)
    assert (difference.relation, difference.only_city) == (relation, only_city)
    assert [each.city for each in difference.sides] == [GUANGZHOU, SHENZHEN, FOSHAN, DONGGUAN]


@pytest.mark.parametrize(
    ("aspect", "name", "city", "presence"),
    [
        ("initiative", "“南粤家政”工程", FOSHAN, "stated"),
        ("initiative", "“南粤家政”工程", SHENZHEN, "explicitly_none"),
        ("initiative", "“粤菜师傅”工程", SHENZHEN, "searched_not_found"),
        ("initiative", "“南粤家政”工程", DONGGUAN, "not_checked"),
        ("indicator", "家政产业园数", GUANGZHOU, "explicitly_none"),
        ("indicator", "家政产业园数", SHENZHEN, "searched_not_found"),
        ("group", "企业", FOSHAN, "stated_elsewhere"),
        ("group", "企业", SHENZHEN, "searched_not_found"),
        ("lead", "广东省人民政府", FOSHAN, "stated_elsewhere"),
        ("lead", "广东省人民政府", SHENZHEN, "searched_not_found"),
        ("instrument", "E3 标准与评价", FOSHAN, "searched_not_found"),
        ("instrument", "E3 标准与评价", DONGGUAN, "not_checked"),
    ],
)
def test_each_state_of_a_side(comparison: Comparison, aspect: str, name: str, city: str, presence: str) -> None:
    assert side(comparison, aspect, name, city).presence == presence


def test_what_was_searched_is_said(comparison: Comparison) -> None:
    silent = side(comparison, "initiative", "“粤菜师傅”工程", SHENZHEN)
    assert (silent.terms, silent.plan_ids, silent.read_sentence_count, silent.naming_sentence_count) == (("粤菜师傅",), ("plan-sz",), 3, 0)
    unread = side(comparison, "initiative", "“粤菜师傅”工程", DONGGUAN)
    assert (unread.terms, unread.plan_ids, unread.read_sentence_count, unread.read_measure_count) == ((), (), 0, 0)
    assert side(comparison, "instrument", "E3 标准与评价", FOSHAN).read_measure_count == 4
    lead = side(comparison, "lead", "本市人力资源和社会保障局", SHENZHEN)
    assert lead.terms == ("人力资源社会保障局", "人社局")


def test_a_denial_is_quoted(comparison: Comparison) -> None:
    denied = side(comparison, "initiative", "“南粤家政”工程", SHENZHEN)
    assert [(each.id, each.quote) for each in denied.denials] == [("sz-2", "尚未开展“南粤家政”工程；")]
    zero = side(comparison, "indicator", "家政产业园数", GUANGZHOU)
    assert ([(each.record, each.id) for each in zero.denials], zero.shown) == ([("fact", "f-gz-park")], ())


def test_a_programme_that_a_plan_names_to_end_it_is_none_it_runs(store: Store, comparison: Comparison) -> None:
    texts = Texts(run_query(store, "passages_of_plans", {"plans": ["plan-gz", "plan-sz", "plan-fs"]}).rows, [])
    denial = side(comparison, "initiative", "“南粤家政”工程", SHENZHEN).denials[0]
    place = {"quote": denial.quote, "quote_start": denial.quote_start, "quote_end": denial.quote_end}
    ended = comparison.programmes[1].model_copy(update={"id": "ended", "city": SHENZHEN, "plan_id": "plan-sz"} | place)
    again = comparison.model_copy(update={"programmes": (*comparison.programmes, ended)})
    made = again.model_copy(update={"differences": find_differences(again, [], texts)})
    assert side(made, "initiative", "“南粤家政”工程", SHENZHEN).presence == "explicitly_none"
    elsewhere = ended.model_copy(update={"quote_start": 0, "quote_end": 5})
    kept = comparison.model_copy(update={"programmes": (*comparison.programmes, elsewhere)})
    made = kept.model_copy(update={"differences": find_differences(kept, [], texts)})
    stated = side(made, "initiative", "“南粤家政”工程", SHENZHEN)
    assert (stated.presence, len(stated.denials)) == ("stated", 1)


def test_another_measure_of_the_plan_is_counted_and_the_first_shown(comparison: Comparison) -> None:
    firms = side(comparison, "group", "企业", FOSHAN)
    assert (firms.shown, firms.elsewhere_measure_count, firms.elsewhere.id) == ((), 1, "m-fs-platform")
    assert side(comparison, "instrument", "S1 人才培养", FOSHAN).elsewhere_measure_count == 1


def test_a_body_counts_once_under_its_short_and_its_full_name(comparison: Comparison) -> None:
    office = found(comparison, "lead", "本市人力资源和社会保障局")
    assert [each.names for each in office.sides] == [("市人力资源社会保障局",), (), ("市人社局",), ()]
    assert office.differs_in == ()
    province = side(comparison, "lead", "广东省人民政府", FOSHAN)
    assert (province.roles, province.elsewhere.quote, province.shown) == (("partner",), "广东省人民政府配合", ())


def test_a_measure_that_restates_another_counts_once(comparison: Comparison) -> None:
    assert [each.id for each in comparison.measures if each.restates] == ["m-fs-again"]
    training = side(comparison, "instrument", "S1 人才培养", FOSHAN)
    assert ([each.id for each in training.shown], training.uses[0].main_count) == (["m-fs-train"], 1)
    graduates = side(comparison, "group", "高校毕业生", FOSHAN)
    assert [(use.code, use.main_count) for use in graduates.uses] == [("S1", 1)]


def test_a_measure_with_one_more_repeat_changes_no_difference(store: Store, comparison: Comparison) -> None:
    texts = Texts(run_query(store, "passages_of_plans", {"plans": ["plan-gz", "plan-sz", "plan-fs"]}).rows, [])
    train = next(each for each in comparison.measures if each.id == "m-fs-train")
    repeated = mark_restated([*comparison.measures, train.model_copy(update={"id": "repeat"})])
    other = mark_restated([*comparison.measures, train.model_copy(update={"id": "new", "text": "另一措施。"})])
    counts = [_training(comparison.model_copy(update={"measures": each}), texts) for each in (comparison.measures, repeated, other)]
    assert counts == [1, 1, 2]


def _training(comparison: Comparison, texts: Texts) -> int:
    made = comparison.model_copy(update={"differences": find_differences(comparison, [], texts)})
    return side(made, "instrument", "S1 人才培养", FOSHAN).uses[0].main_count


@pytest.mark.parametrize(
    ("aspect", "name", "differs_in"),
    [
        ("initiative", "“粤菜师傅”工程", ("instrument",)),
        ("instrument", "S1 人才培养", ("count",)),
        ("group", "高校毕业生", ("instrument",)),
        ("lead", "本市人力资源和社会保障局", ()),
        ("group", "企业", ()),
    ],
)
def test_on_what_several_cities_differ(comparison: Comparison, aspect: str, name: str, differs_in: tuple[str, ...]) -> None:
    assert found(comparison, aspect, name).differs_in == differs_in


@pytest.mark.parametrize(
    ("changed", "differs_in"),
    [
        ({}, ()),
        ({"level": "provincial"}, ("level",)),
        ({"variants": ("粤菜师傅工程羊城行动",), "name": "粤菜师傅工程羊城行动"}, ()),
        ({"name": "粤菜师傅行动", "variants": ("“粤菜师傅”工程羊城行动",)}, ("name",)),
    ],
)
def test_a_programme_of_two_cities_is_one_by_any_way_to_write_it(
    store: Store, comparison: Comparison, changed: dict, differs_in: tuple[str, ...]
) -> None:
    texts = Texts(run_query(store, "passages_of_plans", {"plans": ["plan-gz", "plan-sz", "plan-fs"]}).rows, [])
    own = comparison.programmes[0]
    other = own.model_copy(update={"id": "other", "city": FOSHAN} | changed)
    both = comparison.model_copy(update={"programmes": (own, other), "measures": (), "agencies": (), "indicators": ()})
    (programme,) = [each for each in find_differences(both, [], texts) if each.aspect == "programme"]
    assert (programme.relation, programme.differs_in) == ("all", differs_in)


def test_verdicts_of_an_indicator_are_pointed_to(comparison: Comparison) -> None:
    assert found(comparison, "indicator", "“粤菜师傅”培训人次").verdicts == ("undetermined", "not_comparable")
    assert found(comparison, "indicator", "家政产业园数").verdicts == ("comparable",)


def test_two_cities_that_both_have_a_thing_are_all(store: Store) -> None:
    two = assemble_comparison(store, "三项工程", [GUANGZHOU, FOSHAN])
    assert found(two, "group", "高校毕业生").relation == "all"
    assert found(two, "group", "高校毕业生").only_city is None


def test_a_city_that_was_not_read_makes_no_difference(store: Store) -> None:
    alone = assemble_comparison(store, "三项工程", [GUANGZHOU, DONGGUAN])
    assert {each.relation for each in alone.differences} == {"not_compared"}
    assert {each.only_city for each in alone.differences} == {None}
    three = assemble_comparison(store, "三项工程", [GUANGZHOU, FOSHAN, DONGGUAN])
    assert found(three, "group", "高校毕业生").relation == "all"


def test_the_order_of_the_cities_is_kept(store: Store) -> None:
    turned = assemble_comparison(store, "三项工程", [FOSHAN, GUANGZHOU])
    assert next(each.only_city for each in turned.differences if each.only_city) == FOSHAN
    assert {tuple(side.city for side in each.sides) for each in turned.differences} == {(FOSHAN, GUANGZHOU)}


def test_an_initiative_without_a_note_has_no_definition(comparison: Comparison) -> None:
    chef, technician, _ = comparison.initiative.members
    assert [(each.plan_id, each.quote, each.place) for each in chef.definitions] == [
        ("plan-gz", "以粤菜厨艺培训带动就业的工程。", "第三章 技能")
    ]
    assert (chef.described_by, technician.described_by, technician.definitions) == ("plan-gz", None, ())
    assert technician.description == "培养技术工人的工程"


@pytest.fixture(scope="module", params=["粤菜师傅", "三项工程"])
def real(request: pytest.FixtureRequest, built_store: Store) -> Comparison:
    return assemble_comparison(built_store, request.param)


def test_no_quote_is_not_in_its_plan(real: Comparison) -> None:
    texts = {plan.id: (CORPUS / f"{plan.id}.txt").read_text(encoding="utf-8") for city in real.cities for plan in city.plans}
    sides = [each for difference in real.differences for each in difference.sides]
    shown = [one for each in sides for one in (*each.shown, *each.denials, *filter(None, [each.elsewhere]))]
    assert len(shown) > 50
    for each in shown:
        assert texts[each.plan_id][each.quote_start : each.quote_end] == each.quote
    for each in real.initiative.definitions:
        assert texts[each.plan_id][each.quote_start : each.quote_end] == each.quote


def test_every_absence_in_the_real_plans_was_searched_for(real: Comparison) -> None:
    told = {"instrument", "group", "industry", "place"}
    absent = [(each, one) for each in real.differences for one in each.sides if one.presence == "searched_not_found"]
    assert absent
    for difference, one in absent:
        assert one.read_sentence_count > 100
        assert one.terms or difference.aspect in told
        if difference.aspect != "indicator":
            assert one.naming_sentence_count == 0


def test_both_real_plans_have_something_of_their_own(real: Comparison) -> None:
    assert {each.only_city for each in real.differences} == {GUANGZHOU, FOSHAN, None}
    assert real.rule_version == RULE_VERSION
    shown = {one.id for each in real.differences for side in each.sides for one in side.shown if one.record == "measure"}
    assert shown == {each.id for each in real.measures if each.restates is None and (each.instrument or each.groups or each.industries)}
