"""A whole graph in files: one for programs that draw graphs or read lines, or a folder of tables."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES
from graph.errors import BadParameter
from graph.files import new_folder
from graph.snapshot import snapshot_node
from viz.cells import draw_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graph.contents import Contents
    from graph.snapshot import Snapshot

GraphFormat = Literal["graphml", "gexf", "jsonl"]
_ENDS_COLUMNS = ("source_label", "source_id", "source_name", "target_label", "target_id", "target_name")


def draw_graph(contents: Contents, snapshot: Snapshot, file_format: GraphFormat) -> bytes:
    """The graph as one file, the same bytes for the same graph."""
    if file_format == "jsonl":
        return "".join(f"{line}\n" for line in _lines(contents, snapshot)).encode()
    from graph.network import make_network  # noqa: PLC0415 - networkx takes 200 ms to import, and few commands need it
    from viz.network_xml import draw_gexf, draw_graphml  # noqa: PLC0415 - as above

    return (draw_graphml if file_format == "graphml" else draw_gexf)(make_network(contents, snapshot))


def _lines(contents: Contents, snapshot: Snapshot) -> Iterator[str]:
    """One line of JSON for what the graph is, for each node and for each relationship; what is not known is left out."""
    yield _json({"node": "Snapshot", "properties": snapshot_node(snapshot)})
    for label, nodes in contents.nodes():
        yield from (_json({"node": label, "properties": node}) for node in nodes)
    for (name, source, target), rows in contents.relationships():
        for row in rows:
            ends = {"source": {"node": source, "id": row["source_id"]}, "target": {"node": target, "id": row["target_id"]}}
            yield _json({"relationship": name, **ends, "properties": row["properties"]})


def _json(line: Mapping[str, object]) -> str:
    return json.dumps(line, ensure_ascii=False)


def write_tables(contents: Contents, snapshot: Snapshot, folder: Path) -> None:
    """Write a folder, new or empty, of CSV tables: one for each label, and one for each type of relationship with both its ends.

    The tables are for people and spreadsheets: as in every CSV of this project, lists are joined by `；`, control characters
    are left out, and a text that would be run as a formula has an apostrophe before it.

    Raises:
        BadParameter: the folder cannot be written.
    """
    try:
        with new_folder(folder) as part:
            for name, text in _tables(contents, snapshot):
                path = part / f"{name}.csv"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(text.encode())
    except OSError as error:
        said = f"the tables cannot be written there ({error.strerror or error}); nothing is left of them, give another folder"
        raise BadParameter(f"{folder}: {said}") from error


def _tables(contents: Contents, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    said = {name: value for name, value in snapshot_node(snapshot).items() if isinstance(value, str)}
    yield "snapshot", draw_cells(said, [said.values()])
    names = {label: {node["id"]: node["name"] for node in nodes} for label, nodes in contents.nodes()}
    for label, nodes in contents.nodes():
        columns = [each.name for each in NODE_PROPERTIES[label]]
        yield f"nodes/{label}", draw_cells(columns, (_cells(node, columns) for node in nodes))
    related = {ends: [dict[str, Any](row) for row in rows] for ends, rows in contents.relationships()}
    for name, declared in RELATIONSHIP_PROPERTIES.items():
        columns = [each.name for each in declared]
        rows = [
            [*_end(source, row["source_id"], names), *_end(target, row["target_id"], names), *_cells(row["properties"], columns)]
            for each, source, target in ENDS
            if each == name
            for row in related[each, source, target]
        ]
        yield f"relationships/{name}", draw_cells((*_ENDS_COLUMNS, *columns), rows)


def _end(label: str, node_id: str, names: Mapping[str, Mapping[object, object]]) -> tuple[object, ...]:
    return label, node_id, names[label][node_id]


def _cells(properties: Mapping[str, Any], columns: Iterable[str]) -> list[object]:
    return [Decimal(repr(value)) if isinstance(value := properties.get(name), float) else value for name in columns]
