from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Manifest, Period
from graph.rows import FactRow, fact_row
from loaders.verify import Failure, StoredPlan, VerifyReport, verify
from tests.loaders.hand_made import foshan, guangzhou

if TYPE_CHECKING:
    from pathlib import Path

    from graph.records import Document, PlanRecords, Value

PLAN_ID = "440100-small"


def manifest(document: Document) -> Manifest:
    return Manifest(
        id=document.plan_id,
        city_code=document.city,
        city_name=document.city_name,
        name=document.name,
        file=f"{document.plan_id}.txt",
        document_number=None,
        issuer=None,
        adopted_date=None,
        published_date=None,
        period=Period(start_year=2021, end_year=2025),
        source_url=None,
        licence=None,
        sha256=document.sha256,
        expected={},
    )


def stored(document: Document) -> StoredPlan:
    return StoredPlan(id=document.plan_id, sha256=document.sha256, char_count=len(document.text))


class Corpus:
    """Two plans on disk, with what a graph made of them would hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plans: list[PlanRecords] = [guangzhou(), foshan()]
        self.documents = [plan.split.document for plan in self.plans]
        self.facts = [fact_row(fact) for plan in self.plans for fact in plan.facts]
        for document in self.documents:
            self.path(document.plan_id).write_bytes(document.text.encode())

    def path(self, plan_id: str = PLAN_ID) -> Path:
        return self.folder / f"{plan_id}.txt"

    @property
    def text(self) -> str:
        return self.documents[0].text

    def flip(self, offset: int, bit: int = 0, content: bytes | None = None) -> None:
        content = content or self.text.encode()
        self.path().write_bytes(content[:offset] + bytes([content[offset] ^ 1 << bit]) + content[offset + 1 :])

    def verify(self, facts: list[FactRow] | None = None) -> VerifyReport:
        return verify(
            self.facts if facts is None else facts,
            [stored(document) for document in self.documents],
            [manifest(document) for document in self.documents],
            self.folder,
        )


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def byte_offset(text: str, character: int) -> int:
    return len(text[:character].encode())


def test_facts_that_say_what_their_source_says_pass(corpus: Corpus) -> None:
    report = corpus.verify()
    assert report == VerifyReport(plan_count=2, fact_count=6, failures=())
    assert report.is_sound


def test_a_flipped_byte_in_a_number_names_the_file_the_fact_and_the_place(corpus: Corpus) -> None:
    fact = corpus.facts[1]
    corpus.flip(byte_offset(corpus.text, fact.start))
    failures = corpus.verify().failures
    assert [(failure.check, failure.fact_id) for failure in failures[:2]] == [("manifest-hash", None), ("graph-hash", None)]
    assert failures[2] == Failure(
        file="440100-small.txt",
        plan_id=PLAN_ID,
        fact_id=fact.id,
        check="number-text",
        expected="2.3万人次",
        found="3.3万人次",
        offset=fact.start,
    )
    assert (
        failures[2].line() == f"440100-small.txt: {fact.id} number-text at character {fact.start}: expected '2.3万人次', found '3.3万人次'"
    )
    # The fact beside it in the same row has the same quote; no other fact is named.
    assert {failure.fact_id for failure in failures[3:]} == {corpus.facts[1].id, corpus.facts[2].id}
    assert all(failure.check == "quote" and failure.offset == fact.start for failure in failures[3:])


def test_a_flipped_byte_outside_every_fact_is_still_reported(corpus: Corpus) -> None:
    corpus.flip(corpus.text.encode().index("实施粤菜".encode()) + 2)
    failures = corpus.verify().failures
    assert [failure.check for failure in failures] == ["manifest-hash", "graph-hash"]
    assert failures[0].expected == corpus.documents[0].sha256
    assert failures[0].found != failures[0].expected


def test_a_byte_that_breaks_the_encoding_is_named_and_moves_no_other_fact(corpus: Corpus) -> None:
    offset = corpus.text.encode().index("实施“".encode())
    corpus.flip(offset, bit=4)
    failures = corpus.verify().failures
    (broken,) = [failure for failure in failures if failure.check == "utf8"]
    assert broken.offset == offset
    assert f" {corpus.text.encode()[offset] ^ 16:02x} " in broken.found
    assert f"utf8 at byte {offset}: expected 'UTF-8 text'" in broken.line()
    assert [(failure.fact_id, failure.check) for failure in failures if failure.fact_id] == [(corpus.facts[0].id, "quote")]


@given(st.data())
def test_whatever_bit_is_flipped_only_facts_around_it_are_named(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    corpus = Corpus(tmp_path_factory.mktemp("corpus"))
    offset = data.draw(st.integers(0, len(corpus.text.encode()) - 1))
    corpus.flip(offset, data.draw(st.integers(0, 7)))
    report = corpus.verify()
    assert "manifest-hash" in {failure.check for failure in report.failures}
    place = len(corpus.text.encode()[:offset].decode(errors="ignore"))
    around = {fact.id for fact in corpus.facts if fact.plan_id == PLAN_ID and fact.quote_start - 1 <= place <= fact.quote_end + 1}
    inside = {fact.id for fact in corpus.facts if fact.plan_id == PLAN_ID and fact.quote_start <= place < fact.quote_end}
    assert inside <= {failure.fact_id for failure in report.failures if failure.fact_id} <= around


def test_a_graph_made_from_another_file_is_named(corpus: Corpus) -> None:
    corpus.documents[0] = corpus.documents[0].model_copy(update={"sha256": "0" * 64})
    plans = [stored(document) for document in corpus.documents]
    manifests = [manifest(plan.split.document) for plan in corpus.plans]
    failures = verify(corpus.facts, plans, manifests, corpus.folder).failures
    assert [(failure.check, failure.expected) for failure in failures] == [("graph-hash", "0" * 64)]


def test_a_missing_file_and_a_missing_manifest_are_named_once_each(corpus: Corpus) -> None:
    corpus.path().unlink()
    report = verify(corpus.facts, [stored(one) for one in corpus.documents], [manifest(corpus.documents[0])], corpus.folder)
    assert [(failure.plan_id, failure.check, failure.fact_id) for failure in report.failures] == [
        (PLAN_ID, "file", None),
        ("440600-small", "manifest", None),
    ]


def test_facts_of_a_plan_that_the_graph_does_not_have_are_checked_and_the_plan_is_named(corpus: Corpus) -> None:
    report = verify(corpus.facts, [], [manifest(document) for document in corpus.documents], corpus.folder)
    assert [failure.check for failure in report.failures] == ["graph-hash", "graph-hash"]
    assert report.fact_count == 6


@pytest.mark.parametrize(
    ("changes", "check", "expected", "found"),
    [
        ({"number_text": "3.7万人次以上"}, "number-text", "3.7万人次以上", "3.6万人次以上"),
        ({"quote": "实施“粤菜师傅”工程"}, "quote", "实施“粤菜师傅”工程", "实施“粤菜师傅”工程,到2025年培训3.6"),
        ({"value": Decimal("36000")}, None, "", ""),
        ({"value": Decimal("36")}, "value", "36", "3.6万人次以上"),
        ({"value": (Decimal("3.6"), Decimal("4"))}, "value", "(Decimal('3.6'), Decimal('4'))", "3.6万人次以上"),
        ({"quote_end": 0}, "quote", "", ""),
    ],
)
def test_a_fact_that_says_something_else_is_named(
    corpus: Corpus, changes: dict[str, object], check: str | None, expected: str, found: str
) -> None:
    fact = corpus.facts[0].model_copy(update=changes)
    failures = corpus.verify([fact]).failures
    if check is None:
        assert failures == ()
        return
    assert failures[0].check == check
    assert failures[0].fact_id == fact.id
    if expected:
        assert (failures[0].expected[: len(expected)], failures[0].found[: len(found)]) == (expected, found)


def test_a_number_outside_its_quote_is_named(corpus: Corpus) -> None:
    fact, other = corpus.facts[0], corpus.facts[3]
    moved = fact.model_copy(update={"quote": other.quote, "quote_start": other.quote_start, "quote_end": other.quote_end})
    (failure,) = corpus.verify([moved]).failures
    assert (failure.check, failure.offset) == ("number-in-quote", fact.start)
    assert failure.found == f"{other.quote_start}-{other.quote_end}"


@pytest.mark.parametrize(
    ("number_text", "value", "is_sound"),
    [
        ("不少于1500 名", Decimal(1500), True),
        ("1,234.5万元", Decimal("1234.5"), True),
        ("３．６万", Decimal("3.6"), True),
        ("[164.6]", Decimal("164.6"), True),
        ("﹥95", Decimal(95), True),
        ("1.1-1.2万人", (Decimal("1.1"), Decimal("1.2")), True),
        ("10:40:50", "10:40:50", True),
        ("20多亿元", Decimal(20), True),
        ("两座", Decimal(2), True),
        ("千户", Decimal(1000), True),
        ("十万人", Decimal(10), True),
        ("十万人", Decimal(100000), True),
        ("四分之三", "3/4", True),
        ("一半", "1/2", True),
        ("归零", Decimal(0), True),
        ("95%", Decimal(59), False),
        ("1.1-1.2万人", (Decimal("1.1"), Decimal("2.2")), False),
        ("10:40:50", "10:45:50", False),
        ("两座", Decimal(3), False),
        ("多家", Decimal(1), False),
        ("多家", "unknown", False),
    ],
)
def test_a_value_must_stand_in_its_own_words(tmp_path: Path, number_text: str, value: Value, is_sound: bool) -> None:
    corpus = Corpus(tmp_path)
    text = f"共{number_text}。"
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    document = corpus.documents[0].model_copy(update={"plan_id": "p", "text": text})
    fact = corpus.facts[0].model_copy(
        update={
            "plan_id": "p",
            "start": 1,
            "end": len(text) - 1,
            "number_text": number_text,
            "value": value,
            "quote": text,
            "quote_start": 0,
            "quote_end": len(text),
        }
    )
    failures = verify([fact], [stored(document)], [manifest(document)], tmp_path).failures
    assert [failure.check for failure in failures if failure.fact_id] == ([] if is_sound else ["value"])
