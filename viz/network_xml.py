r"""A graph as GraphML and as GEXF 1.2, the files of Gephi, yEd, Cytoscape and networkx.

Neither format has lists, and XML cannot hold every character, so:

- a list of texts is a text: the list as JSON, `["甲", "乙"]`;
- a character that XML cannot hold, and the carriage return, which readers of XML turn into a line feed, is written `_xHHHH_`
  with its number in hexadecimal, as spreadsheets do (ECMA-376); where a text itself has that form, its first `_` is `_x005F_`;
- `label`, which these programs show, is a node's name or an edge's type; the label of the schema stands in `sort`;
- a property that is text under one label and a number under another has the kind behind its name where it is no text
  (`level_integer`), since a column has one type.
"""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.contents import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.declarations import Property

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x0c\x0d\x0e-\x1f\ufffe\uffff]")
_LOOKS_WRITTEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def draw_graphml(network: nx.MultiDiGraph) -> bytes:
    """The network as GraphML in UTF-8, the same bytes for the same graph."""
    file = io.BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    nx.write_graphml_xml(for_graph_programs(network), file)
    return file.getvalue()


def draw_gexf(network: nx.MultiDiGraph) -> bytes:
    """The network as GEXF 1.2 in UTF-8, the same bytes for the same graph; each edge has its key as its id."""
    plain = for_graph_programs(network)
    for _, _, key, properties in plain.edges(keys=True, data=True):
        properties["id"] = key
    writer = GEXFWriter(plain, version="1.2draft")
    # The day on which it is written would make another file of the same graph.
    writer.xml.find("meta").attrib.pop("lastmodifieddate")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def for_graph_programs(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with texts, numbers and booleans only, as it stands in the files and is read from them again."""
    plain = nx.MultiDiGraph(**network.graph)
    for node, properties in network.nodes(data=True):
        plain.add_node(xml_text(node), label=xml_text(properties["name"]), **_written(properties, "label", _NODE_NAMES))
    for source, target, key, properties in network.edges(keys=True, data=True):
        label = properties["relationship"]
        plain.add_edge(xml_text(source), xml_text(target), key=key, label=label, **_written(properties, "relationship", _EDGE_NAMES))
    return plain


def xml_text(text: str) -> str:
    r"""The text with what XML cannot hold as `_xHHHH_`.

    >>> xml_text("甲\x00乙\r\n"), xml_text("_x0041_")
    ('甲_x0000_乙_x000D_\n', '_x005F_x0041_')
    """
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", _LOOKS_WRITTEN.sub("_x005F_", text))


def _names(declared: Iterable[tuple[str, Iterable[Property]]]) -> dict[tuple[str, str], str]:
    """What the attribute of each (label, property) is called: by its own name, unless that has several kinds."""
    kinds = defaultdict(set)
    pairs = [(label, each) for label, properties in declared for each in properties]
    for _, each in pairs:
        kinds[each.name].add(each.kind)
    return {(label, each.name): _name(each, len(kinds[each.name])) for label, each in pairs}


def _name(declared: Property, kind_count: int) -> str:
    return declared.name if kind_count == 1 or declared.kind == "string" else f"{declared.name}_{declared.kind}"


_NODE_NAMES = _names(NODE_PROPERTIES.items())
_EDGE_NAMES = _names(RELATIONSHIP_PROPERTIES.items())


def _written(properties: Mapping[str, Any], sort: str, names: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    label = properties[sort]
    named = {names[label, name]: _value(value) for name, value in properties.items() if name != sort}
    return {"sort": label, **named}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return xml_text(value) if isinstance(value, str) else value
