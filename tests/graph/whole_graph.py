"""A graph of any engine, all of it, to be compared or written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.contents import Contents
from graph.read_back import read_pages

if TYPE_CHECKING:
    from graph.store import Store, StoreBuilder


def whole_graph(store: Store) -> Contents:
    """Everything that the schema declares, as a graph holds it now."""
    contents = Contents()
    for page in read_pages(store):
        copy_graph(page, contents)
    return contents


def copy_graph(source: Contents, target: StoreBuilder) -> None:
    """Write all that `source` holds."""
    for label, nodes in source.nodes():
        target.write_nodes(label, nodes)
    for ends, rows in source.relationships():
        flat = [{"source_id": row["source_id"], "target_id": row["target_id"], **row["properties"]} for row in rows]
        target.write_relationships(*ends, flat)
