from __future__ import annotations

import pytest

from loaders.ties import PassagePlaces, ProgrammeNames, baselines
from tests.loaders.hand_made import INITIATIVES, fact, foshan, guangzhou, programme, split

TEXT = "广州市规划\n实施“粤菜师傅”工程、粤菜师傅大师工作室、技能、“南粤家政”工程。\n"


def names() -> ProgrammeNames:
    plan = split("440100", TEXT)
    named = [
        programme(plan, "粤菜师傅大师工作室", variants=("粤菜师傅工程",)),
        programme(plan, "“粤菜师傅”工程", initiative="chef"),
        programme(plan, "技能"),
        programme(plan, "“南粤家政”工程", variants=("南粤家政",)),
    ]
    return ProgrammeNames(named, INITIATIVES)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("“粤菜师傅”工程", "“粤菜师傅”工程"),
        ("粤菜师傅 工程", "“粤菜师傅”工程"),
        ("粤菜师傅", "“粤菜师傅”工程"),
        ("粤菜师傅大师工作室", "粤菜师傅大师工作室"),
        ("南粤家政", "“南粤家政”工程"),
        ("技能", "技能"),
        ("广东技工", None),
        ("", None),
    ],
)
def test_a_programme_goes_by_its_own_name_then_a_variant_then_what_it_implements(name: str, found: str | None) -> None:
    programme = names().find(name)
    assert (programme.name if programme else None) == found


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("推进粤菜师傅、南粤家政等工程", ["“粤菜师傅”工程", "“南粤家政”工程"]),
        ("粤菜师傅大师工作室建设", ["粤菜师傅大师工作室"]),
        ("开展技能培训", []),
        ("技能", ["技能"]),
        ("全市就业工作", []),
    ],
)
def test_programmes_inside_a_phrase_are_found_by_names_long_enough_to_tell(phrase: str, found: list[str]) -> None:
    assert sorted(one.name for one in names().find_in(phrase)) == sorted(found)


def test_every_character_of_a_passage_leads_to_it_and_none_between() -> None:
    plan = guangzhou().split
    places = PassagePlaces(plan.passages)
    for passage in plan.passages:
        assert {places.at(offset) for offset in (passage.char_start, passage.char_end - 1)} == {passage}
    assert plan.document.text[plan.passages[0].char_end] == "\n"
    assert places.at(plan.passages[0].char_end) is None
    assert places.at(len(plan.document.text)) is None
    assert PassagePlaces(()).at(0) is None


def test_a_baseline_is_the_nearest_result_of_the_same_row_and_indicator() -> None:
    plan = guangzhou()
    row = "培训人次\t2.3万人次\t3.6万人次"
    past = {"kind": "achieved", "date": "2020", "in_table": True}
    farther = fact(plan.split, row, "培训人次", **past)
    nearer_but_other = fact(plan.split, row, "万人次\t", indicator="other", **past)
    crowded = plan.model_copy(update={"facts": (farther, nearer_but_other, *plan.facts)})
    found = [(target.number_text, result.number_text) for target, result in baselines(crowded)]
    assert found == [("3.6万人次", "2.3万人次"), ("3.5%", "2.5%")]


@pytest.mark.parametrize(
    ("target", "result", "count"),
    [
        ({}, {}, 2),
        ({"in_table": False}, {}, 1),
        ({"indicator": "other"}, {}, 1),
        ({"indicator": None}, {}, 1),
        ({"indicator": None}, {"indicator": None}, 2),
        ({"indicator": None, "subject": "就业率"}, {"indicator": None}, 1),
    ],
)
def test_the_indicator_decides_and_without_one_the_subject(target: dict, result: dict, count: int) -> None:
    plan = guangzhou()
    changes = {"3.5%": target, "2.5%": result}
    facts = tuple(one.model_copy(update=changes.get(one.number_text, {})) for one in plan.facts)
    assert len(list(baselines(plan.model_copy(update={"facts": facts})))) == count


def test_prose_has_no_baseline() -> None:
    assert list(baselines(foshan())) == []
