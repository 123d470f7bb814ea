"""The embedded engine: one graph in one KGLite file. Nothing else imports kglite.

Reads always run with the engine's optimiser off: with it on, about one query in 400 gave wrong rows without a word.
Reads go to `KnowledgeGraph.cypher`, since a session or a frozen graph cannot switch it off.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

import kglite

from graph.contents import NODE_PROPERTIES
from graph.errors import BadParameter, StoreDamaged, StoreError
from graph.plain import plain_row, refuse_undeclared, too_many_rows, too_slow
from graph.read_back import read_contents
from graph.schema import NODES
from graph.snapshot import SNAPSHOT_QUERY, read_snapshot, schema_version, snapshot_node

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.contents import Contents
    from graph.snapshot import Snapshot

    Rows = list[dict[str, Any]]

BATCH_ROWS = 2000
# What every file of the engine starts with, whatever its version.
_MARK = b"RGF"
_OTHER_PATH = "give another path by --store, or move the file away"


def _execute(graph: kglite.KnowledgeGraph, cypher: str, **options: Any) -> kglite.ResultView:
    # The engine would announce on stderr that a label or property has no node yet; here that is an empty answer, no mistake.
    kglite.set_query_warning_policy("silent")
    return cast("kglite.ResultView", graph.cypher(cypher, disable_optimizer=True, **options))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class KgliteStore:
    """A graph file that is open for reading; what is built after it was opened is seen by `latest` alone."""

    def __init__(self, path: Path, opened: os.stat_result, graph: kglite.KnowledgeGraph, snapshot: Snapshot) -> None:
        self._path = path
        self._opened = opened
        self._graph: kglite.KnowledgeGraph | None = graph
        self._snapshot = snapshot

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
        if self._graph is None:
            raise StoreError("the graph was closed; open it again")
        result = _read(self._graph, cypher, parameters, timeout_seconds, row_limit)
        refuse_undeclared(result.columns, columns)
        return [plain_row(row, columns) for row in result.to_list()]

    def snapshot(self) -> Snapshot:
        """What this graph is."""
        return self._snapshot

    def latest(self) -> KgliteStore:
        """This graph, or the one that has taken its place; a file that is gone or damaged by now takes no graph's place."""
        try:
            return self if _is_same(self._opened, self._path.stat()) else read_graph(self._path)
        except (OSError, StoreError):
            return self

    def close(self) -> None:
        """Let go of the graph. The engine's own `close` would write it back over what was built in the meantime."""
        self._graph = None


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_ino, one.st_size, one.st_mtime_ns) == (other.st_ino, other.st_size, other.st_mtime_ns)


def _read(
    graph: kglite.KnowledgeGraph, cypher: str, parameters: Mapping[str, object], timeout_seconds: float | None, row_limit: int
) -> kglite.ResultView:
    # 0 is the engine's word for no deadline.
    timeout_ms = 0 if timeout_seconds is None else max(1, round(timeout_seconds * 1000))
    try:
        result = _execute(graph, cypher, params=dict(parameters), timeout_ms=timeout_ms, row_limit=row_limit)
    except kglite.CypherTimeoutError as error:
        raise too_slow(timeout_seconds) from error
    except (TypeError, OverflowError, RecursionError) as error:
        raise BadParameter(f"the graph cannot take a parameter: {_first_line(error)}; give text, numbers or lists") from error
    except kglite.KgError as error:
        kind = BadParameter if "Missing parameter" in str(error) else StoreError
        raise kind(f"the graph refuses the question: {_first_line(error)}; mend the query or its parameters") from error
    total = (result.diagnostics or {}).get("total_rows") or 0
    if total > row_limit:
        raise too_many_rows(row_limit)
    return result


def read_graph(path: Path) -> KgliteStore:
    """The graph in a file, checked for damage, open for reading.

    Raises:
        StoreDamaged: the graph is damaged, or was built by another version.
        StoreError: this is no graph of policygraph's, or cannot be read.
    """
    advice = f"rebuild it with: policygraph build --store {path}"
    try:
        _refuse_other_files(path)
        # Before it is read: a file that is replaced meanwhile is then read once more, and never missed.
        opened = path.stat()
        graph = kglite.load(str(path), verify="eager")
        graph.read_only(True)
        snapshot = _read_snapshot(graph)
    except kglite.FileFormatError as error:
        raise StoreDamaged(f"{path}: not a graph that this version can read ({_first_line(error)}); {advice}") from error
    except (OSError, kglite.FileIoError, kglite.FileError) as error:
        raise StoreError(f"{path}: the graph cannot be read ({_first_line(error)}); see who may read the file") from error
    except (kglite.KgError, ValueError, IndexError) as error:
        raise StoreError(f"{path}: the graph is not one of policygraph's ({_first_line(error)}); {_OTHER_PATH}") from error
    if snapshot.schema_version != schema_version():
        raise StoreDamaged(f"{path}: the graph was built by another version; {advice}")
    return KgliteStore(path, opened, graph, snapshot)


def _refuse_other_files(path: Path) -> None:
    """A StoreError if there is anything else than a file that the engine has written; nothing but its mark is read."""
    if not path.is_file():
        kind = "a folder" if path.is_dir() else "no ordinary file"
        raise StoreError(f"{path}: this is {kind}, not a graph file; give the path of a file by --store")
    with path.open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            raise StoreError(f"{path}: this file is not a graph of policygraph; {_OTHER_PATH}")


def _read_snapshot(graph: kglite.KnowledgeGraph) -> Snapshot:
    (row,) = _execute(graph, SNAPSHOT_QUERY).to_list()
    snapshot = read_snapshot(row)
    if snapshot is None:
        raise ValueError("its snapshot cannot be read")
    return snapshot


def write_graph(path: Path, contents: Contents) -> None:
    """Write a new graph file and read it back.

    Raises:
        StoreError: the engine refused a row, or what it kept is not what was written.
    """
    snapshot = contents.snapshot()
    try:
        _fill(contents, snapshot, path)
        made = kglite.load(str(path), verify="eager")
        kept = read_contents(lambda query: _execute(made, query).to_list())
    except kglite.KgError as error:
        raise StoreError(f"{path}: the graph could not be written ({_first_line(error)}); nothing was changed") from error
    if kept.content_hash() != snapshot.id:
        raise StoreError(f"{path}: the engine did not keep what was written; nothing was changed, report this with the version of kglite")


def _fill(contents: Contents, snapshot: Snapshot, path: Path) -> None:
    graph = kglite.KnowledgeGraph()
    # Without the declarations a pattern that names a property which no node happens to have would be refused.
    graph.define_schema(_declarations())
    for label, nodes in contents.nodes():
        statement = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row"
        for batch in _batches(nodes):
            _execute(graph, statement, params={"rows": batch})
    # CREATE, since one pair may have several (a body with two roles in a plan); Contents has taken out the repetitions.
    for (name, source, target), rows in contents.relationships():
        statement = (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source_id}}) MATCH (b:{target} {{id: row.target_id}}) "
            f"CREATE (a)-[r:{name}]->(b) SET r += row.properties"
        )
        for batch in _batches(rows):
            _execute(graph, statement, params={"rows": batch})
    _execute(graph, "MERGE (s:Snapshot {id: $row.id}) SET s += $row", params={"row": snapshot_node(snapshot)})
    for node in NODES:
        for name in node.indexed:
            graph.create_index(node.label, name)
    with warnings.catch_warnings():
        # A large graph is told that some columns are read to memory when it is opened, which is no fault.
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        graph.save(str(path))


def _declarations() -> dict[str, Any]:
    nodes = {
        label: {"primary_key": "id", "optional": [each.name for each in properties if each.name != "id"]}
        for label, properties in NODE_PROPERTIES.items()
    }
    return {"nodes": nodes}


def _batches(rows: Rows) -> Iterator[Rows]:
    for start in range(0, len(rows), BATCH_ROWS):
        yield rows[start : start + BATCH_ROWS]
