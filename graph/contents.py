"""What is to be written to a graph: nodes and relationships that agree with the schema, each of them once."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from graph.comparability import RULE_VERSION
from graph.content_hash import canonical_line, content_hash
from graph.errors import StoreError
from graph.schema import NODES, RELATIONSHIPS
from graph.snapshot import Snapshot, schema_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.declarations import Property, PropertyKind

    Row = Mapping[str, object]
    Ends = tuple[str, str, str]

NODE_PROPERTIES: dict[str, tuple[Property, ...]] = {node.label: node.properties for node in NODES}
RELATIONSHIP_PROPERTIES: dict[str, tuple[Property, ...]] = {each.name: each.properties for each in RELATIONSHIPS}
ENDS: tuple[Ends, ...] = tuple((each.name, source, target) for each in RELATIONSHIPS for source in each.sources for target in each.targets)
_NODE_KINDS = {label: {each.name: each.kind for each in declared} for label, declared in NODE_PROPERTIES.items()}
_RELATIONSHIP_KINDS = {name: {each.name: each.kind for each in declared} for name, declared in RELATIONSHIP_PROPERTIES.items()}
_SURROGATE = re.compile("[\ud800-\udfff]")


def _text(value: object) -> str | None:
    # Half a surrogate pair has no UTF-8 form, so no engine could keep it.
    return value if isinstance(value, str) and value and not _SURROGATE.search(value) else None


def _integer(value: object) -> int | None:
    return value if type(value) is int and -(2**63) <= value < 2**63 else None


def _float(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Adding 0.0 turns -0.0 into 0.0: they are equal, so they must hash alike.
    return float(value) + 0.0 if math.isfinite(value) else None


def _boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: object) -> list[str] | None:
    if not isinstance(value, list | tuple):
        return None
    return list(value) if all(_text(item) is not None for item in value) else None


_READERS: dict[PropertyKind, Callable[[object], object]] = {
    "string": _text,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "strings": _texts,
}


def _checked(row: Row, kinds: Mapping[str, PropertyKind], where: str) -> dict[str, object]:
    """The row's properties as the schema has them; those that are null are left out."""
    checked = {}
    for name, value in row.items():
        if name not in kinds:
            raise StoreError(f"{where}: no property {name!r} is declared; declare it in graph/schema.py or leave it out")
        if value is None:
            continue
        checked[name] = _READERS[kinds[name]](value)
        if checked[name] is None:
            raise StoreError(f"{where}: {name} is {value!r:.60}, but graph/schema.py declares {kinds[name]}; mend what made this row")
    return checked


class Contents:
    """The nodes and relationships of one graph, checked as they come in.

    The same node or relationship may come twice and counts once; two nodes with one id that differ are an error.
    """

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, dict[str, object]]] = {label: {} for label in NODE_PROPERTIES}
        self._relationships: dict[Ends, dict[str, dict[str, object]]] = {ends: {} for ends in ENDS}
        self._hash: str | None = None

    def write_nodes(self, label: str, rows: Iterable[Row]) -> None:
        """Take in nodes; each row has the properties that the schema declares for the label.

        Raises:
            StoreError: unknown label or property, a value of another kind, no id or name, or an id that is taken.
        """
        if label not in NODE_PROPERTIES:
            raise StoreError(f"no label {label!r} is declared in graph/schema.py; known are {', '.join(NODE_PROPERTIES)}")
        self._hash = None
        for row in rows:
            node = _checked(row, _NODE_KINDS[label], f"{label} {row.get('id')}")
            self._take(label, node)

    def _take(self, label: str, node: dict[str, object]) -> None:
        if "id" not in node or "name" not in node:
            raise StoreError(f"{label} {node.get('id')}: every node needs an id and a name; mend what made this row")
        known = self._nodes[label].setdefault(str(node["id"]), node)
        if known != node:
            differing = sorted(key for key in known.keys() | node.keys() if known.get(key) != node.get(key))
            raise StoreError(f"two {label} nodes have the id {node['id']} but differ in {', '.join(differing)}; give one node an id")

    def write_relationships(self, name: str, source_label: str, target_label: str, rows: Iterable[Row]) -> None:
        """Take in relationships; each row has `source_id`, `target_id` and the properties that the schema declares.

        Raises:
            StoreError: unknown name, labels or property, a value of another kind, or an end without an id.
        """
        ends = (name, source_label, target_label)
        if ends not in self._relationships:
            raise StoreError(f"no relationship ({source_label})-[:{name}]->({target_label}) is declared in graph/schema.py")
        self._hash = None
        for row in rows:
            where = f"({source_label} {row.get('source_id')})-[:{name}]->({target_label} {row.get('target_id')})"
            source_id, target_id = _text(row.get("source_id")), _text(row.get("target_id"))
            if source_id is None or target_id is None:
                raise StoreError(f"{where}: both ends need an id; mend what made this row")
            properties = {key: value for key, value in row.items() if key not in ("source_id", "target_id")}
            checked = _checked(properties, _RELATIONSHIP_KINDS[name], where)
            line = canonical_line("relationship", (name, source_label, source_id, target_label, target_id), checked)
            self._relationships[ends][line] = {"source_id": source_id, "target_id": target_id, "properties": checked}

    def check_ends(self) -> None:
        """Make sure that every relationship starts and ends at a node.

        Raises:
            StoreError: naming the first relationship whose end is no node.
        """
        for (name, source_label, target_label), rows in self._relationships.items():
            for row in rows.values():
                for label, key in ((source_label, "source_id"), (target_label, "target_id")):
                    if row[key] not in self._nodes[label]:
                        raise StoreError(f"{name} {row['source_id']} -> {row['target_id']}: there is no {label} {row[key]}; load it too")

    def nodes(self) -> Iterator[tuple[str, list[dict[str, object]]]]:
        """Each label with its nodes in the order of their ids."""
        for label, nodes in self._nodes.items():
            yield label, [nodes[node_id] for node_id in sorted(nodes)]

    def relationships(self) -> Iterator[tuple[Ends, list[dict[str, object]]]]:
        """Each kind of relationship with its rows (`source_id`, `target_id`, `properties`) in one fixed order."""
        for ends, rows in self._relationships.items():
            yield ends, [rows[line] for line in sorted(rows)]

    def counts(self) -> dict[str, int]:
        """How many nodes there are of each label."""
        return {label: len(nodes) for label, nodes in self._nodes.items()}

    def lines(self) -> Iterator[str]:
        """The canonical line of each node and relationship, in no order."""
        for label, nodes in self._nodes.items():
            yield from (canonical_line("node", (label,), node) for node in nodes.values())
        for rows in self._relationships.values():
            yield from rows

    def content_hash(self) -> str:
        """The hash of all nodes and relationships, whatever the order in which they came."""
        if self._hash is None:
            self._hash = content_hash(self.lines())
        return self._hash

    def snapshot(self) -> Snapshot:
        """What a graph with these contents is."""
        return Snapshot(id=self.content_hash(), schema_version=schema_version(), rule_version=RULE_VERSION, counts=self.counts())
