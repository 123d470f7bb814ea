"""Writing a graph to a Neo4j server where no question sees it, each batch read back and compared with what was to be written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.content_hash import canonical_line
from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.contents import Contents, Ends
    from graph.neo4j_server import Connection

    Rows = list[dict[str, Any]]

BATCH_ROWS = 2000
_STAGED = "Staged"


def staged(label: str) -> str:
    """The label that nodes have until they are put in place.

    >>> staged("City")
    'StagedCity'
    """
    return f"{_STAGED}{label}"


def stage(server: Connection, contents: Contents) -> None:
    """Write everything under the labels of what is staged.

    Raises:
        StoreError: what the server kept is not what was written.
    """
    places: dict[tuple[str, str], str] = {}
    for label, nodes in contents.nodes():
        for rows in _batches(nodes):
            places.update(((label, node_id), place) for node_id, place in _stage_nodes(server, label, rows).items())
    for ends, relationships in contents.relationships():
        for rows in _batches(relationships):
            _stage_relationships(server, ends, [_placed(places, ends, row) for row in rows])


def _batches(rows: Rows) -> Iterator[Rows]:
    for start in range(0, len(rows), BATCH_ROWS):
        yield rows[start : start + BATCH_ROWS]


def _stage_nodes(server: Connection, label: str, rows: Rows) -> dict[str, str]:
    """Where the server put each node, by its id."""
    # CREATE, since a batch that was taken is never sent again: what is uncertain ends the build.
    statement = f"UNWIND $rows AS row CREATE (n:{staged(label)}) SET n = row RETURN collect([n.id, elementId(n)]) AS made"
    places = dict(server.write(statement, rows)[0]["made"])
    query = f"UNWIND $rows AS place MATCH (n:{staged(label)}) WHERE elementId(n) = place RETURN collect(properties(n)) AS kept"
    kept = server.read(query, list(places.values()))[0]["kept"]
    _compare(server, [_line(label, row) for row in rows], [_line(label, row) for row in kept])
    return places


def _placed(places: dict[tuple[str, str], str], ends: Ends, row: dict[str, Any]) -> dict[str, Any]:
    _, source, target = ends
    return {"a": places[source, row["source_id"]], "b": places[target, row["target_id"]], "properties": row["properties"]}


def _stage_relationships(server: Connection, ends: Ends, rows: Rows) -> None:
    name, source, target = ends
    statement = (
        "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.a MATCH (b) WHERE elementId(b) = row.b "
        f"CREATE (a)-[r:{name}]->(b) SET r = row.properties RETURN collect(elementId(r)) AS made"
    )
    made = server.write(statement, rows)[0]["made"]
    query = (
        f"UNWIND $rows AS place MATCH (a:{staged(source)})-[r:{name}]->(b:{staged(target)}) WHERE elementId(r) = place "
        "RETURN collect({a: elementId(a), b: elementId(b), properties: properties(r)}) AS kept"
    )
    kept = server.read(query, made)[0]["kept"]
    _compare(server, [_line(name, row) for row in rows], [_line(name, row) for row in kept])


def _line(kind: str, row: dict[str, Any]) -> str:
    return canonical_line(kind, (), row)


def _compare(server: Connection, written: list[str], kept: list[str]) -> None:
    if Counter(written) != Counter(kept):
        raise StoreError(f"{server.address}: the server did not keep what was written; nothing was changed, build again")
