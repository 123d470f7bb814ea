"""Opening the graph for the doors: it is made where there is none, and made again where it cannot be read."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Protocol

from graph.errors import StoreDamaged, StoreMissing
from graph.store import open_store
from loaders.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.settings import Settings
    from graph.store import Snapshot, Store


class Reporter(Protocol):
    """Where the doors say what they do meanwhile."""

    def warn(self, message: str) -> None:
        """One line that a person should see."""
        ...

    def progress(self, message: str) -> None:
        """What a long step is at."""
        ...


def open_graph(settings: Settings, reporter: Reporter) -> Store:
    """The graph of `settings.store`, made from `settings.corpus` where it is missing or cannot be read by this version.

    Raises:
        StoreError: the address is no place for a graph, or something else is there.
        SourceError: the graph has to be made and a plan or manifest cannot be used.
    """
    try:
        return open_store(settings.store)
    except StoreMissing:
        reporter.progress(f"building the graph {settings.store} from {settings.corpus}")
    except StoreDamaged:
        # Nothing is lost: only a file that the engine has written counts as a damaged graph, and a graph is made from the plans.
        reporter.warn(f"{settings.store}: damaged, or built by another version; rebuilding from {settings.corpus}")
    build(settings.corpus, settings.store, reporter.progress)
    return open_store(settings.store)


class SharedGraph:
    """The graph that all requests of one service read, opened when it is first needed."""

    def __init__(self, settings: Settings, reporter: Reporter) -> None:
        self._settings = settings
        self._reporter = reporter
        self._lock = Lock()
        self._store: Store | None = None

    def store(self) -> Store:
        """The graph, which never works longer on a question nor gives more rows than the settings allow."""
        with self._lock:
            if self._store is None:
                self._store = open_graph(self._settings, self._reporter)
            return LimitedStore(self._store, self._settings)

    def close(self) -> None:
        """Let go of the graph; the next request opens it again."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None


class LimitedStore:
    """A graph under the limits of a service."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        columns: Sequence[str],
        timeout_seconds: float | None,
        row_limit: int,
    ) -> list[dict[str, object]]:
        """The rows of a read-only query; see `graph.store.Store.run`."""
        timeout = self._settings.timeout_seconds if timeout_seconds is None else min(timeout_seconds, self._settings.timeout_seconds)
        limit = min(row_limit, self._settings.row_limit)
        return self._store.run(cypher, parameters, columns=columns, timeout_seconds=timeout, row_limit=limit)

    def snapshot(self) -> Snapshot:
        """What this graph is."""
        return self._store.snapshot()

    def close(self) -> None:
        """Let go of the graph; it cannot be read any more."""
        self._store.close()
