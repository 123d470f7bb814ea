"""Every query of the kit, as Browser gets it."""

from __future__ import annotations

import html
import re

from deploy.browser.kit import GUIDES, read_guide, saved_queries
from deploy.browser.links import fill_in

SERVICE = "http://localhost:8000"
_RUNNABLE = re.compile(r'<pre mode="cypher" class="pre-scrollable code runnable">\n(.*?)\n</pre>', re.DOTALL)
LINKS = {
    "initiatives": {},
    "comparison": {"initiative": "three-projects", "cities": ["440100", "440600"]},
}


def lines_of_guide(name: str) -> list[str]:
    """What one can run in a guide: queries, and commands that start with a colon."""
    return [html.unescape(text) for text in _RUNNABLE.findall(read_guide(name, SERVICE))]


def every_query() -> dict[str, str]:
    """Each query by where it stands."""
    guides = {f"{name} {place}": text for name in GUIDES for place, text in enumerate(lines_of_guide(name)) if not text.startswith(":")}
    saved = {f"{each.name}.cypher": each.cypher for each in saved_queries().values()}
    return guides | saved | {f"links/{name}.cypher": fill_in(name, values) for name, values in LINKS.items()}
