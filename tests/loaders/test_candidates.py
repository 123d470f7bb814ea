"""Candidates: what may be a shared initiative, and what is never taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.candidates import propose_candidates
from loaders.pipeline import extract_plan
from tests.loaders.documents import document_of

if TYPE_CHECKING:
    from graph.records import Candidate, PlanRecords

CITIES = {"440100": "广州市", "440600": "佛山市", "330100": "杭州市"}


def _plan(city: str, text: str) -> PlanRecords:
    named = {"city": city, "city_name": CITIES[city], "plan_id": f"{city}-plan"}
    return extract_plan(document_of(f"第一章 任务\n{text}\n").model_copy(update=named))


def _candidates(**texts: str) -> tuple[Candidate, ...]:
    return propose_candidates([_plan(city.removeprefix("c"), text) for city, text in texts.items()])


def test_a_name_that_two_cities_share_is_proposed_with_its_signs() -> None:
    (one,) = _candidates(c440100="实施“技能生态”培育工程。", c440600="推进“技能生态”培育工程。")
    assert (one.name, one.level, one.signs, len(one.programmes)) == ("“技能生态”培育工程", "unknown", ("same_name", "quoted_name"), 2)


def test_names_are_the_same_without_the_city_and_its_level() -> None:
    (one,) = _candidates(c440100="建设中国(广州)人力资源服务产业园。", c330100="打造国家级人力资源服务产业园。")
    assert one.signs == ("higher_level",)
    assert len(one.programmes) == 2


@pytest.mark.parametrize(
    "texts",
    [
        {"c440100": "实施“粤菜师傅”工程。", "c440600": "推进“粤菜师傅”工程。"},
        {"c440100": "实施“技能生态”培育工程。推进“技能生态”培育工程。"},
        {"c440100": "实施“技能生态”培育工程。", "c440600": "推进“技能生长”培育工程。"},
        {"c440100": "实施重大人才工程。", "c440600": "推进重大人才工程。"},
    ],
    ids=["declared", "one city", "only alike", "common words"],
)
def test_what_is_declared_of_one_city_only_alike_or_common_is_not_proposed(texts: dict[str, str]) -> None:
    assert _candidates(**texts) == ()
