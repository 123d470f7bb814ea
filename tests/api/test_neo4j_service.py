"""The doors over a real server: what is said where the graph is not what was built, and where the server does not answer."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import neo4j
import pytest

from api.app import create_app
from api.checking import verify_graph
from api.settings import Settings
from graph.store import open_store
from loaders.pipeline import build
from tests.conftest import CORPUS, NEO4J_LOGIN, require_neo4j
from tests.deploy.running_server import running_neo4j
from tests.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from deploy.neo4j.server import Server

PASSWORD = NEO4J_LOGIN.password.get_secret_value()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require_neo4j()
    home: Path = tmp_path_factory.mktemp("service")
    with running_neo4j(home, password=PASSWORD) as server:
        build(CORPUS, server.bolt_address, lambda _: None, NEO4J_LOGIN)
        yield server


@pytest.mark.parametrize("value", ["99000.0", "'text'"])
def test_a_number_that_was_changed_by_hand_is_found_and_put_right(server: Server, value: str) -> None:
    with neo4j.GraphDatabase.driver(server.bolt_address, auth=("neo4j", PASSWORD)) as driver:
        driver.execute_query(f"MATCH (t:Target) WITH t ORDER BY t.id LIMIT 1 SET t.amount_low = {value}")
    for is_sound in (False, True):
        with closing(open_store(server.bolt_address, NEO4J_LOGIN)) as store:
            report = verify_graph(store, CORPUS)
        assert report.is_sound is is_sound
        assert ("contents" in {failure.check for failure in report.failures}) is not is_sound
        build(CORPUS, server.bolt_address, lambda _: None, NEO4J_LOGIN)


def test_a_server_that_stops_is_said_at_once_and_found_again(server: Server) -> None:
    app = create_app(Settings(store=server.bolt_address, neo4j_password=PASSWORD, corpus=CORPUS))
    with running(app) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        assert client.get("/healthz").status_code == 200
        server.stop()
        started = time.monotonic()
        with ThreadPoolExecutor(30) as many:
            answers = list(many.map(lambda _: client.get("/api/v1/plans"), range(30)))
        assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(503, "store-unavailable")}
        # One after the other, each with its own attempts, they would take minutes.
        assert time.monotonic() - started < 30
        server.start(PASSWORD)
        assert client.get("/api/v1/plans").status_code == 200
