"""The py2neo models on a real Neo4j: what they read, what they refuse, and what they leave alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("py2neo", reason="NOTHING WAS TESTED OF graph/py2neo_models.py: pip install 'policygraph[py2neo]'")

from py2neo.client import Connector
from py2neo.ogm import Model, Property, RelatedFrom, RelatedTo

from graph import py2neo_models
from graph.contents import ENDS, NODE_PROPERTIES
from graph.errors import StoreError
from graph.py2neo_models import MODELS, Agency, City, Indicator, Plan, Programme, Target, back_name, connect, onward_name
from graph.read_back import read_pages
from graph.schema import RELATIONSHIPS
from graph.store import open_store
from loaders.pipeline import build
from tests.conftest import CORPUS, NEO4J_LOGIN
from tests.graph.whole_graph import whole_graph
from tests.project_files import ROOT, package_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from py2neo import Graph


@pytest.fixture(scope="module")
def graph(neo4j_built: str) -> Iterator[Graph]:
    graph = connect(neo4j_built, NEO4J_LOGIN)
    yield graph
    # py2neo itself leaves its sockets to the end of the process.
    graph.service.connector.close()


def cantonese_chef(graph: Graph) -> Any:
    """The programme of Guangzhou that has numbers and the shared initiative."""
    found = Programme.match(graph).where("_.name CONTAINS '粤菜师傅'", city="440100").order_by("_.id")
    return next(each for each in found if len(each.has_target) and len(each.implements))


# What the models are


def test_there_is_a_model_for_each_label_and_nothing_else() -> None:
    assert list(MODELS) == list(NODE_PROPERTIES)
    named = {
        name: item for name, item in vars(py2neo_models).items() if isinstance(item, type) and item.__module__ == "graph.py2neo_models"
    }
    assert {name: item for name, item in named.items() if name in MODELS} == MODELS
    assert [(model.__primarylabel__, model.__primarykey__) for model in MODELS.values()] == [(label, "id") for label in MODELS]
    assert all(issubclass(model, Model) for model in MODELS.values())


@pytest.mark.parametrize("label", NODE_PROPERTIES)
def test_a_model_has_the_declared_attributes_and_no_other(label: str) -> None:
    attributes = {name: item for name, item in vars(MODELS[label]).items() if not name.startswith("__")}
    kinds = {kind: {name for name, item in attributes.items() if isinstance(item, kind)} for kind in (Property, RelatedTo, RelatedFrom)}
    assert kinds[Property] == {each.name for each in NODE_PROPERTIES[label]}
    assert kinds[RelatedTo] == {onward_name(ends) for ends in ENDS if ends[1] == label}
    assert kinds[RelatedFrom] == {back_name(ends) for ends in ENDS if ends[2] == label}
    assert sum(map(len, kinds.values())) == len(attributes), "two things have one name"


def test_each_relationship_has_an_attribute_at_both_ends() -> None:
    there = {item.ends for model in MODELS.values() for item in vars(model).values() if isinstance(item, RelatedTo)}
    back = {item.ends for model in MODELS.values() for item in vars(model).values() if isinstance(item, RelatedFrom)}
    assert (
        there == back == set(ENDS) == {(each.name, one, other) for each in RELATIONSHIPS for one in each.sources for other in each.targets}
    )


def test_where_there_are_several_targets_each_has_its_name() -> None:
    assert [name for name in vars(Plan) if name.startswith("states")] == ["states_target", "states_result", "states_measure"]
    assert [name for name in vars(Indicator) if "measures" in name] == ["target_measures", "result_measures"]


# What they read


def test_a_node_is_matched_with_its_properties(graph: Graph, neo4j_built: str) -> None:
    with closing(open_store(neo4j_built, NEO4J_LOGIN)) as store:
        page = next(page for page in read_pages(store) if page.counts()["Target"])
    targets = dict(page.nodes())["Target"]
    assert targets
    for node in targets[:20]:
        model = Target.match(graph, node["id"]).first()
        read = {each.name: getattr(model, each.name) for each in NODE_PROPERTIES["Target"]}
        assert {name: value for name, value in read.items() if value is not None} == node


def test_one_walks_from_a_city_to_what_its_numbers_count_and_back(graph: Graph) -> None:
    guangzhou = City.match(graph, "440100").first()
    programme = cantonese_chef(graph)
    assert programme in guangzhou.runs
    (target, *_) = programme.has_target
    (indicator,) = target.measures
    assert isinstance(indicator, Indicator)
    assert target in indicator.target_measures
    assert programme in target.programme_has_target
    assert [city.name for city in programme.city_runs] == [guangzhou.name]
    assert [plan.city for plan in target.plan_states] == ["440100"]
    assert "粤菜师傅" in {each.name for each in programme.implements} | {name for each in programme.implements for name in each.aliases}


@pytest.mark.parametrize("ends", ENDS, ids="-".join)
def test_every_relationship_is_walked_whole_from_both_ends(graph: Graph, ends: tuple[str, str, str]) -> None:
    name, source, target = ends
    some = f"MATCH (a:{source})-[:{name}]->(b:{target}) WITH a, b ORDER BY a.id, b.id LIMIT 1 "
    counts = f"RETURN a.id, b.id, COUNT {{ (a)-[:{name}]->(:{target}) }}, COUNT {{ (:{source})-[:{name}]->(b) }}"
    ((source_id, target_id, onward_count, back_count),) = graph.run(some + counts)
    one, other = (MODELS[label].match(graph, node_id).first() for label, node_id in ((source, source_id), (target, target_id)))
    onward, back = getattr(one, onward_name(ends)), getattr(other, back_name(ends))
    assert (len(onward), len(back)) == (onward_count, back_count)
    assert other in onward
    assert one in back
    assert {type(each) for each in onward} == {MODELS[target]}
    assert {type(each) for each in back} == {MODELS[source]}


def test_each_of_two_roles_in_one_plan_is_seen(graph: Graph) -> None:
    query = (
        "MATCH (a:Agency)-[r:ACTS_IN]->(p) WITH a, p, collect(r.relates_to) AS said WHERE size(said) > 1 RETURN a.id, said ORDER BY a.id"
    )
    agency_id, said = next(iter(graph.run(query)))
    acts_in = Agency.match(graph, agency_id).first().acts_in
    assert set(said) <= {properties["relates_to"] for _, (name, properties), _ in acts_in.triples() if name == "ACTS_IN"}


# What they write


def declarations(graph: Graph) -> list[dict[str, Any]]:
    return [row for what in ("INDEXES", "CONSTRAINTS") for row in graph.run(f"SHOW {what} YIELD name, type ORDER BY name").data()]


class Note(Model):
    """What someone who reads the graph may add: a label that the schema does not declare."""

    __primarykey__ = "id"
    id = Property()
    text = Property()
    on_programme = RelatedTo("graph.py2neo_models.Programme", "ON_PROGRAMME")


@pytest.fixture
def added(graph: Graph) -> Iterator[tuple[Any, Note]]:
    """A programme with a note on it, and a node related to it, for the time of a test."""
    programme = cantonese_chef(graph)
    list(programme.has_target)
    programme.__node__["note"] = "与原文核对过"
    note = Note(id="note-1", text="两市口径不同")
    note.on_programme.add(programme)
    graph.push(programme)
    graph.push(note)
    yield programme, note
    graph.delete(note)
    del programme.__node__["note"]
    graph.push(programme)


def test_what_one_adds_stays_and_changes_nothing_of_the_graph(graph: Graph, neo4j_built: str, added: tuple[Any, Note]) -> None:
    programme, _ = added
    build(CORPUS, neo4j_built, lambda _: None, NEO4J_LOGIN)
    (read,) = Programme.match(graph).where(note="与原文核对过")
    assert (read.id, read.name, read.variants) == (programme.id, programme.name, programme.variants)
    (note,) = Note.match(graph)
    assert [each.id for each in note.on_programme] == [programme.id]
    with closing(open_store(neo4j_built, NEO4J_LOGIN)) as store:
        assert whole_graph(store).content_hash() == store.snapshot().id


def test_nothing_is_left_of_what_was_taken_back(graph: Graph) -> None:
    assert Programme.match(graph).where("_.note IS NOT NULL").count() == Note.match(graph).count() == 0


def test_what_the_plans_say_cannot_be_changed(graph: Graph) -> None:
    programme = cantonese_chef(graph)
    with pytest.raises(AttributeError, match="name comes from the plan; keep what you add under a name of its own"):
        programme.name = "另一个名"
    for change in (programme.has_target.add, programme.has_target.remove):
        with pytest.raises(AttributeError, match="HAS_TARGET comes from the plans and cannot be changed here"):
            change(programme.has_target)
    with pytest.raises(AttributeError, match="HAS_TARGET comes from the plans"):
        programme.has_target.clear()


def test_what_was_read_before_a_build_is_not_written_over_another_node(graph: Graph) -> None:
    programme = cantonese_chef(graph)
    programme.__node__["id"] = "programme-that-has-gone"
    programme.__node__["note"] = "旧"
    with pytest.raises(LookupError, match="there is no Programme programme-that-has-gone in the graph any more"):
        graph.push(programme)
    assert Programme.match(graph).where(note="旧").count() == 0


def test_nothing_asks_for_indexes_or_constraints(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = declarations(graph), []
    auto_run, run = Connector.auto_run, Connector.run
    monkeypatch.setattr(
        Connector, "auto_run", lambda self, cypher, *args, **more: (asked.append(cypher), auto_run(self, cypher, *args, **more))[1]
    )
    monkeypatch.setattr(Connector, "run", lambda self, tx, cypher, *args: (asked.append(cypher), run(self, tx, cypher, *args))[1])
    programme = cantonese_chef(graph)
    programme.__node__["note"] = "一"
    graph.push(programme)
    del programme.__node__["note"]
    graph.push(programme)
    graph.pull(programme)
    assert sum("SET n = n" in cypher for cypher in asked) == 2
    assert [cypher for cypher in asked if re.search(r"\b(INDEX|CONSTRAINT|CALL)", cypher, re.IGNORECASE)] == []
    monkeypatch.undo()
    assert declarations(graph) == before


# The page about it


def blocks(kind: str) -> list[str]:
    page = (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def run_block(code: str, address: str) -> str:
    login = {"POLICYGRAPH_STORE": address, "POLICYGRAPH_NEO4J_PASSWORD": NEO4J_LOGIN.password.get_secret_value()}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **login}, capture_output=True, encoding="utf-8", check=True).stdout


def test_the_page_shows_what_its_examples_print(neo4j_built: str) -> None:
    questions, driver, py2neo, _ = blocks("python")
    (shown,) = blocks("text")
    assert run_block(driver, neo4j_built) == shown
    assert run_block(py2neo, neo4j_built) == shown
    assert "[3.6] 万人次 2021-2025" in run_block(questions, neo4j_built)


def test_the_notes_of_the_page_are_kept(graph: Graph, neo4j_built: str) -> None:
    _, _, py2neo, notes = blocks("python")
    run_block(f"{py2neo}\n{notes}", neo4j_built)
    try:
        assert Note.match(graph).count() == Programme.match(graph).where("_.note IS NOT NULL").count() == 1
    finally:
        graph.run("MATCH (n:Note) DETACH DELETE n")
        graph.run("MATCH (p:Programme) WHERE p.note IS NOT NULL REMOVE p.note")


# Where it stands


def test_a_file_is_no_server() -> None:
    with pytest.raises(StoreError, match=r"graph.kgl: py2neo reads a graph on a server only; give an address such as neo4j://"):
        connect("graph.kgl", None)


def test_no_other_module_needs_it() -> None:
    naming = [path for path in package_files(".py") if "py2neo" in (ROOT / path).read_text(encoding="utf-8")]
    assert [path.as_posix() for path in naming] == ["graph/py2neo_models.py"]


def test_without_py2neo_it_is_said_what_to_install() -> None:
    code = "import sys; sys.modules['py2neo'] = None\nimport api.commands\nimport graph.py2neo_models"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == "ImportError: graph.py2neo_models: there is no py2neo; install it by: pip install 'policygraph[py2neo]'"
    assert "During handling" not in done.stderr
