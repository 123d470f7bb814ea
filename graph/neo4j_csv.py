"""The rows of the files that a Neo4j imports: header, fields, and the lists that the importer would lose.

The importer takes an empty list for a property that is not there. Each row therefore names its empty lists in one more
column, and the statements of `finishing` put them back in the new database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.contents import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES
from graph.errors import StoreError
from graph.neo4j_schema import declarations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.contents import Ends
    from graph.declarations import Property, PropertyKind

# The column and, until the statements of `finishing` have run, the property that names the empty lists of a row.
EMPTY_LISTS = "empty_lists"
# The "unit separator": no text that people read holds it, and a list that does is refused.
ARRAY_DELIMITER = "\x1f"
_BATCH_ROWS = 10_000
_TYPES: dict[PropertyKind, str] = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "strings": "string[]",
}


def node_header(label: str) -> list[str]:
    """The columns of a label: each property with its type; the id is also what relationships name.

    >>> node_header("Candidate")
    ['id:ID(Candidate)', 'name:string', 'level:string', 'signs:string[]', 'empty_lists:string[]']
    """
    return [f"id:ID({label})", *_columns(NODE_PROPERTIES[label][1:])]


def relationship_header(ends: Ends) -> list[str]:
    """The columns of a relationship: its two ends, then its properties.

    >>> relationship_header(("CODED_AS", "Measure", "Instrument"))
    [':START_ID(Measure)', ':END_ID(Instrument)', 'rank:long']
    """
    name, source, target = ends
    return [f":START_ID({source})", f":END_ID({target})", *_columns(RELATIONSHIP_PROPERTIES[name])]


def _columns(declared: Iterable[Property]) -> list[str]:
    declared = list(declared)
    columns = [f"{each.name}:{_TYPES[each.kind]}" for each in declared]
    return [*columns, f"{EMPTY_LISTS}:string[]"] if _lists(declared) else columns


def _lists(declared: Iterable[Property]) -> list[str]:
    return [each.name for each in declared if each.kind == "strings"]


def node_line(label: str, node: Mapping[str, Any]) -> str:
    """The row of a node.

    Raises:
        StoreError: an item of a list holds the character that separates them.
    """
    return csv_line(_fields(NODE_PROPERTIES[label], node, f"{label} {node['id']}"))


def relationship_line(name: str, row: Mapping[str, Any]) -> str:
    """The row of a relationship (`source_id`, `target_id`, `properties`); raises what `node_line` does."""
    ends = (row["source_id"], row["target_id"])
    return csv_line([*ends, *_fields(RELATIONSHIP_PROPERTIES[name], row["properties"], f"{name} {ends[0]} -> {ends[1]}")])


def _fields(declared: Iterable[Property], properties: Mapping[str, Any], where: str) -> list[object]:
    """The properties in the order of their declaration, and the names of those that are empty lists."""
    fields: list[object] = [properties.get(each.name) for each in declared]
    lists = _lists(declared)
    for name in lists:
        if any(ARRAY_DELIMITER in item for item in properties.get(name) or ()):
            raise StoreError(f"{where}: {name} holds the character U+001F, which separates the items of a list here; take it out")
    return [*fields, [name for name in lists if properties.get(name) == []]] if lists else fields


def csv_line(values: Iterable[object]) -> str:
    r"""A row; nulls and empty lists are empty fields.

    >>> csv_line(["c1", None, [], True, 2021, 0.1, ["甲", "乙"]])
    '"c1",,,true,2021,0.1,"甲\x1f乙"\n'
    """
    return ",".join(map(_field, values)) + "\n"


def _field(value: object) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = ARRAY_DELIMITER.join(map(str, value)) if isinstance(value, list) else str(value)
    # Always quoted: a byte order mark at the start of a file would be taken for no part of it.
    return '"' + text.replace('"', '""') + '"'


def finishing() -> list[str]:
    """The statements that end an import: empty lists put back, then the constraints and indexes made.

    They may be run again. Each is to be run outside of a transaction, since those of empty lists commit batch after batch.
    """
    patterns = [(f"(n:{label})", _lists(declared)) for label, declared in NODE_PROPERTIES.items()]
    patterns.extend((f"()-[n:{name}]->()", _lists(declared)) for name, declared in RELATIONSHIP_PROPERTIES.items())
    return [*(_restoring(pattern, lists) for pattern, lists in patterns if lists), *declarations().values()]


def _restoring(pattern: str, lists: Iterable[str]) -> str:
    restored = ", ".join(f"n.{name} = CASE WHEN '{name}' IN n.{EMPTY_LISTS} THEN [] ELSE n.{name} END" for name in lists)
    return (
        f"MATCH {pattern} WHERE n.{EMPTY_LISTS} IS NOT NULL\n"
        f"CALL (n) {{ SET {restored} REMOVE n.{EMPTY_LISTS} }} IN TRANSACTIONS OF {_BATCH_ROWS} ROWS"
    )
