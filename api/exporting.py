"""The whole graph in files, in the format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from api.outputs import find_folder, find_output
from api.terminal import write_bytes
from graph.neo4j_import import write_import
from graph.read_back import read_whole
from viz.graph_files import draw_graph, write_tables
from viz.reports import draw_export, draw_import

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from api.settings import Settings
    from graph.store import Store

FolderFormat = Literal["csv", "neo4j-import"]
ExportFormat = Literal["graphml", "gexf", "jsonl", "csv", "neo4j-import"]


def find_place(name: str, settings: Settings, file_format: ExportFormat) -> Path:
    """Where `-o` says that the export goes: a file, or a folder that is new or empty for the formats that are several files.

    Raises:
        BadParameter: nothing can be written there, or something that the command reads is there.
    """
    place = find_folder(name) if file_format in get_args(FolderFormat) else find_output(name, settings)
    assert place is not None, "only an option that is left out names no place"
    return place


def export_graph(store: Store, file_format: ExportFormat, place: Path, tell: Callable[[str], None]) -> str:
    """Write the whole graph, all of it or nothing, and give the lines to print; `tell` gets lines to show meanwhile.

    Raises:
        BadParameter: it cannot be written there.
        StoreChanged: another graph took the place of this one meanwhile.
        StoreError: the graph cannot be read, or has been changed since it was built.
    """
    if file_format == "neo4j-import":
        return draw_import(write_import(store, place, tell), place)
    snapshot, contents = store.snapshot(), read_whole(store, tell)
    tell(f"writing {place}")
    if file_format == "csv":
        write_tables(contents, snapshot, place)
    else:
        write_bytes(draw_graph(contents, snapshot, file_format), place)
    return draw_export(contents, snapshot, place)
