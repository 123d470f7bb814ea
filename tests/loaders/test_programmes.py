"""Programmes: which words name one, which names are one, and what is told about it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from loaders.manifest import read_corpus
from loaders.programmes import extract_programmes
from loaders.read import read_plan
from loaders.split import split_document
from tests.gold.score import names_alike
from tests.loaders.documents import CASES, PLANS, document_of

if TYPE_CHECKING:
    from graph.records import Programme, SplitDocument

GOLD = Path(__file__).parents[1] / "gold"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _programmes(text: str) -> tuple[Programme, ...]:
    return extract_programmes(split_document(document_of(text)))


def _programmes_of_guangzhou(text: str) -> tuple[Programme, ...]:
    document = document_of(text).model_copy(update={"city": "440100", "city_name": "广州市"})
    return extract_programmes(split_document(document))


def _named(programmes: tuple[Programme, ...], name: str) -> Programme:
    return next(one for one in programmes if one.name == name)


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[SplitDocument, tuple[Programme, ...]]]:
    splits = {manifest.city_code: split_document(read_plan(manifest, PLANS)) for manifest in read_corpus(PLANS)}
    return {city: (split, extract_programmes(split)) for city, split in splits.items()}


@pytest.mark.parametrize("case", _lines(CASES / "programmes.jsonl"), ids=lambda case: case["why"])
def test_names_are_found_and_common_nouns_are_not(case: dict[str, Any]) -> None:
    assert sorted(one.name for one in _programmes(case["text"])) == sorted(case["names"])


def test_one_programme_is_one_record_however_its_name_varies() -> None:
    text = "实施“粤菜师傅”工程。推动“粤菜师傅”工程羊城行动高质量发展。落实“粤菜师傅”项目,每年培训粤菜师傅1万人次。"
    one, own = _programmes(text)
    assert (one.name, one.level) == ("“粤菜师傅”工程", "provincial")
    assert one.initiative == own.initiative == "cantonese-chef"
    assert set(one.variants) == {"“粤菜师傅”工程", "“粤菜师傅”项目", "粤菜师傅"}
    assert [text[start:end] for start, end in one.mentions] == ["“粤菜师傅”工程", "“粤菜师傅”项目", "粤菜师傅"]


def test_the_city_s_own_version_of_an_initiative_is_a_programme_of_its_own() -> None:
    text = "实施“粤菜师傅”工程。推动“粤菜师傅”工程羊城行动高质量发展。"
    _, own = _programmes_of_guangzhou(text)
    assert (own.name, own.level, own.initiative) == ("“粤菜师傅”工程羊城行动", "municipal", "cantonese-chef")


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("实施省高水平技师学院建设计划。", "省高水平技师学院建设计划", "provincial"),
        ("打造全市统一的“动态人才库”。", "动态人才库", "municipal"),
        ("实施羊城英才集聚计划。", "羊城英才集聚计划", "municipal"),
        ("实施企业家素养提升计划。", "企业家素养提升计划", "unknown"),
    ],
)
def test_the_level_is_told_by_the_name_the_founder_or_nobody(text: str, name: str, level: str) -> None:
    (one,) = _programmes_of_guangzhou(text)
    assert (one.name, one.level) == (name, level)


def test_an_action_under_an_initiative_is_its_own_programme_and_implements_it() -> None:
    programmes = _programmes("实施“粤菜师傅”工程。开展“粤菜师傅”标准研发行动。")
    assert [one.name for one in programmes] == ["“粤菜师傅”工程", "“粤菜师傅”标准研发行动"]
    assert {one.initiative for one in programmes} == {"cantonese-chef"}


def test_the_three_projects_and_their_members_are_told_apart() -> None:
    programmes = _programmes("推进“粤菜师傅”“广东技工”“南粤家政”三项工程,三项工程羊城行动走在前列。")
    assert {one.initiative for one in programmes} == {"cantonese-chef", "guangdong-technician", "nanyue-homecare", "three-projects"}


def test_names_that_only_look_alike_stay_apart() -> None:
    names = [one.name for one in _programmes("实施“乡村工匠”培育行动。实施“乡村工匠”就业创业行动。")]
    assert names == ["“乡村工匠”培育行动", "“乡村工匠”就业创业行动"]


def test_a_note_tells_the_level_and_names_a_term_without_a_kind_word() -> None:
    text = "第一章 服务\n对接“穗智管”24,提升效能。\n附件\n名词解释\n24.“穗智管”:是广州市管理城市的平台。\n25.“四免”:是指材料免提交。\n"
    programmes = _programmes(text)
    assert [(one.name, one.level) for one in programmes] == [("穗智管", "municipal")]
    assert len(programmes[0].mentions) == 2


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("参加全国职业技能大赛。", "national"),
        ("积极参加广东省创业创新挑战赛。", "provincial"),
        ("举办市技工院校师生创新创业大赛。", "municipal"),
        ("实施农村就业促进行动。", "unknown"),
    ],
)
def test_the_level_is_told_by_the_name_or_unknown(text: str, level: str) -> None:
    assert [one.level for one in _programmes(text)] == [level]


def test_every_mention_and_quote_stands_where_it_says(plans: dict[str, tuple[SplitDocument, tuple[Programme, ...]]]) -> None:
    for split, programmes in plans.values():
        text = split.document.text
        for one in programmes:
            assert text[one.evidence.char_start : one.evidence.char_end] == one.evidence.quote
            assert one.evidence.char_start <= one.mentions[0][0] < one.evidence.char_end
            assert list(one.mentions) == sorted(one.mentions)
        every = sorted(mention for one in programmes for mention in one.mentions)
        assert all(before[1] <= after[0] for before, after in pairwise(every))


def test_ids_are_unique_and_stay(plans: dict[str, tuple[SplitDocument, tuple[Programme, ...]]]) -> None:
    for split, programmes in plans.values():
        assert len({one.id for one in programmes}) == len(programmes)
        assert extract_programmes(split) == programmes


def test_the_names_both_readers_listed_are_found(plans: dict[str, tuple[SplitDocument, tuple[Programme, ...]]]) -> None:
    core = [one for one in _lines(GOLD / "programmes.jsonl") if one["core"]]
    found = [one for one in core if any(names_alike(got.name, one["name"]) for got in plans[one["city"]][1])]
    assert len(found) / len(core) >= 0.95


@pytest.mark.parametrize("folder", ["natural_plans", "dense_plans"])
def test_names_in_plans_from_other_provinces_are_found(folder: str) -> None:
    core = [one for one in _lines(GOLD / folder / "programmes.jsonl") if one["core"]]
    found = {path.name[:6]: _programmes(path.read_text(encoding="utf-8")) for path in sorted((GOLD / folder).glob("*.txt"))}
    met = [one for one in core if any(names_alike(got.name, one["name"]) for got in found[one["city"]])]
    assert len(met) / len(core) >= 0.9


def test_the_same_initiatives_are_found_in_both_cities(plans: dict[str, tuple[SplitDocument, tuple[Programme, ...]]]) -> None:
    shared = set.intersection(*({one.initiative for one in programmes} for _, programmes in plans.values()))
    assert shared >= {
        "three-projects", "cantonese-chef", "guangdong-technician", "nanyue-homecare", "rural-craftsman", "rural-ecommerce",
        "universal-enrolment", "spring-breeze", "skills-upgrading-action", "harmony-capacity",
    }  # fmt: skip


@pytest.mark.parametrize("sign", ["“", "(", "工程", "“工程”", "中心建设", "“甲”、", "的"])
def test_hostile_repetition_takes_no_time(sign: str) -> None:
    split = split_document(document_of("一、任务\n实施" + sign * (20_000 // len(sign))))
    started = process_time()
    extract_programmes(split)
    assert process_time() - started < 2
