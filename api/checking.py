"""What the graph says, read again from the sources: every fact, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.questions import ask
from graph.content_hash import content_hash
from graph.errors import StoreDamaged, StoreError
from graph.read_back import read_pages
from graph.rows import FactRow, fact_row_from_store
from loaders.manifest import read_corpus
from loaders.verify import Failure, StoredPlan, VerifyReport, verify
from queries.catalogue import run_query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from queries.catalogue import QueryResult

_AT_ONCE = 1000


def verify_graph(store: Store, corpus: Path) -> VerifyReport:
    """Every fact and every plan of the graph against the files in `corpus`, and the graph against what was built.

    Raises:
        SourceError: a manifest cannot be used.
    """
    manifests, changed = read_corpus(corpus), _changes(store)
    try:
        report = verify(_every_fact(store), _plans(store), manifests, corpus)
    except (StoreDamaged, ValueError):
        # A value that no build writes cannot be held against a source; what was changed is said all the same.
        if not changed:
            raise
        report = VerifyReport(plan_count=0, fact_count=0, failures=())
    return report.model_copy(update={"failures": (*changed, *report.failures)})


def _changes(store: Store) -> tuple[Failure, ...]:
    """That the graph is not the one that was built, where somebody has changed it since: its hash is computed anew."""
    built = store.snapshot().id
    try:
        found = content_hash(line for page in read_pages(store) for line in page.lines())
    except StoreError as error:
        found = error.message
    changed = Failure(file="graph", plan_id="", fact_id=None, check="contents", expected=built, found=found, offset=None)
    return () if found == built else (changed,)


def verify_fact(store: Store, corpus: Path, fact_id: str) -> VerifyReport:
    """One fact and the plan that states it against the file in `corpus`.

    Raises:
        UnknownName: there is no such fact.
        SourceError: a manifest cannot be used.
    """
    fact = fact_row_from_store(find_fact(store, fact_id).rows[0])
    return verify([fact], [plan for plan in _plans(store) if plan.id == fact.plan_id], read_corpus(corpus), corpus)


def find_fact(store: Store, fact_id: str) -> QueryResult:
    """The answer whose one row is the fact of that id.

    Raises:
        UnknownName: there is no such fact.
    """
    return ask(store, "fact", {"id": fact_id})


def _every_fact(store: Store) -> Iterator[FactRow]:
    skip = 0
    while rows := run_query(store, "facts", {"skip": skip, "limit": _AT_ONCE}).rows:
        yield from map(fact_row_from_store, rows)
        skip += _AT_ONCE


def _plans(store: Store) -> list[StoredPlan]:
    rows = run_query(store, "plans", {}).rows
    return [StoredPlan(**{name: row[name] for name in StoredPlan.model_fields}) for row in rows]
