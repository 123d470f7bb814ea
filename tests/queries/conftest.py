from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.queries.small_graph import small_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = small_graph(tmp_path_factory.mktemp("graph"))
    yield opened
    opened.close()
