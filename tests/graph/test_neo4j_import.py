"""The files for `neo4j-admin database import` hold the whole graph, and a Neo4j that imports them holds it too."""

from __future__ import annotations

import csv
import os
import random
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import GraphDatabase

from deploy.neo4j.ports import free_ports
from deploy.neo4j.server import Server
from graph import neo4j_import, read_back
from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents
from graph.errors import BadParameter, StoreChanged, StoreError
from graph.neo4j_csv import EMPTY_LISTS, finishing
from graph.neo4j_import import FINISH, write_import
from graph.schema import NODES
from graph.sorted_lines import SortedLines
from graph.store import Store, build_store, open_store
from queries.catalogue import run_query
from tests.conftest import NEO4J_LOGIN, require_neo4j
from tests.graph.small_graph import write_small_graph
from tests.graph.test_contents import Graph, collected, graphs
from tests.graph.whole_graph import copy_graph, whole_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS = {
    "string": str,
    "long": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "string[]": lambda text: text.split("\x1f"),
    "long[]": lambda text: [int(item) for item in text.split("\x1f")],
}
# What a text may hold that a reader of CSV might take for something else.
TEXTS = (
    " 首尾 ",
    "\ufeff规划",
    "第一行\n第二行\r\n第三行\r第四行",
    '"引号"与“引号”,,\'',
    '""',
    "\\",
    '\\"',
    "甲;乙|丙\t丁",
    "\x00\x0b\x1e\x7f",
    "\u2028\u0085\u00a0",
    "𠮷😀",
    "true",
    "1",
    "null",
    "=1+1",
    "长" * 100_000,
)
NUMBERS = (2**63 - 1, -(2**63), 2**53 + 1, 0)
AMOUNTS = (0.0, 0.1, 36000.000000000007, 1e22, 5e-324, 1.7976931348623157e308, -1e-7)


def stored(address: Path, *graphs: Contents) -> Store:
    with build_store(str(address)) as builder:
        for each in graphs:
            copy_graph(each, builder)
    return open_store(str(address))


def small() -> Contents:
    contents = Contents()
    write_small_graph(contents)
    return contents


# Reading the files again as the importer does


def rows_of(folder: Path, option: str) -> Iterator[dict[str, Any]]:
    """The rows of the files that one argument names, by column; an empty field is no value."""
    header, rows = (folder / name for name in option.split(","))
    columns = header.read_text(encoding="utf-8").removesuffix("\n").split(",")
    with rows.open(encoding="utf-8", newline="") as file:
        for fields in csv.reader(file, strict=True):
            yield {column: value for column, value in zip(columns, fields, strict=True) if value}


def typed(row: dict[str, str]) -> dict[str, Any]:
    """The properties of a row; those that are named as empty lists are such."""
    pairs = [(*column.split(":"), value) for column, value in row.items() if not re.match(r":(START|END)_ID", column)]
    properties = {name: READERS[kind if "(" not in kind else "string"](value) for name, kind, value in pairs}
    return properties | {name: [] for name in properties.pop(EMPTY_LISTS, ())}


def end_of(row: dict[str, str], which: str) -> tuple[str, str]:
    (found,) = [(match[1], value) for column, value in row.items() if (match := re.fullmatch(rf":{which}_ID\((\w+)\)", column))]
    return found


def read_files(folder: Path) -> tuple[Contents, list[dict[str, Any]]]:
    """What the importer would make of the files, and the nodes that say what the graph is."""
    contents, snapshots = Contents(), []
    for line in (folder / "import.args").read_text(encoding="utf-8").splitlines():
        option, name, files = (line + "==").split("=")[:3]
        if option == "--nodes":
            nodes = [typed(row) for row in rows_of(folder, files)]
            snapshots.extend(nodes) if name == "Snapshot" else contents.write_nodes(name, nodes)
        elif option == "--relationships":
            for row in rows_of(folder, files):
                (source, source_id), (target, target_id) = end_of(row, "START"), end_of(row, "END")
                contents.write_relationships(name, source, target, [{"source_id": source_id, "target_id": target_id, **typed(row)}])
    return contents, snapshots


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs(), page_nodes=st.integers(1, 3))
def test_the_files_hold_every_value_that_the_schema_allows(tmp_path: Path, graph: Graph, page_nodes: int) -> None:
    contents = collected(*graph)
    with pytest.MonkeyPatch.context() as patch, closing(stored(tmp_path / "any.kgl", contents)) as store:
        patch.setattr(read_back, "PAGE_NODES", page_nodes)
        folder = tmp_path / os.urandom(4).hex()
        if any("\x1f" in item for item in list_items(contents)):
            with pytest.raises(StoreError, match=r"holds the character U\+001F"):
                write_import(store, folder)
            return
        files = write_import(store, folder)
    read, _ = read_files(folder)
    assert read.content_hash() == files.graph == contents.content_hash()
    assert files.nodes == contents.counts()
    assert sum(files.relationships.values()) == sum(len(rows) for _, rows in contents.relationships())


def list_items(contents: Contents) -> Iterator[str]:
    rows = [node for _, nodes in contents.nodes() for node in nodes]
    rows.extend(row["properties"] for _, each in contents.relationships() for row in each)
    return (item for row in rows for value in row.values() if isinstance(value, list) for item in value)


def nasty() -> Contents:
    contents = Contents()
    contents.write_nodes("Agency", [{"id": f"{text[:1000]}", "name": text} for text in TEXTS])
    contents.write_nodes("Group", [{"id": TEXTS[0], "name": "another label with that id"}])
    lists = [[], ["一"], ["一", "二"], *([text, text] for text in TEXTS), list(TEXTS)]
    contents.write_nodes("Initiative", [{"id": f"list-{place}", "name": "单", "aliases": each} for place, each in enumerate(lists)])
    contents.write_nodes("Initiative", [{"id": "no-list", "name": "无"}])
    contents.write_nodes("Plan", [{"id": f"plan{number}", "name": "数", "start_year": number} for number in NUMBERS])
    contents.write_nodes("Target", [{"id": f"t{amount}", "name": "量", "amount_low": amount, "scope": []} for amount in AMOUNTS])
    contents.write_nodes("Result", [{"id": f"r{flag}", "name": "是", "in_table": flag} for flag in (True, False, None)])
    roles = [{"source_id": TEXTS[0], "target_id": "plan0", "role": "lead", "quote": text} for text in TEXTS]
    contents.write_relationships("ACTS_IN", "Agency", "Plan", roles)
    verdicts = [{"source_id": "t0.0", "target_id": "rTrue", "reasons": each} for each in ([], None, ["轴:码"], list(TEXTS))]
    contents.write_relationships("COMPARED_WITH", "Target", "Result", verdicts)
    return contents


# A real import


def test_a_neo4j_that_imports_the_files_holds_the_graph(built_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_neo4j()
    folder = tmp_path / "export"
    with closing(stored(tmp_path / "graph.kgl", whole_graph(built_store), nasty())) as store:
        write_import(store, folder)
        expected = store.snapshot()
        asked = run_query(store, "shared_initiatives", {"city_a": "440100", "city_b": "440600"})
    server = Server(tmp_path / "home", *free_ports())
    # Java spends half of so short a life on making code faster that is then hardly run.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    # The arguments name files by their paths inside the folder.
    monkeypatch.chdir(folder)
    server.admin(["database", "import", "full", "neo4j", "@import.args"])
    server.start(NEO4J_LOGIN.password.get_secret_value())
    try:
        finish(server)
        with closing(open_store(server.bolt_address, NEO4J_LOGIN)) as imported:
            assert imported.snapshot() == expected
            assert whole_graph(imported).content_hash() == expected.id
            answer = run_query(imported, "shared_initiatives", {"city_a": "440100", "city_b": "440600"})
            assert answer.rows == asked.rows
            assert asked.rows
    finally:
        server.stop()


def finish(server: Server) -> None:
    """Run the statements of the finishing file, those that put back lists twice: nothing is lost when that is done again."""
    statements = Path(FINISH).read_text(encoding="utf-8").split(";\n")[:-1]
    restoring = [each for each in statements if not each.startswith("CREATE ")]
    login = (NEO4J_LOGIN.user, NEO4J_LOGIN.password.get_secret_value())
    with GraphDatabase.driver(server.bolt_address, auth=login) as driver, driver.session() as session:
        for statement in [*statements, *restoring]:
            session.run(statement).consume()
        (left,) = session.run(f"MATCH (n) WHERE n.{EMPTY_LISTS} IS NOT NULL RETURN count(n)").single(strict=True)
    assert left == 0


# What the folder holds


def test_the_folder_says_what_the_graph_is(tmp_path: Path) -> None:
    with closing(stored(tmp_path / "graph.kgl", small())) as store:
        write_import(store, tmp_path / "export")
        snapshot = store.snapshot()
    _, (node,) = read_files(tmp_path / "export")
    assert (node["id"], node["schema_version"], node["rule_version"]) == (snapshot.id, snapshot.schema_version, snapshot.rule_version)
    assert dict(zip(node["labels"], node["label_counts"], strict=True)) == snapshot.counts
    assert node["build"]


def test_every_label_and_relationship_has_two_files(tmp_path: Path) -> None:
    with closing(stored(tmp_path / "graph.kgl", small())) as store:
        write_import(store, tmp_path / "export")
    stems = [f"nodes/{label}" for label in [*NODE_PROPERTIES, "Snapshot"]]
    stems += [f"relationships/{source}-{name}-{target}" for name, source, target in ENDS]
    expected = {f"{stem}{ending}" for stem in stems for ending in (".csv", "-header.csv")} | {"import.args", "finish.cypher"}
    found = [path for path in (tmp_path / "export").rglob("*") if path.is_file()]
    assert {path.relative_to(tmp_path / "export").as_posix() for path in found} == expected


def test_the_same_graph_gives_the_same_files(tmp_path: Path) -> None:
    with closing(stored(tmp_path / "graph.kgl", small())) as store:
        for name in ("one", "other"):
            write_import(store, tmp_path / name)
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "other" / path.relative_to(tmp_path / "one")).read_bytes()


def test_the_column_of_empty_lists_is_no_property() -> None:
    declared = [*NODE_PROPERTIES.values(), *RELATIONSHIP_PROPERTIES.values()]
    assert [each for properties in declared for each in properties if each.name == EMPTY_LISTS] == []


def test_every_constraint_is_made_at_the_end() -> None:
    made = " ".join(finishing())
    assert [node.label for node in NODES if f"FOR (n:{node.label}) REQUIRE n.id IS UNIQUE" not in made] == []


# What goes wrong leaves nothing


class ChangedStore:
    """A graph whose snapshot tells of another one, or that another one replaces while it is read."""

    def __init__(self, store: Store, *, is_replaced: bool) -> None:
        self._store = store
        self._is_replaced = is_replaced

    def run(self, cypher: str, *arguments: Any, **options: Any) -> list[dict[str, object]]:
        if self._is_replaced and "Target" in cypher:
            raise StoreChanged("another graph took its place")
        return [row for row in self._store.run(cypher, *arguments, **options) if row.get("role") != "lead"]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.mark.parametrize(("is_replaced", "said"), [(False, "was changed since it was built"), (True, "another graph took")])
def test_a_graph_that_is_not_what_it_says_is_not_written(tmp_path: Path, is_replaced: bool, said: str) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with closing(stored(tmp_path / "graph.kgl", small())) as store, pytest.raises(StoreError, match=said) as caught:
        write_import(ChangedStore(store, is_replaced=is_replaced), place / "export")
    assert "\n" not in caught.value.message
    assert list(place.iterdir()) == []


def test_what_is_in_the_folder_by_then_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    place.mkdir()

    def appear(lines: Any) -> str:
        (place / "export").mkdir()
        (place / "export" / "mine.txt").write_text("mine", encoding="utf-8")
        return store.snapshot().id

    monkeypatch.setattr(neo4j_import, "hash_in_order", appear)
    refused = pytest.raises(BadParameter, match=r"export: the files cannot be written there \(Directory not empty\)")
    with closing(stored(tmp_path / "graph.kgl", small())) as store, refused:
        write_import(store, place / "export")
    assert [path.name for path in place.rglob("*")] == ["export", "mine.txt"]


def test_a_list_that_holds_the_delimiter_is_named(tmp_path: Path) -> None:
    contents = Contents()
    contents.write_nodes("Initiative", [{"id": "i", "name": "名", "aliases": ["甲\x1f乙"]}])
    refused = pytest.raises(StoreError, match=r"Initiative i: aliases holds the character U\+001F")
    with closing(stored(tmp_path / "graph.kgl", contents)) as store, refused:
        write_import(store, tmp_path / "export")
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name or path.is_dir()] == []


# Lines sorted on the disk


def test_lines_come_back_sorted_whatever_fits_into_memory(tmp_path: Path) -> None:
    chance = random.Random(7)
    lines = ["".join(chance.choices("a\t一𠮷\u2028", k=chance.randrange(4))) for _ in range(100)]
    for run_lines in (1, 7, 1000):
        folder = tmp_path / str(run_lines)
        folder.mkdir()
        pile = SortedLines(folder, run_lines)
        pile.add(lines)
        assert list(pile.in_order()) == sorted(lines)
