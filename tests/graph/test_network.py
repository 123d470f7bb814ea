"""The graph as a network of networkx: every node and relationship is in it, under a name of its own, with all its properties."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from graph.contents import Contents
from graph.errors import StoreError
from graph.network import edge_key, make_network, node_key
from graph.read_back import read_whole
from graph.store import build_store, open_store
from tests.graph.small_graph import write_small_graph
from tests.graph.test_contents import Graph, collected, graphs
from tests.graph.whole_graph import copy_graph

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from graph.store import Store


def network_of(contents: Contents) -> nx.MultiDiGraph:
    return make_network(contents, contents.snapshot())


def contents_of(network: nx.MultiDiGraph) -> Contents:
    """What a network holds, as it would be written to a graph."""
    contents = Contents()
    for node, properties in network.nodes(data=True):
        label, _, node_id = node.partition(":")
        assert properties["label"] == label
        contents.write_nodes(label, [{"id": node_id} | {name: value for name, value in properties.items() if name != "label"}])
    for source, target, properties in network.edges(data=True):
        row = {name: value for name, value in properties.items() if name != "relationship"}
        (a, _, source_id), (b, _, target_id) = source.partition(":"), target.partition(":")
        contents.write_relationships(properties["relationship"], a, b, [row | {"source_id": source_id, "target_id": target_id}])
    return contents


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_nothing_is_lost(graph: Graph) -> None:
    contents = collected(*graph)
    network = network_of(contents)
    assert contents_of(network).content_hash() == contents.content_hash()
    assert network.number_of_edges() == sum(len(rows) for _, rows in contents.relationships())
    assert network.graph == {"name": f"policygraph {contents.content_hash()}"}


def test_two_roles_of_one_body_are_two_edges() -> None:
    contents = Contents()
    contents.write_nodes("Agency", [{"id": "same", "name": "局"}])
    contents.write_nodes("Plan", [{"id": "same", "name": "规划"}])
    roles = [{"source_id": "same", "target_id": "same", "role": role} for role in ("lead", "partner", None)]
    contents.write_relationships("ACTS_IN", "Agency", "Plan", roles)
    network = network_of(contents)
    assert set(network) == {"Agency:same", "Plan:same"}
    edges = network["Agency:same"]["Plan:same"]
    assert len(edges) == 3
    assert sorted(edge.get("role", "-") for edge in edges.values()) == ["-", "lead", "partner"]
    # What is not known is left out, and never null.
    assert sorted(map(len, edges.values())) == [1, 2, 2]


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_a_network_is_the_same_whatever_came_first(graph: Graph) -> None:
    nodes, relationships = graph
    chance = random.Random(3)
    once, again = (collected(chance.sample(nodes, k=len(nodes)), chance.sample(relationships, k=len(relationships))) for _ in range(2))
    one, other = network_of(once), network_of(again)
    assert list(one.nodes) == list(other.nodes)
    assert list(one.edges) == list(other.edges)


def test_keys_tell_nodes_and_edges_apart(built_store: Store) -> None:
    contents = read_whole(built_store, lambda _: None)
    rows = [(ends, row) for ends, each in contents.relationships() for row in each]
    assert len({edge_key(*each) for each in rows}) == len(rows) > 5000
    assert node_key("City", "1") != node_key("Plan", "1")


def test_the_whole_graph_is_read(tmp_path: Path) -> None:
    contents, told = Contents(), []
    write_small_graph(contents)
    address = str(tmp_path / "graph.kgl")
    with build_store(address) as builder:
        copy_graph(contents, builder)
    with closing(open_store(address)) as store:
        assert read_whole(store, told.append).content_hash() == contents.content_hash()
    assert told[-1] == "making sure that this is the whole graph"
    assert f"{sum(contents.counts().values())} nodes are read" in told


class ChangedStore:
    """A graph from which somebody has taken a relationship."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, cypher: str, *arguments: object, **options: object) -> list[dict[str, object]]:
        return [row for row in self._store.run(cypher, *arguments, **options) if row.get("role") != "lead"]

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def test_a_graph_that_was_changed_is_refused(built_store: Store) -> None:
    with pytest.raises(StoreError, match=r"the graph was changed since it was built, .*; build it again"):
        read_whole(ChangedStore(built_store), lambda _: None)
