"""Writing a graph to a Neo4j server where no question sees it.

The server compares each row with what it made of it, in the same statement, and in the end what it holds is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.contents import Contents, Ends
    from graph.neo4j_server import Connection

    Rows = list[dict[str, Any]]

BATCH_ROWS = 2000
# Long, so that nobody else calls theirs the same.
_STAGED = "PolicygraphStaged"


def staged(label: str) -> str:
    """The label that nodes have until they are put in place.

    >>> staged("City")
    'PolicygraphStagedCity'
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
            places.update(zip(((label, row["id"]) for row in rows), _stage_nodes(server, label, rows), strict=True))
        _check_count(server, f"(n:{staged(label)})", len(nodes))
    for ends, relationships in contents.relationships():
        for rows in _batches(relationships):
            _stage_relationships(server, ends, [_placed(places, ends, row) for row in rows])
        name, source, target = ends
        _check_count(server, f"(:{staged(source)})-[n:{name}]->(:{staged(target)})", len(relationships))


def _batches(rows: Rows) -> Iterator[Rows]:
    for start in range(0, len(rows), BATCH_ROWS):
        yield rows[start : start + BATCH_ROWS]


def _stage_nodes(server: Connection, label: str, rows: Rows) -> list[str]:
    """Where the server put each node, in the order of the rows."""
    # CREATE, since a batch that was taken is never sent again: what is uncertain ends the build.
    statement = (
        f"UNWIND $rows AS row CREATE (n:{staged(label)}) SET n = row "
        "RETURN collect(elementId(n)) AS places, collect(n.id) AS ids, count(CASE WHEN properties(n) = row THEN 1 END) AS kept"
    )
    (made,) = server.write(statement, rows)
    if made["kept"] != len(rows) or made["ids"] != [row["id"] for row in rows]:
        raise _not_kept(server)
    places: list[str] = made["places"]
    return places


def _placed(places: dict[tuple[str, str], str], ends: Ends, row: dict[str, Any]) -> dict[str, Any]:
    _, source, target = ends
    return {"a": places[source, row["source_id"]], "b": places[target, row["target_id"]], "properties": row["properties"]}


def _stage_relationships(server: Connection, ends: Ends, rows: Rows) -> None:
    statement = (
        "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.a MATCH (b) WHERE elementId(b) = row.b "
        f"CREATE (a)-[r:{ends[0]}]->(b) SET r = row.properties "
        "RETURN count(CASE WHEN properties(r) = row.properties THEN 1 END) AS kept"
    )
    if server.write(statement, rows)[0]["kept"] != len(rows):
        raise _not_kept(server)


def _check_count(server: Connection, pattern: str, expected: int) -> None:
    if server.read(f"MATCH {pattern} RETURN count(n) AS found")[0]["found"] != expected:
        raise _not_kept(server)


def _not_kept(server: Connection) -> StoreError:
    return StoreError(f"{server.address}: the server did not keep what was written; nothing was changed, build again")
