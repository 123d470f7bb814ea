"""The shapes of question that engines get wrong without a word, asked of both engines through their adapters, and of KGLite itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kglite
import pytest
import yaml

from graph.store import build_store, open_store
from tests.conftest import NEO4J_LOGIN
from tests.graph.small_graph import write_small_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.neo4j.server import Server
    from graph.store import Store

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "engine_shapes.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = str(tmp_path_factory.mktemp("shapes") / "graph.kgl")
    with build_store(address) as builder:
        write_small_graph(builder)
    return address


@pytest.fixture(scope="module")
def store(address: str) -> Iterator[Store]:
    store = open_store(address)
    yield store
    store.close()


def asked(store: Store, case: dict[str, Any]) -> list[list[object]]:
    rows = store.run(case["cypher"], case.get("parameters", {}), columns=case["columns"], timeout_seconds=5, row_limit=100)
    return [list(row.values()) for row in rows]


@pytest.fixture(scope="module")
def neo4j_store(neo4j_server: Server) -> Iterator[Store]:
    with build_store(neo4j_server.bolt_address, NEO4J_LOGIN) as builder:
        write_small_graph(builder)
    store = open_store(neo4j_server.bolt_address, NEO4J_LOGIN)
    yield store
    store.close()


def written(rows: list[list[object]]) -> str:
    """The rows in a form that tells 1 from 1.0 and from true, and knows no order of a map's keys."""
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_neo4j_gives_the_rows_that_are_right(neo4j_store: Store, case: dict[str, Any]) -> None:
    assert written(asked(neo4j_store, case)) == written(case["expect"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_adapter_gives_the_rows_that_are_right(store: Store, case: dict[str, Any]) -> None:
    assert written(asked(store, case)) == written(case["expect"])


@pytest.mark.parametrize("case", [case for case in CASES if "optimised" in case], ids=lambda case: case["why"])
def test_the_optimiser_still_gives_the_rows_that_are_wrong(address: str, case: dict[str, Any]) -> None:
    """When this fails after an upgrade, the engine has changed: look at its rows again before the pin is moved."""
    result = kglite.load(address).cypher(case["cypher"], params=case.get("parameters", {}))
    rows = [list(row.values()) for row in result.to_list()]
    assert rows == case["optimised"]
    assert rows != case["expect"]


def test_every_node_keeps_its_own_id_and_name(store: Store) -> None:
    rows = store.run(
        "MATCH (t:Target) RETURN t.id AS id, t.name AS name ORDER BY id", {}, columns=["id", "name"], timeout_seconds=5, row_limit=100
    )
    assert [(row["id"], row["name"]) for row in rows] == [
        ("t1", "培训 3.6万人次"),
        ("t2", "培训 5万人次"),
        ("t3", "失业率 3.5%"),
        ("t4", "比例"),
    ]
