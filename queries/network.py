"""The rows of `network_links` as a directed graph of networkx: what leads from cities to what several may have in common.

A node is named `label:id`, since two labels may use one id, and has a `label` and a `name`. A DiGraph has one edge from one
node to another, while the graph may have several relationships there: an edge keeps the types of all of them, sorted, in
`relationships`, and how many they are in `weight`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.network import node_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Rows = Iterable[Mapping[str, Any]]

# These start at the body that acts; from a city one comes to the body through what it acts in.
_WALKED_BACK = {"ACTS_IN", "ACTS_FOR"}


def make_network(rows: Rows) -> nx.DiGraph:
    """The network of the rows, the same for every order in which they come.

    >>> ends = {"source_label": "City", "source_id": "440100", "source_name": "广州市"}
    >>> ends |= {"target_label": "Plan", "target_id": "p", "target_name": "规划"}
    >>> list(make_network([ends | {"relationship": "ISSUED", "count": 1}]).edges(data=True))
    [('City:440100', 'Plan:p', {'relationships': ('ISSUED',), 'weight': 1})]
    """
    network = nx.DiGraph()
    # Engines sort some rare characters differently, and what networkx finds first depends on what came first.
    for ends, row in sorted(((_ends(row), row) for row in rows), key=lambda each: (each[0], each[1]["relationship"])):
        for end, key in zip(("source", "target"), ends, strict=True):
            network.add_node(key, label=row[f"{end}_label"], name=row[f"{end}_name"])
        known = network.get_edge_data(*ends, default={"relationships": (), "weight": 0})
        network.add_edge(*ends, relationships=(*known["relationships"], row["relationship"]), weight=known["weight"] + row["count"])
    return network


def _ends(row: Mapping[str, Any]) -> tuple[str, str]:
    return node_key(row["source_label"], row["source_id"]), node_key(row["target_label"], row["target_id"])


def walked_from_cities(network: nx.DiGraph) -> nx.DiGraph:
    """The same nodes, each edge in the direction in which one comes away from a city: also to the bodies that act."""
    edges = ((v, u) if _WALKED_BACK.intersection(types) else (u, v) for u, v, types in network.edges(data="relationships"))
    walked = nx.DiGraph()
    walked.add_nodes_from(network.nodes(data=True))
    walked.add_edges_from(sorted(edges))
    return walked


def nodes_of(network: nx.DiGraph, *labels: str) -> list[str]:
    """The nodes of these labels, sorted."""
    return sorted(node for node, label in network.nodes(data="label") if label in labels)


def own_id(node: str) -> str:
    """The id that a node has in the graph.

    >>> own_id("Agency:a:b")
    'a:b'
    """
    return node.partition(":")[2]
