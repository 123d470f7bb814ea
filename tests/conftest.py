"""One real graph of the plans in data/plans, built once for each test run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from loaders.pipeline import build
from tests.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from graph.store import Store

CORPUS = Path(__file__).parent.parent / "data" / "plans"


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
