"""Lines sorted on the disk, where all of them together do not fit into memory."""

from __future__ import annotations

import heapq
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RUN_LINES = 50_000


class SortedLines:
    """Lines that are taken in any order, kept in files of an empty folder, and given back in order.

    Args:
        folder: where the files are; removing it is left to the caller.
        run_lines: how many lines are in memory at one time.
    """

    def __init__(self, folder: Path, run_lines: int = RUN_LINES) -> None:
        self._folder = folder
        self._run_lines = run_lines
        self._waiting: list[str] = []
        self._runs: list[Path] = []

    def add(self, lines: Iterable[str]) -> None:
        """Take lines in; none of them has a line break in it."""
        for line in lines:
            self._waiting.append(line)
            if len(self._waiting) >= self._run_lines:
                self._write_run()

    def _write_run(self) -> None:
        run = self._folder / f"{len(self._runs)}.run"
        with run.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in sorted(self._waiting))
        self._runs.append(run)
        self._waiting.clear()

    def in_order(self) -> Iterator[str]:
        """All lines, sorted."""
        with ExitStack() as stack:
            files = [stack.enter_context(run.open(encoding="utf-8", newline="\n")) for run in self._runs]
            # The line break is taken off first: with it, a line would stand behind those that begin with it and a tab.
            runs = [map(_without_break, file) for file in files]
            yield from heapq.merge(sorted(self._waiting), *runs)


def _without_break(line: str) -> str:
    return line.removesuffix("\n")
