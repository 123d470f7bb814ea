"""The file formats of a coding table: how each is drawn and what it is called over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from graph.errors import BadParameter
from viz.coding_csv import draw_coding_csv
from viz.coding_xlsx import draw_coding_xlsx
from viz.json import draw_json

if TYPE_CHECKING:
    from queries.coding_table import CodingTable
    from viz.coding_parts import CodingPart

CodingFormat = Literal["csv", "xlsx", "json"]
CODING_MEDIA_TYPES: dict[CodingFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def draw_coding_file(table: CodingTable, file_format: CodingFormat, part: CodingPart | None = None) -> bytes:
    """The bytes of a file, the same for the command and for the service; `part` is the one that a CSV file holds, `units` where left out.

    Raises:
        BadParameter: a part of a format that always holds all of them.
    """
    refuse_part(file_format, part)
    if file_format == "xlsx":
        return draw_coding_xlsx(table)
    return (draw_json(table) if file_format == "json" else draw_coding_csv(table, part or "units")).encode()


def refuse_part(file_format: str, part: CodingPart | None) -> None:
    """Make sure that a part is asked for in CSV only.

    Raises:
        BadParameter: it is not.
    """
    if part is not None and file_format != "csv":
        raise BadParameter(f"part is {part}, and {file_format} holds every part; leave it out, or ask for csv")
