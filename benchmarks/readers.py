"""Measure text → facts beside public readers of numbers and times; print a table of ratios.

Each reader runs in a process of its own on the lines of both plans, warmed up; rounds go through the readers forwards and
backwards in turn, and what is printed is the median. The readers do less than the extractor: one finds numbers, one times.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from loaders.facts import extract_facts
from loaders.manifest import read_corpus
from loaders.pipeline import extract_plan
from loaders.programmes import extract_programmes
from loaders.read import read_plan
from loaders.split import split_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.records import Document

CORPUS = Path(__file__).parent.parent / "data" / "plans"
PEER_PYTHON = Path(__file__).parent.parent / ".venv-peers" / "bin" / "python"
PEERS = ("recognizers-text numbers", "jionlp times")
ROUNDS = 5
# Texts that a careless pattern chokes on; four times the text should take about four times the time.
HOSTILE = ("1", "一", "（", "“", "1个", "1:", "A1", "每年1人，", "由1人提高到", "百分之", "（1人", "占1%，")
HOSTILE_SIGNS = 20_000
# So many copies of a plan, one after another, show how the time grows with the text.
COPIES = 10


def _facts(document: Document) -> object:
    """Text → facts: split, find every numeral, read facts from prose and tables."""
    return extract_facts(split_document(document), ())


def _tied_facts(document: Document) -> object:
    """The same with the programmes found first, so that numbers are tied to them."""
    split = split_document(document)
    return extract_facts(split, extract_programmes(split))


OURS: dict[str, Callable[[Document], object]] = {"facts": _facts, "facts and programmes": _tied_facts, "all records": extract_plan}


def run_own(reader: str, copies: int) -> dict[str, float]:
    """One warm run over both plans, each repeated `copies` times in one text."""
    documents = [read_plan(manifest, CORPUS) for manifest in read_corpus(CORPUS)]
    longer = [document.model_copy(update={"text": "\n\n".join([document.text] * copies)}) for document in documents]
    read = OURS[reader]
    for document in documents:
        read(document)
    start = perf_counter()
    for document in longer:
        read(document)
    return {"seconds": perf_counter() - start, "characters": sum(len(document.text) for document in longer)}


def read_hostile() -> dict[str, tuple[float, float]]:
    """Seconds for each hostile text and for four times as much of it."""
    document = read_plan(read_corpus(CORPUS)[0], CORPUS)

    def seconds(unit: str, signs: int) -> float:
        start = perf_counter()
        _facts(document.model_copy(update={"text": f"第一章 任务\n\n{unit * (signs // len(unit))}"}))
        return perf_counter() - start

    return {unit: (seconds(unit, HOSTILE_SIGNS), seconds(unit, 4 * HOSTILE_SIGNS)) for unit in HOSTILE}


def _hostile_table(times: dict[str, tuple[float, float]]) -> Table:
    table = Table(title=f"Hostile texts, {HOSTILE_SIGNS:,} signs")
    for head in ("repeated", "seconds", "four times the text takes so many times as long"):
        table.add_column(head, justify="left" if head == "repeated" else "right")
    for unit, (once, more) in times.items():
        table.add_row(unit, f"{once:.3f}", f"{more / once:.1f}")
    return table


def _measure(reader: str, text: Path, copies: int = 1) -> float:
    """Characters a second of one run in a process of its own."""
    if reader in OURS:
        command = [sys.executable, __file__, reader, str(copies)]
    else:
        command = [str(PEER_PYTHON), str(Path(__file__).with_name("peer_readers.py")), reader, str(text)]
    run = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout)
    return float(run["characters"]) / float(run["seconds"])


def main() -> None:
    """Print the table; without the peers' environment say how to make it."""
    console = Console(width=None if sys.stdout.isatty() else 140)
    peers = PEERS if PEER_PYTHON.exists() else ()
    readers = [(reader, 1) for reader in (*OURS, *peers)] + [("facts", COPIES)]
    with TemporaryDirectory() as folder:
        text = Path(folder) / "plans.txt"
        text.write_text("\n".join(read_plan(manifest, CORPUS).text for manifest in read_corpus(CORPUS)), encoding="utf-8")
        speeds: dict[tuple[str, int], list[float]] = {reader: [] for reader in readers}
        for number in range(ROUNDS):
            for reader in readers if number % 2 == 0 else reversed(readers):
                speeds[reader].append(_measure(reader[0], text, reader[1]))
    console.print(_table({reader: median(each) for reader, each in speeds.items()}))
    console.print(_hostile_table(read_hostile()))
    if not peers:
        console.print("The public readers were left out: `make bench` installs them into .venv-peers.")


def _table(speeds: dict[tuple[str, int], float]) -> Table:
    table = Table(title="Readers (medians of characters a second, warm, one process)")
    for head in ("reader", "characters/s", "facts reads so many times as fast"):
        table.add_column(head, justify="left" if head == "reader" else "right")
    own = speeds["facts", 1]
    for (reader, copies), speed in speeds.items():
        name = reader if copies == 1 else f"{reader}, {copies} times the text ({copies * own / speed:.1f} times the time)"
        table.add_row(name, f"{speed:,.0f}", f"{own / speed:.1f}")
    return table


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(run_own(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
