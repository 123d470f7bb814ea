"""The constraints and indexes of a server, from the declarations in `graph.schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import NODES

if TYPE_CHECKING:
    from neo4j import Session

FULL_TEXT = "policygraph_text"
_INDEX_SECONDS = 300
# The analyzer that knows no word boundaries, as Chinese has none: words are looked for in quotation marks.
_ANALYZER = "{indexConfig: {`fulltext.analyzer`: 'cjk'}}"


def declarations() -> dict[str, str]:
    """The statement that makes each constraint and index, by its name."""
    made = {}
    for node in NODES:
        label = node.label.lower()
        made[f"{label}_id"] = f"CREATE CONSTRAINT {label}_id IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE"
        for name in node.indexed:
            made[f"{label}_{name}"] = f"CREATE INDEX {label}_{name} IF NOT EXISTS FOR (n:{node.label}) ON (n.{name})"
    labels = "|".join(node.label for node in NODES if node.searched)
    names = ", ".join(f"n.{name}" for name in dict.fromkeys(name for node in NODES for name in node.searched))
    made[FULL_TEXT] = f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{labels}) ON EACH [{names}] OPTIONS {_ANALYZER}"
    made["build_id"] = "CREATE CONSTRAINT build_id IF NOT EXISTS FOR (b:Build) REQUIRE b.id IS UNIQUE"
    return made


def declare(session: Session) -> None:
    """Make the constraints and indexes that the server does not have yet, and wait until they can be used."""
    # Asked for first: a statement that makes one waits for every transaction that has touched its label.
    known = {row["name"] for row in session.run("SHOW INDEXES YIELD name RETURN name")}
    missing = [statement for name, statement in declarations().items() if name not in known]
    for statement in missing:
        session.run(statement).consume()
    if missing:
        session.run("CALL db.awaitIndexes($seconds)", seconds=_INDEX_SECONDS).consume()
