"""The settings of a server: neo4j.conf filled in, written and read again."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from deploy.neo4j.errors import ServerError

TEMPLATE = Path(__file__).with_name("neo4j.conf")
KIT_ORIGIN = "http://localhost:8000"
_LOOPBACK = re.compile(r"http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?")


def fill_in(*, bolt_port: int, http_port: int, heap: str, kit_origin: str) -> str:
    """The text of a neo4j.conf.

    Raises:
        ServerError: the kit is not on this machine; Browser is not let to any other.
    """
    if not _LOOPBACK.fullmatch(kit_origin):
        raise ServerError(f"--kit-origin {kit_origin}: is no address of this machine; give one like {KIT_ORIGIN}")
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        bolt_port=bolt_port, http_port=http_port, heap=heap, kit_origin=kit_origin, kit_host=urlsplit(kit_origin).hostname
    )


def parse(text: str) -> dict[str, str]:
    r"""The settings in the text of a neo4j.conf.

    Example:
        >>> parse("# memory\nserver.memory.pagecache.size=64m\n")
        {'server.memory.pagecache.size': '64m'}
    """
    lines = [line.partition("=") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: value for name, _, value in lines}


def port_of(settings: dict[str, str], door: str) -> int:
    """The port of `bolt` or `http`."""
    return int(settings[f"server.{door}.advertised_address"].rpartition(":")[2])
