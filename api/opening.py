"""Opening the graph for the doors: it is made where there is none, and made again where it cannot be read."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Protocol

from graph.errors import StoreDamaged, StoreMissing
from graph.store import is_server, open_store
from loaders.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.settings import Settings
    from graph.errors import StoreError
    from graph.snapshot import Snapshot
    from graph.store import Store


class Reporter(Protocol):
    """Where the doors say what they do meanwhile."""

    def warn(self, message: str) -> None:
        """One line that a person should see."""
        ...

    def progress(self, message: str) -> None:
        """What a long step is at."""
        ...


def open_graph(settings: Settings, reporter: Reporter) -> Store:
    """The graph of `settings.store`; in a file, it is made from `settings.corpus` where it is missing or of another version.

    On a server nothing is written to be read: others may use it, perhaps with another version.

    Raises:
        StoreMissing: there is no graph on the server.
        StoreDamaged: the graph on the server is of another version.
        StoreError: the address is no place for a graph, or something else is there.
        SourceError: the graph has to be made and a plan or manifest cannot be used.
    """
    try:
        return open_store(settings.store, settings.login())
    except (StoreMissing, StoreDamaged) as error:
        if is_server(settings.store):
            raise
        _announce(error, settings, reporter)
    build(settings.corpus, settings.store, reporter.progress)
    return open_store(settings.store)


def _announce(error: StoreError, settings: Settings, reporter: Reporter) -> None:
    """Say why the graph is made now."""
    if isinstance(error, StoreMissing):
        reporter.progress(f"building the graph {settings.store} from {settings.corpus}")
    else:
        # Nothing is lost: only a file that the engine has written counts as a damaged graph, and a graph is made from the plans.
        reporter.warn(f"{settings.store}: damaged, or built by another version; rebuilding from {settings.corpus}")


class SharedGraph:
    """The graph that all requests of one service read, opened when it is first needed."""

    def __init__(self, settings: Settings, reporter: Reporter) -> None:
        self._settings = settings
        self._reporter = reporter
        self._lock = Lock()
        self._store: Store | None = None

    def store(self) -> Store:
        """The graph as it is now, which never works longer on a question nor gives more rows than the settings allow."""
        with self._lock:
            store = self._store = self._store or open_graph(self._settings, self._reporter)
        # Outside of the lock: a server that does not answer is then waited for by all who ask at once, and not in turn.
        latest = store.latest()
        if latest is not store:
            with self._lock:
                self._store = latest
        return LimitedStore(latest, self._settings)

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

    def latest(self) -> LimitedStore:
        """This graph, or the one that has taken its place, under the same limits."""
        return LimitedStore(self._store.latest(), self._settings)

    def close(self) -> None:
        """Let go of the graph; it cannot be read any more."""
        self._store.close()
