"""How Neo4j plans each question: it only reads, warns of nothing, starts where an index leads, and never multiplies nodes by nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import neo4j
import pytest

from queries.catalogue import load_catalogue
from tests.conftest import NEO4J_LOGIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from queries.header import Parameter

QUESTIONS = {question.name: question for question in load_catalogue().questions}
REFUSED = {"AllNodesScan", "CartesianProduct"}
SCANS = {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan"}
# Questions that name one thing and all the same may look at every node of a label, and why.
MAY_LOOK_AT_ALL = {
    "facts_of_plans": "the example names every plan there is",
    "initiatives_of_one_city": "there are fewer initiatives than programmes of a city",
    "shared_initiatives": "there are fewer initiatives than programmes of a city",
}


def is_named(parameter: Parameter) -> bool:
    """Whether the parameter names something that an index finds."""
    return parameter.is_required and (
        parameter.kind not in {"string", "strings", "integer", "choice"} or parameter.name in {"id", "passage", "programme"}
    )


NAMING = [name for name, question in QUESTIONS.items() if any(map(is_named, question.parameters))]


@pytest.fixture(scope="module")
def driver(neo4j_built: str) -> Iterator[neo4j.Driver]:
    password = NEO4J_LOGIN.password.get_secret_value() if NEO4J_LOGIN.password else ""
    with neo4j.GraphDatabase.driver(neo4j_built, auth=(NEO4J_LOGIN.user, password)) as driver:
        yield driver


def explain(driver: neo4j.Driver, cypher: str, parameters: Mapping[str, object]) -> neo4j.ResultSummary:
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        return session.run(f"EXPLAIN {cypher}", dict(parameters)).consume()


def operators(plan: dict[str, Any]) -> set[str]:
    """The names of a plan's operators, without the name of the database."""
    return {plan["operatorType"].partition("@")[0]}.union(*map(operators, plan.get("children", ())))


def warnings(summary: neo4j.ResultSummary) -> list[str]:
    """What the server says of a question beside that it is done, without a result, or without rows."""
    return [each.status_description for each in summary.gql_status_objects if each.gql_status not in {"00000", "00001", "02000"}]


@pytest.fixture(scope="module", params=QUESTIONS)
def planned(request: pytest.FixtureRequest, driver: neo4j.Driver) -> neo4j.ResultSummary:
    question = QUESTIONS[request.param]
    return explain(driver, question.cypher, question.example())


def test_a_question_only_reads(planned: neo4j.ResultSummary) -> None:
    assert planned.query_type == "r"


def test_nothing_is_deprecated_or_slow(planned: neo4j.ResultSummary) -> None:
    assert warnings(planned) == []


def test_no_question_looks_at_every_node_or_multiplies(planned: neo4j.ResultSummary) -> None:
    assert not operators(planned.plan) & REFUSED


@pytest.mark.parametrize("name", NAMING)
def test_what_a_question_names_is_found_by_an_index(driver: neo4j.Driver, name: str) -> None:
    question = QUESTIONS[name]
    used = operators(explain(driver, question.cypher, question.example()).plan)
    assert name in MAY_LOOK_AT_ALL or not used & SCANS


@pytest.mark.parametrize(
    ("cypher", "operator", "warning"),
    [
        ("MATCH (n) RETURN n.id AS id", "AllNodesScan", ""),
        ("MATCH (c:City), (p:Plan) RETURN c.id AS id", "CartesianProduct", "cartesian product"),
        ("CALL { RETURN 1 AS id } RETURN id AS id", "Projection", "deprecated"),
        ("MATCH (c:City) WHERE c.nope = 1 RETURN c.id AS id", "NodeByLabelScan", "does not exist"),
    ],
)
def test_a_question_that_is_badly_put_is_seen(driver: neo4j.Driver, cypher: str, operator: str, warning: str) -> None:
    summary = explain(driver, cypher, {})
    assert operator in operators(summary.plan)
    assert [warning in said for said in warnings(summary)] == ([True] if warning else [])
