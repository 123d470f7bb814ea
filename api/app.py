"""The HTTP service: one application over one graph, read only."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

from api import routes_coding, routes_compare, routes_kit, routes_lists, routes_pages, routes_queries
from api.asking import refuse_repeated
from api.opening import SharedGraph
from api.refusals import RefusingCors, add_refusals
from api.version import VERSION

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping

    from api.settings import Settings

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Application = Callable[[Message, Receive, Send], Awaitable[None]]

_LOG = logging.getLogger("policygraph")
_DESCRIPTION = (
    "How cities carry out the same policy initiatives, every number with the words of the plan that states it. "
    "Read only, no key; errors are problem documents (RFC 9457)."
)


class LogReporter:
    """Says what the service does in its log."""

    def warn(self, message: str) -> None:
        """One line that a person should see."""
        _LOG.warning(message)

    def progress(self, message: str) -> None:
        """What a long step is at."""
        _LOG.info(message)


class HeadAsGet:
    """Answers HEAD as GET would be answered, without the body."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on; a HEAD as a GET whose body is left out."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, send_head)


@asynccontextmanager
async def _open_and_close(app: FastAPI) -> AsyncIterator[None]:
    graph: SharedGraph = app.state.graph
    await run_in_threadpool(graph.store)
    yield
    graph.close()


def create_app(settings: Settings) -> FastAPI:
    """The service as these settings say; the graph is opened, or made, when it starts."""
    app = FastAPI(
        title="policygraph",
        version=VERSION,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_open_and_close,
        dependencies=[Depends(refuse_repeated)],
        # One address for each thing; with a slash too many, the answer names it.
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = settings
    app.state.graph = SharedGraph(settings, LogReporter())
    for routes in (routes_compare, routes_coding, routes_lists, routes_queries, routes_pages, routes_kit):
        app.include_router(routes.make_router())
    add_refusals(app)
    app.add_middleware(
        RefusingCors,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "HEAD"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link"],
    )
    app.add_middleware(HeadAsGet)
    return app
