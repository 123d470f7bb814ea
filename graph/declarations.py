"""The forms in which labels, relationships and properties are declared."""

from __future__ import annotations

from typing import Literal

from graph.records import Record

PropertyKind = Literal["string", "integer", "float", "boolean", "strings"]


class Property(Record):
    """One property: its kind and what it holds. A property that is not known is null, never an empty string."""

    name: str
    kind: PropertyKind
    holds: str


class Node(Record):
    """One label; `id` and `name` come first in `properties`.

    `indexed` names the properties that queries filter on, `searched` those in which words are looked for.
    """

    label: str
    holds: str
    properties: tuple[Property, ...]
    indexed: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()


class Relationship(Record):
    """One relationship type from one of `sources` to one of `targets`, with its own properties."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    holds: str
    properties: tuple[Property, ...] = ()


def properties(**kinds: tuple[PropertyKind, str]) -> tuple[Property, ...]:
    """The properties by name, each as (kind, what it holds)."""
    return tuple(Property(name=name, kind=kind, holds=holds) for name, (kind, holds) in kinds.items())
