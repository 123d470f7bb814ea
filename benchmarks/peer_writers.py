"""Write a made graph to a Neo4j server by a public writer or by hand: `python benchmarks/peer_writers.py PEER FILE ADDRESS`.

It runs in the environment that `benchmarks/peers.txt` describes; the project itself never imports these packages. The password
is in POLICYGRAPH_NEO4J_PASSWORD. What is printed is the seconds that the writing took, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import neo4j

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Made = dict[str, Any]

USER = "neo4j"
BATCH = 1000


def _password() -> str:
    return os.environ["POLICYGRAPH_NEO4J_PASSWORD"]


def _graphrag(made: Made, address: str) -> Callable[[], None]:
    from neo4j_graphrag.components.kg_writer import Neo4jWriter  # noqa: PLC0415 - each peer loads alone
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship  # noqa: PLC0415

    nodes = [Neo4jNode(id=row["id"], label=each["label"], properties=row) for each in made["nodes"] for row in each["rows"]]
    relationships = [
        Neo4jRelationship(start_node_id=row["source_id"], end_node_id=row["target_id"], type=each["name"], properties=row["properties"])
        for each in made["relationships"]
        for row in each["rows"]
    ]
    graph = Neo4jGraph(nodes=nodes, relationships=relationships)
    writer = Neo4jWriter(neo4j.GraphDatabase.driver(address, auth=(USER, _password())))

    def write() -> None:
        if asyncio.run(writer.run(graph)).status != "SUCCESS":
            sys.exit("Neo4jWriter failed")

    return write


def _langchain(has_base_label: bool, made: Made, address: str) -> Callable[[], None]:
    """`has_base_label` is what its documentation advises for speed: a second label with an index of its own."""
    from langchain_neo4j import Neo4jGraph  # noqa: PLC0415 - each peer loads alone
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship  # noqa: PLC0415

    nodes = {row["id"]: Node(id=row["id"], type=each["label"], properties=row) for each in made["nodes"] for row in each["rows"]}
    relationships = [
        Relationship(source=nodes[row["source_id"]], target=nodes[row["target_id"]], type=each["name"], properties=row["properties"])
        for each in made["relationships"]
        for row in each["rows"]
    ]
    graph = Neo4jGraph(url=address, username=USER, password=_password(), refresh_schema=False)
    document = GraphDocument(nodes=list(nodes.values()), relationships=relationships)
    return lambda: graph.add_graph_documents([document], baseEntityLabel=has_base_label)


def _py2neo(made: Made, address: str) -> Callable[[], None]:
    import py2neo  # noqa: PLC0415 - each peer loads alone
    from py2neo.bulk import merge_nodes, merge_relationships  # noqa: PLC0415

    graph = py2neo.Graph(address.replace("neo4j://", "bolt://"), auth=(USER, _password()))

    def write() -> None:
        for each in made["nodes"]:
            for rows in _batches(each["rows"]):
                merge_nodes(graph.auto(), rows, (each["label"], "id"))
        for each in made["relationships"]:
            for rows in _batches(each["rows"]):
                data = [(row["source_id"], row["properties"], row["target_id"]) for row in rows]
                merge_relationships(graph.auto(), data, each["name"], (each["source"], "id"), (each["target"], "id"))

    return write


def _by_hand(verb: str, made: Made, address: str) -> Callable[[], None]:
    """The loop that one writes by hand: UNWIND rows, MERGE or CREATE, a transaction for each batch."""
    driver = neo4j.GraphDatabase.driver(address, auth=(USER, _password()))

    def send(statement: str, rows: list[Any]) -> None:
        with driver.session() as session:
            for batch in _batches(rows):
                session.execute_write(partial(run, statement, batch))

    def run(statement: str, batch: list[Any], transaction: neo4j.ManagedTransaction) -> None:
        transaction.run(statement, rows=batch).consume()

    def write() -> None:
        for each in made["nodes"]:
            send(f"UNWIND $rows AS row {verb} (n:{each['label']} {{id: row.id}}) SET n += row", each["rows"])
        for each in made["relationships"]:
            ends = f"MATCH (a:{each['source']} {{id: row.source_id}}) MATCH (b:{each['target']} {{id: row.target_id}})"
            send(f"UNWIND $rows AS row {ends} {verb} (a)-[r:{each['name']}]->(b) SET r += row.properties", each["rows"])

    return write


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


PEERS: dict[str, Callable[[Made, str], Callable[[], None]]] = {
    "neo4j-graphrag Neo4jWriter": _graphrag,
    "langchain-neo4j add_graph_documents": partial(_langchain, False),
    "the same with baseEntityLabel": partial(_langchain, True),
    "py2neo bulk": _py2neo,
    "UNWIND and MERGE by hand": partial(_by_hand, "MERGE"),
    "UNWIND and CREATE by hand": partial(_by_hand, "CREATE"),
}


def main(peer: str, file: str, address: str) -> None:
    """Write once against the clock; what the records of the peer cost to make is not counted."""
    warnings.simplefilter("ignore")
    write = PEERS[peer](json.loads(Path(file).read_text(encoding="utf-8")), address)
    start = time.perf_counter()
    write()
    print(json.dumps(time.perf_counter() - start))


if __name__ == "__main__":
    main(*sys.argv[1:])
