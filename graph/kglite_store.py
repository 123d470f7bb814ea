"""The embedded engine: one graph in one KGLite file. Nothing else imports kglite.

Reads always run with the engine's optimiser off: with it on, about one query in 400 gave wrong rows without a word.
Reads go to `KnowledgeGraph.cypher`, since a session or a frozen graph cannot switch it off.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, cast

import kglite

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents
from graph.errors import BadParameter, StoreDamaged, StoreError
from graph.schema import NODES
from graph.store import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

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
    """A graph file that is open for reading; what is built after it was opened is not seen."""

    def __init__(self, graph: kglite.KnowledgeGraph, snapshot: Snapshot) -> None:
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
        undeclared = [name for name in result.columns if name not in columns]
        if undeclared:
            raise StoreError(f"the query gives columns that it does not declare: {', '.join(undeclared)}; mend its header")
        return [{name: _plain(row.get(name)) for name in columns} for row in result.to_list()]

    def snapshot(self) -> Snapshot:
        """What this graph is."""
        return self._snapshot

    def close(self) -> None:
        """Let go of the graph. The engine's own `close` would write it back over what was built in the meantime."""
        self._graph = None


def _read(
    graph: kglite.KnowledgeGraph, cypher: str, parameters: Mapping[str, object], timeout_seconds: float | None, row_limit: int
) -> kglite.ResultView:
    # 0 is the engine's word for no deadline.
    timeout_ms = 0 if timeout_seconds is None else max(1, round(timeout_seconds * 1000))
    try:
        result = _execute(graph, cypher, params=dict(parameters), timeout_ms=timeout_ms, row_limit=row_limit)
    except kglite.CypherTimeoutError as error:
        raise StoreError(f"the question took longer than {timeout_seconds:g} s; ask for less or allow more time") from error
    except (TypeError, OverflowError, RecursionError) as error:
        raise BadParameter(f"the graph cannot take a parameter: {_first_line(error)}; give text, numbers or lists") from error
    except kglite.KgError as error:
        kind = BadParameter if "Missing parameter" in str(error) else StoreError
        raise kind(f"the graph refuses the question: {_first_line(error)}; mend the query or its parameters") from error
    total = (result.diagnostics or {}).get("total_rows") or 0
    if total > row_limit:
        raise BadParameter(f"the answer has {total} rows, more than the {row_limit} allowed; ask for less, or page by limit")
    return result


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    raise StoreError(f"the query gives a {type(value).__name__}; let it return text, numbers, lists and maps only")


def read_graph(path: Path) -> KgliteStore:
    """The graph in a file, checked for damage, open for reading.

    Raises:
        StoreDamaged: the graph is damaged, or this version of the engine cannot read it.
        StoreError: this is no graph of policygraph's, or cannot be read.
    """
    advice = f"rebuild it with: policygraph build --store {path}"
    try:
        _refuse_other_files(path)
        graph = kglite.load(str(path), verify="eager")
        graph.read_only(True)
        return KgliteStore(graph, _read_snapshot(graph))
    except kglite.FileFormatError as error:
        raise StoreDamaged(f"{path}: not a graph that this version can read ({_first_line(error)}); {advice}") from error
    except (OSError, kglite.FileIoError, kglite.FileError) as error:
        raise StoreError(f"{path}: the graph cannot be read ({_first_line(error)}); see who may read the file") from error
    except (kglite.KgError, ValueError, IndexError) as error:
        raise StoreError(f"{path}: the graph is not one of policygraph's ({_first_line(error)}); {_OTHER_PATH}") from error


def _refuse_other_files(path: Path) -> None:
    """A StoreError if there is anything else than a file that the engine has written; nothing but its mark is read."""
    if not path.is_file():
        kind = "a folder" if path.is_dir() else "no ordinary file"
        raise StoreError(f"{path}: this is {kind}, not a graph file; give the path of a file by --store")
    with path.open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            raise StoreError(f"{path}: this file is not a graph of policygraph; {_OTHER_PATH}")


_SNAPSHOT = """
MATCH (s:Snapshot) RETURN s.id AS id, s.schema_version AS schema_version, s.rule_version AS rule_version, s.labels AS labels,
s.label_counts AS label_counts
"""


def _read_snapshot(graph: kglite.KnowledgeGraph) -> Snapshot:
    (row,) = _execute(graph, _SNAPSHOT).to_list()
    counts = dict(zip(row.pop("labels"), row.pop("label_counts"), strict=True))
    return Snapshot(**row, counts=counts)


def write_graph(path: Path, contents: Contents, snapshot: Snapshot) -> None:
    """Write a new graph file and read it back.

    Raises:
        StoreError: the engine refused a row, or what it kept is not what was written.
    """
    try:
        _fill(contents, snapshot, path)
        kept = _read_contents(kglite.load(str(path), verify="eager"))
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
    _write_snapshot(graph, snapshot)
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


def _write_snapshot(graph: kglite.KnowledgeGraph, snapshot: Snapshot) -> None:
    row = {
        "id": snapshot.id,
        "name": f"graph {snapshot.id[:12]}",
        "schema_version": snapshot.schema_version,
        "rule_version": snapshot.rule_version,
        "labels": list(snapshot.counts),
        "label_counts": list(snapshot.counts.values()),
    }
    _execute(graph, "MERGE (s:Snapshot {id: $row.id}) SET s += $row", params={"row": row})


def _read_contents(graph: kglite.KnowledgeGraph) -> Contents:
    contents = Contents()
    for label, properties in NODE_PROPERTIES.items():
        columns = ", ".join(f"n.{each.name} AS {each.name}" for each in properties)
        contents.write_nodes(label, _execute(graph, f"MATCH (n:{label}) RETURN {columns}").to_list())
    for name, source, target in ENDS:
        columns = "".join(f", r.{each.name} AS {each.name}" for each in RELATIONSHIP_PROPERTIES[name])
        query = f"MATCH (a:{source})-[r:{name}]->(b:{target}) RETURN a.id AS source_id, b.id AS target_id{columns}"
        contents.write_relationships(name, source, target, _execute(graph, query).to_list())
    return contents
