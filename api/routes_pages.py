"""The first page, and whether the service can answer."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from api.answers import send
from api.asking import AskingNow, NoQuery
from api.examples import responses
from api.graph_links import graph_link
from api.routes_compare import send_page
from api.version import VERSION
from graph.records import Record
from queries.catalogue import run_query
from viz.page import draw_start

_MOST_INITIATIVES = 1000


class Health(Record):
    """That the graph can be read, which one it is and how many of each sort it holds."""

    status: Literal["ok"]
    version: str
    snapshot: str
    rule_version: str
    counts: dict[str, int]


def show_start(asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """Which initiatives can be compared and which plans were read."""
    initiatives = run_query(asking.store, "initiatives", {"limit": _MOST_INITIATIVES}).rows
    plans = run_query(asking.store, "plans", {}).rows
    return send_page(asking, draw_start(initiatives, plans, graph_link=graph_link(asking.settings, "initiatives")))


def show_health(asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """Whether the service can answer: 200 with what the graph holds, or 503 with the reason."""
    snapshot = asking.store.snapshot()
    health = Health(status="ok", version=VERSION, snapshot=snapshot.id, rule_version=snapshot.rule_version, counts=snapshot.counts)
    return send(asking.request, health.model_dump_json(), snapshot=snapshot.id, media_type="application/json")


def make_router() -> APIRouter:
    """The routes of the first page and of the health check."""
    router = APIRouter(tags=["service"])
    router.add_api_route("/", show_start, response_class=HTMLResponse, responses=responses(None))
    router.add_api_route("/healthz", show_health, response_model=Health, responses=responses(None))
    return router
