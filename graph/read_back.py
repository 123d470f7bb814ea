"""A whole graph read from an engine, as what was written to it: at once, or a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents
from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.contents import Ends
    from graph.store import Store

    Properties = Mapping[str, object]

PAGE_NODES = 5000
# More rows than any memory holds, since a whole graph is asked for.
_NO_LIMIT = 2**40
CHANGED = "the graph was changed since it was built, so its snapshot no longer tells what it is; build it again"


def read_contents(ask: Callable[[str], Iterable[Mapping[str, Any]]]) -> Contents:
    """Everything that the schema declares, node by node and relationship by relationship; `ask` gives the rows of a query."""
    contents = Contents()
    for label, properties in NODE_PROPERTIES.items():
        columns = ", ".join(f"n.{each.name} AS {each.name}" for each in properties)
        contents.write_nodes(label, ask(f"MATCH (n:{label}) RETURN {columns}"))
    for name, source, target in ENDS:
        columns = "".join(f", r.{each.name} AS {each.name}" for each in RELATIONSHIP_PROPERTIES[name])
        pattern = f"MATCH (a:{source})-[r:{name}]->(b:{target})"
        contents.write_relationships(name, source, target, ask(f"{pattern} RETURN a.id AS source_id, b.id AS target_id{columns}"))
    return contents


def read_pages(store: Store) -> Iterator[Contents]:
    """Everything that the schema declares, in pages: some nodes of one label, and relationships at them.

    What is in memory at one time is the ids of one label and one page. No relationship stands on two pages.

    Raises:
        StoreError: the graph cannot be read, or has a value that the schema does not allow.
        StoreChanged: another graph took the place of this one meanwhile.
    """
    counts = store.snapshot().counts
    for label in NODE_PROPERTIES:
        found = _rows(store, f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN n.id AS id", ["id"], {})
        ids = sorted(str(row["id"]) for row in found)
        # Each with the end of which there are more: the few plans of a large graph have all its facts.
        here = [ends for ends in ENDS if max(ends[1:], key=counts.__getitem__) == label]
        for start in range(0, len(ids), PAGE_NODES):
            yield _page(store, label, here, ids[start : start + PAGE_NODES])


def read_whole(store: Store, tell: Callable[[str], None]) -> Contents:
    """The graph as it was built, all of it in memory; `tell` gets lines to show while one waits.

    Raises:
        StoreError: the graph cannot be read, or has been changed since it was built.
        StoreChanged: another graph took the place of this one meanwhile.
    """
    whole, built = Contents(), store.snapshot().id
    for page in read_pages(store):
        for label, nodes in page.nodes():
            whole.write_nodes(label, nodes)
        for ends, rows in page.relationships():
            flat = ({"source_id": row["source_id"], "target_id": row["target_id"], **cast("Properties", row["properties"])} for row in rows)
            whole.write_relationships(*ends, flat)
        tell(f"{sum(whole.counts().values())} nodes are read")
    tell("making sure that this is the whole graph")
    if whole.content_hash() != built:
        raise StoreError(CHANGED)
    return whole


def _page(store: Store, label: str, here: list[Ends], ids: list[str]) -> Contents:
    contents = Contents()
    columns = {each.name: f"n.{each.name}" for each in NODE_PROPERTIES[label]}
    # Looked up by its id each node costs the same on every page; what is skipped in an order would be sorted anew for each.
    contents.write_nodes(label, _by_id(store, ids, f"(n:{label} {{id: wanted}})", columns))
    for name, source, target in here:
        onward, back = f"(a:{source} {{id: wanted}})-[r:{name}]->(b:{target})", f"(b:{target} {{id: wanted}})<-[r:{name}]-(a:{source})"
        columns = {"source_id": "a.id", "target_id": "b.id"} | {each.name: f"r.{each.name}" for each in RELATIONSHIP_PROPERTIES[name]}
        contents.write_relationships(name, source, target, _by_id(store, ids, onward if source == label else back, columns))
    return contents


def _by_id(store: Store, ids: list[str], pattern: str, columns: Mapping[str, str]) -> list[dict[str, object]]:
    returned = ", ".join(f"{value} AS {name}" for name, value in columns.items())
    return _rows(store, f"UNWIND $ids AS wanted MATCH {pattern} RETURN {returned}", list(columns), {"ids": ids})


def _rows(store: Store, query: str, columns: list[str], parameters: Mapping[str, object]) -> list[dict[str, object]]:
    return store.run(query, parameters, columns=columns, timeout_seconds=None, row_limit=_NO_LIMIT)
