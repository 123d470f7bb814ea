"""Measure how fast a graph is written to a Neo4j server, beside public writers and a loop written by hand; print a table.

Every writer writes the same made graph (10,000 nodes, 30,000 relationships) to the same server, emptied before each run, with
the same constraints; each run has a process of its own. Rounds go through the writers forwards and backwards in turn; the first
two warm the server up and are not counted. What policygraph writes is a whole build: every row checked, written beside the old
graph, compared with what the server made of it, and swapped in.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import neo4j
from made_graph import Made, make_graph, row_count
from peer_writers import PEERS
from rich.console import Console
from rich.table import Table
from servers import LOGIN, password_of, running_server

from graph.neo4j_schema import declare
from graph.store import build_store

OWN = "policygraph"
WARMING = 2
PYTHON_OF_PEERS = Path(__file__).parent.parent / ".venv-peers" / "bin" / "python"


def write_own(file: Path, address: str) -> float:
    """Seconds of one build of the made graph."""
    made: Made = json.loads(file.read_text(encoding="utf-8"))
    flat = [
        (each, [{"source_id": row["source_id"], "target_id": row["target_id"], **row["properties"]} for row in each["rows"]])
        for each in made["relationships"]
    ]
    start = perf_counter()
    with build_store(address, LOGIN) as builder:
        for nodes in made["nodes"]:
            builder.write_nodes(nodes["label"], nodes["rows"])
        for each, rows in flat:
            builder.write_relationships(each["name"], each["source"], each["target"], rows)
    return perf_counter() - start


def _empty(driver: neo4j.Driver) -> None:
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def _counted(driver: neo4j.Driver) -> int:
    """How many nodes and relationships of the made graph the server has."""
    nodes = driver.execute_query("MATCH (n:Plan|Indicator|Programme|Passage|Target) RETURN count(*) AS n").records[0]["n"]
    return int(nodes + driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n").records[0]["n"])


def _run(writer: str, file: Path, address: str) -> float:
    """Seconds of one run in a process of its own."""
    command = [sys.executable, __file__, "--write", str(file), "--address", address]
    if writer != OWN:
        command = [str(PYTHON_OF_PEERS), str(Path(__file__).with_name("peer_writers.py")), writer, str(file), address]
    environment = {**os.environ, "POLICYGRAPH_NEO4J_PASSWORD": password_of(LOGIN)}
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return float(run.stdout.splitlines()[-1])


def measure(rounds: int, folder: Path, console: Console) -> dict[str, list[float]]:
    """Seconds of every counted run, by writer.

    Raises:
        SystemExit: a writer did not write the whole graph, so that its time means nothing.
    """
    made, file = make_graph(), folder / "made.json"
    file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    runs: dict[str, list[float]] = {writer: [] for writer in (OWN, *PEERS)}
    with running_server(folder) as server, neo4j.GraphDatabase.driver(server.bolt_address, auth=("neo4j", password_of(LOGIN))) as driver:
        with driver.session() as session:
            declare(session)
        for number in range(rounds + WARMING):
            for writer in list(runs) if number % 2 == 0 else list(reversed(runs)):
                console.print(f"round {number + 1} of {rounds + WARMING}: {writer}")
                _empty(driver)
                seconds = _run(writer, file, server.bolt_address)
                if _counted(driver) != row_count(made):
                    sys.exit(f"{writer} wrote {_counted(driver)} of {row_count(made)} rows")
                runs[writer].extend([seconds] if number >= WARMING else [])
    return runs


def writer_table(runs: dict[str, list[float]], rows: int) -> Table:
    """Time and speed of each writer, and how many times the speed of each other one policygraph has."""
    own = median(runs[OWN])
    table = Table(title=f"Writing {rows:,} nodes and relationships to Neo4j (medians)")
    for head in ("writer", "seconds", "fastest-slowest", "rows per second", "policygraph is"):
        table.add_column(head, justify="left" if head == "writer" else "right", no_wrap=True)
    for writer, seconds in runs.items():
        middle = median(seconds)
        span, ratio = f"{min(seconds):.2f}-{max(seconds):.2f}", "" if writer == OWN else f"{middle / own:.2f} x as fast"
        table.add_row(writer, f"{middle:.2f}", span, f"{rows / middle:,.0f}", ratio)
    return table


def main() -> None:
    """Print the table; with --write, make one run and print its seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="counted runs of each writer (default 3)")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        print(write_own(args.write, args.address))
        return
    with TemporaryDirectory() as name:
        runs = measure(args.rounds, Path(name), Console(stderr=True))
    Console(width=None if sys.stdout.isatty() else 140).print(writer_table(runs, row_count(make_graph())))


if __name__ == "__main__":
    main()
