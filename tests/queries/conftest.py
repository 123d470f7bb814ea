from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.queries.engines import TALLY
from tests.queries.small_graph import small_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = small_graph(tmp_path_factory.mktemp("graph"))
    yield opened
    opened.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the end of the run say how much was compared."""
    if TALLY.compared:
        getattr(session.config, "workeroutput", {}).setdefault("said", []).append(TALLY.line())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it where the tests ran in this process."""
    if TALLY.compared:
        terminalreporter.write_line(TALLY.line())
