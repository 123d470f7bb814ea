"""The answer to a question of the catalogue as a table, JSON or CSV, and the list of questions as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from viz.cells import cell_text, draw_cells
from viz.lines import draw_text, one_line, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from queries.catalogue import Catalogue, QueryResult
    from queries.header import Head, Parameter

_GAP = 2


def draw_answer_json(result: QueryResult) -> str:
    """The answer as indented JSON text, with the question, its Cypher and its columns."""
    return json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def draw_answer_csv(result: QueryResult) -> str:
    """The rows as CSV text under the columns of the question."""
    names = [column.name for column in result.columns]
    return draw_cells(names, ([row[name] for name in names] for row in result.rows))


def draw_answer_table(result: QueryResult, *, width: int) -> str:
    """The rows as text: one line each where they fit into `width` columns, else one block each; `-` where there is nothing."""
    names = [column.name for column in result.columns]
    rows = [[one_line(cell_text(row[name])) or "-" for name in names] for row in result.rows]
    widths = [max(map(cell_len, cells)) for cells in zip(names, *rows, strict=True)]
    fits = sum(widths) + _GAP * len(names) <= width
    body = _grid(names, rows) if fits else Group(*(_record(names, row, width) for row in rows))
    count = f"{len(rows)} 行 rows"
    return draw_text(Group(Text(result.question.zh), Text(result.question.en), Text(), body, Text(count)), width=width)


def draw_questions(catalogue: Catalogue, *, width: int) -> str:
    """Every question and analysis with its name and what it takes."""
    return draw_text(Group(*(_question(each, width) for each in catalogue.entries)), width=width)


def _grid(names: list[str], rows: list[list[str]]) -> RenderableType:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for line in (names, *rows):
        grid.add_row(*map(Text, line))
    return grid


def _record(names: list[str], row: list[str], width: int) -> RenderableType:
    left = max(map(len, names)) + _GAP
    grid = Table.grid()
    grid.add_column(width=left)
    grid.add_column()
    for name, cell in zip(names, row, strict=True):
        grid.add_row(Text(name), wrap(Text(cell), width - left))
    return Padding(grid, (0, 0, 1, 0))


def _question(question: Head, width: int) -> RenderableType:
    lines = [Text(question.name, style="bold")]
    lines += [Text(f"    {text}") for text in (question.question.zh, question.question.en)]
    lines += [wrap(Text(f"    {text}"), width) for text in map(_parameter, question.parameters)]
    return Padding(Group(*lines), (0, 0, 1, 0))


def _parameter(parameter: Parameter) -> str:
    words = "".join(_parameter_words(parameter))
    return f"--param {parameter.name}={words}"


def _parameter_words(parameter: Parameter) -> Iterator[str]:
    example = parameter.example if parameter.example is not None else ""
    yield ",".join(map(str, example)) if isinstance(example, tuple) else str(example)
    yield f"  {parameter.holds}"
    if parameter.is_required:
        yield "; must be given"
    elif parameter.default is not None:
        yield f"; {cell_text(parameter.default)} where left out"
