import re
from collections import Counter

import pytest

from graph.records import PlanRecords
from loaders.pipeline import extract_plan
from tests.loaders.documents import document_of

DIGIT = re.compile("[0-9０-９]")
# Numerals in words that are quantities wherever they stand.
QUANTITY_WORDS = re.compile(
    "一半|[一二三四五六七八九]成(?![为立果效功员长就本])|[一二三四五六七八九十百]+分之[一二三四五六七八九十]+|归零|清零|翻一番|百分之[一二三四五六七八九十]+"
)


def test_the_ledger_accounts_for_every_numeral_of_both_plans(plans: tuple[PlanRecords, ...]) -> None:
    for plan in plans:
        text = plan.split.document.text
        covered = {at for entry in plan.ledger for at in range(entry.start, entry.end)}
        assert [text[match.start() - 5 : match.end() + 5] for match in DIGIT.finditer(text) if match.start() not in covered] == []
        assert [match[0] for match in QUANTITY_WORDS.finditer(text) if match.start() not in covered] == []


def test_entries_follow_each_other_without_overlap_and_every_fact_has_one(plans: tuple[PlanRecords, ...]) -> None:
    for plan in plans:
        end = 0
        for entry in plan.ledger:
            assert end <= entry.start < entry.end
            assert plan.split.document.text[entry.start : entry.end] == entry.text
            assert (entry.fact is None) != (entry.reason is None)
            end = entry.end
        assert {fact.id for fact in plan.facts} == {entry.fact for entry in plan.ledger if entry.fact}


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ("2021年印发《20条措施》，落实“1+3”举措。", {"date": 1, "name": 1, "slogan": 2}),
        ("新增就业10万人，位居全国第3。", {"fact": 1, "rank": 1}),
    ],
)
def test_reasons(body: str, reasons: dict[str, int]) -> None:
    text = f"某市规划\n\n第一章 主要任务\n\n{body}\n"
    ledger = extract_plan(document_of(text)).ledger
    assert Counter(entry.reason or "fact" for entry in ledger) == reasons
