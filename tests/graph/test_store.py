from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import kglite
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings

from graph import kglite_file, snapshot
from graph.comparability import RULE_VERSION
from graph.contents import Contents
from graph.errors import BadParameter, StoreDamaged, StoreError, StoreMissing
from graph.files import beside
from graph.snapshot import schema_version
from graph.store import Store, build_store, open_store
from tests.graph.small_graph import write_small_graph
from tests.graph.test_contents import Graph, collected, graphs

OTHER_FILES = (b"", b"hello, I am no graph", b"PK\x03\x04" + bytes(500), "规划".encode() * 100)
ALL = "MATCH (t:Target) RETURN t.id AS id ORDER BY id"


@pytest.fixture
def address(tmp_path: Path) -> str:
    address = str(tmp_path / "graph.kgl")
    with build_store(address) as builder:
        write_small_graph(builder)
    return address


def build_cities(address: str, *names: str) -> None:
    with build_store(address) as builder:
        builder.write_nodes("City", [{"id": name, "name": name} for name in names])


def cities(store: Store) -> list[object]:
    query = "MATCH (c:City) RETURN c.id AS id ORDER BY id"
    return [row["id"] for row in store.run(query, {}, columns=["id"], timeout_seconds=5, row_limit=1000)]


def run(store: Store, cypher: str, parameters: dict[str, object] | None = None, **options: Any) -> list[dict[str, object]]:
    return store.run(cypher, parameters or {}, **{"columns": ["id"], "timeout_seconds": 5, "row_limit": 100} | options)


def the_message(caught: pytest.ExceptionInfo[StoreError]) -> str:
    assert "\n" not in caught.value.message
    return caught.value.message


def files(address: str) -> list[str]:
    return sorted(path.name for path in Path(address).parent.iterdir())


# Building


def test_a_graph_says_what_it_is(address: str) -> None:
    expected = Contents()
    write_small_graph(expected)
    snapshot = open_store(address).snapshot()
    assert snapshot.id == expected.content_hash()
    assert (snapshot.rule_version, snapshot.schema_version) == (RULE_VERSION, schema_version())
    assert {label: count for label, count in snapshot.counts.items() if count} == {
        "City": 2,
        "Plan": 2,
        "Indicator": 2,
        "Target": 4,
        "Result": 1,
        "Agency": 1,
    }


def test_loading_twice_or_in_another_order_changes_nothing(address: str) -> None:
    before = open_store(address).snapshot()
    with build_store(address) as builder:
        write_small_graph(builder, is_reversed=True)
        write_small_graph(builder)
    assert open_store(address).snapshot() == before


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs())
def test_the_engine_keeps_every_value_that_the_schema_allows(tmp_path: Path, graph: Graph) -> None:
    address = str(tmp_path / "any.kgl")
    contents = collected(*graph)
    with build_store(address) as builder:
        for label, rows in contents.nodes():
            builder.write_nodes(label, rows)
        for ends, rows in contents.relationships():
            flat = [{"source_id": row["source_id"], "target_id": row["target_id"], **row["properties"]} for row in rows]
            builder.write_relationships(*ends, flat)
    assert open_store(address).snapshot().id == contents.content_hash()


def test_an_error_while_building_leaves_the_old_graph(address: str) -> None:
    before = Path(address).read_bytes()
    with pytest.raises(RuntimeError, match="stop"), build_store(address) as builder:  # noqa: PT012 - the block is the thing tested
        builder.write_nodes("City", [{"id": "x", "name": "x"}])
        raise RuntimeError("stop")
    assert Path(address).read_bytes() == before


def test_a_relationship_that_ends_nowhere_leaves_the_old_graph(address: str) -> None:
    before = Path(address).read_bytes()
    with pytest.raises(StoreError, match="there is no City c; load it too"), build_store(address) as builder:
        builder.write_relationships("ISSUED", "City", "Plan", [{"source_id": "c", "target_id": "p"}])
    assert Path(address).read_bytes() == before


def test_an_engine_that_loses_something_is_caught_before_the_swap(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Path(address).read_bytes()
    expected = Contents.content_hash
    monkeypatch.setattr(Contents, "content_hash", lambda self: expected(self) if self.counts()["City"] != 1 else os.urandom(4).hex())
    with pytest.raises(StoreError, match="did not keep what was written"):
        build_cities(address, "x")
    assert Path(address).read_bytes() == before


def test_what_a_killed_builder_left_is_ignored_and_then_removed(address: str) -> None:
    left = beside(Path(address), ".building")
    left.mkdir()
    (left / "graph.kgl").write_bytes(b"half a graph")
    assert len(run(open_store(address), ALL)) == 4
    build_cities(address, "x")
    assert files(address) == [beside(Path(address), ".lock").name, "graph.kgl"]
    assert cities(open_store(address)) == ["x"]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    address = str(tmp_path / "a" / "b" / "graph.kgl")
    build_cities(address, "x")
    assert cities(open_store(address)) == ["x"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "circle").symlink_to("circle")
    for name in ("file/graph.kgl", "circle", "x" * 256, "a\0b"):
        for use in (lambda address: build_cities(address, "x"), open_store):
            with pytest.raises(StoreError, match=r": the graph cannot be written there \(.+\); give another path") as caught:
                use(str(tmp_path / name))
            the_message(caught)
    with pytest.raises(StoreError, match="~nobody-of-that-name: the graph cannot be written there"):
        open_store("~nobody-of-that-name")


def test_the_longest_name_will_do(tmp_path: Path) -> None:
    address = str(tmp_path / ("图" * 85))
    build_cities(address, "x")
    assert cities(open_store(address)) == ["x"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="this is a folder"):
        build_cities(str(tmp_path), "x")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for use in (lambda address: build_cities(address, "x"), open_store):
        with pytest.raises(StoreError, match="no ordinary file"):
            use(str(pipe))
    assert pipe.is_fifo()


@pytest.mark.parametrize("content", OTHER_FILES)
def test_a_file_that_is_no_graph_is_not_replaced(address: str, content: bytes) -> None:
    Path(address).write_bytes(content)
    for use in (lambda address: build_cities(address, "x"), open_store):
        with pytest.raises(StoreError, match="is not a graph of policygraph; give another path by --store, or move the file") as caught:
            use(address)
        the_message(caught)
        assert not isinstance(caught.value, StoreDamaged)
    assert Path(address).read_bytes() == content


def test_what_appears_while_the_graph_is_made_is_not_replaced(tmp_path: Path) -> None:
    address = tmp_path / "graph.kgl"
    with pytest.raises(StoreError, match="is not a graph of policygraph"), build_store(str(address)) as builder:  # noqa: PT012
        builder.write_nodes("City", [{"id": "x", "name": "x"}])
        address.write_text("notes", encoding="utf-8")
    assert address.read_text(encoding="utf-8") == "notes"


def test_a_damaged_graph_is_replaced(address: str) -> None:
    Path(address).write_bytes(Path(address).read_bytes()[:5000])
    build_cities(address, "x")
    assert cities(open_store(address)) == ["x"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "graph.kgl"
    link.symlink_to("there/real.kgl")
    for name in ("x", "y"):
        build_cities(str(link), name)
        assert cities(open_store(str(tmp_path / "there" / "real.kgl"))) == [name]
    assert link.is_symlink()


def test_a_folder_that_may_not_be_written_is_said_at_once() -> None:
    # Not even root may make files there.
    started = time.monotonic()
    with pytest.raises(StoreError, match="the graph cannot be written there"):
        build_cities("/proc/self/graph.kgl", "x")
    assert time.monotonic() - started < 5


# Several at once


def test_builders_at_once_take_turns_and_the_last_graph_is_whole(tmp_path: Path) -> None:
    address = str(tmp_path / "graph.kgl")
    graphs = [[f"{letter}{number}" for number in range(200)] for letter in "abcd"]
    threads = [threading.Thread(target=build_cities, args=(address, *names)) for names in graphs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cities(open_store(address))[:1] in (["a0"], ["b0"], ["c0"], ["d0"])
    assert open_store(address).snapshot().counts["City"] == 200
    assert files(address) == [beside(Path(address), ".lock").name, "graph.kgl"]


def test_a_builder_that_waits_too_long_is_told_why(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kglite_file, "LOCK_SECONDS", 0.05)
    with FileLock(beside(Path(address), ".lock")), pytest.raises(StoreError, match="another build has been writing") as caught:
        build_cities(address, "x")
    the_message(caught)
    assert len(run(open_store(address), ALL)) == 4


def test_a_reader_keeps_its_graph_while_a_new_one_is_swapped_in(address: str) -> None:
    old = open_store(address)
    assert old.latest() is old
    build_cities(address, "x")
    assert cities(old) == ["440100", "440600"]
    assert cities(old.latest()) == ["x"]
    assert cities(open_store(address)) == ["x"]
    old.close()
    assert cities(open_store(address)) == ["x"], "closing a reader must not write its graph back"


def test_many_threads_read_one_store(address: str) -> None:
    store = open_store(address)
    wrong: list[object] = []

    def read() -> None:
        for _ in range(100):
            if [row["id"] for row in run(store, ALL)] != ["t1", "t2", "t3", "t4"]:
                wrong.append("rows")

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


BUILDER = """
import sys
from graph.store import build_store
rows = [{"id": f"c{number}", "name": "市" * 40 + str(number)} for number in range(20000)]
with build_store(sys.argv[1]) as builder:
    builder.write_nodes("City", rows)
    print("writing", flush=True)
print("done", flush=True)
"""


def test_a_builder_that_is_killed_leaves_the_old_graph_or_the_whole_new_one(address: str) -> None:
    chance = random.Random(20210826)
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", BUILDER, address], stdout=subprocess.PIPE, cwd=Path(kglite_file.__file__).parents[1]
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"writing\n"
        time.sleep(chance.uniform(0, 0.6))
        child.kill()
        child.wait()
        child.stdout.close()
        assert open_store(address).snapshot().counts["City"] in (2, 20000)
    build_cities(address, "x")
    assert files(address) == [beside(Path(address), ".lock").name, "graph.kgl"]


# Opening


def test_a_missing_graph_says_how_to_make_it(tmp_path: Path) -> None:
    path = tmp_path / "no.kgl"
    with pytest.raises(StoreMissing) as caught:
        open_store(str(path))
    assert the_message(caught) == f"{path}: there is no graph yet; make it with: policygraph build --store {path}"
    assert list(tmp_path.iterdir()) == []


def damaged(address: str, content: bytes) -> str:
    Path(address).write_bytes(content)
    with pytest.raises(StoreDamaged) as caught:
        open_store(address)
    message = the_message(caught)
    assert message.startswith(f"{address}: ")
    assert message.endswith(f"policygraph build --store {address}")
    return message


def test_a_file_with_nothing_but_the_mark_of_the_engine_is_damaged(address: str) -> None:
    damaged(address, b"RGF")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.99])
def test_a_truncated_file_is_damaged(address: str, share: float) -> None:
    content = Path(address).read_bytes()
    damaged(address, content[: int(len(content) * share)])


def test_every_flipped_bit_is_found(address: str) -> None:
    content = Path(address).read_bytes()
    chance = random.Random(7)
    # The first three bytes are the mark of the engine: without it, this is another file.
    for place in sorted(chance.sample(range(3, len(content)), 60)):
        damaged(address, content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :])


def test_a_flipped_bit_in_a_large_file_is_found(address: str) -> None:
    with build_store(address) as builder:
        builder.write_nodes("Group", [{"id": f"g{number}", "name": "高校毕业生异地务工人员" * 4 + str(number)} for number in range(8000)])
    content = Path(address).read_bytes()
    for place in range(len(content) // 10, len(content), len(content) // 8):
        damaged(address, content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


def test_a_graph_of_somebody_else_is_refused(address: str) -> None:
    graph = kglite.KnowledgeGraph()
    graph.cypher("CREATE (n:Person {id: 'a'})")
    graph.save(address)
    content = Path(address).read_bytes()
    for use in (lambda address: build_cities(address, "x"), open_store):
        with pytest.raises(StoreError, match="not one of policygraph's"):
            use(address)
    assert Path(address).read_bytes() == content


def test_a_graph_with_another_schema_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "NODES", snapshot.NODES[:-1])
    with pytest.raises(StoreDamaged, match="built by another version; rebuild it with: policygraph build --store"):
        open_store(address)


def test_the_schema_version_follows_declarations_and_not_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = snapshot.NODES
    before = schema_version()
    monkeypatch.setattr(snapshot, "NODES", (first.model_copy(update={"holds": "other words"}), *others))
    assert schema_version() == before
    monkeypatch.setattr(snapshot, "NODES", (first.model_copy(update={"properties": first.properties[:-1]}), *others))
    assert schema_version() != before


@pytest.mark.parametrize("address", ["https://user:hunter2@example.org/graph.kgl", "neo4j://user:hunter2@db:7687", "bolt://:hunter2@db"])
def test_an_address_that_cannot_be_used_is_refused_and_no_password_is_shown(address: str) -> None:
    for opened in (open_store, lambda it: build_store(it).__enter__()):
        with pytest.raises(StoreError, match=r"no graph is kept there; give a path|the address holds a user or password") as caught:
            opened(address)
        assert "hunter2" not in the_message(caught)


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="this is a folder, not a graph file"):
        open_store(str(tmp_path))


def test_an_empty_address_is_refused() -> None:
    with pytest.raises(StoreError, match="--store is empty"):
        open_store("")


# Running


def test_rows_have_the_declared_columns_in_their_order(address: str) -> None:
    query = "MATCH (t:Target {id: $id}) RETURN t.unit AS unit, t.id AS id"
    rows = run(open_store(address), query, {"id": "t2"}, columns=["id", "unit", "more"])
    assert rows == [{"id": "t2", "unit": None, "more": None}]
    assert list(rows[0]) == ["id", "unit", "more"]


def test_parameters_may_be_tuples(address: str) -> None:
    query = "UNWIND $ids AS id MATCH (t:Target {id: id}) RETURN t.id AS id ORDER BY id"
    assert run(open_store(address), query, {"ids": ("t2", "t1")}) == [{"id": "t1"}, {"id": "t2"}]


@pytest.mark.parametrize(
    ("cypher", "parameters", "options", "error", "message"),
    [
        ("MATCH (t:Target {id: $id}) RETURN t.id AS id", {}, {}, BadParameter, r"Missing parameter: \$id"),
        ("MATCH (t:Target {id: $id}) RETURN t.id AS id", {"id": object()}, {}, BadParameter, "cannot take a parameter"),
        ("MATCH (t:Target {id: $id}) RETURN t.id AS id", {"id": 2**70}, {}, BadParameter, "cannot take a parameter"),
        (ALL, {}, {"row_limit": 3}, BadParameter, "the answer has more than the 3 rows allowed"),
        ("MATCH t:Target RETURN", {}, {}, StoreError, "refuses the question: Cypher syntax error"),
        ("MATCH (t:Target {nope: 1}) RETURN t.id AS id", {}, {}, StoreError, "Unknown property 'nope'"),
        ("MATCH (t:Target) RETURN t.id AS id, t.unit AS unit", {}, {}, StoreError, "columns that it does not declare: unit"),
        ("RETURN date('2021-08-26') AS id", {}, {}, StoreError, "the query gives a date"),
        ("CREATE (c:City {id: 'x'})", {}, {}, StoreError, "read-only"),
        ("MATCH (t:Target) DETACH DELETE t", {}, {}, StoreError, "read-only"),
        (
            "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b RETURN sum(a * b) AS id",
            {},
            {"timeout_seconds": 0.05},
            StoreError,
            r"took longer than 0\.05 s; ask for less",
        ),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    address: str, cypher: str, parameters: dict, options: dict, error: type[Exception], message: str
) -> None:
    store = open_store(address)
    with pytest.raises(error, match=message) as caught:
        run(store, cypher, parameters, **options)
    the_message(caught)
    assert len(run(store, ALL, row_limit=4, timeout_seconds=None)) == 4


def test_a_closed_store_says_so(address: str) -> None:
    store = open_store(address)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the graph was closed"):
        run(store, ALL)


def test_the_engine_is_imported_only_when_a_graph_is_opened() -> None:
    code = "import sys, graph.store; sys.exit('kglite' in sys.modules or 'neo4j' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(kglite_file.__file__).parents[1], check=False).returncode == 0
