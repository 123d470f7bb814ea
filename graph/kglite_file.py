"""Graphs in files: which file an address means, and how one graph takes the place of another."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreDamaged, StoreError, StoreMissing
from graph.files import beside, follow
from graph.kglite_store import KgliteStore, read_graph, write_graph
from graph.store import DEFAULT_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.contents import Contents

LOCK_SECONDS = 60.0


def open_file(address: str) -> KgliteStore:
    """The graph in a file, open for reading; see `graph.store.open_store`."""
    path = _path(address)
    if not path.exists():
        raise StoreMissing(f"{path}: there is no graph yet; make it with: policygraph build --store {path}")
    return read_graph(path)


def file_replacer(address: str) -> Callable[[Contents], None]:
    """What puts a graph in the file in place of the one there; see `graph.store.build_store`."""
    path = _path(address)
    _refuse_to_replace(path)
    return lambda contents: _replace(path, contents)


def _replace(path: Path, contents: Contents) -> None:
    try:
        with _workshop(follow(path)) as folder:
            made = folder / "graph.kgl"
            write_graph(made, contents)
            _refuse_to_replace(path)
            made.replace(follow(path))
    except OSError as error:
        raise _no_place(path, error) from error


def _path(address: str) -> Path:
    if not address:
        raise StoreError(f"--store is empty; give a path such as {DEFAULT_ADDRESS}")
    try:
        path = Path(address).expanduser()
        follow(path)
    except (OSError, RuntimeError) as error:
        raise _no_place(address, error) from error
    return path


def _no_place(place: object, error: Exception) -> StoreError:
    reason = getattr(error, "strerror", None) or error
    return StoreError(f"{place}: the graph cannot be written there ({reason}); give another path by --store")


def _refuse_to_replace(path: Path) -> None:
    """A StoreError if there is anything else than a graph."""
    if path.exists():
        with suppress(StoreDamaged):
            read_graph(path)


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """An empty folder beside the graph, for one builder at a time, removed at the end."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only builders need it

    path.parent.mkdir(parents=True, exist_ok=True)
    folder, lock = beside(path, ".building"), beside(path, ".lock")
    # The lock itself would wait for a folder that may not be written as if another builder held it.
    lock.touch()
    try:
        with FileLock(lock, timeout=LOCK_SECONDS):
            # Whoever holds the lock is alone, so a folder that is there was left by a builder that was killed.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except Timeout as error:
        raise StoreError(
            f"{path}: another build has been writing for {LOCK_SECONDS:.0f} s; wait until it ends, then build again"
        ) from error
