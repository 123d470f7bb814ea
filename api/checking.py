"""What the graph says, read again from the sources: every fact, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.questions import ask
from graph.rows import FactRow, fact_row_from_store
from loaders.manifest import read_corpus
from loaders.verify import StoredPlan, VerifyReport, verify
from queries.catalogue import run_query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from queries.catalogue import QueryResult

_AT_ONCE = 1000


def verify_graph(store: Store, corpus: Path) -> VerifyReport:
    """Every fact and every plan of the graph against the files in `corpus`.

    Raises:
        SourceError: a manifest cannot be used.
    """
    return verify(_every_fact(store), _plans(store), read_corpus(corpus), corpus)


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
