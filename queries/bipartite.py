"""Networks of two sorts of nodes: bodies and what they act for, cities and the initiatives they carry out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.errors import BadParameter
from queries.network import make_network, nodes_of, own_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from queries.network import Rows

# Betweenness looks at every edge once for each node; so many looks take about ten seconds.
MOST_LOOKS = 20_000_000
_DIGITS = 6


def agency_centrality(rows: Rows, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each public body, those that act for most first.

    Raises:
        BadParameter: there are so many bodies and programmes that betweenness would take too long.
    """
    network = make_network(rows)
    over = parameters["over"]
    bodies = nodes_of(network, "Agency")
    acting = nx.Graph()
    for body in bodies:
        acting.add_edges_from((body, thing) for programme in network.successors(body) for thing in _things(network, programme, over))
    _refuse_large(acting)
    betweenness = nx.betweenness_centrality(acting)
    of_count = sum(network.nodes[node]["label"] != "Agency" for node in acting)
    counted = [_counted(network, acting, body, over) for body in bodies]
    for body, row in zip(bodies, counted, strict=True):
        row["of_count"] = of_count
        row["degree"] = round(row["acts_for_count"] / of_count, _DIGITS) if of_count else 0.0
        row["betweenness"] = round(betweenness.get(body, 0.0), _DIGITS)
    yield from sorted(counted, key=lambda row: (-row["acts_for_count"], -row["betweenness"], row["name"], row["id"]))


def _things(network: nx.DiGraph, programme: str, over: str) -> list[str]:
    """The programme itself, or the initiatives behind it; nothing for the plan that a body acts in."""
    if network.nodes[programme]["label"] != "Programme":
        return []
    return [programme] if over == "programme" else _initiatives(network, programme)


def _initiatives(network: nx.DiGraph, node: str) -> list[str]:
    """The initiatives that one comes to from a programme or city, those of which they are a part among them."""
    return nodes_of(network.subgraph(nx.descendants(network, node)), "Initiative")


def _counted(network: nx.DiGraph, acting: nx.Graph, body: str, over: str) -> dict[str, Any]:
    own = set(acting[body]) if body in acting else set()
    acted_in = [(node, edge["weight"]) for node, edge in network[body].items()]
    return {
        "id": own_id(body),
        "name": network.nodes[body]["name"],
        "plan_count": sum(network.nodes[node]["label"] == "Plan" for node, _ in acted_in),
        "role_count": sum(roles for node, roles in acted_in if _things(network, node, over)),
        "acts_for_count": len(own),
        "partner_count": len({other for thing in own for other in acting[thing]} - {body}),
    }


def _refuse_large(acting: nx.Graph) -> None:
    parts = map(acting.subgraph, nx.connected_components(acting))
    if sum(part.number_of_nodes() * part.number_of_edges() for part in parts) > MOST_LOOKS:
        size = acting.number_of_nodes()
        raise BadParameter(
            f"the betweenness of {size} bodies and what they act for would take too long; name one city, or take initiatives"
        )


def city_initiative_projection(rows: Rows, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each pair of one side that has something of the other side in common, sorted by their ids."""
    network = make_network(rows)
    carried_out = nx.Graph()
    for city in nodes_of(network, "City"):
        carried_out.add_edges_from((city, initiative) for initiative in _initiatives(network, city))
    label = {"cities": "City", "initiatives": "Initiative"}[parameters["of"]]
    side = [node for node in nodes_of(network, label) if node in carried_out]
    projected = nx.bipartite.projected_graph(carried_out, side)
    names = network.nodes(data="name")
    for a, b in sorted(tuple(sorted(pair)) for pair in projected.edges):
        shared = sorted(nx.common_neighbors(carried_out, a, b))
        yield {
            "a": own_id(a),
            "a_name": names[a],
            "b": own_id(b),
            "b_name": names[b],
            "shared_count": len(shared),
            "shared_ids": [own_id(each) for each in shared],
            "shared_names": [names[each] for each in shared],
        }
