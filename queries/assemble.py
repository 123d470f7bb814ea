"""Questions to the graph become one Comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.comparability import verdict_from_store
from graph.dates import parse_date
from graph.rows import FactRow, fact_row_from_store, measure_row_from_store
from queries.catalogue import find_name, run_query
from queries.comparison import (
    ComparedAgency,
    ComparedCity,
    ComparedIndicator,
    ComparedInitiative,
    ComparedMeasure,
    ComparedPlan,
    ComparedProgramme,
    Comparison,
    PairVerdict,
    UsedQuery,
)
from queries.presence import Mentions, indicator_presence, initiative_presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store import Store

    Rows = Sequence[Mapping[str, Any]]
    Cities = tuple[ComparedCity, ...]


def assemble_comparison(store: Store, initiative: str, cities: Sequence[str] | None = None) -> Comparison:
    """Everything that cities state about one initiative, side by side.

    Args:
        store: the graph that is asked.
        initiative: its id, name or an alias; initiatives that are part of it are covered too.
        cities: codes or names, in the order they are to be shown; None for every city, by code.

    Raises:
        UnknownName: there is no such initiative or city.
        StoreError: the graph cannot answer.
    """
    asking = _Asking(store)
    compared = _initiative(asking, find_name(store, "initiative", initiative).id)
    chosen = _cities(asking, cities)
    codes = [city.code for city in chosen]
    under = {"initiative": compared.id, "cities": codes}
    facts = _fact_rows(asking.ask("facts_of_initiative_across_cities", under))
    programmes = tuple(ComparedProgramme(**row) for row in asking.ask("programmes_of_initiative", under))
    agencies = tuple(ComparedAgency(**row) for row in asking.ask("agencies_of_initiative", under))
    measures = tuple(map(_measure, asking.ask("measures_of_initiative", under)))
    groups = [*_indicator_groups(asking, facts, codes), *_subject_groups(facts)]
    names = _names(compared)
    mentions = _mentions(asking, chosen, [names, *(group.terms for group in groups)])
    speaking = {fact.city for fact in facts} | {programme.city for programme in programmes}
    snapshot = store.snapshot()
    return Comparison(
        initiative=compared,
        cities=chosen,
        presence=tuple(initiative_presence(city, names, mentions, is_carried_out=city.code in speaking) for city in chosen),
        indicators=_sorted_indicators((_indicator(group, chosen, mentions) for group in groups), _order(chosen)),
        programmes=programmes,
        agencies=agencies,
        measures=measures,
        snapshot=snapshot.id,
        rule_version=snapshot.rule_version,
        queries=tuple(asking.used),
    )


class _Asking:
    """Asks the graph and remembers what was asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.used: list[UsedQuery] = []

    def ask(self, name: str, parameters: Mapping[str, object]) -> Rows:
        result = run_query(self.store, name, parameters)
        self.used.append(UsedQuery(name=name, cypher=result.cypher, parameters=result.parameters))
        return result.rows


@dataclass(frozen=True, slots=True)
class _Group:
    """The facts on one indicator, or on one subject that has no indicator, with the names that were looked for."""

    definition: Mapping[str, Any]
    terms: tuple[str, ...]
    facts: tuple[FactRow, ...]
    elsewhere: tuple[FactRow, ...]
    verdicts: tuple[PairVerdict, ...]


def _initiative(asking: _Asking, initiative_id: str) -> ComparedInitiative:
    rows = {row["id"]: row for row in asking.ask("initiative_and_members", {"initiative": initiative_id})}
    fields = ("id", "name", "aliases", "level", "description")
    made = {key: ComparedInitiative(**{name: row[name] for name in fields}, members=()) for key, row in rows.items()}
    return made.pop(initiative_id).model_copy(update={"members": tuple(made.values())})


def _names(initiative: ComparedInitiative) -> tuple[str, ...]:
    every = (initiative, *initiative.members)
    return tuple(dict.fromkeys(name for each in every for name in (each.name, *each.aliases)))


def _cities(asking: _Asking, asked: Sequence[str] | None) -> Cities:
    names = {row["code"]: row["name"] for row in asking.ask("cities", {})}
    codes = list(names) if asked is None else [find_name(asking.store, "city", city).id for city in asked]
    plans = asking.ask("plans", {"cities": codes})
    return tuple(ComparedCity(code=code, name=names[code], plans=_plans(plans, code)) for code in dict.fromkeys(codes))


def _plans(rows: Rows, city: str) -> tuple[ComparedPlan, ...]:
    return tuple(ComparedPlan(**{name: row[name] for name in ComparedPlan.model_fields}) for row in rows if row["city"] == city)


def _fact_rows(rows: Rows) -> tuple[FactRow, ...]:
    return tuple(map(fact_row_from_store, rows))


def _measure(row: Mapping[str, Any]) -> ComparedMeasure:
    plain = measure_row_from_store(row).model_dump()
    return ComparedMeasure(**plain, instrument_name=row["instrument_name"], instrument_family=row["instrument_family"])


def _indicator_groups(asking: _Asking, facts: Sequence[FactRow], codes: Sequence[str]) -> list[_Group]:
    """One group for each indicator of these facts, with what the cities state on it outside the initiative."""
    on_them = {"indicators": sorted({fact.indicator for fact in facts if fact.indicator}), "cities": codes}
    if not on_them["indicators"]:
        return []
    every = _fact_rows(asking.ask("indicators_across_cities", on_them))
    verdicts = asking.ask("verdicts_of_indicators", on_them)
    under = {fact.id for fact in facts}
    return [
        _Group(
            definition=row,
            terms=tuple(dict.fromkeys((row["name"], *row["aliases"]))),
            facts=tuple(fact for fact in every if fact.indicator == row["id"] and fact.id in under),
            elsewhere=tuple(fact for fact in every if fact.indicator == row["id"] and fact.id not in under),
            verdicts=tuple(_pair_verdict(each) for each in verdicts if each["indicator"] == row["id"]),
        )
        for row in asking.ask("definitions_of_indicators", {"indicators": on_them["indicators"]})
    ]


def _pair_verdict(row: Mapping[str, Any]) -> PairVerdict:
    return PairVerdict(a=row["a"], b=row["b"], verdict=verdict_from_store(row))


def _subject_groups(facts: Sequence[FactRow]) -> list[_Group]:
    """One group for each subject of the facts that have no indicator."""
    subjects: dict[str, list[FactRow]] = {}
    for fact in facts:
        if fact.indicator is None:
            subjects.setdefault(fact.subject, []).append(fact)
    return [
        _Group(definition={"name": subject}, terms=(subject,), facts=tuple(stated), elsewhere=(), verdicts=())
        for subject, stated in subjects.items()
    ]


def _mentions(asking: _Asking, cities: Cities, terms: Iterable[tuple[str, ...]]) -> Mentions:
    plans = [plan.id for city in cities for plan in city.plans]
    every = sorted({term for group in terms for term in group})
    return Mentions(asking.ask("passages_naming", {"terms": every, "plans": plans}))


def _indicator(group: _Group, cities: Cities, mentions: Mentions) -> ComparedIndicator:
    order = _order(cities)
    every = (*group.facts, *group.elsewhere)
    stating = {fact.city for fact in every}
    return ComparedIndicator(
        **{name: group.definition.get(name) for name in ("id", "name", "domain", "unit_kind", "note")},
        facts=_sorted_facts(group.facts, order),
        elsewhere=_sorted_facts(group.elsewhere, order),
        verdicts=group.verdicts,
        presence=tuple(indicator_presence(city, group.terms, mentions, _of_city(every, city)) for city in cities),
        only_city=stating.pop() if len(stating) == 1 else None,
    )


def _order(cities: Cities) -> dict[str, int]:
    return {city.code: position for position, city in enumerate(cities)}


def _of_city(facts: Iterable[FactRow], city: ComparedCity) -> list[FactRow]:
    return [fact for fact in facts if fact.city == city.code]


def _sorted_facts(facts: Iterable[FactRow], order: Mapping[str, int]) -> tuple[FactRow, ...]:
    return tuple(sorted(facts, key=lambda fact: (order[fact.city], parse_date(fact.date).end_year, fact.start, fact.id)))


def _sorted_indicators(indicators: Iterable[ComparedIndicator], order: Mapping[str, int]) -> tuple[ComparedIndicator, ...]:
    """What several cities state comes first, then what only one states, city by city, each in the order of the text."""

    def place(each: ComparedIndicator) -> tuple[bool, int, str, int, str]:
        first = each.facts[0]
        return (each.only_city is not None, order[first.city], first.plan_id, first.start, each.name)

    return tuple(sorted(indicators, key=place))
