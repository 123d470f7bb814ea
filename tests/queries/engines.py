"""Both engines with one graph, asked the same questions, and a tally of how often they were."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.errors import PolicygraphError
from graph.store import build_store, open_store
from queries.catalogue import ROW_LIMIT, TIMEOUT_SECONDS, run_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.login import Login
    from graph.snapshot import Snapshot
    from graph.store import Store, StoreBuilder
    from queries.header import Question

ENGINES = ("KGLite", "Neo4j")


@dataclass
class Tally:
    """How many questions each engine was asked, how many answers were compared, and how many differed."""

    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ENGINES, 0))
    compared: int = 0
    with_rows: int = 0
    differing: int = 0

    def line(self) -> str:
        """One line for the end of a test run."""
        asked = ", ".join(f"{engine} {count}" for engine, count in self.asked.items())
        return (
            f"both engines: {self.compared} answers compared, {self.with_rows} of them with rows, {self.differing} differ; "
            f"questions asked: {asked}"
        )


TALLY = Tally()


class CountedStore:
    """A store that notes each question it is asked."""

    def __init__(self, engine: str, store: Store) -> None:
        self._engine = engine
        self._store = store

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        columns: Sequence[str],
        timeout_seconds: float | None,
        row_limit: int,
    ) -> list[dict[str, object]]:
        TALLY.asked[self._engine] += 1
        return self._store.run(cypher, parameters, columns=columns, timeout_seconds=timeout_seconds, row_limit=row_limit)

    def snapshot(self) -> Snapshot:
        return self._store.snapshot()

    def latest(self) -> Store:
        return self._store.latest()

    def close(self) -> None:
        self._store.close()


class BothEngines:
    """One graph in a store of each engine."""

    def __init__(self, kglite: Store, neo4j: Store) -> None:
        assert kglite.snapshot() == neo4j.snapshot()
        self.stores = tuple(CountedStore(engine, store) for engine, store in zip(ENGINES, (kglite, neo4j), strict=True))

    def run(self, question: Question, parameters: Mapping[str, object]) -> list[dict[str, object]]:
        """The rows for parameters that hold ids, which both engines give alike, and tell apart by the key."""
        columns = [column.name for column in question.columns]

        def ask(store: Store) -> list[dict[str, object]]:
            return store.run(question.cypher, parameters, columns=columns, timeout_seconds=TIMEOUT_SECONDS, row_limit=ROW_LIMIT)

        rows = self._alike(ask, f"{question.name} {parameters!r:.2000}")
        keys = [repr([row[name] for name in question.key]) for row in rows]
        assert len(keys) == len(set(keys)), f"{question.name} {parameters!r:.2000}: two rows have one key"
        return rows

    def ask(self, name: str, parameters: Mapping[str, object]) -> Any:
        """The rows, or what is said of the error, that the catalogue gives for both engines alike."""
        return self._alike(lambda store: _said(store, name, parameters), f"{name} {parameters!r:.2000}")

    def _alike(self, ask: Callable[[Store], Any], asked: str) -> Any:
        one, other = map(ask, self.stores)
        TALLY.compared += 1
        TALLY.with_rows += bool(one) and isinstance(one[0], dict)
        # What is written the same has the same rows in the same order, and tells 1 from 1.0 and from True.
        if repr(one) != repr(other):
            TALLY.differing += 1
            raise AssertionError(f"{asked}:\n{ENGINES[0]}: {one!r:.2000}\n{ENGINES[1]}: {other!r:.2000}")
        return one


def _said(store: Store, name: str, parameters: Mapping[str, object]) -> Any:
    try:
        return run_query(store, name, parameters).rows
    except PolicygraphError as error:
        # What an engine itself says after the colon is in its own words.
        return type(error).__name__, error.code, error.message.partition(":")[0]


def build_both(fill: Callable[[StoreBuilder], object], file: str, server: str, login: Login) -> None:
    """Make one graph in a file and on a server."""
    for address, its_login in ((file, None), (server, login)):
        with build_store(address, its_login) as builder:
            fill(builder)


@contextmanager
def open_both(file: str, server: str, login: Login) -> Iterator[BothEngines]:
    """The graph in a file and the same one on a server."""
    kglite, neo4j = open_store(file), open_store(server, login)
    try:
        yield BothEngines(kglite, neo4j)
    finally:
        kglite.close()
        neo4j.close()
