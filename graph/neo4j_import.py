"""A graph as files that `neo4j-admin database import full` reads: how millions of facts come into a Neo4j.

Every label and every (relationship, source, target) has a header file and a file of rows (`graph.neo4j_csv`). Ids are those
of their label, so that two labels may use the same one. Beside the rows are the importer's arguments and the statements to
run once in the new database.

The graph is read in pages. What was written is hashed as it goes by, and the folder gets its name only if that is the hash
by which the graph is known: a graph that someone has changed by hand is no longer the one its snapshot tells of.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from graph.content_hash import hash_in_order
from graph.contents import ENDS, NODE_PROPERTIES
from graph.errors import BadParameter, StoreError
from graph.files import new_folder
from graph.neo4j_csv import ARRAY_DELIMITER, csv_line, finishing, node_header, node_line, relationship_header, relationship_line
from graph.read_back import CHANGED, read_pages
from graph.records import Record
from graph.snapshot import snapshot_node
from graph.sorted_lines import SortedLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.contents import Contents, Ends
    from graph.snapshot import Snapshot
    from graph.store import Store

ARGUMENTS = "import.args"
FINISH = "finish.cypher"
_OPTIONS = (
    # Most are what the importer does unless told otherwise; said here, they stay so in every version.
    "--id-type=string",
    "--input-encoding=UTF-8",
    "--multiline-fields=true",
    f"--array-delimiter=U+{ord(ARRAY_DELIMITER):04X}",
    "--trim-strings=false",
    "--bad-tolerance=0",
)


class ImportFiles(Record):
    """What was written: the graph's hash, and how many nodes of each label and relationships of each type."""

    graph: str
    nodes: dict[str, int]
    relationships: dict[str, int]


def write_import(store: Store, folder: Path, tell: Callable[[str], None] = lambda _: None) -> ImportFiles:
    """Write the graph into a folder that is new or empty.

    In memory are one page of the graph and the ids of one label; beside the files, the hash takes about as much room on the
    disk as they do, until it is known.

    Args:
        store: the graph; it is asked only for what the schema declares.
        folder: gets everything or nothing.
        tell: gets lines to show while one waits.

    Raises:
        BadParameter: the folder cannot be written.
        StoreChanged: another graph took the place of this one meanwhile.
        StoreError: the graph cannot be read, has been changed since it was built, or holds a list that cannot be written.
    """
    try:
        with new_folder(folder) as part, tempfile.TemporaryDirectory(dir=part.parent, prefix=f"{part.name}.") as runs:
            return _write(store, part, SortedLines(Path(runs)), tell)
    except OSError as error:
        said = f"the files cannot be written there ({error.strerror or error}); nothing is left of them, give another folder"
        raise BadParameter(f"{folder}: {said}") from error


def _write(store: Store, folder: Path, lines: SortedLines, tell: Callable[[str], None]) -> ImportFiles:
    snapshot = store.snapshot()
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        for page in read_pages(store):
            tables.write(page)
            lines.add(page.lines())
            tell(f"{tables.counts.total()} nodes and relationships are written")
        tables.write_snapshot(snapshot)
    tell("making sure that this is the whole graph")
    if hash_in_order(lines.in_order()) != snapshot.id:
        raise StoreError(CHANGED)
    (folder / ARGUMENTS).write_text("\n".join([*tables.arguments, *_OPTIONS, ""]), encoding="utf-8")
    (folder / FINISH).write_text("".join(f"{statement};\n" for statement in finishing()), encoding="utf-8")
    return _report(snapshot, tables.counts)


def _report(snapshot: Snapshot, counts: Counter[str | Ends]) -> ImportFiles:
    relationships: Counter[str] = Counter()
    for ends in ENDS:
        relationships[ends[0]] += counts[ends]
    return ImportFiles(graph=snapshot.id, nodes={label: counts[label] for label in NODE_PROPERTIES}, relationships=dict(relationships))


class _Tables:
    """The files of rows, all of them open, with their headers beside them; `arguments` names them to the importer."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self.arguments: list[str] = []
        self.counts: Counter[str | Ends] = Counter()
        self._nodes = {label: self._open_nodes(label, node_header(label)) for label in NODE_PROPERTIES}
        self._relationships = {ends: self._open_relationships(ends) for ends in ENDS}

    def _open_nodes(self, label: str, header: list[str]) -> TextIO:
        return self._open(f"--nodes={label}", f"nodes/{label}", header)

    def _open_relationships(self, ends: Ends) -> TextIO:
        name, source, target = ends
        return self._open(f"--relationships={name}", f"relationships/{source}-{name}-{target}", relationship_header(ends))

    def _open(self, option: str, stem: str, header: list[str]) -> TextIO:
        header_name, rows_name = f"{stem}-header.csv", f"{stem}.csv"
        (self._folder / stem).parent.mkdir(exist_ok=True)
        (self._folder / header_name).write_text(",".join(header) + "\n", encoding="utf-8")
        # Paths inside the folder, which may be carried to the server's machine.
        self.arguments.append(f"{option}={header_name},{rows_name}")
        return self._stack.enter_context((self._folder / rows_name).open("w", encoding="utf-8", newline="\n"))

    def write(self, page: Contents) -> None:
        """Write the rows of one page."""
        for label, nodes in page.nodes():
            self.counts[label] += len(nodes)
            self._nodes[label].writelines(node_line(label, node) for node in nodes)
        for ends, rows in page.relationships():
            self.counts[ends] += len(rows)
            self._relationships[ends].writelines(relationship_line(ends[0], row) for row in rows)

    def write_snapshot(self, snapshot: Snapshot) -> None:
        """Write the node that says what the graph is."""
        # The mark of a build tells a reader that another graph came while it asked; nobody asks while a database is imported, so
        # the same graph may always have the same mark.
        node = {**snapshot_node(snapshot), "build": f"import-{snapshot.id}"}
        header = ["id:ID(Snapshot)", *(f"{name}:{_type_of(value)}" for name, value in node.items() if name != "id")]
        self._open_nodes("Snapshot", header).write(csv_line(node.values()))


def _type_of(value: object) -> str:
    if isinstance(value, list):
        return "long[]" if isinstance(value[0], int) else "string[]"
    return "string"
