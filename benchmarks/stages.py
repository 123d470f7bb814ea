"""The stages that are measured, each in a process of its own: `python benchmarks/stages.py STAGE FOLDER`.

A stage prepares what it needs, then times its work once and prints one line of JSON (`Measured`). FOLDER holds the graph
that the reading stages open (`graph.kgl`); the writing stages write beside it.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import kglite

from graph.store import build_store, open_store
from loaders.indicators import load_indicators
from loaders.lexicons import codebook, initiatives
from loaders.link import link
from loaders.load import load
from loaders.manifest import read_corpus
from loaders.pipeline import build, extract_plan
from loaders.read import read_plan
from queries.assemble import assemble_comparison
from queries.catalogue import load_catalogue, run_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.records import Document
    from graph.store import Store, StoreBuilder

    Row = Mapping[str, object]

CORPUS = Path(__file__).parent.parent / "data" / "plans"
GRAPH = "graph.kgl"
INITIATIVES = ("粤菜师傅", "广东技工", "南粤家政")
QUERY_RUNS = 21


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a stage: its time, how much it worked on (`amount`), and the most memory its process held.

    The memory is that of the whole process: interpreter, libraries and what the stage prepared included.
    """

    seconds: float
    amount: int
    peak_mb: float


def _peak_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        # macOS, where the figure is in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    # Linux counts the memory of the process that started this one in ru_maxrss, so the kernel's own line is read.
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _measured(seconds: float, amount: int) -> Measured:
    return Measured(seconds, amount, _peak_mb())


def _timed(work: Callable[[], object], amount: int) -> Measured:
    start = perf_counter()
    work()
    return _measured(perf_counter() - start, amount)


def _documents() -> list[Document]:
    return [read_plan(manifest, CORPUS) for manifest in read_corpus(CORPUS)]


def _nothing(_: str) -> None:
    pass


def build_graph(folder: Path) -> Measured:
    """Both plans from file to graph, everything included."""
    characters = sum(len(document.text) for document in _documents())
    return _timed(lambda: build(CORPUS, str(folder / "built.kgl"), _nothing), characters)


def extract(_: Path) -> Measured:
    """Both plans from text to records; the word lists are read on the way."""
    documents = _documents()
    return _timed(lambda: list(map(extract_plan, documents)), sum(len(document.text) for document in documents))


def find_digits(_: Path) -> Measured:
    """The least that any extractor does: split both texts into lines and find their digits."""
    documents = _documents()
    number = re.compile(r"\d+")

    def work() -> None:
        for document in documents:
            for line in document.text.splitlines():
                list(number.finditer(line))

    return _timed(work, sum(len(document.text) for document in documents))


class Recorder:
    """A builder that keeps what is written, to be written again elsewhere."""

    def __init__(self) -> None:
        self.nodes: list[tuple[str, list[Row]]] = []
        self.relationships: list[tuple[str, str, str, list[Row]]] = []

    def write_nodes(self, label: str, rows: Iterable[Row]) -> None:
        """Keep nodes."""
        self.nodes.append((label, list(rows)))

    def write_relationships(self, name: str, source_label: str, target_label: str, rows: Iterable[Row]) -> None:
        """Keep relationships."""
        self.relationships.append((name, source_label, target_label, list(rows)))

    def replay(self, builder: StoreBuilder) -> None:
        """Write everything into another builder."""
        for label, rows in self.nodes:
            builder.write_nodes(label, rows)
        for name, source, target, rows in self.relationships:
            builder.write_relationships(name, source, target, rows)

    def row_count(self) -> int:
        """How many nodes and relationships were kept."""
        return sum(len(rows) for *_, rows in (*self.nodes, *self.relationships))


def _recorded() -> Recorder:
    recorder = Recorder()
    plans = [extract_plan(document) for document in _documents()]
    load(
        recorder,
        plans,
        initiatives=initiatives().initiatives,
        indicators=load_indicators().indicators,
        codebook=codebook(),
        links=link(plans),
    )
    return recorder


def write_graph(folder: Path) -> Measured:
    """The rows of both plans checked, written, read back and swapped in."""
    recorder = _recorded()

    def work() -> None:
        with build_store(str(folder / "written.kgl")) as builder:
            recorder.replay(builder)

    return _timed(work, recorder.row_count())


class PlainBuilder:
    """The engine by itself: UNWIND and MERGE, nothing checked, nothing read back."""

    def __init__(self) -> None:
        self.graph = kglite.KnowledgeGraph()

    def _run(self, statement: str, rows: list[dict[str, object]]) -> None:
        self.graph.cypher(statement, params={"rows": rows}, disable_optimizer=True)

    def write_nodes(self, label: str, rows: Iterable[Row]) -> None:
        """Write nodes."""
        self._run(f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", [_plain(row) for row in rows])

    def write_relationships(self, name: str, source_label: str, target_label: str, rows: Iterable[Row]) -> None:
        """Write relationships."""
        ends = f"MATCH (a:{source_label} {{id: row.source_id}}) MATCH (b:{target_label} {{id: row.target_id}})"
        pairs = [{"source_id": row["source_id"], "target_id": row["target_id"], "properties": _properties(row)} for row in rows]
        self._run(f"UNWIND $rows AS row {ends} MERGE (a)-[r:{name}]->(b) SET r += row.properties", pairs)


def _plain(row: Row) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items() if value is not None}


def _properties(row: Row) -> dict[str, object]:
    return {key: value for key, value in _plain(row).items() if key not in ("source_id", "target_id")}


def merge_plainly(folder: Path) -> Measured:
    """The same rows by UNWIND and MERGE alone, saved once."""
    recorder = _recorded()

    def work() -> None:
        builder = PlainBuilder()
        recorder.replay(builder)
        builder.graph.save(str(folder / "plain.kgl"))

    return _timed(work, recorder.row_count())


def _on_graph(folder: Path, work: Callable[[Store], int]) -> Measured:
    with closing(open_store(str(folder / GRAPH))) as store:
        start = perf_counter()
        amount = work(store)
        return _measured(perf_counter() - start, amount)


def compare(folder: Path, initiative: str) -> Measured:
    """One comparison on a graph that is open already; its facts are the amount."""
    return _on_graph(folder, lambda store: sum(len(row.facts) for row in assemble_comparison(store, initiative).indicators))


def ask_only(folder: Path, initiative: str) -> Measured:
    """The questions that a comparison asks, without the names it resolves and the result it assembles."""
    with closing(open_store(str(folder / GRAPH))) as store:
        used = assemble_comparison(store, initiative).queries
    load_catalogue()
    return _on_graph(folder, lambda store: sum(len(run_query(store, each.name, each.parameters).rows) for each in used))


def queries(folder: Path) -> dict[str, dict[str, float]]:
    """For each question with its example: rows, and the median and longest milliseconds of several runs."""
    with closing(open_store(str(folder / GRAPH))) as store:
        return {each.name: _query_times(store, each.name, each.example()) for each in load_catalogue().questions}


def _query_times(store: Store, name: str, parameters: Row) -> dict[str, float]:
    times, rows = [], 0
    for _ in range(QUERY_RUNS):
        start = perf_counter()
        rows = len(run_query(store, name, parameters).rows)
        times.append((perf_counter() - start) * 1000)
    return {"rows": rows, "p50_ms": median(times), "max_ms": max(times)}


STAGES: dict[str, Callable[[Path], Measured]] = {
    "build": build_graph,
    "extract": extract,
    "find digits": find_digits,
    "write graph": write_graph,
    "plain MERGE": merge_plainly,
    **{f"compare {name}": partial(compare, initiative=name) for name in INITIATIVES},
    **{f"ask only {name}": partial(ask_only, initiative=name) for name in INITIATIVES},
}


def main() -> None:
    """Print what the stage measured."""
    stage, folder = sys.argv[1], Path(sys.argv[2])
    print(json.dumps(queries(folder) if stage == "queries" else asdict(STAGES[stage](folder))))


if __name__ == "__main__":
    main()
