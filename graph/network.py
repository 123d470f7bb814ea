"""A graph as a `networkx.MultiDiGraph`, with everything it holds: for analyses of one's own, and for files of graph programs.

A node is named `label:id`, since two labels may use one id. Nodes and edges have the properties of the schema, those that
are null left out, and beside them `label`, which is a node's label, or `relationship`, which is an edge's type. The key of
an edge tells it from every other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.content_hash import canonical_line
from graph.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.contents import Contents, Ends
    from graph.snapshot import Snapshot


def node_key(label: str, node_id: str) -> str:
    """How a node is named in a network.

    >>> node_key("City", "440100")
    'City:440100'
    """
    return f"{label}:{node_id}"


def edge_key(ends: Ends, row: Mapping[str, Any]) -> str:
    """How an edge is named: by its type and a hash of its ends and properties, so the same in every export.

    >>> edge_key(("RUNS", "City", "Programme"), {"source_id": "440100", "target_id": "p", "properties": {}})
    'runs-a091faedbfabc73f'
    """
    name, source, target = ends
    return make_id(name, canonical_line("relationship", (name, source, row["source_id"], target, row["target_id"]), row["properties"]))


def make_network(contents: Contents, snapshot: Snapshot) -> nx.MultiDiGraph:
    """The whole graph; its name says which graph it is. Lists are lists of texts, and the order is always the same."""
    network = nx.MultiDiGraph(name=f"policygraph {snapshot.id}")
    for label, nodes in contents.nodes():
        for node in nodes:
            properties = {name: value for name, value in node.items() if name != "id"}
            network.add_node(node_key(label, str(node["id"])), label=label, **properties)
    for ends, rows in contents.relationships():
        name, source, target = ends
        for row in map(dict[str, Any], rows):
            between = node_key(source, row["source_id"]), node_key(target, row["target_id"])
            network.add_edge(*between, key=edge_key(ends, row), relationship=name, **row["properties"])
    return network
