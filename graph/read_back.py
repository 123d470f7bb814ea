"""A whole graph read from an engine, as what was written to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def read_contents(ask: Callable[[str], Iterable[Mapping[str, Any]]], prefix: str = "") -> Contents:
    """Everything that the schema declares, node by node and relationship by relationship.

    Args:
        ask: gives the rows of a query.
        prefix: stands before each label where the graph is kept under other labels than the declared ones.
    """
    contents = Contents()
    for label, properties in NODE_PROPERTIES.items():
        columns = ", ".join(f"n.{each.name} AS {each.name}" for each in properties)
        contents.write_nodes(label, ask(f"MATCH (n:{prefix}{label}) RETURN {columns}"))
    for name, source, target in ENDS:
        columns = "".join(f", r.{each.name} AS {each.name}" for each in RELATIONSHIP_PROPERTIES[name])
        pattern = f"MATCH (a:{prefix}{source})-[r:{name}]->(b:{prefix}{target})"
        contents.write_relationships(name, source, target, ask(f"{pattern} RETURN a.id AS source_id, b.id AS target_id{columns}"))
    return contents
