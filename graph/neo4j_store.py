"""Graphs on a Neo4j server, open for reading.

Every question runs in a read transaction of its own, which a cluster sends to any member that may be read. The server gives
no question a view of one moment, so each asks at its end whether the graph is still the one it was opened on: the mark of a
build is written before anything else that a build changes can be seen (see `graph.neo4j_build`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from neo4j import READ_ACCESS
from neo4j.exceptions import AuthError, ClientError

from graph.errors import StoreChanged, StoreDamaged, StoreError, StoreMissing
from graph.neo4j_server import CONNECT_SECONDS, connect, limited, plain_errors, refused_question
from graph.plain import plain_row, refuse_undeclared, too_many_rows
from graph.snapshot import SNAPSHOT_QUERY, read_snapshot, schema_version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neo4j import ManagedTransaction

    from graph.login import Login
    from graph.neo4j_server import Connection
    from graph.snapshot import Snapshot

T = TypeVar("T")

# Short: whoever asks waits for it, and many may be asking.
_RETRY_SECONDS = 2.0

# What tells one build from another, also where both wrote the same graph.
_MARK_QUERY = "MATCH (s:Snapshot) WHERE s.build IS NOT NULL RETURN s.build AS mark"


class Neo4jStore:
    """The graph on a server, as it was when it was opened."""

    def __init__(self, connection: Connection, mark: str, snapshot: Snapshot) -> None:
        self._connection = connection
        self._mark = mark
        self._snapshot = snapshot
        self._is_closed = False

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        columns: Sequence[str],
        timeout_seconds: float | None,
        row_limit: int,
    ) -> list[dict[str, object]]:
        """The rows of a read-only query; see `graph.store.Store.run`."""
        if self._is_closed:
            raise StoreError("the graph was closed; open it again")

        def work(transaction: ManagedTransaction) -> tuple[list[dict[str, Any]], str | None]:
            result = transaction.run(cypher, dict(parameters))
            refuse_undeclared(result.keys(), columns)
            # One row more than allowed tells that there are too many, whatever their number.
            rows = [dict(record) for record in result.fetch(row_limit + 1)]
            result.consume()
            return rows, _read_mark(transaction)

        rows, mark = self._read(work, timeout_seconds)
        if mark != self._mark:
            raise StoreChanged(
                f"{self._connection.address}: another graph took the place of this one meanwhile; ask again to read that one"
            )
        if len(rows) > row_limit:
            raise too_many_rows(row_limit)
        return [plain_row(row, columns) for row in rows]

    def _read(self, work: Callable[[ManagedTransaction], T], timeout_seconds: float | None) -> T:
        with plain_errors(self._connection.address), self._connection.session(READ_ACCESS) as session:
            try:
                return session.execute_read(limited(work, timeout_seconds))
            except AuthError:
                raise
            except (ClientError, ValueError, TypeError, OverflowError) as error:
                raise refused_question(error, timeout_seconds) from error

    def snapshot(self) -> Snapshot:
        """What this graph is."""
        return self._snapshot

    def latest(self) -> Neo4jStore:
        """This graph, or the one that has taken its place."""
        if self._read(_read_mark, CONNECT_SECONDS) == self._mark:
            return self
        return _read_graph(self._connection)

    def close(self) -> None:
        """Let go of the connections to the server."""
        self._is_closed = True
        self._connection.close()


def open_server(address: str, login: Login | None) -> Neo4jStore:
    """The graph on a server, open for reading; see `graph.store.open_store`."""
    connection = connect(address, login, retry_seconds=_RETRY_SECONDS)
    try:
        return _read_graph(connection)
    except BaseException:
        connection.close()
        raise


def _read_graph(connection: Connection) -> Neo4jStore:
    address = connection.address
    with plain_errors(address), connection.session(READ_ACCESS) as session:
        found = session.execute_read(limited(_read_snapshot, CONNECT_SECONDS))
    advice = f"policygraph build --store {address}"
    if found is None:
        raise StoreMissing(f"{address}: there is no graph yet; make it with: {advice}")
    mark, snapshot = found
    if snapshot is None or snapshot.schema_version != schema_version():
        why = "built by another version" if snapshot else "changed by hand"
        raise StoreDamaged(f"{address}: the graph was {why}; rebuild it with: {advice}")
    return Neo4jStore(connection, mark, snapshot)


def _read_mark(transaction: ManagedTransaction) -> str | None:
    rows = list(transaction.run(_MARK_QUERY))
    return rows[0]["mark"] if rows else None


def _read_snapshot(transaction: ManagedTransaction) -> tuple[str, Snapshot | None] | None:
    mark, rows = _read_mark(transaction), list(transaction.run(SNAPSHOT_QUERY))
    if mark is None or not rows:
        return None
    return mark, read_snapshot(rows[0]) if len(rows) == 1 else None
