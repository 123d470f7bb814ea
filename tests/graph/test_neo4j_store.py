"""Graphs on a real Neo4j server: what a build does, what a reader sees meanwhile, and what is said where it cannot be done."""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import neo4j
import pytest
from hypothesis import HealthCheck, given, settings

from graph import neo4j_build, snapshot
from graph.contents import Contents
from graph.errors import BadParameter, StoreChanged, StoreDamaged, StoreError, StoreMissing, StoreUnavailable
from graph.neo4j_schema import FULL_TEXT, declarations
from graph.neo4j_server import Connection
from graph.store import build_store, open_store
from tests.conftest import NEO4J_LOGIN
from tests.graph.small_graph import write_small_graph
from tests.graph.test_contents import Graph, collected, graphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.neo4j.server import Server
    from graph.store import Store

# What is there beside the graph: what it is, and the turn of a build.
OWN = {"Snapshot", "Build"}
LOCK = "MATCH (b:Build {id: 'policygraph'}) SET b.id = b.id"


@pytest.fixture(scope="module")
def driver(neo4j_server: Server) -> Iterator[neo4j.Driver]:
    password = NEO4J_LOGIN.password.get_secret_value()
    with neo4j.GraphDatabase.driver(neo4j_server.bolt_address, auth=(NEO4J_LOGIN.user, password)) as driver:
        yield driver


@pytest.fixture
def address(neo4j_server: Server, driver: neo4j.Driver) -> str:
    """The address of the server with the small graph and nothing else."""
    ask(driver, "MATCH (n) DETACH DELETE n")
    with build_store(neo4j_server.bolt_address, NEO4J_LOGIN) as builder:
        write_small_graph(builder)
    return neo4j_server.bolt_address


def ask(driver: neo4j.Driver, query: str, **parameters: Any) -> list[dict[str, Any]]:
    with driver.session() as session:
        return session.run(query, parameters).data()


def build_cities(address: str, *names: str) -> None:
    with build_store(address, NEO4J_LOGIN) as builder:
        builder.write_nodes("City", [{"id": name, "name": name} for name in names])


def build_small_graph_and(address: str, city: str) -> None:
    with build_store(address, NEO4J_LOGIN) as builder:
        write_small_graph(builder)
        builder.write_nodes("City", [{"id": city, "name": city}])


def run(store: Store, cypher: str, parameters: dict[str, object] | None = None, **options: Any) -> list[dict[str, object]]:
    return store.run(cypher, parameters or {}, **{"columns": ["id"], "timeout_seconds": 5, "row_limit": 100} | options)


def cities(store: Store) -> list[object]:
    return [row["id"] for row in run(store, "MATCH (c:City) RETURN c.id AS id ORDER BY id", row_limit=5000)]


def cities_at(address: str) -> list[object]:
    with closing(open_store(address, NEO4J_LOGIN)) as store:
        return cities(store)


def labels(driver: neo4j.Driver) -> set[str]:
    return {label for row in ask(driver, "MATCH (n) RETURN DISTINCT labels(n) AS labels") for label in row["labels"]}


# Building


def test_a_graph_is_the_same_as_in_a_file(address: str, driver: neo4j.Driver) -> None:
    expected = Contents()
    write_small_graph(expected)
    with closing(open_store(address, NEO4J_LOGIN)) as store:
        assert store.snapshot() == expected.snapshot()
    assert labels(driver) == {"City", "Plan", "Indicator", "Target", "Result", "Agency", *OWN}


def test_both_plans_give_the_graph_that_they_give_in_a_file(neo4j_built: str, built_store: Store) -> None:
    with closing(open_store(neo4j_built, NEO4J_LOGIN)) as store:
        assert store.snapshot() == built_store.snapshot()


def test_loading_again_or_in_another_order_changes_nothing(address: str, driver: neo4j.Driver) -> None:
    before = ask(driver, "MATCH (n) RETURN elementId(n) AS place, properties(n) AS properties ORDER BY place")
    with build_store(address, NEO4J_LOGIN) as builder:
        write_small_graph(builder, is_reversed=True)
        write_small_graph(builder)
    assert ask(driver, "MATCH (n) RETURN elementId(n) AS place, properties(n) AS properties ORDER BY place") == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs())
def test_the_server_keeps_every_value_that_the_schema_allows(address: str, graph: Graph) -> None:
    contents = collected(*graph)
    with build_store(address, NEO4J_LOGIN) as builder:
        for label, rows in contents.nodes():
            builder.write_nodes(label, rows)
        for ends, rows in contents.relationships():
            flat = [{"source_id": row["source_id"], "target_id": row["target_id"], **row["properties"]} for row in rows]
            builder.write_relationships(*ends, flat)
    with closing(open_store(address, NEO4J_LOGIN)) as store:
        assert store.snapshot().id == contents.content_hash()


def test_what_somebody_changed_by_hand_is_put_right(address: str, driver: neo4j.Driver) -> None:
    for change in (
        "MATCH (t:Target {id: 't1'}) SET t.amount_low = 1.0",
        "MATCH (t:Target {id: 't1'}) SET t.amount_low = 'many'",
        "MATCH (t:Target {id: 't1'}) DETACH DELETE t",
        "MATCH (:Target {id: 't1'})-[r:MEASURES]->() DELETE r",
    ):
        ask(driver, change)
        with build_store(address, NEO4J_LOGIN) as builder:
            write_small_graph(builder)
        rows = ask(driver, "MATCH (t:Target {id: 't1'})-[:MEASURES]->(i) RETURN t.amount_low AS amount, i.id AS indicator")
        assert rows == [{"amount": 36000.0, "indicator": "trainees"}], change


def test_an_error_while_building_leaves_the_old_graph(address: str) -> None:
    with pytest.raises(RuntimeError, match="stop"), build_store(address, NEO4J_LOGIN) as builder:  # noqa: PT012 - the block is the thing tested
        builder.write_nodes("City", [{"id": "x", "name": "x"}])
        raise RuntimeError("stop")
    with pytest.raises(StoreError, match="there is no City c; load it too"), build_store(address, NEO4J_LOGIN) as builder:
        builder.write_relationships("ISSUED", "City", "Plan", [{"source_id": "c", "target_id": "p"}])
    assert cities_at(address) == ["440100", "440600"]


def test_what_a_killed_build_left_is_ignored_and_then_removed(address: str, driver: neo4j.Driver) -> None:
    ask(
        driver,
        "CREATE (:PolicygraphStagedCity {id: 'half'})-[:ISSUED]->(:PolicygraphStagedPlan {id: 'half'}), (:PolicygraphReplaced {id: 'old'})",
    )
    assert cities_at(address) == ["440100", "440600"]
    build_cities(address, "x")
    assert cities_at(address) == ["x"]
    assert labels(driver) == {"City", *OWN}


def test_what_an_older_schema_declared_is_replaced_too(address: str, driver: neo4j.Driver) -> None:
    ask(driver, "CREATE (:Borough {id: 'b', name: 'b'})")
    ask(driver, "MATCH (s:Snapshot) SET s.labels = s.labels + 'Borough', s.label_counts = s.label_counts + 1")
    build_cities(address, "x")
    assert labels(driver) == {"City", *OWN}


def test_nodes_of_somebody_else_are_left_alone(address: str, driver: neo4j.Driver) -> None:
    ask(driver, "CREATE (:Person {name: '甲'})")
    build_cities(address, "x")
    assert ask(driver, "MATCH (p:Person) RETURN p.name AS name") == [{"name": "甲"}]


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (s:Snapshot) DETACH DELETE s",
        "MATCH (s:Snapshot) SET s.label_counts = [1]",
        "MATCH (s:Snapshot) SET s.id = 5",
        "CREATE (:Snapshot {id: 'x', build: 'y', label_counts: [1], labels: ['Person']})",
        "MATCH (s:Snapshot) DETACH DELETE s CREATE (:Snapshot {id: 'x', build: 'y', label_counts: [1], labels: ['Person']})",
    ],
)
def test_a_graph_whose_snapshot_was_changed_is_built_again(address: str, driver: neo4j.Driver, change: str) -> None:
    ask(driver, change)
    with pytest.raises(StoreError, match="policygraph build --store"):
        open_store(address, NEO4J_LOGIN)
    build_cities(address, "x")
    assert cities_at(address) == ["x"]
    assert ask(driver, "MATCH (s:Snapshot) RETURN count(s) AS count") == [{"count": 1}]


def test_nodes_that_only_sound_like_ours_are_left_alone(address: str, driver: neo4j.Driver) -> None:
    ask(driver, "CREATE (:Replaced {name: 'pump'})-[:PART_OF]->(:StagedMeasure {name: 'mill'})")
    build_cities(address, "x")
    assert len(ask(driver, "MATCH (:Replaced)-[:PART_OF]->(m:StagedMeasure) RETURN m.name AS name")) == 1


@pytest.mark.parametrize("label", ["City", "Snapshot"])
def test_a_database_that_holds_other_data_under_our_labels_is_refused(address: str, driver: neo4j.Driver, label: str) -> None:
    ask(driver, "MATCH (n) DETACH DELETE n")
    ask(driver, f"CREATE (:{label} {{name: 'Oslo'}})")
    with pytest.raises(StoreError, match=f"holds {label} nodes that are not policygraph's; remove them, or give an empty"):
        build_cities(address, "x")
    assert ask(driver, f"MATCH (n:{label}) RETURN n.name AS name") == [{"name": "Oslo"}]


def test_the_server_has_every_constraint_and_index(address: str, driver: neo4j.Driver) -> None:
    rows = ask(driver, "SHOW INDEXES YIELD name, state, type, options, owningConstraint")
    assert set(declarations()) <= {row["name"] for row in rows if row["state"] == "ONLINE"}
    (text,) = [row for row in rows if row["name"] == FULL_TEXT]
    assert text["options"]["indexConfig"]["fulltext.analyzer"] == "cjk"
    assert {row["owningConstraint"] for row in rows} >= {"city_id", "target_id", "build_id"}


def test_words_are_found_in_chinese(address: str, driver: neo4j.Driver) -> None:
    query = f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', $words) YIELD node RETURN node.id AS id"
    ask(driver, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    assert ask(driver, query, words='"培训人数"') == [{"id": "trainees"}]
    assert ask(driver, query, words='"人训"') == []


@pytest.mark.parametrize(
    ("sent", "statement"),
    [
        (lambda rows: [rows[:-1]], "CREATE (n:PolicygraphStagedCity)"),
        (lambda rows: [rows[:-1]], "-[r:MEASURES]->"),
        (lambda rows: [rows, rows], "CREATE (n:PolicygraphStagedCity)"),
        (lambda rows: [rows, rows], "-[r:ISSUED]->"),
    ],
)
def test_a_server_that_keeps_something_else_is_caught_before_the_swap(
    address: str, monkeypatch: pytest.MonkeyPatch, sent: Any, statement: str
) -> None:
    write = Connection.write

    def lose(self: Connection, text: str, rows: Any = None) -> list[dict[str, Any]]:
        return [write(self, text, each) for each in (sent(rows) if statement in text else [rows])][-1]

    monkeypatch.setattr(Connection, "write", lose)
    with pytest.raises(StoreError, match="did not keep what was written; nothing was changed"):
        build_small_graph_and(address, "new")
    assert cities_at(address) == ["440100", "440600"]


# Several at once


def test_builds_at_once_take_turns_and_the_last_graph_is_whole(address: str, driver: neo4j.Driver) -> None:
    graphs_of_cities = [[f"{letter}{number}" for number in range(200)] for letter in "abcd"]
    threads = [threading.Thread(target=build_cities, args=(address, *names)) for names in graphs_of_cities]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cities_at(address) in [sorted(names) for names in graphs_of_cities]
    assert labels(driver) == {"City", *OWN}


def test_a_build_that_waits_too_long_is_told_why(address: str, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_build, "LOCK_SECONDS", 0.5)
    with driver.session() as session, session.begin_transaction() as other:
        other.run(LOCK).consume()
        with pytest.raises(StoreError, match=r"another build has been writing for 0 s; wait until it ends"):
            build_cities(address, "x")
    assert cities_at(address) == ["440100", "440600"]


def test_a_build_that_the_server_ends_for_a_deadlock_is_begun_again(address: str, driver: neo4j.Driver) -> None:
    with driver.session() as session, session.begin_transaction() as other:
        other.run("MATCH (c:City {id: '440100'}) SET c.colour = 'red'").consume()
        build = threading.Thread(target=build_cities, args=(address, "x"))
        build.start()
        # The last transaction of the build waits for the city, and this one now waits for the turn of the build.
        wait_until(driver, "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status")
        with suppress(neo4j.exceptions.TransientError):
            other.run(LOCK).consume()
        other.rollback()
        build.join()
    assert cities_at(address) == ["x"]


def wait_until(driver: neo4j.Driver, query: str) -> None:
    for _ in range(200):
        if ask(driver, query):
            return
        time.sleep(0.05)
    raise AssertionError(query)


def test_a_reader_sees_one_whole_graph_and_never_parts_of_two(address: str) -> None:
    """Without the mark that is read after each answer, this fails in most runs."""
    size, wrong, answers, done = 1000, [], [], threading.Event()

    def build_in_turn() -> None:
        for letter in "babababab":
            build_cities(address, *(f"{letter}{number}" for number in range(size)))
        done.set()

    def read() -> None:
        with closing(open_store(address, NEO4J_LOGIN)) as store:
            current = store
            while not done.is_set():
                try:
                    rows = run(current, "MATCH (c:City) RETURN left(c.id, 1) AS id, count(*) AS count", columns=["id", "count"])
                except StoreChanged:
                    current = current.latest()
                    continue
                answers.append(rows)
                wrong.extend([] if [row["count"] for row in rows] == [size] else [rows])

    build_cities(address, *(f"a{number}" for number in range(size)))
    threads = [threading.Thread(target=work) for work in (build_in_turn, read, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert {rows[0]["id"] for rows in answers} == {"a", "b"}


def test_an_open_graph_says_when_another_has_come(address: str) -> None:
    with closing(open_store(address, NEO4J_LOGIN)) as old:
        assert old.latest() is old
        build_cities(address, "x")
        with pytest.raises(StoreChanged, match="another graph took the place of this one meanwhile; ask again"):
            cities(old)
        assert cities(old.latest()) == ["x"]


# Opening and asking


def test_a_server_without_a_graph_says_how_to_make_one(address: str, driver: neo4j.Driver) -> None:
    ask(driver, "MATCH (n) DETACH DELETE n")
    with pytest.raises(StoreMissing) as caught:
        open_store(address, NEO4J_LOGIN)
    assert caught.value.message == f"{address}: there is no graph yet; make it with: policygraph build --store {address}"


def test_a_graph_of_another_version_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "NODES", snapshot.NODES[:-1])
    with pytest.raises(StoreDamaged, match="built by another version; rebuild it with: policygraph build --store neo4j://"):
        open_store(address, NEO4J_LOGIN)


@pytest.mark.parametrize(
    ("change", "kind", "message"),
    [
        ({"password": "wrong"}, StoreError, "the server refuses the login; set POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"),
        ({"password": None}, StoreError, "the server refuses the login; set POLICYGRAPH_NEO4J_USER"),
        ({"user": "nobody"}, StoreError, "the server refuses the login"),
        ({"database": "nowhere"}, StoreError, "nowhere; set POLICYGRAPH_NEO4J_DATABASE to one that is there"),
    ],
)
def test_a_login_that_will_not_do_is_one_line(neo4j_server: Server, change: dict, kind: type[StoreError], message: str) -> None:
    login = type(NEO4J_LOGIN).model_validate(NEO4J_LOGIN.model_dump() | change)
    bolt = neo4j_server.bolt_address.replace("neo4j://", "bolt://")
    for use in (lambda: open_store(bolt, login), lambda: build_store(bolt, login).__enter__()):
        with pytest.raises(kind, match=message) as caught:
            use()
        assert caught.value.message.startswith(f"{bolt}: ")
        assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("address", "kind", "message"),
    [
        ("neo4j://localhost:1", StoreUnavailable, "the server does not answer"),
        ("bolt://localhost:1", StoreUnavailable, "the server does not answer"),
        ("bolt://no-such-host.invalid", StoreUnavailable, "the server does not answer"),
        ("neo4j://", StoreUnavailable, "the server does not answer"),
        ("bolt://localhost:port", StoreError, "write the address as bolt://HOST:7687"),
        ("bolt://localhost:99999", StoreError, "write the address as bolt://HOST:7687"),
    ],
)
def test_an_address_without_a_server_is_one_line(address: str, kind: type[StoreError], message: str) -> None:
    with pytest.raises(kind, match=message) as caught:
        open_store(address, NEO4J_LOGIN)
    assert caught.value.message.startswith(address)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("address", ["neo4j://localhost:1/?password=hunter2", "bolt://localhost:1/hunter2", "neo4j:localhost"])
def test_an_address_with_more_than_a_host_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match=r"leave out what follows the host|write neo4j://localhost") as caught:
        open_store(address, NEO4J_LOGIN)
    assert "hunter2" not in caught.value.message


def test_what_is_no_bolt_server_is_one_line(neo4j_server: Server) -> None:
    address = f"bolt://localhost:{neo4j_server.http_port}"
    with pytest.raises(StoreUnavailable, match="does not answer"):
        open_store(address, NEO4J_LOGIN)


@pytest.mark.parametrize(
    ("cypher", "parameters", "options", "error", "message"),
    [
        ("MATCH (t:Target {id: $id}) RETURN t.id AS id", {}, {}, BadParameter, r"Expected parameter\(s\): id"),
        ("MATCH (t:Target {id: $id}) RETURN t.id AS id", {"id": object()}, {}, BadParameter, "cannot take a parameter"),
        ("MATCH (t:Target {id: $id}) RETURN t.id AS id", {"id": 2**70}, {}, BadParameter, "cannot take a parameter"),
        ("MATCH (t:Target) RETURN t.id AS id", {}, {"row_limit": 3}, BadParameter, "the answer has more than the 3 rows allowed"),
        ("MATCH t:Target RETURN", {}, {}, StoreError, "refuses the question: Invalid input"),
        ("MATCH (t:Target) RETURN t.id AS id, t.unit AS unit", {}, {}, StoreError, "columns that it does not declare: unit"),
        ("RETURN date('2021-08-26') AS id", {}, {}, StoreError, "the query gives a Date"),
        ("MATCH (id:City) RETURN id", {}, {}, StoreError, "the query gives a Node"),
        ("CREATE (c:City {id: 'x'})", {}, {}, StoreError, "Writing in read access mode not allowed"),
        ("MATCH (t:Target) DETACH DELETE t", {}, {}, StoreError, "Writing in read access mode not allowed"),
        (
            "UNWIND range(1, 50000) AS a UNWIND range(1, 5000) AS b RETURN sum(a * b) AS id",
            {},
            {"timeout_seconds": 0.0001},
            StoreError,
            r"took longer than 0\.0001 s; ask for less",
        ),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    address: str, cypher: str, parameters: dict, options: dict, error: type[Exception], message: str
) -> None:
    with closing(open_store(address, NEO4J_LOGIN)) as store:
        with pytest.raises(error, match=message) as caught:
            run(store, cypher, parameters, **options)
        assert "\n" not in caught.value.message
        assert cities(store) == ["440100", "440600"]


def test_a_closed_graph_says_so(address: str) -> None:
    store = open_store(address, NEO4J_LOGIN)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the graph was closed"):
        cities(store)
