"""How a graph takes the place of another on a Neo4j server.

The new graph is written beside the old one, in many transactions, under labels of its own (`PolicygraphStagedCity` for `City`),
which no question asks for (see `graph.neo4j_staging`). One last transaction gives the old nodes the label `PolicygraphReplaced`
in place of theirs, the new ones the declared labels, and the node that says what the graph is its new properties. The server
shows the properties of a transaction before its labels, so whoever sees any of the new labels also sees the new mark on that
node: that is how a reader knows that another graph has come (see `graph.neo4j_store`).

That last transaction is open from the start and holds a lock that only one build can have. When a build is killed, the server
ends it, and the lock is free; what was staged is removed by the next build.
"""

from __future__ import annotations

import re
import uuid
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from neo4j import WRITE_ACCESS
from neo4j.exceptions import ClientError, DriverError, Neo4jError, TransientError

from graph.contents import NODE_PROPERTIES
from graph.errors import StoreError
from graph.neo4j_schema import declare
from graph.neo4j_server import connect, plain_errors
from graph.neo4j_staging import stage, staged
from graph.read_back import read_contents
from graph.snapshot import SNAPSHOT_QUERY, read_snapshot, snapshot_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neo4j import Transaction

    from graph.contents import Contents
    from graph.login import Login
    from graph.neo4j_server import Connection
    from graph.snapshot import Snapshot

LOCK_SECONDS = 60.0
REMOVED_AT_ONCE = 5000
_ATTEMPTS = 3
# The driver's word for a transaction that may stay open for as long as it takes.
_NO_LIMIT = 0
_LOCK_NAME = "policygraph build"
_MAKE_LOCK = f"MERGE (b:Build {{id: 'policygraph'}}) ON CREATE SET b.name = '{_LOCK_NAME}'"
# Whoever writes to a node has it alone until the transaction ends. (To merge it would not do: all who wait for that go on at once.)
_TAKE_TURN = "MATCH (b:Build {id: 'policygraph'}) SET b.id = b.id"
_WAITED_TOO_LONG = (
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)
REPLACED = "PolicygraphReplaced"
_LABEL = re.compile(r"[A-Za-z]\w*")


def server_replacer(address: str, login: Login | None) -> Callable[[Contents], None]:
    """What puts a graph on the server in place of the one there; see `graph.store.build_store`."""
    with _connected(address, login) as build:
        build.refuse_other_data()
    return lambda contents: _replace(address, login, contents)


def _replace(address: str, login: Login | None, contents: Contents) -> None:
    with _connected(address, login) as build:
        build.refuse_other_data()
        build.declare()
        build.replace(contents)


@contextmanager
def _connected(address: str, login: Login | None) -> Iterator[_Build]:
    connection = connect(address, login)
    with closing(connection), plain_errors(address):
        yield _Build(connection)


class _Build:
    """One build on one server."""

    def __init__(self, connection: Connection) -> None:
        self._server = connection

    def refuse_other_data(self) -> None:
        """A StoreError if the database holds nodes under our labels, and nothing tells that policygraph has built there."""
        if self._server.read(SNAPSHOT_QUERY) or self._server.read(f"MATCH (b:Build {{name: '{_LOCK_NAME}'}}) RETURN b.id AS id"):
            return
        labels = "|".join([*NODE_PROPERTIES, "Snapshot"])
        found = self._server.read(f"MATCH (n:{labels}) RETURN labels(n)[0] AS label LIMIT 1")
        if found:
            raise StoreError(
                f"{self._server.address}: the database holds {found[0]['label']} nodes that are not policygraph's; "
                "remove them, or give an empty database by POLICYGRAPH_NEO4J_DATABASE or another server by --store"
            )

    def declare(self) -> None:
        """Make the constraints and indexes that are missing, and the node that only one build can write to."""
        with self._server.session(WRITE_ACCESS) as session:
            declare(session)
        self._server.write(_MAKE_LOCK)

    def replace(self, contents: Contents) -> None:
        """Put the graph in place of the one that is there, unless they are the same; begun again where the server asks for it."""
        snapshot = contents.snapshot()
        for _ in range(_ATTEMPTS - 1):
            with suppress(TransientError):
                self._replace(contents, snapshot)
                return
        self._replace(contents, snapshot)

    def _replace(self, contents: Contents, snapshot: Snapshot) -> None:
        with self._turn() as swap:
            self._remove(*map(staged, NODE_PROPERTIES), REPLACED)
            old = self._old_snapshot()
            if old == snapshot and self._holds(snapshot):
                return
            stage(self._server, contents)
            _swap(swap, old, snapshot)
        # The new graph is in place: what cannot be removed now is removed by the next build.
        with suppress(DriverError, Neo4jError):
            self._remove(REPLACED)

    @contextmanager
    def _turn(self) -> Iterator[Transaction]:
        """A transaction that no other build has at the same time; what it did is seen when the block ends without an error."""
        self._wait_for_turn()
        with self._server.session(WRITE_ACCESS) as session, session.begin_transaction(timeout=_NO_LIMIT) as swap:
            swap.run(_TAKE_TURN).consume()
            yield swap
            swap.commit()

    def _wait_for_turn(self) -> None:
        """Wait until no other build is at work; a StoreError if that takes too long."""
        with self._server.session(WRITE_ACCESS) as session, session.begin_transaction(timeout=LOCK_SECONDS) as probe:
            try:
                probe.run(_TAKE_TURN).consume()
            except ClientError as error:
                if error.code not in _WAITED_TOO_LONG:
                    raise
                said = f"another build has been writing for {LOCK_SECONDS:.0f} s; wait until it ends, then build again"
                raise StoreError(f"{self._server.address}: {said}") from error

    def _old_snapshot(self) -> Snapshot | None:
        rows = self._server.read(SNAPSHOT_QUERY)
        return read_snapshot(rows[0]) if len(rows) == 1 else None

    def _holds(self, snapshot: Snapshot) -> bool:
        """Whether the graph that is there is the one it is said to be, down to every value."""
        try:
            return read_contents(self._server.read).content_hash() == snapshot.id
        except StoreError:
            # A value that the schema does not allow: somebody else has written it.
            return False

    def _remove(self, *labels: str) -> None:
        """Remove all nodes that have one of the labels, in transactions of a bounded size."""
        statement = f"MATCH (n:{'|'.join(labels)}) WITH n LIMIT $rows DETACH DELETE n RETURN count(*) AS removed"
        while self._server.write(statement, REMOVED_AT_ONCE)[0]["removed"]:
            pass


def _swap(swap: Transaction, old: Snapshot | None, snapshot: Snapshot) -> None:
    """Take the old nodes' labels away, give the new ones theirs, and say what the graph is now."""
    # What another version of the schema declared is replaced as well.
    for label in {*NODE_PROPERTIES, *(old.counts if old else ())}:
        # A name that was read is only a label if it can be nothing else.
        if _LABEL.fullmatch(label):
            swap.run(f"MATCH (n:{label}) REMOVE n:{label} SET n:{REPLACED}").consume()
    for label in NODE_PROPERTIES:
        swap.run(f"MATCH (n:{staged(label)}) REMOVE n:{staged(label)} SET n:{label}").consume()
    row = {**snapshot_node(snapshot), "build": uuid.uuid4().hex}
    if old is None:
        swap.run("MATCH (s:Snapshot) WHERE s.build IS NOT NULL OR s.label_counts IS NOT NULL DETACH DELETE s").consume()
    found = "MATCH (s:Snapshot) WHERE s.build IS NOT NULL" if old else "CREATE (s:Snapshot)"
    swap.run(f"{found} SET s = $row", row=row).consume()
