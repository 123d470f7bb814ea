"""Questions to the graph become one Comparison."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.comparability import verdict_from_store
from graph.rows import FactRow, fact_row_from_store, measure_row_from_store
from queries.asking import Asking, find_cities
from queries.catalogue import find_name
from queries.comparison import (
    ComparedAgency,
    ComparedCity,
    ComparedInitiative,
    ComparedMeasure,
    ComparedProgramme,
    Comparison,
    Definition,
    PairVerdict,
)
from queries.differences import find_differences
from queries.groups import Group, Plans
from queries.instruments import count_instruments, mark_restated
from queries.presence import initiative_presence
from queries.texts import Texts
from queries.things import names_of, show_fact, show_programme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Store
    from queries.comparison import Shown

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
    asking = Asking(store)
    compared = _initiative(asking, find_name(store, "initiative", initiative).id)
    chosen = find_cities(asking, cities)
    codes = [city.code for city in chosen]
    under = {"initiative": compared.id, "cities": codes}
    facts = _fact_rows(asking.ask("facts_of_initiative_across_cities", under))
    programmes = tuple(ComparedProgramme(**row) for row in asking.ask("programmes_of_initiative", under))
    agencies = tuple(ComparedAgency(**row) for row in asking.ask("agencies_of_initiative", under))
    measures = mark_restated(map(_measure, asking.ask("measures_of_initiative", under)))
    every = tuple(map(measure_row_from_store, asking.ask("measures_of_cities", {"cities": codes})))
    stated, texts = _texts(asking, chosen)
    plans = Plans(chosen, texts, stated)
    groups = [*_indicator_groups(asking, facts, codes), *_subject_groups(facts)]
    names, own = names_of(compared), names_of(compared.model_copy(update={"members": ()}))
    speaking = _speaking(facts, programmes)
    snapshot = store.snapshot()
    comparison = Comparison(
        initiative=compared,
        cities=chosen,
        presence=tuple(initiative_presence(city, names, texts, own=own, shown=speaking[city.code]) for city in chosen),
        differences=(),
        indicators=tuple(sorted(map(plans.compare, groups), key=plans.place)),
        programmes=programmes,
        agencies=agencies,
        measures=measures,
        instruments=count_instruments(asking.ask("instruments", {}), measures, codes),
        snapshot=snapshot.id,
        rule_version=snapshot.rule_version,
        queries=tuple(asking.used),
    )
    return comparison.model_copy(update={"differences": find_differences(comparison, every, texts)})


def _speaking(facts: Sequence[FactRow], programmes: Sequence[ComparedProgramme]) -> Mapping[str, Sequence[Shown]]:
    """What shows that a city carries the initiative out, by its code."""
    speaking: defaultdict[str, list[Shown]] = defaultdict(list)
    for fact in facts:
        speaking[fact.city].append(show_fact(fact))
    for programme in programmes:
        speaking[programme.city].append(show_programme(programme))
    return speaking


def _initiative(asking: Asking, initiative_id: str) -> ComparedInitiative:
    rows = {row["id"]: row for row in asking.ask("initiative_and_members", {"initiative": initiative_id})}
    definitions = asking.ask("definitions_of_initiative", {"initiative": initiative_id})
    fields = ("id", "name", "aliases", "level", "description", "described_by")
    made = {
        key: ComparedInitiative(**{name: row[name] for name in fields}, definitions=_definitions(definitions, key), members=())
        for key, row in rows.items()
    }
    return made.pop(initiative_id).model_copy(update={"members": tuple(made.values())})


def _definitions(rows: Rows, initiative_id: str) -> tuple[Definition, ...]:
    noted = [row for row in rows if row["id"] == initiative_id and row["quote"]]
    return tuple(Definition(**{name: row[name] for name in Definition.model_fields} | {"place": row["place"] or ""}) for row in noted)


def _fact_rows(rows: Rows) -> tuple[FactRow, ...]:
    return tuple(map(fact_row_from_store, rows))


def _measure(row: Mapping[str, Any]) -> ComparedMeasure:
    names = {name: row[name] for name in ("instrument_name", "instrument_family")}
    return ComparedMeasure(**measure_row_from_store(row).model_dump(), **names, restates=None)


def _indicator_groups(asking: Asking, facts: Sequence[FactRow], codes: Sequence[str]) -> list[Group]:
    """One group for each indicator of these facts, with what the cities state on it outside the initiative."""
    on_them = {"indicators": sorted({fact.indicator for fact in facts if fact.indicator}), "cities": codes}
    if not on_them["indicators"]:
        return []
    every = _fact_rows(asking.ask("indicators_across_cities", on_them))
    verdicts = asking.ask("verdicts_of_indicators", on_them)
    under = {fact.id for fact in facts}
    return [
        Group(
            definition=row,
            names=(row["name"], *row["aliases"]) if row["aliases"] else (),
            facts=tuple(fact for fact in every if fact.indicator == row["id"] and fact.id in under),
            elsewhere=tuple(fact for fact in every if fact.indicator == row["id"] and fact.id not in under),
            verdicts=tuple(_pair_verdict(each) for each in verdicts if each["indicator"] == row["id"]),
        )
        for row in asking.ask("definitions_of_indicators", {"indicators": on_them["indicators"]})
    ]


def _pair_verdict(row: Mapping[str, Any]) -> PairVerdict:
    return PairVerdict(a=row["a"], b=row["b"], verdict=verdict_from_store(row))


def _subject_groups(facts: Sequence[FactRow]) -> list[Group]:
    """One group for each subject of the facts that have no indicator."""
    subjects: dict[str, list[FactRow]] = {}
    for fact in facts:
        if fact.indicator is None:
            subjects.setdefault(fact.subject, []).append(fact)
    return [
        Group(definition={"name": subject}, names=(), facts=tuple(stated), elsewhere=(), verdicts=())
        for subject, stated in subjects.items()
    ]


def _texts(asking: Asking, cities: Cities) -> tuple[tuple[FactRow, ...], Texts]:
    """Every fact of the plans of these cities, and their sentences."""
    plans = {"plans": [plan.id for city in cities for plan in city.plans]}
    stated = _fact_rows(asking.ask("facts_of_plans", plans))
    return stated, Texts(asking.ask("passages_of_plans", plans), stated)
