"""Where a graph is kept: what every engine can do, and the two functions that open one."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.comparability import RULE_VERSION
from graph.contents import Contents
from graph.errors import StoreDamaged, StoreError, StoreMissing
from graph.files import beside, follow
from graph.records import Record
from graph.schema import NODES, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEFAULT_ADDRESS = ".policygraph/graph.kgl"
LOCK_SECONDS = 60.0


class Snapshot(Record):
    """What a graph is: `id` is the hash of all it holds, `counts` the number of nodes of each label.

    `schema_version` tells the declarations it was built by, `rule_version` the rules of comparability.
    """

    id: str
    schema_version: str
    rule_version: str
    counts: dict[str, int]


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
            StoreError: the query cannot run, takes longer than `timeout_seconds`, or gives columns that are not declared.
        """
        ...

    def snapshot(self) -> Snapshot:
        """What this graph is."""
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


def schema_version() -> str:
    """Twelve hex digits that change when a label, a relationship, a property, its kind or an index changes.

    What the declarations say in words (`holds`) does not count.
    """
    declared = [
        *((node.label, [(each.name, each.kind) for each in node.properties], node.indexed) for node in NODES),
        *((each.name, each.sources, each.targets, [(one.name, one.kind) for one in each.properties]) for each in RELATIONSHIPS),
    ]
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:12]


def _path(address: str) -> Path:
    scheme, is_url, _ = address.partition("://")
    if is_url:
        # The rest of the address may hold a password.
        raise StoreError(f"--store {scheme}://…: graphs are kept in files for now; give a path such as {DEFAULT_ADDRESS}")
    if not address:
        raise StoreError(f"--store is empty; give a path such as {DEFAULT_ADDRESS}")
    try:
        path = Path(address).expanduser()
        follow(path)
    except (OSError, RuntimeError) as error:
        raise _no_place(address, error) from error
    return path


def _no_place(place: object, error: Exception) -> StoreError:
    reason = getattr(error, "strerror", None) or error
    return StoreError(f"{place}: the graph cannot be written there ({reason}); give another path by --store")


def open_store(address: str) -> Store:
    """The graph at an address (the path of a file), open for reading; close it when done.

    Raises:
        StoreMissing: there is no file.
        StoreDamaged: the graph is damaged, or was built by another version.
        StoreError: the address is not a path, or what is there is no graph of policygraph's or cannot be read.
    """
    from graph.kglite_store import read_graph  # noqa: PLC0415 - the engine takes 60 ms to import, and `--help` needs none

    path = _path(address)
    if not path.exists():
        raise StoreMissing(f"{path}: there is no graph yet; make it with: policygraph build --store {path}")
    store = read_graph(path)
    if store.snapshot().schema_version != schema_version():
        store.close()
        raise StoreDamaged(f"{path}: the graph was built by another version; rebuild it with: policygraph build --store {path}")
    return store


@contextmanager
def build_store(address: str) -> Iterator[StoreBuilder]:
    """A new graph, which takes the place of the one at the address when the block ends without an error.

    Only a graph is ever replaced, also a damaged one, for it can be made again from the plans; a link stays a link. Readers
    see the old graph or the new one, never a part. Several builders may work at once: each swaps in a whole
    graph, in turn, and the last one stays. What a builder that was killed left behind is removed by the next.

    Raises:
        StoreError: a row disagrees with the schema, a relationship has no node at an end, something else than a graph is
            at the address, the file cannot be written, or the engine did not keep what was written; what is at the
            address stays as it was.
    """
    from graph.kglite_store import write_graph  # noqa: PLC0415 - as in open_store

    path = _path(address)
    _refuse_to_replace(path)
    contents = Contents()
    yield contents
    contents.check_ends()
    snapshot = Snapshot(id=contents.content_hash(), schema_version=schema_version(), rule_version=RULE_VERSION, counts=contents.counts())
    try:
        with _workshop(follow(path)) as folder:
            made = folder / "graph.kgl"
            write_graph(made, contents, snapshot)
            _refuse_to_replace(path)
            made.replace(follow(path))
    except OSError as error:
        raise _no_place(path, error) from error


def _refuse_to_replace(path: Path) -> None:
    """A StoreError if there is anything else than a graph."""
    from graph.kglite_store import read_graph  # noqa: PLC0415 - as in open_store

    if path.exists():
        with suppress(StoreDamaged):
            read_graph(path)


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """An empty folder beside the graph, for one builder at a time, removed at the end."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only builders need it

    path.parent.mkdir(parents=True, exist_ok=True)
    folder, lock = beside(path, ".building"), beside(path, ".lock")
    # The lock itself would wait for a folder that may not be written as if another builder held it.
    lock.touch()
    try:
        with FileLock(lock, timeout=LOCK_SECONDS):
            # Whoever holds the lock is alone, so a folder that is there was left by a builder that was killed.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except Timeout as error:
        raise StoreError(
            f"{path}: another build has been writing for {LOCK_SECONDS:.0f} s; wait until it ends, then build again"
        ) from error
