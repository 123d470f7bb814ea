"""The small graph of the analyses, written by hand in `cases/analyses.yml`, in a real store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from graph.contents import NODE_PROPERTIES

if TYPE_CHECKING:
    from graph.store import StoreBuilder

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "analyses.yml").read_text(encoding="utf-8"))
CITY_OF = {node: city for city, own in CASES["cities"].items() for node in own}


def write_network_graph(write: StoreBuilder) -> None:
    """Write the small graph of the analyses."""
    write.write_nodes("City", [_node("City", city) for city in CASES["cities"]])
    for line in CASES["relationships"]:
        source, source_id, name, target, target_id, *role = line.split()
        write.write_nodes(source, [_node(source, source_id)])
        write.write_nodes(target, [_node(target, target_id)])
        row = {"source_id": source_id, "target_id": target_id}
        write.write_relationships(name, source, target, [row | {"role": role[0]} if role else row])


def _node(label: str, node_id: str) -> dict[str, Any]:
    declared = {each.name for each in NODE_PROPERTIES[label]}
    own = {"code": node_id} if "code" in declared else {}
    return {"id": node_id, "name": f"名{node_id}", **own} | ({"city": CITY_OF[node_id]} if node_id in CITY_OF else {})
