"""One comparison, one address: as an envelope under /api/v1, as a page, and as a file in each format."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.answers import AskedQuery, Envelope, Quoted, evidence_of, send
from api.asking import Asking, AskingNow, NoQuery
from api.cities import split_cities
from api.examples import responses
from api.graph_links import graph_link
from queries.assemble import assemble_comparison
from queries.comparison import CityPresence, CitySide, Comparison, Shown
from viz.files import DRAWINGS, FileFormat
from viz.page import CONTENT_SECURITY_POLICY, draw_page


class CompareQuery(NoQuery):
    """Which cities are compared."""

    cities: Annotated[
        str | None,
        Field(
            description="codes or names joined by commas; every city where left out",
            examples=["440100,440600"],
            # Said here and checked by split_cities, so that an empty list is refused in the same words everywhere.
            json_schema_extra={"pattern": r"[^,，\s]"},
        ),
    ] = None


CitiesAsked = Annotated[CompareQuery, Query()]


def compare(initiative: str, asking: AskingNow, query: CitiesAsked) -> Response:
    """How cities carry out one initiative: facts side by side, with a verdict on each pair, and who and what is behind them."""
    comparison = assemble_comparison(asking.store, initiative, split_cities(query.cities))
    return asking.envelope(comparison, _asked(comparison), _evidence(comparison))


def _asked(comparison: Comparison) -> AskedQuery:
    """All questions behind the comparison as one; each stands by itself in `data.queries`."""
    cypher = ";\n\n".join(f"// {used.name}\n{used.cypher}" for used in comparison.queries)
    params = {"initiative": comparison.initiative.id, "cities": [city.code for city in comparison.cities]}
    return AskedQuery(name="compare", cypher=cypher, params=params)


def _evidence(comparison: Comparison) -> tuple[Quoted, ...]:
    facts = [fact for each in comparison.indicators for fact in (*each.facts, *each.elsewhere, *each.other_units)]
    records = (*facts, *comparison.programmes, *comparison.agencies, *comparison.measures)
    sides = [side for difference in comparison.differences for side in difference.sides]
    beside = dict.fromkeys(shown for side in (*sides, *comparison.presence) for shown in (*side.denials, *_elsewhere(side)))
    return evidence_of(record.model_dump() for record in (*records, *beside))


def _elsewhere(side: CityPresence) -> tuple[Shown, ...]:
    """Where a plan names a thing beside the initiative."""
    return (side.elsewhere,) if isinstance(side, CitySide) and side.elsewhere else ()


def compare_page(initiative: str, asking: AskingNow, query: CitiesAsked) -> Response:
    """The comparison as a page for people."""
    comparison = assemble_comparison(asking.store, initiative, split_cities(query.cities))
    codes = [city.code for city in comparison.cities]
    link = graph_link(asking.settings, "comparison", initiative=comparison.initiative.id, cities=codes)
    return send_page(asking, draw_page(comparison, query.cities, graph_link=link))


def compare_file(initiative: str, file_format: FileFormat, asking: AskingNow, query: CitiesAsked) -> Response:
    """The comparison as a file."""
    comparison = assemble_comparison(asking.store, initiative, split_cities(query.cities))
    drawing = DRAWINGS[file_format]
    headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(comparison.initiative.id)}.{file_format}"}
    return send(asking.request, drawing.draw(comparison), snapshot=comparison.snapshot, media_type=drawing.media_type, headers=headers)


def send_page(asking: Asking, html: str) -> Response:
    """A page, which may load nothing but its own style."""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Referrer-Policy": "no-referrer"}
    return send(asking.request, html, snapshot=asking.store.snapshot().id, media_type="text/html; charset=utf-8", headers=headers)


def make_router() -> APIRouter:
    """The routes of a comparison; the address with a format stands before the one without."""
    router = APIRouter(tags=["compare"])
    router.add_api_route(
        "/api/v1/compare/{initiative}", compare, response_model=Envelope[Comparison], responses=responses("/compare/{initiative}")
    )
    router.add_api_route("/compare/{initiative}.{file_format}", compare_file, response_class=Response, responses=responses(None))
    router.add_api_route("/compare/{initiative}", compare_page, response_class=HTMLResponse, responses=responses(None))
    return router
