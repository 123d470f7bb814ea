from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from loaders import subjects
from queries.phrases import is_about, load_phrase_words, noun_phrase, shorter_phrases, without_covered
from tests.queries.small_graph import stored_fact

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "phrases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["phrase"], ids=lambda case: case["subject"])
def test_the_thing_a_subject_is_about(case: dict) -> None:
    assert noun_phrase(case["subject"]) == case["phrase"]


@pytest.mark.parametrize("case", CASES["about"], ids=lambda case: f"{case['term']} {case['subject']}")
def test_whether_a_number_is_on_a_thing(case: dict) -> None:
    start = case["quote"].index(case["number"])
    said = {"subject": case["subject"], "quote": case["quote"], "quote_start": 0, "start": start, "end": start + len(case["number"])}
    fact = stored_fact("f-fs-park").model_copy(update=said)
    assert is_about(fact, [case["term"]], case.get("is_not", ())) == case["is_about"]


def test_whole_words_are_dropped_from_the_front() -> None:
    assert shorter_phrases("广东技工工程在校学生", ["“广东技工”工程"]) == (
        "广东技工工程在校学生",
        "在校学生",
    )
    assert shorter_phrases("工作室", []) == ()


def test_a_term_that_another_finds_too_is_not_shown() -> None:
    assert without_covered(["粤菜师傅培训", "粤菜师傅 培训", "粤菜师傅 培训", "粤菜师傅 技能 培训"]) == ("粤菜师傅 培训",)


def test_every_word_that_the_reader_adds_to_a_subject_is_taken_off() -> None:
    assert set(subjects._SUFFIX.values()) <= set(load_phrase_words().tails)
