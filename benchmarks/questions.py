"""Measure every question of the catalogue on both engines, at the real size and at a graph a thousand times as large; print a table.

Each question is asked with its example, as often as fits into a few seconds, and the median is printed; a question that
takes longer than the service allows (30 s) or gives more rows than it allows is said so.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import chdir, closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import neo4j
from large_graph import write_large_file, write_large_import
from rich.console import Console
from rich.table import Table
from servers import LOGIN, LargeServer, password_of

from deploy.neo4j.ports import free_ports
from graph.errors import BadParameter, StoreError
from graph.neo4j_csv import finishing
from graph.neo4j_import import ARGUMENTS, write_import
from graph.store import open_store
from loaders.pipeline import build
from queries.catalogue import load_catalogue, run_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

CORPUS = Path(__file__).parent.parent / "data" / "plans"
MOST_RUNS = 21
MOST_SECONDS = 3.0

Times = dict[str, float | str]


def ask_all(store: Store) -> Times:
    """Milliseconds of each question, the median of its runs, or why there is no time."""
    return {question.name: _ask(store, question.name, question.example()) for question in load_catalogue().questions}


def _ask(store: Store, name: str, example: dict[str, object]) -> float | str:
    times: list[float] = []
    while len(times) < MOST_RUNS and sum(times) < MOST_SECONDS:
        start = perf_counter()
        try:
            run_query(store, name, example)
        except BadParameter:
            return "too many rows"
        except StoreError as error:
            return "> 30 s" if "took longer" in error.message else "memory"
        times.append(perf_counter() - start)
    # The first run of a question also plans it.
    return median(times[1:] or times) * 1000


@contextmanager
def _imported(folder: Path, files: Path, *, heap: str, pages: str) -> Iterator[Store]:
    """The graph of those files on a server of its own."""
    bolt, http = free_ports()
    server = LargeServer(folder, bolt, http, heap=heap, pages=pages)
    with chdir(files):
        # The files name each other by where they are.
        server.admin(["database", "import", "full", "neo4j", f"@{ARGUMENTS}"])
    server.start(password_of(LOGIN))
    try:
        _finish(server.bolt_address)
        with closing(open_store(server.bolt_address, LOGIN)) as store:
            yield store
    finally:
        server.stop()


def _finish(address: str) -> None:
    """Run the statements that end an import, and wait for the indexes."""
    with neo4j.GraphDatabase.driver(address, auth=("neo4j", password_of(LOGIN))) as driver, driver.session() as session:
        for statement in finishing():
            session.run(statement).consume()
        session.run("CALL db.awaitIndexes(3600)").consume()


def measure(folder: Path, factor: int, console: Console) -> dict[str, Times]:
    """The times of both engines at both sizes, by engine and size."""
    real, real_files, large, large_files = (folder / name for name in ("real.kgl", "real", "large.kgl", "large"))
    build(CORPUS, str(real), lambda _: None)
    with closing(open_store(str(real))) as store:
        write_import(store, real_files)
        found = {"embedded": ask_all(store)}
    console.print("the real graph on a server")
    with _imported(folder / "neo4j", real_files, heap="1g", pages="512m") as store:
        found["Neo4j"] = ask_all(store)
    console.print(f"making the graph {factor} times as large")
    console.print(f"{write_large_import(real_files, large_files, factor):,} rows")
    write_large_file(real_files, large, factor)
    console.print("asking the embedded engine")
    with closing(open_store(str(large))) as store:
        found[f"embedded x {factor}"] = ask_all(store)
    console.print("importing it into a server")
    with _imported(folder / "neo4j-large", large_files, heap="6g", pages="6g") as store:
        found[f"Neo4j x {factor}"] = ask_all(store)
    return found


def question_table(found: dict[str, Times], factor: int) -> Table:
    """The p50 of each question on each engine, and how many times as long the large graph takes."""
    table = Table(title=f"Questions, p50 in ms, on the graph of both plans and on one {factor} times as large")
    for head in ("question", *found, "embedded grows", "Neo4j grows"):
        table.add_column(head, justify="left" if head == "question" else "right", no_wrap=True)
    for name in found["embedded"]:
        cells = [_cell(times[name]) for times in found.values()]
        growth = [_growth(found[engine][name], found[f"{engine} x {factor}"][name]) for engine in ("embedded", "Neo4j")]
        table.add_row(name, *cells, *growth)
    return table


def _cell(time: float | str) -> str:
    return time if isinstance(time, str) else f"{time:,.2f}"


def _growth(small: float | str, large: float | str) -> str:
    return "" if isinstance(small, str) or isinstance(large, str) else f"{large / small:,.1f} x"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--factor", type=int, default=1000, help="how many times as large (default 1000: 10 GB of memory, 20 GB of disk)")
    parser.add_argument("--folder", type=Path, help="where the graphs are made (default: the folder for temporary files)")
    args = parser.parse_args()
    with TemporaryDirectory(dir=args.folder) as name:
        found = measure(Path(name), args.factor, Console(stderr=True))
    Console(width=None if sys.stdout.isatty() else 160).print(question_table(found, args.factor))


if __name__ == "__main__":
    main()
