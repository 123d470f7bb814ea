"""Analyses of networks: worked out by hand on a small graph, held against other questions on the real plans."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from graph.contents import ENDS
from graph.errors import BadParameter
from graph.store import build_store, open_store
from queries import bipartite
from queries.analyses import COMPUTATIONS
from queries.catalogue import load_catalogue, run_query
from queries.network import make_network
from tests.queries.network_graph import CASES, write_network_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

CATALOGUE = load_catalogue()
ANALYSES = {analysis.name: analysis for analysis in CATALOGUE.analyses}
ANSWERS = CASES["answers"]
# What a city's network is not made of: the text of plans, what nobody has judged, and what leads from city to city.
LEFT_OUT = {
    "HAS_SECTION",
    "CONTAINS",
    "HAS_PASSAGE",
    "EVIDENCED_BY",
    "NAMED_IN",
    "DEFINED_IN",
    "CONCERNS",
    "CHECKS",
    "MAY_IMPLEMENT",
    "FROM_BASELINE",
    "COMPARED_WITH",
    "LIES_IN",
}


@pytest.fixture(scope="module")
def network_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    address = str(tmp_path_factory.mktemp("network") / "graph.kgl")
    with build_store(address) as builder:
        write_network_graph(builder)
    opened = open_store(address)
    yield opened
    opened.close()


@pytest.mark.parametrize("case", ANSWERS, ids=[f"{case['analysis']}: {case['why']}" for case in ANSWERS])
def test_an_analysis_gives_what_is_worked_out_by_hand(network_store: Store, case: dict[str, Any]) -> None:
    result = run_query(network_store, case["analysis"], case["parameters"])
    rows = result.model_dump(mode="json")["rows"]
    assert [[row[name] for name in case["columns"]] for row in rows] == case["rows"]
    assert [list(row) for row in rows] == [[column.name for column in result.columns]] * len(rows)


def test_every_analysis_and_column_is_worked_out() -> None:
    worked_out = {(case["analysis"], column) for case in ANSWERS if case["rows"] for column in case["columns"]}
    assert worked_out == {(name, column.name) for name, analysis in ANALYSES.items() for column in analysis.columns}


def test_every_analysis_is_computed_from_a_question_of_the_catalogue() -> None:
    assert set(COMPUTATIONS) == set(ANALYSES)
    assert {analysis.computed_from for analysis in ANALYSES.values()} <= {question.name for question in CATALOGUE.questions}


def test_entries_are_questions_and_analyses_by_name() -> None:
    names = [each.name for each in CATALOGUE.entries]
    assert names == sorted({*ANALYSES, *(question.name for question in CATALOGUE.questions)})


@pytest.mark.parametrize("name", ANALYSES)
def test_an_example_has_an_answer_in_the_real_plans(built_store: Store, name: str) -> None:
    rows = run_query(built_store, name, ANALYSES[name].example()).rows
    assert rows
    keys = [tuple(row[column] for column in ANALYSES[name].key) for row in rows]
    assert len(keys) == len(set(keys))


class NotedParameters(Mapping):
    """Parameters that note which of them were read."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return self._parameters[name]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("parameters are read by name")

    def __len__(self) -> int:
        return len(self._parameters)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_parameter_that_is_declared_is_read(name: str) -> None:
    noted = NotedParameters(ANALYSES[name].example())
    COMPUTATIONS[name].asks(noted)
    list(COMPUTATIONS[name].compute([], noted))
    assert noted.read == set(ANALYSES[name].example())


@pytest.mark.parametrize("name", ANALYSES)
def test_the_answer_names_what_was_asked_of_the_graph(built_store: Store, name: str) -> None:
    result = run_query(built_store, name, ANALYSES[name].example())
    line, _, cypher = result.cypher.partition("\n")
    mark, question, asked = line.split(" ", 2)
    assert (mark, question) == ("//", "network_links")
    # Whoever runs that text with those parameters gets the rows that the analysis was computed from.
    columns = [column.name for column in CATALOGUE.question(question).columns]
    rows = built_store.run(cypher, json.loads(asked), columns=columns, timeout_seconds=None, row_limit=100_000)
    assert rows == list(run_query(built_store, question, json.loads(asked)).rows)
    again = list(COMPUTATIONS[name].compute(rows, result.parameters))
    assert [str(row[column]) for row in again for column in ANALYSES[name].key] == [
        str(row[column]) for row in result.rows for column in ANALYSES[name].key
    ]


@pytest.mark.parametrize("name", ANALYSES)
def test_the_order_of_the_rows_makes_no_difference(built_store: Store, name: str) -> None:
    computation, parameters = COMPUTATIONS[name], run_query(built_store, name, ANALYSES[name].example()).parameters
    rows = list(run_query(built_store, "network_links", computation.asks(parameters)).rows)
    shuffled = random.Random(7).sample(rows, k=len(rows))
    assert list(computation.compute(rows, parameters)) == list(computation.compute(shuffled, parameters))


def test_what_two_cities_share_is_what_the_question_says(built_store: Store) -> None:
    both = {"city_a": "440100", "city_b": "440600"}
    asked = {row["id"] for row in run_query(built_store, "shared_initiatives", both).rows}
    found = run_query(built_store, "shared_neighbourhood", both | {"label": "Initiative"}).rows
    (pair,) = run_query(built_store, "city_initiative_projection", {}).rows
    assert {row["id"] for row in found} == set(pair["shared_ids"]) == asked
    assert pair["shared_count"] == len(asked) >= 3


def test_what_one_city_has_alone_is_what_the_question_says(built_store: Store) -> None:
    asked = {"city": "440600", "other": "440100"}
    alone = {row["id"] for row in run_query(built_store, "initiatives_of_one_city", asked).rows}
    found = run_query(built_store, "exclusive_neighbourhood", asked | {"label": "Initiative"}).rows
    assert {row["id"] for row in found} == alone != set()


def test_what_a_city_comes_to_is_shared_or_its_own(built_store: Store) -> None:
    a, b = "440100", "440600"
    shared = {(row["label"], row["id"]) for row in run_query(built_store, "shared_neighbourhood", {"city_a": a, "city_b": b}).rows}
    own = {(row["label"], row["id"]) for row in run_query(built_store, "exclusive_neighbourhood", {"city": a, "other": b}).rows}
    # Nobody has a city that comes to nothing in common with another: all that a city comes to is then exclusive.
    everything = {(row["label"], row["id"]) for row in run_query(built_store, "shared_neighbourhood", {"city_a": a, "city_b": a}).rows}
    assert shared | own == everything
    assert not shared & own


def test_roles_are_those_that_the_plans_state(built_store: Store) -> None:
    roles = run_query(built_store, "network_links", {"cities": None, "relationships": ["ACTS_FOR"]}).rows
    bodies = run_query(built_store, "agency_centrality", {}).rows
    assert sum(row["role_count"] for row in bodies) == sum(row["count"] for row in roles)
    assert len(bodies) == built_store.snapshot().counts["Agency"]


def test_links_are_those_of_the_schema() -> None:
    cypher = CATALOGUE.question("network_links").cypher
    written = {ends for ends in ENDS if f"MATCH (s:{ends[1]})-[:{ends[0]}]->(t:{ends[2]})" in cypher}
    assert written == {ends for ends in ENDS if ends[0] not in LEFT_OUT}
    assert cypher.count("MATCH ") == len(written)


def test_several_relationships_of_a_pair_are_one_edge() -> None:
    ends = {"source_label": "A", "source_id": "x", "source_name": "X", "target_label": "A", "target_id": "y", "target_name": "Y"}
    rows = [ends | {"relationship": "SECOND", "count": 1}, ends | {"relationship": "FIRST", "count": 3}]
    network = make_network(rows)
    assert list(network.edges(data=True)) == [("A:x", "A:y", {"relationships": ("FIRST", "SECOND"), "weight": 4})]
    assert dict(network.nodes(data=True)) == {"A:x": {"label": "A", "name": "X"}, "A:y": {"label": "A", "name": "Y"}}


def test_a_network_that_is_too_large_is_refused(network_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two parts: four nodes with three edges, and two nodes with one.
    monkeypatch.setattr(bipartite, "MOST_LOOKS", 4 * 3 + 2 * 1)
    assert run_query(network_store, "agency_centrality", {}).rows
    monkeypatch.setattr(bipartite, "MOST_LOOKS", 4 * 3 + 2 * 1 - 1)
    with pytest.raises(BadParameter, match="the betweenness of 6 bodies and what they act for would take too long; name one city"):
        run_query(network_store, "agency_centrality", {})


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("shared_neighbourhood", {"city_a": "440100"}, "question shared_neighbourhood needs the parameter city_b"),
        (
            "exclusive_neighbourhood",
            {"city": "440100", "other": "440600", "steps": 9},
            "parameter steps of question exclusive_neighbourhood is 9; give a whole number from 1 to 8",
        ),
        (
            "agency_centrality",
            {"over": "plan"},
            "parameter over of question agency_centrality is 'plan'; give one of programme, initiative",
        ),
        ("city_initiative_projection", {"limit": 1}, "question city_initiative_projection has no parameter 'limit'; it takes of, cities"),
    ],
)
def test_bad_parameters_are_refused(network_store: Store, name: str, parameters: dict[str, Any], said: str) -> None:
    with pytest.raises(BadParameter) as caught:
        run_query(network_store, name, parameters)
    assert caught.value.message.startswith(said)
