"""Agencies: which bodies are named, in which role, and which names are one body."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from loaders.agencies import extract_agencies
from loaders.manifest import read_corpus
from loaders.programmes import extract_programmes
from loaders.read import read_plan
from loaders.split import split_document
from tests.gold.score import names_alike
from tests.loaders.documents import CASES, PLANS, document_of

if TYPE_CHECKING:
    from graph.records import Agency

GOLD = Path(__file__).parents[1] / "gold"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _agencies(text: str, city: str = "440100") -> tuple[Agency, ...]:
    split = split_document(document_of(text).model_copy(update={"city": city}))
    return extract_agencies(split, extract_programmes(split))


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[Agency, ...]]:
    splits = {manifest.city_code: split_document(read_plan(manifest, PLANS)) for manifest in read_corpus(PLANS)}
    return {city: extract_agencies(split, extract_programmes(split)) for city, split in splits.items()}


@pytest.mark.parametrize("case", _lines(CASES / "agencies.jsonl"), ids=lambda case: case["why"])
def test_bodies_have_their_roles(case: dict[str, Any]) -> None:
    found = {(one.name, one.role) for one in _agencies(case["text"], case.get("city", "440100"))}
    wanted = {(name, role) for name, role in case["bodies"]}
    assert wanted <= found
    assert wanted or not found


def test_short_and_full_names_are_one_body_in_each_role() -> None:
    text = "广州市人力资源和社会保障局印发办法。市人社局牵头实施。市人力资源社会保障局牵头考核。"
    issuer, lead = _agencies(text)
    assert issuer.agency_id == lead.agency_id
    assert (issuer.role, lead.role) == ("issuer", "lead")
    assert (issuer.name, lead.name) == ("广州市人力资源和社会保障局", "市人力资源社会保障局")
    assert issuer.full_name == lead.full_name == "广州市人力资源和社会保障局"
    assert [text[start:end] for start, end in lead.mentions] == ["市人社局", "市人力资源社会保障局"]


def test_a_bureau_is_its_own_city_s_and_a_ministry_is_everyone_s() -> None:
    text = "市人社局牵头。省人社厅印发。国务院印发。"
    guangzhou, foshan = (_agencies(text, city) for city in ("440100", "440600"))
    assert [one.name for one in guangzhou] == [one.name for one in foshan] == ["市人社局", "省人社厅", "国务院"]
    assert [mine.agency_id == theirs.agency_id for mine, theirs in zip(guangzhou, foshan, strict=True)] == [False, True, True]
    assert [one.level for one in guangzhou] == ["municipal", "provincial", "national"]


def test_what_a_body_acts_for_is_the_programme_the_heading_or_the_task() -> None:
    text = (
        "第一章 任务\n专栏1 项目\n1.“金种子”创业孵化工程。由省财政厅负责。\n"
        "第二章 保障\n市教育局牵头实施“优才计划”。市公安局负责加强人口管理。\n"
    )
    topics = {one.name: one.relates_to for one in _agencies(text)}
    assert topics == {"省财政厅": "“金种子”创业孵化工程", "市教育局": "优才计划", "市公安局": "负责加强人口管理"}


def test_every_quote_stands_where_it_says(plans: dict[str, tuple[Agency, ...]]) -> None:
    texts = {manifest.city_code: read_plan(manifest, PLANS).text for manifest in read_corpus(PLANS)}
    for city, agencies in plans.items():
        assert len({one.id for one in agencies}) == len(agencies)
        for one in agencies:
            assert texts[city][one.evidence.char_start : one.evidence.char_end] == one.evidence.quote
            assert one.evidence.char_start <= one.mentions[0][0] < one.evidence.char_end


def test_the_bodies_both_readers_listed_are_found_in_the_right_role(plans: dict[str, tuple[Agency, ...]]) -> None:
    gold = _lines(GOLD / "agencies.jsonl")
    roles = [({got.role for got in plans[one["city"]] if names_alike(got.name, one["name"])}, one) for one in gold]
    core = [found for found, one in roles if one["core"]]
    met = [(found, one) for found, one in roles if found]
    assert sum(map(bool, core)) / len(core) >= 0.90
    assert sum(one["role"] in found for found, one in met) / len(met) >= 0.80


@pytest.mark.parametrize("sign", ["市", "委", "区", "财政", "、", "《"])
def test_hostile_repetition_takes_no_time(sign: str) -> None:
    split = split_document(document_of("一、任务\n" + sign * (20_000 // len(sign))))
    started = process_time()
    extract_agencies(split, ())
    assert process_time() - started < 2


@pytest.mark.parametrize("folder", ["natural_plans", "dense_plans"])
def test_bodies_of_plans_from_other_provinces_are_found(folder: str) -> None:
    gold = _lines(GOLD / folder / "agencies.jsonl")
    found = {path.name[:6]: _agencies(path.read_text(encoding="utf-8"), path.name[:6]) for path in sorted((GOLD / folder).glob("*.txt"))}
    core = [one for one in gold if one["core"]]
    met = [one for one in core if any(names_alike(got.name, one["name"]) for got in found[one["city"]])]
    assert len(met) / len(core) >= 0.9
