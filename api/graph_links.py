"""Where Neo4j Browser is, and the links that open it with what a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from deploy.browser.links import edit_address, fill_in
from graph.store import is_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.settings import Settings

LOCAL_BROWSER = "http://localhost:7474/browser/"
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def browser_of(settings: Settings) -> str | None:
    """The address of the Browser that shows this graph: the one that is set, or the usual one of a server on this machine."""
    if settings.neo4j_browser:
        return settings.neo4j_browser
    if not is_server(settings.store):
        return None
    parts = urlsplit(settings.store)
    # The ports of Bolt and of Browser are set apart from each other: of a port that is not the usual one, nothing follows.
    is_usual = parts.hostname in _THIS_MACHINE and parts.port in (None, 7687)
    return LOCAL_BROWSER if is_usual else None


def graph_link(settings: Settings, name: str, **values: str | Sequence[str]) -> str | None:
    """The address that opens Browser with the query `name` of the kit's links; None where no Browser is known."""
    browser = browser_of(settings)
    return browser and edit_address(browser, fill_in(name, values))
