"""The kit for Neo4j Browser: a page that explains it, and its files."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.answers import send
from api.asking import NoQuery
from api.examples import responses
from api.graph_links import browser_of
from api.version import VERSION
from deploy.browser import kit, links
from queries.names import unknown_name
from viz.page import CONTENT_SECURITY_POLICY, draw_kit

KIT = "/browser-kit"
_TEXT, _HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"


def show_kit(request: Request, query: Annotated[NoQuery, Query()]) -> Response:
    """How to use this graph in Neo4j Browser: its guide, its style and its saved queries."""
    service = _service(request)
    browser = browser_of(request.app.state.settings)
    guides = {name: browser and links.guide_address(browser, f"{service}{KIT}/{name}") for name in kit.GUIDES}
    titles = {each.name: each.title for each in kit.saved_queries().values()}
    return _send(request, draw_kit(f"{service}{KIT}", browser, guides, titles), _HTML)


def show_guide(request: Request, query: Annotated[NoQuery, Query()]) -> Response:
    """The guide for Browser, in Chinese."""
    return _send(request, kit.read_guide("guide.html", _service(request)), _HTML)


def show_guide_in_english(request: Request, query: Annotated[NoQuery, Query()]) -> Response:
    """The guide for Browser, in English."""
    return _send(request, kit.read_guide("guide.en.html", _service(request)), _HTML)


def show_style(request: Request, query: Annotated[NoQuery, Query()]) -> Response:
    """The style for Browser: colours, sizes and captions of the graph."""
    return _send(request, kit.read_style(), _TEXT)


def send_queries(request: Request, query: Annotated[NoQuery, Query()]) -> Response:
    """The saved queries in one file that Browser takes."""
    return _send(request, kit.zip_queries(), "application/zip", file_name="policygraph-queries.zip")


def send_query(name: str, request: Request, query: Annotated[NoQuery, Query()]) -> Response:
    """One saved query."""
    known = kit.saved_queries()
    if name not in known:
        raise unknown_name("saved query", name, known)
    return _send(request, known[name].cypher, _TEXT)


def _service(request: Request) -> str:
    """The address by which Browser reaches this service: it fetches from localhost, but not from 127.0.0.1."""
    parts = urlsplit(str(request.base_url))
    return f"{parts.scheme}://{parts.netloc.replace('127.0.0.1', 'localhost', 1)}"


def _send(request: Request, content: str | bytes, media_type: str, *, file_name: str | None = None) -> Response:
    """A file of the kit, which changes with the version and not with the graph."""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Referrer-Policy": "no-referrer"}
    if file_name:
        headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return send(request, content, snapshot=VERSION, media_type=media_type, headers=headers)


def make_router() -> APIRouter:
    """The routes of the kit; none of them reads the graph."""
    router = APIRouter(prefix=KIT, tags=["kit"])
    for path, endpoint, kind in (
        ("/", show_kit, HTMLResponse),
        ("/guide.html", show_guide, HTMLResponse),
        ("/guide.en.html", show_guide_in_english, HTMLResponse),
        ("/style.grass", show_style, Response),
        ("/queries.zip", send_queries, Response),
        ("/queries/{name}.cypher", send_query, Response),
    ):
        router.add_api_route(path, endpoint, response_class=kind, responses=responses(None))
    return router
