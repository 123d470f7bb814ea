"""What cities come to within some steps: what two have in common, and what one has and the other has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.network import node_key
from queries.network import make_network, nodes_of, own_id, walked_from_cities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from queries.network import Rows

# What several cities may have in common; a city's own plans, programmes, facts and measures are the steps on the way.
SHARED_LABELS = ("Agency", "Group", "Indicator", "Industry", "Initiative", "Instrument", "Place")


def shared_neighbourhood(rows: Rows, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each thing that both cities come to, sorted by label and id."""
    walked = walked_from_cities(make_network(rows))
    a, b = (_Neighbourhood(walked, parameters[city], parameters["steps"]) for city in ("city_a", "city_b"))
    for node in nodes_of(walked, *_labels(parameters)):
        if node in a.paths and node in b.paths:
            path = [*a.paths[node], *reversed(b.paths[node][:-1])]
            yield {
                **_named(walked, node, path),
                "steps_a": a.steps_to(node),
                "steps_b": b.steps_to(node),
                "link_count_a": a.link_count(node),
                "link_count_b": b.link_count(node),
            }


def exclusive_neighbourhood(rows: Rows, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each thing that the city comes to and the other does not, sorted by label and id."""
    walked = walked_from_cities(make_network(rows))
    own, other = (_Neighbourhood(walked, parameters[city], parameters["steps"]) for city in ("city", "other"))
    for node in nodes_of(walked, *_labels(parameters)):
        if node in own.paths and node not in other.paths:
            steps = {"steps": own.steps_to(node), "link_count": own.link_count(node)}
            yield _named(walked, node, own.paths[node]) | steps


def _labels(parameters: Mapping[str, Any]) -> tuple[str, ...]:
    return (parameters["label"],) if parameters["label"] else SHARED_LABELS


def _named(walked: nx.DiGraph, node: str, path: list[str]) -> dict[str, Any]:
    names = walked.nodes(data="name")
    named = {"label": walked.nodes[node]["label"], "id": own_id(node), "name": names[node]}
    return named | {"path": [names[each] for each in path], "path_nodes": path}


class _Neighbourhood:
    """What a city comes to within so many steps, and one of the shortest paths to each."""

    def __init__(self, walked: nx.DiGraph, city: str, steps: int) -> None:
        start = node_key("City", city)
        self._walked = walked
        self._steps = steps
        # A city without a plan has no relationship, so it is not in the network.
        self.paths: dict[str, list[str]] = nx.single_source_shortest_path(walked, start, cutoff=steps) if start in walked else {}

    def steps_to(self, node: str) -> int:
        return len(self.paths[node]) - 1

    def link_count(self, node: str) -> int:
        """How many nodes lead to this one as their next step."""
        before = [self.paths[each] for each in self._walked.predecessors(node) if each in self.paths]
        return sum(len(path) <= self._steps for path in before)
