"""Names that vary where they should not, and the ways in which plans may vary them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.name_variations import find_name_variations
from loaders.programmes import extract_programmes
from loaders.split import split_document
from tests.loaders.documents import document_of

if TYPE_CHECKING:
    from graph.records import Finding


def _findings(text: str) -> tuple[Finding, ...]:
    split = split_document(document_of(f"第一章 任务\n{text}\n"))
    return find_name_variations(split, extract_programmes(split))


@pytest.mark.parametrize(
    ("text", "rule", "severity", "quotes"),
    [
        (
            "实施“十大”重点企业培育工程。落实“实施十项重点企业培育工程”要求。",
            "name-count-varies",
            "tension",
            ("“十大”重点企业培育工程", "“实施十项重点企业培育工程”"),
        ),
        (
            "实施青年技能人才成长计划。推进青年人才成长计划。",
            "name-word-dropped",
            "note",
            ("青年技能人才成长计划", "青年人才成长计划"),
        ),
        ("实施“匠心”工程。推进“匠心”项目。", "name-kind-varies", "note", ("“匠心”工程", "“匠心”项目")),
    ],
)
def test_a_name_that_varies_is_a_finding_with_both_places(text: str, rule: str, severity: str, quotes: tuple[str, ...]) -> None:
    (found,) = _findings(text)
    assert (found.rule, found.severity) == (rule, severity)
    assert tuple(each.quote for each in found.evidence) == quotes
    assert all(quote.strip("“”") in found.explanation for quote in quotes)


@pytest.mark.parametrize(
    "text",
    [
        "实施“匠心”工程。推进匠心工程。",
        "实施“粤菜师傅”工程。推进“粤菜师傅”工程羊城行动。",
        "举办广州市职业技能锦标赛。参加职业技能锦标赛。",
        "实施青年就业提升计划。实施妇女就业提升计划。",
    ],
    ids=["quotes", "the city's version", "a short form", "two programmes"],
)
def test_how_plans_may_write_a_name_is_no_finding(text: str) -> None:
    assert _findings(text) == ()
