from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.contents import ENDS, NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Contents
from graph.errors import StoreError
from tests.graph.small_graph import NODES, RELATIONSHIPS, write_small_graph

if TYPE_CHECKING:
    import random

    from graph.declarations import Property

Graph = tuple[list[tuple[str, dict]], list[tuple[tuple[str, str, str], dict]]]

VALUES = {
    "string": st.text(min_size=1, max_size=8).filter(str.strip),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "float": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000),
    "boolean": st.booleans(),
    "strings": st.lists(st.text(min_size=1, max_size=4), max_size=3),
}


LABELS = ("City", "Plan", "Indicator", "Target", "Result", "Agency")


def rows_of(declared: tuple[Property, ...]) -> st.SearchStrategy[dict[str, Any]]:
    optional = [each for each in declared if each.name not in ("id", "name")]
    pairs = [st.tuples(st.just(each.name), st.none() | VALUES[each.kind]) for each in optional]
    return st.lists(st.one_of(pairs), max_size=3).map(dict) if pairs else st.just({})


NODE_ROWS = {label: rows_of(NODE_PROPERTIES[label]) for label in LABELS}
RELATIONSHIP_ROWS = {name: rows_of(declared) for name, declared in RELATIONSHIP_PROPERTIES.items()}


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Nodes with ids n0, n1 … of a few labels, and relationships between those that the schema allows."""
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=6))
    nodes = [(label, {"id": f"n{index}", "name": "名", **draw(NODE_ROWS[label])}) for index, label in enumerate(labels)]
    pairs = [(end, source["id"], target["id"]) for end in ENDS for a, source in nodes for b, target in nodes if end[1:] == (a, b)]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    return nodes, [(end, {"source_id": source, "target_id": target, **draw(RELATIONSHIP_ROWS[end[0]])}) for end, source, target in chosen]


def collected(nodes: list[tuple[str, dict]], relationships: list[tuple[tuple[str, str, str], dict]]) -> Contents:
    contents = Contents()
    for label, row in nodes:
        contents.write_nodes(label, [row])
    for end, row in relationships:
        contents.write_relationships(*end, [row])
    return contents


@given(graphs(), st.randoms(use_true_random=False))
def test_the_hash_knows_no_order_and_no_repetition(graph: Graph, chance: random.Random) -> None:
    nodes, relationships = graph
    shuffled_nodes, shuffled_relationships = [*nodes, *nodes], [*relationships, *relationships]
    chance.shuffle(shuffled_nodes)
    chance.shuffle(shuffled_relationships)
    once, twice = collected(nodes, relationships), collected(shuffled_nodes, shuffled_relationships)
    assert once.content_hash() == twice.content_hash()
    assert once.counts() == twice.counts()
    assert list(once.nodes()) == list(twice.nodes())
    assert list(once.relationships()) == list(twice.relationships())


@given(graphs(), st.data())
def test_a_changed_property_changes_the_hash(graph: Graph, data: st.DataObject) -> None:
    nodes, relationships = graph
    changed = deepcopy(nodes)
    label, row = changed[data.draw(st.integers(0, len(nodes) - 1))]
    declared = data.draw(st.sampled_from(NODE_PROPERTIES[label][1:]))
    old = row.get(declared.name)
    row[declared.name] = data.draw(VALUES[declared.kind].filter(lambda new: new != old))
    assert collected(changed, relationships).content_hash() != collected(nodes, relationships).content_hash()


def small() -> Contents:
    contents = Contents()
    write_small_graph(contents)
    return contents


def test_the_hash_of_the_small_graph_is_the_same_on_every_machine() -> None:
    assert small().content_hash() == "2b7b7a88c903b9e48dce5aef01c20c0f544ea39b64236d2669d31441ed4623a4"


@pytest.mark.parametrize(
    "change",
    [
        lambda nodes, _: nodes["City"].pop(),
        lambda nodes, _: nodes["Target"][0].update(scope=["佛山"]),
        lambda nodes, _: nodes["Indicator"][0].update(is_not=None),
        lambda nodes, _: nodes["Target"][2].update(in_table=True),
        lambda nodes, _: nodes["Target"][0].update(amount_low=36000.000000000007),
        lambda nodes, _: nodes["City"][0].update(code=None),
        lambda _, relationships: relationships[3][3].pop(),
        lambda _, relationships: relationships[4][3][0].update(role="partner"),
        lambda _, relationships: relationships[0][3][0].update(target_id="plan-b"),
    ],
)
def test_each_change_gives_another_hash(change: Any) -> None:
    nodes, relationships = deepcopy(NODES), deepcopy(RELATIONSHIPS)
    change(nodes, relationships)
    contents = Contents()
    for label, rows in nodes.items():
        contents.write_nodes(label, rows)
    for name, source, target, rows in relationships:
        contents.write_relationships(name, source, target, rows)
    assert contents.content_hash() != small().content_hash()


def test_nulls_and_whole_numbers_written_otherwise_are_the_same_graph() -> None:
    one, other = Contents(), Contents()
    one.write_nodes("Target", [{"id": "t", "name": "目标", "amount_low": 3, "amount_high": 0.0, "unit": None, "scope": ("全市",)}])
    other.write_nodes("Target", [{"name": "目标", "amount_high": -0.0, "amount_low": 3.0, "scope": ["全市"], "id": "t"}])
    assert one.content_hash() == other.content_hash()


NAMED = {"id": "x", "name": "名"}
BAD_NODES = [
    ("Nowhere", NAMED, "no label 'Nowhere' is declared"),
    ("City", {**NAMED, "population": 1}, "City x: no property 'population' is declared"),
    ("City", {"id": "x"}, "City x: every node needs an id and a name"),
    ("City", {"name": "名"}, "City None: every node needs an id and a name"),
    ("City", {"id": 7, "name": "名"}, "City 7: id is 7, but graph/schema.py declares string"),
    ("City", {"id": "x", "name": ""}, "City x: name is '', but graph/schema.py declares string"),
    ("City", {**NAMED, "code": "\ud800"}, "declares string"),
    ("Plan", {**NAMED, "start_year": "2021"}, "declares integer"),
    ("Plan", {**NAMED, "start_year": True}, "declares integer"),
    ("Plan", {**NAMED, "start_year": 2021.0}, "declares integer"),
    ("Plan", {**NAMED, "start_year": 2**63}, "declares integer"),
    ("Target", {**NAMED, "amount_low": "3"}, "declares float"),
    ("Target", {**NAMED, "amount_low": float("nan")}, "declares float"),
    ("Target", {**NAMED, "amount_low": float("inf")}, "declares float"),
    ("Target", {**NAMED, "amount_low": False}, "declares float"),
    ("Target", {**NAMED, "in_table": 1}, "declares boolean"),
    ("Target", {**NAMED, "scope": "全市"}, "declares strings"),
    ("Target", {**NAMED, "scope": ["全市", None]}, "declares strings"),
    ("Target", {**NAMED, "scope": ["全市", 2]}, "declares strings"),
]


@pytest.mark.parametrize(("label", "row", "message"), BAD_NODES)
def test_a_node_that_disagrees_with_the_schema_is_refused_in_one_line(label: str, row: dict, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        Contents().write_nodes(label, [row])
    assert message in caught.value.message
    assert "\n" not in caught.value.message


def test_one_id_for_two_different_nodes_is_refused() -> None:
    contents = Contents()
    contents.write_nodes("Agency", [{"id": "a", "name": "人社局", "level": "municipal"}])
    with pytest.raises(StoreError, match=r"two Agency nodes have the id a but differ in level, name;"):
        contents.write_nodes("Agency", [{"id": "a", "name": "人社厅", "level": "provincial"}])


BAD_RELATIONSHIPS = [
    ("LIKES", "City", "Plan", {}, r"no relationship \(City\)-\[:LIKES\]->\(Plan\) is declared"),
    ("ISSUED", "Plan", "City", {}, r"no relationship \(Plan\)-\[:ISSUED\]->\(City\) is declared"),
    ("ISSUED", "City", "Plan", {"target_id": None}, "both ends need an id"),
    ("ISSUED", "City", "Plan", {"since": 2021}, "no property 'since' is declared"),
    ("CODED_AS", "Measure", "Instrument", {"rank": "1"}, "rank is '1', but graph/schema.py declares integer"),
]


@pytest.mark.parametrize(("name", "source", "target", "change", "message"), BAD_RELATIONSHIPS)
def test_a_relationship_that_disagrees_with_the_schema_is_refused(name: str, source: str, target: str, change: dict, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Contents().write_relationships(name, source, target, [{"source_id": "a", "target_id": "b"} | change])


def test_a_relationship_without_a_node_at_its_end_is_named() -> None:
    contents = Contents()
    contents.write_nodes("City", [NAMED])
    contents.write_relationships("ISSUED", "City", "Plan", [{"source_id": "x", "target_id": "p"}])
    with pytest.raises(StoreError, match=r"ISSUED x -> p: there is no Plan p; load it too"):
        contents.check_ends()


def test_parallel_relationships_that_differ_are_kept_and_equal_ones_count_once() -> None:
    contents = Contents()
    lead = {"source_id": "a", "target_id": "p", "role": "lead"}
    contents.write_relationships("ACTS_IN", "Agency", "Plan", [lead, {**lead, "role": "issuer"}, dict(lead), {**lead, "quote": None}])
    (rows,) = [rows for (name, _, _), rows in contents.relationships() if name == "ACTS_IN"]
    assert sorted(row["properties"]["role"] for row in rows) == ["issuer", "lead"]
