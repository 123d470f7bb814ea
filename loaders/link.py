"""What belongs together across plans: facts on one indicator with a verdict, and programmes that may be one initiative's."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from graph.comparability import Verdict, compare_facts
from graph.records import Candidate, Fact, Record
from loaders.candidates import propose_candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import PlanRecords


class Link(Record):
    """Two facts on one indicator and the verdict on them; `a` is of the city with the lower code."""

    a: Fact
    b: Fact
    verdict: Verdict


class Links(Record):
    """Everything that ties plans to one another; `candidates` are proposals that nothing else builds on."""

    facts: tuple[Link, ...]
    candidates: tuple[Candidate, ...]


def link(plans: Sequence[PlanRecords]) -> Links:
    """What ties the plans to one another."""
    return Links(facts=link_facts(plans), candidates=propose_candidates(plans))


def link_facts(plans: Sequence[PlanRecords]) -> tuple[Link, ...]:
    """A verdict for each pair of facts that measure one indicator in two cities, in one fixed order."""
    by_indicator: dict[str, list[Fact]] = defaultdict(list)
    for plan in plans:
        for fact in plan.facts:
            if fact.indicator is not None:
                by_indicator[fact.indicator].append(fact)
    return tuple(
        Link(a=a, b=b, verdict=compare_facts(a, b))
        for _, facts in sorted(by_indicator.items())
        for a, b in combinations(sorted(facts, key=lambda fact: (fact.city, fact.plan_id, fact.start, fact.id)), 2)
        if a.city != b.city
    )
