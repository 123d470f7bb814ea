"""On both engines a question can only read, within its time and its number of rows, and what goes wrong is said in the same words."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import neo4j
import pytest

from graph.errors import BadParameter, PolicygraphError, StoreError
from graph.store import open_store
from queries.catalogue import load_catalogue, run_query
from tests.conftest import NEO4J_LOGIN
from tests.queries.engines import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

ALL = "MATCH (i:Instrument) RETURN i.id AS id ORDER BY id"
ENDLESS = "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b RETURN sum(a * b) AS id"


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The graph of both plans on one engine."""
    if request.param == "KGLite":
        opened = open_store(request.getfixturevalue("built_address"))
    else:
        opened = open_store(request.getfixturevalue("neo4j_built"), NEO4J_LOGIN)
    yield opened
    opened.close()


def run(store: Store, cypher: str, **options: Any) -> list[dict[str, object]]:
    asked = {"parameters": {}, "columns": ["id"], "timeout_seconds": 30, "row_limit": 100} | options
    return store.run(cypher, asked.pop("parameters"), **asked)


LIMITS = [
    (ENDLESS, {"timeout_seconds": 0.2}, StoreError, "the question took longer than 0.2 s; ask for less or allow more time"),
    (ALL, {"row_limit": 14}, BadParameter, "the answer has more than the 14 rows allowed; ask for less, or page by limit"),
    (ALL, {"columns": ["code"]}, StoreError, "the query gives columns that it does not declare: id; mend its header"),
]


@pytest.mark.parametrize(("cypher", "options", "kind", "message"), LIMITS)
def test_a_limit_is_said_in_the_same_words(store: Store, cypher: str, options: dict, kind: type[PolicygraphError], message: str) -> None:
    with pytest.raises(kind) as caught:
        run(store, cypher, **options)
    assert (type(caught.value), caught.value.message) == (kind, message)


def test_as_many_rows_as_allowed_are_given(store: Store) -> None:
    assert len(run(store, ALL, row_limit=15)) == 15
    assert len(run(store, ALL, row_limit=15, timeout_seconds=None)) == 15


BY_ID = "MATCH (i:Instrument {id: $id}) RETURN i.id AS id"
REFUSED = [
    (BY_ID, {}, BadParameter, "the graph refuses the question"),
    (BY_ID, {"id": object()}, BadParameter, "the graph cannot take a parameter"),
    (BY_ID, {"id": 2**63}, BadParameter, "the graph cannot take a parameter"),
    (BY_ID, {"id": "\ud800"}, BadParameter, "the graph cannot take a parameter"),
    (BY_ID, {"id": ["\udfff"]}, BadParameter, "the graph cannot take a parameter"),
    ("MATCH i:Instrument RETURN", {}, StoreError, "the graph refuses the question"),
    ("RETURN date('2021-08-26') AS id", {}, StoreError, "the query gives a "),
]


@pytest.mark.parametrize(("cypher", "parameters", "kind", "start"), REFUSED)
def test_what_cannot_be_asked_is_an_error_of_the_same_kind(
    store: Store, cypher: str, parameters: dict[str, object], kind: type[PolicygraphError], start: str
) -> None:
    with pytest.raises(kind) as caught:
        run(store, cypher, parameters=parameters)
    assert type(caught.value) is kind
    assert caught.value.message.startswith(start)
    assert "\n" not in caught.value.message


WRITES = [
    "CREATE (c:City {id: 'x', name: 'x'}) RETURN c.id AS id",
    "MERGE (c:City {id: 'x'}) RETURN c.id AS id",
    "MATCH (c:City) SET c.name = 'x' RETURN c.id AS id",
    "MATCH (c:City) REMOVE c.name RETURN c.id AS id",
    "MATCH (c:City) DETACH DELETE c",
]


@pytest.mark.parametrize("write", WRITES)
def test_a_write_is_refused(store: Store, write: str) -> None:
    before = store.snapshot()
    with pytest.raises(StoreError, match=r"the graph refuses the question: .*(read-only|Writing in read access mode not allowed)"):
        run(store, write)
    assert store.latest().snapshot() == before
    assert {row["id"]: row["name"] for row in run(store, "MATCH (c:City) RETURN c.id AS id, c.name AS name", columns=["id", "name"])} == {
        "440100": "广州市",
        "440600": "佛山市",
    }


def test_every_session_is_opened_for_reading(neo4j_built: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    real = neo4j.Driver.session

    def noted(driver: neo4j.Driver, **options: Any) -> neo4j.Session:
        opened.append(options.get("default_access_mode"))
        return real(driver, **options)

    monkeypatch.setattr(neo4j.Driver, "session", noted)
    questions = load_catalogue().questions
    with closing(open_store(neo4j_built, NEO4J_LOGIN)) as store:
        for question in questions:
            run_query(store, question.name, question.example())
    assert len(opened) > len(questions)
    assert set(opened) == {neo4j.READ_ACCESS}
