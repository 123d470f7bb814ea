"""A graph many times as large as the real one, made from the files by which the real one is imported into a server.

Every city is copied with all that its plan holds; what cities share (initiatives, indicators, instruments, groups, bodies) is
there once. The first copy is the original, so that the examples of the questions find in it what they find in the real graph.
"""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING, Any

import kglite

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES
from graph.neo4j_csv import ARRAY_DELIMITER
from graph.schema import NODES
from graph.snapshot import schema_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COPIED = frozenset({"City", "Plan", "Section", "Passage", "Programme", "Target", "Result", "Measure"})
# Properties that name a city or a plan.
_NAMING = frozenset({"city", "code", "plan_id"})
BATCH = 20_000


def _rows(folder: Path, stem: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows of one file."""
    header = (folder / f"{stem}-header.csv").read_text(encoding="utf-8").strip().split(",")
    with (folder / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return header, list(csv.reader(file))


def _copied(row: list[str], columns: list[int], copy: int) -> list[str]:
    if copy == 0:
        return row
    return [f"{cell}~{copy}" if index in columns and cell else cell for index, cell in enumerate(row)]


def _table(folder: Path, stem: str, labels: tuple[str, ...], factor: int) -> tuple[list[str], Iterator[list[str]]]:
    """Header and rows of one file for the large graph; `labels` are those of the first columns, which hold ids."""
    header, rows = _rows(folder, stem)
    ids = [index for index, label in enumerate(labels) if label in COPIED]
    names = [index for index, column in enumerate(header) if column.partition(":")[0] in _NAMING]
    columns = ids + names if set(labels) & COPIED else []
    copies = factor if columns else 1
    return header, (_copied(row, columns, copy) for copy in range(copies) for row in rows)


def _tables(folder: Path, factor: int) -> Iterator[tuple[str, str | tuple[str, str, str], list[str], Iterator[list[str]]]]:
    for label in NODE_PROPERTIES:
        stem = f"nodes/{label}"
        yield stem, label, *_table(folder, stem, (label,), factor)
    for ends in ENDS:
        stem = f"relationships/{ends[1]}-{ends[0]}-{ends[2]}"
        yield stem, ends, *_table(folder, stem, ends[1:], factor)


def write_large_import(folder: Path, large: Path, factor: int) -> int:
    """The files of the large graph, as `neo4j-admin database import` reads them; gives the number of rows."""
    shutil.copytree(folder, large)
    total = 0
    for stem, _, _, rows in _tables(folder, factor):
        with (large / f"{stem}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for row in rows:
                writer.writerow(row)
                total += 1
    return total


def write_large_file(folder: Path, path: Path, factor: int) -> None:
    """The large graph as a file of the embedded engine, with the snapshot that a reader asks for."""
    graph = kglite.KnowledgeGraph()
    for _, what, _, rows in _tables(folder, factor):
        for batch in _batches(rows):
            if isinstance(what, str):
                made = [_node(what, row) for row in batch]
                _run(graph, f"UNWIND $rows AS row MERGE (n:{what} {{id: row.id}}) SET n += row", made)
            else:
                name, source, target = what
                pair = f"MATCH (a:{source} {{id: row.a}}) MATCH (b:{target} {{id: row.b}})"
                _run(graph, f"UNWIND $rows AS row {pair} CREATE (a)-[r:{name}]->(b) SET r += row.p", [_edge(name, row) for row in batch])
    snapshot = {"id": f"large-{factor}", "name": "large", "schema_version": schema_version(), "rule_version": "", "labels": ["City"]}
    _run(graph, "UNWIND $rows AS row MERGE (s:Snapshot {id: row.id}) SET s += row", [{**snapshot, "label_counts": [factor]}])
    for node in NODES:
        for name in node.indexed:
            graph.create_index(node.label, name)
    graph.save(str(path))


def _run(graph: kglite.KnowledgeGraph, statement: str, rows: list[dict[str, Any]]) -> None:
    graph.cypher(statement, params={"rows": rows}, disable_optimizer=True)


def _batches(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_READERS: Mapping[str, Any] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": lambda cell: cell == "true",
    "strings": lambda cell: cell.split(ARRAY_DELIMITER),
}


def _node(label: str, row: list[str]) -> dict[str, Any]:
    return {each.name: _READERS[each.kind](cell) for each, cell in zip(NODE_PROPERTIES[label], row, strict=False) if cell}


def _edge(name: str, row: list[str]) -> dict[str, Any]:
    properties = {each.name: _READERS[each.kind](cell) for each, cell in zip(RELATIONSHIP_PROPERTIES[name], row[2:], strict=False) if cell}
    return {"a": row[0], "b": row[1], "p": properties}
