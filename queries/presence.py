"""What a plan says nothing about, told apart from what nobody looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.comparison import CityPresence, Presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.rows import FactRow
    from queries.comparison import ComparedCity


class Mentions:
    """In which passages of which plans each term stands, from the rows of `passages_naming`."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._found: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            self._found.setdefault((row["plan_id"], row["term"]), set()).add(row["id"])

    def count(self, plan_ids: Iterable[str], terms: Sequence[str]) -> int:
        """The number of passages of these plans that hold at least one of the terms."""
        return len({passage for plan in plan_ids for term in terms for passage in self._found.get((plan, term), ())})


def initiative_presence(city: ComparedCity, terms: tuple[str, ...], mentions: Mentions, *, is_carried_out: bool) -> CityPresence:
    """Whether a city speaks of an initiative: by a programme, by a fact, or by naming it in its text."""
    is_named = mentions.count((plan.id for plan in city.plans), terms) > 0
    return _presence(city, terms, mentions, "stated" if is_carried_out or is_named else "searched_not_found")


def indicator_presence(city: ComparedCity, terms: tuple[str, ...], mentions: Mentions, facts: Sequence[FactRow]) -> CityPresence:
    """Whether a city states an indicator, from its own facts on it; stating nothing but zero is saying that there is none."""
    if not facts:
        return _presence(city, terms, mentions, "searched_not_found")
    is_none = all(fact.amount_high == 0 and fact.comparator == "eq" for fact in facts)
    return _presence(city, terms, mentions, "explicitly_none" if is_none else "stated")


def _presence(city: ComparedCity, terms: tuple[str, ...], mentions: Mentions, read: Presence) -> CityPresence:
    plan_ids = tuple(plan.id for plan in city.plans)
    return CityPresence(
        city=city.code,
        presence=read if plan_ids else "not_checked",
        terms=terms if plan_ids else (),
        plan_ids=plan_ids,
        mention_count=mentions.count(plan_ids, terms),
    )
