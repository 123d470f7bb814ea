"""Measure the build of both plans, one comparison per initiative and every question; print tables.

Each run of each stage has a process of its own; rounds go through the stages forwards and backwards in turn, and what is
printed is the median. A stage that has a named alternative is also given as a ratio to it, from the same rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table
from stages import CORPUS, GRAPH, INITIATIVES, STAGES, Measured

from graph.errors import PolicygraphError
from loaders.pipeline import build

ALTERNATIVES = {
    "extract": "find digits",
    "write graph": "plain MERGE",
    **{f"compare {name}": f"ask only {name}" for name in INITIATIVES},
}
UNITS = {"build": "chars", "extract": "chars", "find digits": "chars", "write graph": "rows", "plain MERGE": "rows"}

Runs = dict[str, list[Measured]]


def _run_stage(stage: str, folder: Path) -> Any:
    command = [sys.executable, str(Path(__file__).with_name("stages.py")), stage, str(folder)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure(rounds: int, folder: Path, console: Console) -> Runs:
    """Every run of every stage, by stage."""
    runs: Runs = {stage: [] for stage in STAGES}
    with console.status("") as status:
        for number in range(rounds):
            for stage in list(STAGES) if number % 2 == 0 else list(reversed(STAGES)):
                status.update(f"round {number + 1} of {rounds}: {stage}")
                runs[stage].append(Measured(**_run_stage(stage, folder)))
    return runs


def stage_table(runs: Runs) -> Table:
    """Time, speed, memory and ratio of each stage."""
    table = Table(title="Stages (medians)")
    for head in ("stage", "wall s", "fastest-slowest", "amount", "per second", "peak MB", "times its alternative"):
        table.add_column(head, justify="left" if head == "stage" else "right", no_wrap=True)
    for stage, measured in runs.items():
        table.add_row(stage, *_cells(stage, measured, runs))
    return table


def _seconds(measured: list[Measured]) -> float:
    return median(each.seconds for each in measured)


def _cells(stage: str, measured: list[Measured], runs: Runs) -> tuple[str, ...]:
    seconds, amount, other = _seconds(measured), measured[0].amount, ALTERNATIVES.get(stage)
    unit = UNITS.get(stage, "facts" if stage.startswith("compare") else "rows")
    return (
        f"{seconds:.4f}",
        f"{min(each.seconds for each in measured):.4f}-{max(each.seconds for each in measured):.4f}",
        f"{amount:,} {unit}",
        f"{amount / seconds:,.0f} {unit}/s",
        f"{median(each.peak_mb for each in measured):.0f}",
        f"{seconds / _seconds(runs[other]):.2f} x {other}" if other else "",
    )


def query_table(times: dict[str, dict[str, float]]) -> Table:
    """Rows and times of each question."""
    table = Table(title="Questions, each with its example")
    for head in ("question", "rows", "p50 ms", "longest ms"):
        table.add_column(head, justify="left" if head == "question" else "right", no_wrap=True)
    for name, each in times.items():
        table.add_row(name, f"{each['rows']:.0f}", f"{each['p50_ms']:.2f}", f"{each['max_ms']:.2f}")
    return table


def main() -> int:
    """Print the tables and, with -o, write the numbers as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each stage (default 5)")
    parser.add_argument("-o", "--output", type=Path, help="also write every run to this JSON file")
    args = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 140)
    with TemporaryDirectory() as name:
        folder = Path(name)
        build(CORPUS, str(folder / GRAPH), lambda _: None)
        runs, times = measure(args.rounds, folder, Console(stderr=True)), _run_stage("queries", folder)
    console.print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, {args.rounds} rounds"
    )
    console.print(stage_table(runs))
    console.print(query_table(times))
    if args.output:
        every = {stage: [asdict(each) for each in measured] for stage, measured in runs.items()}
        args.output.write_text(json.dumps({"stages": every, "queries": times}, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PolicygraphError as error:
        sys.exit(error.message)
