"""Numbers of one city on one indicator for one date: those that repeat each other and those that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.comparability import load_rules
from graph.units import unit_kind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from graph.rows import FactRow

Groups = tuple[tuple[str, ...], ...]


def restated_groups(facts: Iterable[FactRow]) -> Groups:
    """The ids of facts that state one number in several places, group by group, in the order of the facts."""
    groups: dict[Hashable, list[str]] = {}
    for fact in facts:
        groups.setdefault((_about(fact), _amount(fact), fact.comparator), []).append(fact.id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def competing_groups(facts: Iterable[FactRow]) -> Groups:
    """The ids of facts that give unequal numbers for one thing at one date, group by group, in the order of the facts."""
    groups: dict[Hashable, list[FactRow]] = {}
    for fact in facts:
        groups.setdefault(_about(fact), []).append(fact)
    return tuple(tuple(fact.id for fact in group) for group in groups.values() if len(set(map(_amount, group))) > 1)


def _about(fact: FactRow) -> Hashable:
    """What a number is on: a scope that only names the whole place narrows nothing."""
    scope = frozenset(fact.scope) - set(load_rules().whole_place)
    thing = fact.indicator or fact.subject
    return (fact.city, thing, fact.kind, fact.date, fact.basis, unit_kind(fact.unit), scope)


def _amount(fact: FactRow) -> Hashable:
    return str(fact.value) if fact.amount_low is None else (fact.amount_low, fact.amount_high)
