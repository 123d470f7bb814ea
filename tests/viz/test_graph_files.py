"""A graph as JSON Lines and as a folder of tables: every node and relationship, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from graph.contents import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents
from graph.errors import BadParameter
from graph.read_back import read_whole
from tests.graph.small_graph import write_small_graph
from tests.graph.test_contents import Graph, collected, graphs
from viz.cells import BYTE_ORDER_MARK
from viz.graph_files import draw_graph, write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store

AWKWARD = '=HYPERLINK(1)\x1b\n“甲”,"乙"'


def awkward() -> Contents:
    contents = Contents()
    contents.write_nodes("Agency", [{"id": "a", "name": AWKWARD, "variants": ["甲局", "乙局"]}])
    contents.write_nodes("Plan", [{"id": "p", "name": "规划", "char_count": 36000}, {"id": "q", "name": "规划乙"}])
    contents.write_nodes("Target", [{"id": "t", "name": "量", "amount_low": 36000.0, "amount_high": 0.1, "in_table": False}])
    contents.write_relationships("ACTS_IN", "Agency", "Plan", [{"source_id": "a", "target_id": "p", "role": "lead", "quote": AWKWARD}])
    contents.write_relationships("STATES", "Plan", "Target", [{"source_id": "p", "target_id": "t"}])
    return contents


def read_lines(content: bytes) -> tuple[Contents, list[dict[str, object]]]:
    """What the lines say, as it would be written to a graph, and what the graph is."""
    contents, snapshots = Contents(), []
    for line in map(json.loads, content.decode().split("\n")[:-1]):
        if line.get("node") == "Snapshot":
            snapshots.append(line["properties"])
        elif "node" in line:
            contents.write_nodes(line["node"], [line["properties"]])
        else:
            ends = {"source_id": line["source"]["id"], "target_id": line["target"]["id"]}
            contents.write_relationships(line["relationship"], line["source"]["node"], line["target"]["node"], [ends | line["properties"]])
    return contents, snapshots


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_lines_hold_the_whole_graph(graph: Graph) -> None:
    contents = collected(*graph)
    content = draw_graph(contents, contents.snapshot(), "jsonl")
    read, (snapshot,) = read_lines(content)
    assert read.content_hash() == snapshot["id"] == contents.content_hash()
    assert content.count(b"\n") == 1 + len(graph[0]) + sum(len(rows) for _, rows in contents.relationships())


def test_lines_of_the_real_plans(built_store: Store) -> None:
    contents, snapshot = read_whole(built_store, lambda _: None), built_store.snapshot()
    read, _ = read_lines(draw_graph(contents, snapshot, "jsonl"))
    assert read.content_hash() == snapshot.id


def read_table(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_every_label_and_relationship_has_a_table(built_store: Store, tmp_path: Path) -> None:
    contents = read_whole(built_store, lambda _: None)
    write_tables(contents, built_store.snapshot(), tmp_path / "tables")
    tables = {path.relative_to(tmp_path / "tables").with_suffix("").as_posix(): path for path in (tmp_path / "tables").rglob("*.csv")}
    assert set(tables) == {
        "snapshot",
        *(f"nodes/{label}" for label in NODE_PROPERTIES),
        *(f"relationships/{n}" for n in RELATIONSHIP_PROPERTIES),
    }
    for label, nodes in contents.nodes():
        assert [row["id"] for row in read_table(tables[f"nodes/{label}"])] == [node["id"] for node in nodes]
    for name in RELATIONSHIP_PROPERTIES:
        wanted = sorted(
            (a, row["source_id"], b, row["target_id"]) for (n, a, b), rows in contents.relationships() for row in rows if n == name
        )
        found = read_table(tables[f"relationships/{name}"])
        assert sorted((row["source_label"], row["source_id"], row["target_label"], row["target_id"]) for row in found) == wanted
    assert read_table(tables["snapshot"])[0]["id"] == built_store.snapshot().id


def test_cells_are_for_people(tmp_path: Path) -> None:
    contents = awkward()
    write_tables(contents, contents.snapshot(), tmp_path / "tables")
    (agency,) = read_table(tmp_path / "tables" / "nodes" / "Agency.csv")
    assert agency == {"id": "a", "name": '\'=HYPERLINK(1)\n“甲”,"乙"', "full_name": "", "variants": "甲局；乙局", "level": ""}
    (target,) = read_table(tmp_path / "tables" / "nodes" / "Target.csv")
    assert (target["amount_low"], target["amount_high"], target["in_table"], target["unit"]) == ("36000", "0.1", "false", "")
    (stated,) = read_table(tmp_path / "tables" / "relationships" / "STATES.csv")
    assert list(stated.values()) == ["Plan", "p", "规划", "Target", "t", "量"]
    (role,) = read_table(tmp_path / "tables" / "relationships" / "ACTS_IN.csv")
    assert (role["source_name"], role["target_name"], role["role"]) == (agency["name"], "规划", "lead")
    assert read_table(tmp_path / "tables" / "nodes" / "Finding.csv") == []


def test_the_same_graph_gives_the_same_tables(tmp_path: Path) -> None:
    contents = Contents()
    write_small_graph(contents)
    for name in ("one", "other"):
        write_tables(contents, contents.snapshot(), tmp_path / name)
    for path in (tmp_path / "one").rglob("*.csv"):
        assert path.read_bytes() == (tmp_path / "other" / path.relative_to(tmp_path / "one")).read_bytes()


def test_a_folder_that_is_in_use_keeps_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    contents = awkward()
    with pytest.raises(BadParameter, match=r"the tables cannot be written there .*; nothing is left of them, give another folder"):
        write_tables(contents, contents.snapshot(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
