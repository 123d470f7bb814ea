"""Where a graph is kept: what every engine can do, and the two functions that open one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from graph.contents import Contents
from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graph.login import Login
    from graph.snapshot import Snapshot

DEFAULT_ADDRESS = ".policygraph/graph.kgl"
_SERVER_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


class Store(Protocol):
    """A graph that is open for reading."""

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        columns: Sequence[str],
        timeout_seconds: float | None,
        row_limit: int,
    ) -> list[dict[str, object]]:
        """The rows of a read-only query, each with exactly `columns` as plain Python values.

        Raises:
            BadParameter: a parameter is missing or of a kind that the engine does not take, or there are more rows than
                `row_limit`.
            StoreChanged: another graph has taken the place of this one.
            StoreError: the query cannot run, takes longer than `timeout_seconds`, or gives columns that are not declared.
        """
        ...

    def snapshot(self) -> Snapshot:
        """What this graph is."""
        ...

    def latest(self) -> Store:
        """This graph, or the one that has taken its place; the one that is given is the one to close."""
        ...

    def close(self) -> None:
        """Let go of the graph; it cannot be read any more."""
        ...


class StoreBuilder(Protocol):
    """A graph that is being made; nobody can read it yet."""

    def write_nodes(self, label: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Write nodes with the properties that the schema declares; a StoreError if they disagree with it."""
        ...

    def write_relationships(self, name: str, source_label: str, target_label: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Write relationships (`source_id`, `target_id`, properties); a StoreError if they disagree with the schema."""
        ...


def is_server(address: str) -> bool:
    """Whether the address is that of a graph server, and not the path of a file.

    Raises:
        StoreError: it is an address of another kind.

    >>> is_server("neo4j://localhost:7687"), is_server("graphs/a.kgl")
    (True, False)
    """
    scheme, is_url, _ = address.partition("://")
    if not is_url and address.partition(":")[0] in _SERVER_SCHEMES:
        raise StoreError(f"--store {address}: the address of a server has two slashes; write {address.replace(':', '://', 1)}")
    if is_url and scheme not in _SERVER_SCHEMES:
        # The rest of the address may hold a password.
        raise StoreError(
            f"--store {scheme}://…: no graph is kept there; give a path such as {DEFAULT_ADDRESS}, or neo4j://… or bolt://… for a server"
        )
    return bool(is_url)


def open_store(address: str, login: Login | None = None) -> Store:
    """The graph at an address, open for reading; close it when done.

    Args:
        address: path of a file, or `neo4j://…` or `bolt://…` of a server.
        login: who logs in to the server; None for a file, and for a server that asks for no password.

    Raises:
        StoreMissing: there is no graph.
        StoreDamaged: the graph is damaged, or was built by another version.
        StoreUnavailable: the server does not answer.
        StoreError: the address cannot be used, the server refuses, or what is there is no graph of policygraph's.
    """
    if is_server(address):
        from graph.neo4j_store import open_server  # noqa: PLC0415 - an engine takes 60 to 200 ms to import, and `--help` needs none

        return open_server(address, login)
    from graph.kglite_file import open_file  # noqa: PLC0415 - as above

    return open_file(address)


@contextmanager
def build_store(address: str, login: Login | None = None) -> Iterator[Contents]:
    """A new graph, which takes the place of the one at the address when the block ends without an error.

    Only a graph of policygraph's is ever replaced, also a damaged one, for it can be made again from the plans. Readers see the old
    graph or the new one, never a part. Several builders may work at once: each swaps in a whole graph, in turn, and the last
    one stays. What a builder that was killed left behind is removed by the next.

    Raises:
        StoreUnavailable: the server does not answer.
        StoreError: a row disagrees with the schema, a relationship has no node at an end, something else than a graph is
            at the address, it cannot be written, or the engine did not keep what was written; what is at the address
            stays as it was.
    """
    replace = _replacer(address, login)
    contents = Contents()
    yield contents
    contents.check_ends()
    replace(contents)


def _replacer(address: str, login: Login | None) -> Callable[[Contents], None]:
    """What puts a graph in the place of the one at the address; it is known by now that this may be done."""
    if is_server(address):
        from graph.neo4j_build import server_replacer  # noqa: PLC0415 - as in open_store

        return server_replacer(address, login)
    from graph.kglite_file import file_replacer  # noqa: PLC0415 - as in open_store

    return file_replacer(address)
