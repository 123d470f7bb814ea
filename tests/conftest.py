"""One real graph of the plans in data/plans, built once for each test run, and one real Neo4j server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from graph.login import Login
from graph.store import open_store
from loaders.pipeline import build
from tests.deploy.running_server import running_neo4j, what_is_missing
from tests.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from deploy.neo4j.server import Server
    from graph.store import Store

CORPUS = Path(__file__).parent.parent / "data" / "plans"
NEO4J_LOGIN = Login(user="neo4j", password=SecretStr("a-password-for-tests"), database=None)


def require_neo4j() -> None:
    """Skip a test that needs a server where none can run; in CI it must."""
    missing = what_is_missing()
    if missing and not os.environ.get("CI"):
        pytest.skip(f"NOTHING WAS TESTED ON A NEO4J SERVER: {missing}")
    assert not missing, missing


@pytest.fixture(scope="session")
def built_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the graph of every plan in data/plans; tests read it and never write to it."""
    address = str(tmp_path_factory.mktemp("built") / "graph.kgl")
    build(CORPUS, address, lambda _: None)
    return address


@pytest.fixture(scope="session")
def built_store(built_address: str) -> Iterator[Store]:
    """That graph, open for reading."""
    store = open_store(built_address)
    yield store
    store.close()


@pytest.fixture(scope="session")
def service(built_address: str) -> FastAPI:
    """The HTTP service over that graph."""
    return create_app(Settings(store=built_address, corpus=CORPUS))


@pytest.fixture(scope="session")
def service_address(service: FastAPI) -> Iterator[str]:
    """The address at which that service answers."""
    with running(service) as address:
        yield address


@pytest.fixture(scope="session")
def client(service_address: str) -> Iterator[httpx.Client]:
    """A client of the service."""
    with httpx.Client(base_url=service_address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j that whoever needs it may fill anew."""
    require_neo4j()
    with running_neo4j(tmp_path_factory.mktemp("neo4j"), password=NEO4J_LOGIN.password.get_secret_value()) as server:
        yield server


@pytest.fixture(scope="module")
def neo4j_built(neo4j_server: Server) -> str:
    """The address of that server with the graph of every plan in data/plans."""
    build(CORPUS, neo4j_server.bolt_address, lambda _: None, NEO4J_LOGIN)
    return neo4j_server.bolt_address
