"""The pages: a comparison, the coding table, the list of initiatives, and an error, as HTML without scripts; all text is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from viz.coding_files import CODING_MEDIA_TYPES
from viz.coding_layout import lay_out_coding
from viz.coding_parts import PARTS
from viz.files import DRAWINGS
from viz.layout import lay_out
from viz.words import AGENCIES, DIFFERENCES, DIFFERENCES_NOTE, INSTRUMENTS, MEASURES, PROGRAMMES, SERVED, known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from queries.coding_table import CodingTable
    from queries.comparison import Comparison

# What a page may load: its own inline style, and nothing else.
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


_HEADINGS = {
    "differences": DIFFERENCES,
    "differences_note": DIFFERENCES_NOTE,
    "programmes": PROGRAMMES,
    "agencies": AGENCIES,
    "served": SERVED,
    "instruments": INSTRUMENTS,
    "measures": MEASURES,
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["known"] = known
    return environment


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def draw_page(comparison: Comparison, cities: str | None = None, *, graph_link: str | None = None) -> str:
    """The comparison as a page; `cities` is what its address says after `cities=`, for the links to its files.

    `graph_link` opens Neo4j Browser with the part of the graph that the page shows.
    """
    sheet = lay_out(comparison)
    return _render("comparison.html", sheet=sheet, cities=cities, formats=list(DRAWINGS), headings=_HEADINGS, graph_link=graph_link)


def draw_coding(table: CodingTable, cities: str | None = None) -> str:
    """The coding table as a page; `cities` is what its address says after `cities=`, for the links to its files."""
    return _render("coding.html", sheet=lay_out_coding(table), cities=cities, formats=list(CODING_MEDIA_TYPES), parts=list(PARTS))


def draw_start(initiatives: Sequence[Mapping[str, Any]], plans: Sequence[Mapping[str, Any]], *, graph_link: str | None = None) -> str:
    """The first page: which initiatives can be compared and which plans were read, from the rows of those questions.

    Those that most cities carry out come first. `graph_link` opens Neo4j Browser with the part of the graph that the page shows.
    """
    names = {plan["city"]: plan["city_name"] for plan in plans}
    shared_first = sorted(initiatives, key=lambda row: -len(row["cities"]))
    return _render("start.html", initiatives=shared_first, plans=plans, names=names, graph_link=graph_link)


def draw_kit(kit: str, browser: str | None, guides: Mapping[str, str | None], queries: Mapping[str, str]) -> str:
    """The page that explains the kit at the address `kit`: the lines to type into Neo4j Browser, and links to its files.

    `guides` are their files, each with the address that opens it in the Browser; `queries` are the titles of the saved queries by name.
    """
    return _render("kit.html", kit=kit, browser=browser, guides=guides, queries=queries)


def draw_problem(title: str, detail: str, suggestions: Mapping[str, str | None]) -> str:
    """The page that says what went wrong and what to do; `suggestions` are names with the address each leads to."""
    return _render("problem.html", title=title, detail=detail, suggestions=suggestions)
