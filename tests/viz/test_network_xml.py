"""GraphML and GEXF hold the whole graph, are read back by networkx as they were written, and are the same bytes each time."""

from __future__ import annotations

import io
import json
import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.contents import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents
from graph.network import make_network
from graph.read_back import read_whole
from tests.graph.small_graph import write_small_graph
from tests.graph.test_contents import Graph, collected, graphs
from viz.network_xml import draw_gexf, draw_graphml, for_graph_programs, xml_text

if TYPE_CHECKING:
    from graph.store import Store

HOSTILE = (
    "\"引号\"与'撇号'“”",
    "<a href='x'>&amp;</a> ]]> <![CDATA[",
    "第一行\n第二行\r\n第三行\r第四行\t制表",
    " 首尾 ",
    "\x00\x01\x08\x0b\x0c\x1f\x7f\x85\x9f",
    "\ufeff\ufffe\uffff\u2028\u2029",
    "𠮷😀\U0010ffff",
    "_x0000_ _x005F_ _x0041_x0042_ __x0041__ _x00\x00_",
    '["a", "b"]',
    "true",
    "1",
)
NASTY = st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=8) | st.text(alphabet="_x0041Ff\x00\r\n甲", min_size=1, max_size=16)
DRAWINGS = {"graphml": draw_graphml, "gexf": draw_gexf}
Draw = "Callable[[nx.MultiDiGraph], bytes]"


@pytest.fixture(scope="module")
def plans(built_store: Store) -> nx.MultiDiGraph:
    """The network of the real plans."""
    return network_of(read_whole(built_store, lambda _: None))


def network_of(contents: Contents) -> nx.MultiDiGraph:
    return make_network(contents, contents.snapshot())


def small() -> Contents:
    contents = Contents()
    write_small_graph(contents)
    return contents


def hostile() -> Contents:
    """Every hostile text as id, name, property and item of a list, and numbers at the ends of their ranges."""
    contents = Contents()
    contents.write_nodes("Agency", [{"id": text, "name": text, "level": text, "variants": [text, text]} for text in HOSTILE])
    contents.write_nodes("Section", [{"id": "s", "name": "章", "level": level} for level in (-(2**63),)])
    contents.write_nodes("Plan", [{"id": text, "name": "规划", "char_count": 2**63 - 1} for text in HOSTILE])
    amounts = (0.0, 0.1, 36000.000000000007, 1e22, 5e-324, 1.7976931348623157e308)
    contents.write_nodes("Target", [{"id": repr(amount), "name": "量", "amount_low": amount, "in_table": amount > 1} for amount in amounts])
    contents.write_nodes(
        "Initiative", [{"id": "list", "name": "单", "aliases": list(HOSTILE)}, {"id": "none", "name": "空", "aliases": []}]
    )
    roles = [{"source_id": text, "target_id": text, "role": role, "quote": text} for text in HOSTILE for role in ("lead", "partner")]
    contents.write_relationships("ACTS_IN", "Agency", "Plan", roles)
    return contents


@st.composite
def hostile_graphs(draw: st.DrawFn) -> Graph:
    """Graphs of the schema whose ids and names are whatever a text may be."""
    nodes, relationships = draw(graphs())
    ids = {row["id"]: f"{row['id']}{draw(NASTY)}" for _, row in nodes}
    renamed = [(label, row | {"id": ids[row["id"]], "name": draw(NASTY)}) for label, row in nodes]
    ends = ("source_id", "target_id")
    return renamed, [(end, row | {name: ids[row[name]] for name in ends}) for end, row in relationships]


# Reading the files


def read_graphml(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(content), edge_key_type=str, force_multigraph=True)


def read_gexf(content: bytes) -> nx.MultiDiGraph:
    """The network of a GEXF; networkx gives a DiGraph where no pair has several edges, and each edge its id as an attribute."""
    read = nx.read_gexf(io.BytesIO(content))
    network = nx.MultiDiGraph()
    network.add_nodes_from(read.nodes(data=True))
    for source, target, properties in read.edges(data=True):
        network.add_edge(source, target, key=properties.pop("id"), **properties)
    return network


READERS = {"graphml": read_graphml, "gexf": read_gexf}
FORMATS = pytest.mark.parametrize("name", DRAWINGS)


def described(network: nx.MultiDiGraph) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    """Nodes and edges with their attributes, in which 1, 1.0 and True differ."""
    nodes = {node: sorted(map(repr, properties.items())) for node, properties in network.nodes(data=True)}
    return nodes, {(u, v, key): sorted(map(repr, properties.items())) for u, v, key, properties in network.edges(keys=True, data=True)}


def plain_text(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def plain_value(value: object, kind: str) -> object:
    text = plain_text(value) if isinstance(value, str) else value
    return json.loads(text) if kind == "strings" else text


def decoded(network: nx.MultiDiGraph) -> Contents:
    """What the files say, as it would be written to a graph."""
    contents = Contents()
    for node, properties in network.nodes(data=True):
        label, _, node_id = plain_text(node).partition(":")
        row = properties_of(properties, {each.name: each.kind for each in NODE_PROPERTIES[label]})
        assert (properties["sort"], plain_text(properties["label"])) == (label, row["name"])
        contents.write_nodes(label, [row | {"id": node_id}])
    for source, target, properties in network.edges(data=True):
        (a, _, source_id), (b, _, target_id) = plain_text(source).partition(":"), plain_text(target).partition(":")
        row = properties_of(properties, {each.name: each.kind for each in RELATIONSHIP_PROPERTIES[properties["sort"]]})
        assert properties["label"] == properties["sort"]
        contents.write_relationships(properties["sort"], a, b, [row | {"source_id": source_id, "target_id": target_id}])
    return contents


def properties_of(attributes: dict[str, Any], kinds: dict[str, str]) -> dict[str, Any]:
    row = {}
    for name, value in attributes.items():
        own = name if name in kinds else name.rpartition("_")[0]
        if name not in ("label", "sort"):
            row[own] = plain_value(value, kinds[own])
    return row


@FORMATS
@settings(max_examples=60, deadline=None)
@example(graph=None)
@given(graph=hostile_graphs() | st.none())
def test_networkx_reads_what_was_written(name: str, graph: Graph | None) -> None:
    contents = collected(*graph) if graph else hostile()
    network = network_of(contents)
    read = READERS[name](DRAWINGS[name](network))
    assert described(read) == described(for_graph_programs(network))
    assert list(read) == list(for_graph_programs(network))
    assert decoded(read).content_hash() == contents.content_hash()


@FORMATS
def test_the_real_plans_are_read_back_whole(built_store: Store, plans: nx.MultiDiGraph, name: str) -> None:
    read = READERS[name](DRAWINGS[name](plans))
    assert decoded(read).content_hash() == built_store.snapshot().id
    assert read.is_directed()
    # Pairs with several relationships, which a plain DiGraph would have folded into one.
    assert [key for key, count in Counter((u, v) for u, v in read.edges()).items() if count > 1]


@FORMATS
def test_the_same_graph_is_the_same_bytes(name: str) -> None:
    contents = hostile()
    nodes = [(label, row) for label, rows in contents.nodes() for row in rows]
    edges = [
        (ends, {"source_id": row["source_id"], "target_id": row["target_id"], **row["properties"]})
        for ends, rows in contents.relationships()
        for row in rows
    ]
    random.Random(1).shuffle(nodes)
    random.Random(1).shuffle(edges)
    assert DRAWINGS[name](network_of(collected(nodes, edges))) == DRAWINGS[name](network_of(contents))


def test_no_file_says_when_it_was_written() -> None:
    for draw in DRAWINGS.values():
        assert not re.search(rb"lastmodified|20\d\d-\d\d-\d\d", draw(network_of(small())))


# What graph programs need


def _declared(name: str, content: bytes) -> list[tuple[str, str, str]]:
    """Where each attribute stands, what it is called, and its type."""
    root = ET.fromstring(content)
    if name == "graphml":
        return [(each.get("for"), each.get("attr.name"), each.get("attr.type")) for each in root.findall(".//{*}key")]
    groups = [(group.get("class"), group) for group in root.findall(".//{*}attributes")]
    return [(where, each.get("title"), each.get("type")) for where, group in groups for each in group.findall("{*}attribute")]


@FORMATS
def test_every_attribute_has_one_type(plans: nx.MultiDiGraph, name: str) -> None:
    declared = _declared(name, DRAWINGS[name](plans))
    titles = Counter((where, title) for where, title, _ in declared)
    assert [title for title, count in titles.items() if count > 1] == []
    kinds = {(where, title): kind for where, title, kind in declared}
    wanted = {"level": "string", "level_integer": "long", "amount_low": "double", "in_table": "boolean", "scope": "string"}
    assert {title: kinds["node", title] for title in wanted} == wanted
    assert kinds["edge", "rank"] == "long"


@FORMATS
def test_every_node_has_a_label_and_every_edge_an_id_of_its_own(name: str) -> None:
    content = DRAWINGS[name](network_of(hostile()))
    root = ET.fromstring(content)
    edges = [each.get("id") for each in root.findall(".//{*}edge")]
    assert len(set(edges)) == len(edges) == 2 * len(HOSTILE)
    read = READERS[name](content)
    assert [node for node, label in read.nodes(data="label") if not label] == []
    assert {label for _, _, label in read.edges(data="label")} == {"ACTS_IN"}


@FORMATS
def test_the_file_says_which_graph_it_is(name: str) -> None:
    contents = small()
    assert f"policygraph {contents.content_hash()}".encode() in DRAWINGS[name](network_of(contents))


@given(NASTY, NASTY)
def test_texts_that_differ_stay_different(one: str, other: str) -> None:
    assert plain_text(xml_text(one)) == one
    assert (xml_text(one) == xml_text(other)) == (one == other)
    ET.fromstring(f'<a b="{xml_text(one).translate({34: None, 38: None, 60: None})}"/>')
