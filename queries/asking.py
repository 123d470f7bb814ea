"""What every record made of several questions needs: questions that are remembered, and the cities with their plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.catalogue import find_name, run_query
from queries.comparison import ComparedCity, ComparedPlan, UsedQuery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Store

    Rows = Sequence[Mapping[str, Any]]


class Asking:
    """Asks the graph and remembers what was asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.used: list[UsedQuery] = []

    def ask(self, name: str, parameters: Mapping[str, object]) -> Rows:
        """The rows of a question of the catalogue."""
        result = run_query(self.store, name, parameters)
        self.used.append(UsedQuery(name=name, cypher=result.cypher, parameters=result.parameters))
        return result.rows


def find_cities(asking: Asking, asked: Sequence[str] | None) -> tuple[ComparedCity, ...]:
    """The cities that are asked for, each once and in that order, with their plans; None for every city, by code."""
    names = {row["code"]: row["name"] for row in asking.ask("cities", {})}
    codes = list(names) if asked is None else [find_name(asking.store, "city", city).id for city in asked]
    plans = asking.ask("plans", {"cities": codes})
    return tuple(ComparedCity(code=code, name=names[code], plans=_plans(plans, code)) for code in dict.fromkeys(codes))


def _plans(rows: Rows, city: str) -> tuple[ComparedPlan, ...]:
    return tuple(ComparedPlan(**{name: row[name] for name in ComparedPlan.model_fields}) for row in rows if row["city"] == city)
