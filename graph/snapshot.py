"""What a graph is: the hash of all it holds, and the declarations and rules it was built by."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from graph.records import Record
from graph.schema import NODES, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Mapping

# The one node that says what a graph is; engines keep it beside the graph, and it is no part of its contents.
SNAPSHOT_QUERY = """
MATCH (s:Snapshot) WHERE s.label_counts IS NOT NULL
RETURN s.id AS id, s.schema_version AS schema_version, s.rule_version AS rule_version, s.labels AS labels, s.label_counts AS label_counts
"""


class Snapshot(Record):
    """What a graph is: `id` is the hash of all it holds, `counts` the number of nodes of each label.

    `schema_version` tells the declarations it was built by, `rule_version` the rules of comparability.
    """

    id: str
    schema_version: str
    rule_version: str
    counts: dict[str, int]


def schema_version() -> str:
    """Twelve hex digits that change when a label, a relationship, a property, its kind or an index changes.

    What the declarations say in words (`holds`) does not count.
    """
    declared = [
        *((node.label, [(each.name, each.kind) for each in node.properties], node.indexed, node.searched) for node in NODES),
        *((each.name, each.sources, each.targets, [(one.name, one.kind) for one in each.properties]) for each in RELATIONSHIPS),
    ]
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:12]


def snapshot_node(snapshot: Snapshot) -> dict[str, object]:
    """The properties of that node."""
    return {
        "id": snapshot.id,
        "name": f"graph {snapshot.id[:12]}",
        "schema_version": snapshot.schema_version,
        "rule_version": snapshot.rule_version,
        "labels": list(snapshot.counts),
        "label_counts": list(snapshot.counts.values()),
    }


def read_snapshot(row: Mapping[str, Any]) -> Snapshot | None:
    """The snapshot from the row that `SNAPSHOT_QUERY` gives; None where somebody has changed it."""
    try:
        counts = dict(zip(row["labels"], row["label_counts"], strict=True))
        return Snapshot(id=row["id"], schema_version=row["schema_version"], rule_version=row["rule_version"], counts=counts)
    except (TypeError, ValueError):
        return None
