"""The file formats of a comparison: how each is drawn and what it is called over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from viz.csv import draw_csv
from viz.json import draw_json
from viz.markdown import draw_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.comparison import Comparison

FileFormat = Literal["json", "csv", "md"]


class Drawing(NamedTuple):
    """How a format is drawn."""

    draw: Callable[[Comparison], str]
    media_type: str


DRAWINGS: dict[FileFormat, Drawing] = {
    "json": Drawing(draw_json, "application/json"),
    "csv": Drawing(draw_csv, "text/csv; charset=utf-8"),
    "md": Drawing(draw_markdown, "text/markdown; charset=utf-8"),
}
