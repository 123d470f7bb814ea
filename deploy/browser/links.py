"""Addresses that open Neo4j Browser with a query in its editor; Browser never runs it by itself."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = Path(__file__).parent / "links"


def edit_address(browser: str, cypher: str) -> str:
    """The address that fills the editor of the Browser at `browser`."""
    return f"{browser}?cmd=edit&arg={quote(cypher, safe='')}"


def guide_address(browser: str, guide: str) -> str:
    """The address that opens a guide in the Browser at `browser`."""
    return f"{browser}?cmd=guide&arg={quote(guide, safe='')}"


def fill_in(name: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """The query of that name in `links/`, with a literal in the place of each of its parameters.

    An address cannot hold parameters beside a query, so they have to become part of it.
    """
    cypher = (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")
    return Template(cypher).substitute({key: literal(value) for key, value in values.items()})


def literal(value: str | Sequence[str]) -> str:
    r"""A text, or a list of texts, as Cypher writes it; no character of it can end the literal or cut the address.

    Browser takes a & or # for the end of a query even where the address holds it encoded.

    >>> literal(["440100", "a'b&c"])
    "['440100', 'a\\'b\\u0026c']"
    """
    if isinstance(value, str):
        return f"'{''.join(map(_escape, value))}'"
    return f"[{', '.join(map(literal, value))}]"


def _escape(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    is_plain = character.isalnum() or character in " _-.“”"
    # Four digits are all that Cypher reads; what lies beyond them has no meaning to it.
    return character if is_plain or ord(character) > 0xFFFF else f"\\u{ord(character):04x}"
