"""The coding table: as an envelope under /api/v1, as a page, and as a file in each format."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.answers import AskedQuery, Envelope, Quoted, evidence_of, send
from api.asking import Asking, AskingNow
from api.cities import split_cities
from api.examples import responses
from api.routes_compare import CitiesAsked, CompareQuery, send_page
from queries.coding import assemble_coding
from queries.coding_table import CodingTable
from viz.coding_files import CODING_MEDIA_TYPES, CodingFormat, draw_coding_file
from viz.coding_parts import CodingPart
from viz.page import draw_coding


class CodingPartQuery(CompareQuery):
    """Which cities, and which part of their coding table a CSV file holds."""

    part: Annotated[CodingPart, Field(description="the list that the file holds, by default the coded units")] = "units"


def coding(asking: AskingNow, query: CitiesAsked) -> Response:
    """Every measure with its policy-instrument codes, counted by instrument and theme, and checked against two readers."""
    table = assemble_coding(asking.store, split_cities(query.cities))
    return asking.envelope(table, _asked(table), _evidence(table))


def _asked(table: CodingTable) -> AskedQuery:
    """All questions behind the table as one; each stands by itself in `data.queries`."""
    cypher = ";\n\n".join(f"// {used.name}\n{used.cypher}" for used in table.queries)
    return AskedQuery(name="coding", cypher=cypher, params={"cities": [city.code for city in table.cities]})


def _evidence(table: CodingTable) -> tuple[Quoted, ...]:
    return evidence_of(record.model_dump() for record in (*table.units, *table.references))


def coding_page(asking: AskingNow, query: CitiesAsked) -> Response:
    """The coding table as a page for people; every count leads to its sentences."""
    return send_page(asking, draw_coding(assemble_coding(asking.store, split_cities(query.cities)), query.cities))


def coding_csv(asking: AskingNow, query: Annotated[CodingPartQuery, Query()]) -> Response:
    """One part of the coding table as CSV."""
    return _send_file(asking, query.cities, "csv", query.part)


def coding_xlsx(asking: AskingNow, query: CitiesAsked) -> Response:
    """The coding table as a workbook: 编码表, 工具×主题, 一致性, 编码本, 说明."""
    return _send_file(asking, query.cities, "xlsx")


def coding_json(asking: AskingNow, query: CitiesAsked) -> Response:
    """The coding table as a JSON file."""
    return _send_file(asking, query.cities, "json")


def _send_file(asking: Asking, cities: str | None, file_format: CodingFormat, part: CodingPart | None = None) -> Response:
    table = assemble_coding(asking.store, split_cities(cities))
    name = f"coding-{part}" if part else "coding"
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{name}.{file_format}"}
    content = draw_coding_file(table, file_format, part)
    return send(asking.request, content, snapshot=table.snapshot, media_type=CODING_MEDIA_TYPES[file_format], headers=headers)


def make_router() -> APIRouter:
    """The routes of the coding table."""
    router = APIRouter(tags=["coding"])
    router.add_api_route("/api/v1/coding", coding, response_model=Envelope[CodingTable], responses=responses("/coding"))
    router.add_api_route("/coding", coding_page, response_class=HTMLResponse, responses=responses(None))
    for file_format, endpoint in (("csv", coding_csv), ("xlsx", coding_xlsx), ("json", coding_json)):
        router.add_api_route(f"/coding.{file_format}", endpoint, response_class=Response, responses=responses(None))
    return router
