"""Both engines answer every question alike: the same rows in the same order with values of the same kinds, and the same errors.

Questions and analyses are asked of the graph of the plans, of the small graph, and of graphs drawn at random, with the examples
of their headers, the cases written by hand, and parameters made from what the headers declare.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph.read_back import read_whole
from loaders.pipeline import build
from queries.catalogue import load_catalogue
from tests.conftest import CORPUS, NEO4J_LOGIN
from tests.queries.asked_parameters import Known, given_parameters, is_open, resolved
from tests.queries.engines import BothEngines, build_both, open_both
from tests.queries.random_graph import write_random_graph
from tests.queries.small_graph import write_small_graph
from tests.queries.test_catalogue import CASES, is_without_rows
from viz.graph_files import draw_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import SearchStrategy

    from deploy.neo4j.server import Server

QUESTIONS = {question.name: question for question in load_catalogue().questions}
ENTRIES = {each.name: each for each in load_catalogue().entries}
OPEN = [name for name, question in QUESTIONS.items() if is_open(question)]
# How many sets of parameters each question is asked with: as they reach an engine, and as people give them.
ASKED = {"plans": (15, 3), "small": (6, 1)} | {f"random {seed}": (6, 1) for seed in range(3)}
# It takes seconds each time, and every analysis asks it too.
LONG = "network_links"
BY_HAND = {
    "plans": [(name, each.example()) for name, each in ENTRIES.items()],
    "small": [(case["question"], case.get("parameters", {})) for case in CASES],
}


@pytest.fixture(scope="module", params=ASKED)
def graph(request: pytest.FixtureRequest) -> str:
    """The graph that both engines hold; every test of one graph runs before the next is built."""
    return request.param


@pytest.fixture(scope="module")
def both(graph: str, neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BothEngines]:
    file = str(tmp_path_factory.mktemp("both") / "graph.kgl")
    server = neo4j_server.bolt_address
    if graph == "plans":
        build(CORPUS, file, lambda _: None)
        build(CORPUS, server, lambda _: None, NEO4J_LOGIN)
    elif graph == "small":
        build_both(write_small_graph, file, server, NEO4J_LOGIN)
    else:
        seed = int(graph.removeprefix("random "))
        build_both(partial(write_random_graph, seed), file, server, NEO4J_LOGIN)
    with open_both(file, server, NEO4J_LOGIN) as both:
        yield both


@pytest.fixture(scope="module")
def known(both: BothEngines) -> Known:
    return Known(both.stores[0])


def ask_often(count: int, parameters: SearchStrategy[dict[str, object]], ask: Callable[[dict[str, object]], Any]) -> list[Any]:
    """The answers to so many sets of parameters, the same in every run."""
    answers = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(parameters)
    def run(values: dict[str, object]) -> None:
        answers.append(ask(values))

    run()
    return answers


@pytest.mark.parametrize("graph", BY_HAND, indirect=True)
def test_examples_and_cases(both: BothEngines, graph: str) -> None:
    answers = {f"{name} {parameters}": both.ask(name, parameters) for name, parameters in BY_HAND[graph]}
    # Every example has an answer, or nothing would be compared.
    silent = {asked.split()[0] for asked, answer in answers.items() if not answer}
    assert graph != "plans" or silent == {name for name in QUESTIONS if is_without_rows(both.stores[0], name)}


@pytest.mark.parametrize("name", QUESTIONS)
def test_ids_that_are_there_and_ids_that_are_not(both: BothEngines, known: Known, graph: str, name: str) -> None:
    question = QUESTIONS[name]
    planned = ASKED[graph][0] // (4 if name == LONG else 1)
    answers = ask_often(planned, resolved(question, known), lambda parameters: both.run(question, parameters))
    assert len(answers) >= (planned if name in OPEN else 1)
    assert graph != "plans" or any(answers) or is_without_rows(both.stores[0], name)


@pytest.mark.parametrize("name", ENTRIES)
def test_what_people_give(both: BothEngines, known: Known, graph: str, name: str) -> None:
    _, planned = ASKED[graph]
    answers = ask_often(planned, given_parameters(ENTRIES[name], known), lambda parameters: both.ask(name, parameters))
    assert len(answers) >= (planned if is_open(ENTRIES[name]) else 1)


def test_every_label_is_counted(both: BothEngines) -> None:
    counted = {row["name"]: row["count"] for row in both.ask("counts", {})}
    assert counted == {label: count for label, count in both.stores[0].snapshot().counts.items() if count}


def test_exports_are_the_same_bytes(both: BothEngines) -> None:
    one, other = (draw_graph(read_whole(store, lambda _: None), store.snapshot(), "jsonl") for store in both.stores)
    assert one == other


def test_each_engine_is_asked_thousands_of_times() -> None:
    assert len(OPEN) * sum(map(sum, ASKED.values())) >= 2000
