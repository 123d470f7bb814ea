from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from graph.errors import BadParameter, UnknownName
from graph.rows import FACT_COLUMNS, fact_row_from_store
from queries.catalogue import find_name, load_catalogue, read_parameters, run_query
from tests.queries.small_graph import FACTS, stored_fact

if TYPE_CHECKING:
    from graph.store import Store

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "questions.yml").read_text(encoding="utf-8"))
QUESTIONS = {question.name: question for question in load_catalogue().questions}
# A question on a label that a graph may be without: a plan in which everything fits together gives no finding.
ON_LABEL = {"findings": "Finding"}


def is_without_rows(store: Store, name: str) -> bool:
    """Whether the graph has nothing of what a question is about."""
    return name in ON_LABEL and not store.snapshot().counts.get(ON_LABEL[name])


FACT_QUESTIONS = [name for name, question in QUESTIONS.items() if tuple(column.name for column in question.columns) == FACT_COLUMNS]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['question']} {json.dumps(case.get('parameters', {}))}" for case in CASES])
def test_answers(store: Store, case: dict) -> None:
    result = run_query(store, case["question"], case.get("parameters", {}))
    rows = result.model_dump(mode="json")["rows"]
    assert [[row[name] for name in case["columns"]] for row in rows] == case["rows"]
    for row in rows:
        assert list(row) == [column.name for column in result.columns]
    keys = Counter(tuple(row[name] for name in QUESTIONS[case["question"]].key) for row in rows)
    assert not [key for key, count in keys.items() if count > 1]


def test_every_question_is_asked_and_answered() -> None:
    assert {case["question"] for case in CASES if case["rows"]} == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_example_has_an_answer_in_the_real_plans(built_store: Store, name: str) -> None:
    question = QUESTIONS[name]
    rows = run_query(built_store, name, question.example()).rows
    assert bool(rows) == (not is_without_rows(built_store, name))
    assert {tuple(row) for row in rows} == ({tuple(column.name for column in question.columns)} if rows else set())
    keys = [tuple(row[column] for column in question.key) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_fact_is_returned_alike_by_every_question() -> None:
    returned = {QUESTIONS[name].cypher.partition("RETURN")[2].partition("SKIP")[0].strip() for name in FACT_QUESTIONS}
    assert len(FACT_QUESTIONS) == 8
    assert len(returned) == 1


@pytest.mark.parametrize("fact_id", FACTS)
def test_an_answer_and_a_row_print_a_fact_alike(store: Store, fact_id: str) -> None:
    result = run_query(store, "fact", {"id": fact_id})
    assert result.model_dump(mode="json")["rows"] == [stored_fact(fact_id).to_json()]
    assert fact_row_from_store(result.rows[0]) == stored_fact(fact_id)


def test_no_question_is_a_write() -> None:
    words = {word.upper() for question in QUESTIONS.values() for word in question.cypher.replace("(", " ").split()}
    assert not words & {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "LOAD", "FOREACH", "DROP"}


def test_parameters_are_shown_as_used(store: Store) -> None:
    result = run_query(store, "facts_of_initiative_across_cities", {"initiative": "“粤菜师傅”", "cities": ("广州", "440600")})
    assert result.parameters == {"initiative": "cantonese-chef", "cities": ["440100", "440600"]}
    assert result.question.en == "What do cities promise under an initiative, and what have they done?"


REFUSED = [
    ("facts", {"town": "440100"}, "question facts has no parameter 'town'; it takes city, plan"),
    ("counts", {"limit": 1}, "question counts has no parameter 'limit'; it takes none"),
    ("fact", {}, "question fact needs the parameter id: id of the fact"),
    ("fact", {"id": None}, "parameter id of question fact is None; give a text that is not empty"),
    ("fact", {"id": 5}, "parameter id of question fact is 5; give a text that is not empty"),
    ("search", {"text": " "}, "parameter text of question search is ' '; give a text that is not empty"),
    ("facts", {"limit": 0}, "parameter limit of question facts is 0; give a whole number from 1 to 1000"),
    ("facts", {"limit": 1001}, "parameter limit of question facts is 1001; give a whole number from 1 to 1000"),
    ("facts", {"limit": "5"}, "parameter limit of question facts is '5'; give a whole number from 1 to 1000"),
    ("facts", {"limit": True}, "parameter limit of question facts is True; give a whole number from 1 to 1000"),
    ("facts", {"limit": None}, "parameter limit of question facts is None; give a whole number from 1 to 1000"),
    ("facts", {"kind": "promise"}, "parameter kind of question facts is 'promise'; give one of target, achieved"),
    ("facts", {"kind": ["target"]}, "parameter kind of question facts is ['target']; give one of target, achieved"),
    ("plans", {"cities": "440100"}, "parameter cities of question plans is '440100'; give a list of texts"),
    ("plans", {"cities": [440100]}, "parameter cities of question plans is [440100]; give a list of texts"),
]


@pytest.mark.parametrize(("name", "parameters", "message"), REFUSED)
def test_bad_parameters_are_refused(store: Store, name: str, parameters: dict, message: str) -> None:
    with pytest.raises(BadParameter) as caught:
        run_query(store, name, parameters)
    assert caught.value.message.startswith(message)
    assert "\n" not in caught.value.message


UNKNOWN = [
    ("facts_of_initative", {}, "facts_of_initiative"),
    ("facts", {"initiative": "粤菜师父"}, "粤菜师傅"),
    ("facts", {"initiative": "cantonese-cook"}, "cantonese-chef"),
    ("facts", {"city": "440610"}, "440600"),
    ("plans", {"cities": ["广州", "佛山县"]}, "佛山市"),
    ("facts", {"plan": "plan-gx"}, "plan-gz"),
    ("indicators_across_cities", {"indicators": ["家政产业园区"]}, "家政产业园"),
]


@pytest.mark.parametrize(("name", "parameters", "suggestion"), UNKNOWN)
def test_unknown_names_come_with_close_ones(store: Store, name: str, parameters: dict, suggestion: str) -> None:
    with pytest.raises(UnknownName, match="did you mean") as caught:
        run_query(store, name, parameters)
    assert suggestion in caught.value.suggestions


def test_a_name_that_is_like_none_lists_what_is_known(store: Store) -> None:
    with pytest.raises(UnknownName, match="there is no city 'xyz'; known are 440100, 440300, 440600, 441900, 东莞市") as caught:
        find_name(store, "city", "xyz")
    assert caught.value.suggestions == ()


@pytest.mark.parametrize("asked", ["cantonese-chef", "“粤菜师傅”工程", "粤菜师傅", " 《粤菜师傅》 ", "Cantonese-Chef", "粤菜师傅工程"])
def test_a_name_is_found_however_it_is_written(store: Store, asked: str) -> None:
    assert find_name(store, "initiative", asked).id == "cantonese-chef"


def test_parameters_are_read_from_text() -> None:
    texts = {"cities": "广州, 440600,", "initiative": "三项工程", "year": "2025"}
    assert read_parameters("plans", {"cities": texts["cities"]}) == {"cities": ["广州", "440600"]}
    assert read_parameters("facts_due_by", {"year": "2025", "town": "x"}) == {"year": 2025, "town": "x"}
    with pytest.raises(BadParameter, match="parameter year is 'soon'; give a whole number"):
        read_parameters("facts_due_by", {"year": "soon"})
