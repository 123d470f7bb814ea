"""What the command line says: results on standard output or in a file, progress and errors on standard error."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from graph.errors import BadParameter
from graph.files import replace_file
from viz.lines import one_line
from viz.table import PIPE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.status import Status

    from api.problems import Problem


class TerminalReporter:
    """Shows progress while it lasts on a terminal; in a pipe, warnings only."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._status: Status | None = None

    def warn(self, message: str) -> None:
        """One line that a person should see."""
        self._console.print(Text(f"policygraph: {one_line(message)}"), soft_wrap=True)

    def progress(self, message: str) -> None:
        """What a long step is at; nothing in a pipe."""
        text = Text(one_line(message))
        if self._status:
            self._status.update(text)
        elif self._console.is_terminal:
            self._status = self._console.status(text)
            self._status.start()

    def end(self) -> None:
        """Take the progress off the terminal."""
        if self._status:
            self._status.stop()


@contextlib.contextmanager
def reporting() -> Iterator[TerminalReporter]:
    """A reporter on standard error for the time of one step."""
    reporter = TerminalReporter()
    try:
        yield reporter
    finally:
        reporter.end()


def is_terminal() -> bool:
    """Whether standard output is a terminal; it is None where a shell has closed it."""
    return sys.stdout is not None and sys.stdout.isatty()


def table_width() -> int:
    """How wide tables are: as the terminal, or as they always are in a pipe."""
    return shutil.get_terminal_size((PIPE_WIDTH, 40)).columns if is_terminal() else PIPE_WIDTH


def has_color() -> bool:
    """Whether standard output is a terminal whose user has not asked for no colour."""
    return is_terminal() and not os.environ.get("NO_COLOR")


def refuse_on_terminal(what: str) -> None:
    """Make sure that standard output is no terminal, for a result that is no text.

    Raises:
        BadParameter: it is one.
    """
    if is_terminal():
        raise BadParameter(f"{what} cannot be shown on a terminal; write it to a file with -o FILE")


def write_result(result: str | bytes, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output; text as UTF-8.

    Raises:
        BadParameter: it cannot be written there.
        BrokenPipeError: whoever read standard output has gone.
    """
    content = result.encode() if isinstance(result, str) else result
    if output is not None:
        write_bytes(content, output)
    elif sys.stdout is None:
        raise BadParameter("standard output is closed; write to a file with -o FILE, or leave it open")
    else:
        _write_output(content)


def _write_output(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_output()
        raise BadParameter(f"standard output: cannot be written ({error.strerror}); write elsewhere") from error


def write_bytes(content: bytes, output: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        BadParameter: it cannot be written.
    """
    try:
        replace_file(output, content)
    except OSError as error:
        raise BadParameter(f"-o {output}: cannot be written ({error.strerror or error}); give another path") from error


def write_problem(problem: Problem, *, as_json: bool) -> None:
    """Write an error to standard error: as one line, or as a problem document."""
    text = problem.model_dump_json() if as_json else f"policygraph: {one_line(problem.detail)}"
    sys.stderr.write(f"{text}\n")


def silence_output() -> None:
    """Give up standard output after its reader has gone, so that nothing more is said about it at exit."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
