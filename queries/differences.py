"""What only one city does, what several do, and how it differs: made of what a comparison holds, with what was searched for the rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from graph.comparability import VerdictName
from queries.comparison import Aspect, CitySide, Difference, InstrumentUse, Shown
from queries.denials import outside
from queries.phrases import holds, plain
from queries.presence import searched
from queries.things import TOLD, Found, Thing, names_of, show_fact, show_measure, things_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from graph.rows import MeasureRow
    from queries.comparison import (
        ComparedCity,
        ComparedIndicator,
        ComparedMeasure,
        Comparison,
        DifferenceAxis,
        Presence,
        Relation,
    )
    from queries.texts import Sentence, Texts

# A number that a plan gives elsewhere or in another unit is stated all the same; a name that it gives elsewhere is not.
_HAVING: dict[bool, frozenset[Presence]] = {
    True: frozenset({"stated", "stated_elsewhere", "stated_in_other_unit"}),
    False: frozenset({"stated"}),
}
_ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
_VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)
_NOTHING = Found(shown=())


def find_differences(comparison: Comparison, measures: Sequence[MeasureRow], texts: Texts) -> tuple[Difference, ...]:
    """What each city alone has, in the order of the cities, then what several have, each aspect by aspect.

    Args:
        comparison: everything but its differences.
        measures: every measure of the plans of its cities.
        texts: the sentences of these plans.
    """
    search = _Search(comparison, measures, texts)
    found = [search.difference(thing) for thing in things_of(comparison)]
    found += [search.indicator(indicator) for indicator in comparison.indicators]
    order = [city.code for city in comparison.cities]
    return tuple(sorted(found, key=lambda each: _place(each, order)))


def _place(difference: Difference, cities: list[str]) -> tuple[int, int]:
    relations: tuple[Relation, ...] = ("some", "all", "not_compared", "none")
    if difference.only_city is not None:
        return cities.index(difference.only_city), _ASPECTS.index(difference.aspect)
    return len(cities) + relations.index(difference.relation), _ASPECTS.index(difference.aspect)


class _Search:
    """Looks for things in what the cities' plans hold beside the initiative."""

    def __init__(self, comparison: Comparison, measures: Sequence[MeasureRow], texts: Texts) -> None:
        self._comparison = comparison
        self._texts = texts
        self._names = names_of(comparison.initiative)
        under = {measure.id for measure in comparison.measures}
        self._measures = {city.code: [each for each in measures if each.city == city.code] for city in comparison.cities}
        self._others = {code: [each for each in own if each.id not in under] for code, own in self._measures.items()}

    def difference(self, thing: Thing) -> Difference:
        """What every city has of a thing."""
        sides = tuple(self._side(city, thing) for city in self._comparison.cities)
        return _difference(thing.aspect, thing.id, thing.name, sides)

    def indicator(self, indicator: ComparedIndicator) -> Difference:
        """What every city states of an indicator; what may be compared of it is in its verdicts."""
        sides = tuple(self._stated(city, indicator) for city in self._comparison.cities)
        said = {pair.verdict.verdict for pair in indicator.verdicts}
        made = _difference("indicator", indicator.id or indicator.name, indicator.name, sides)
        return made.model_copy(update={"verdicts": tuple(each for each in _VERDICTS if each in said)})

    def _side(self, city: ComparedCity, thing: Thing) -> CitySide:
        found = thing.found.get(city.code, _NOTHING)
        seen = searched(city, thing.terms, self._texts, "stated")
        shown = outside(found.shown, seen.denials)
        is_told = thing.aspect in TOLD
        others = [each for each in self._others[city.code] if is_told and thing.id in TOLD[thing.aspect](each)]
        elsewhere = None if shown or seen.denials else found.elsewhere or self._elsewhere(city, thing, others)
        presence = seen.presence
        if presence == "stated" and not shown:
            presence = _absence(has_denials=bool(seen.denials), is_named=elsewhere is not None, is_searched=is_told or bool(thing.terms))
        said = {"presence": presence}
        if shown or found.elsewhere:
            said |= {name: getattr(found, name) for name in ("names", "levels", "roles", "tasks")}
        uses = _uses(thing, found.measures if shown else (), self._comparison)
        return self._make(seen.model_dump() | said, city, shown=shown, elsewhere=elsewhere, others=others, uses=uses)

    def _stated(self, city: ComparedCity, indicator: ComparedIndicator) -> CitySide:
        seen = next(each for each in indicator.presence if each.city == city.code)
        stated = [fact for fact in (*indicator.facts, *indicator.elsewhere, *indicator.other_units) if fact.city == city.code]
        shown = () if seen.presence == "explicitly_none" else tuple(map(show_fact, stated))
        return self._make(seen.model_dump(), city, shown=shown)

    def _make(
        self,
        said: dict[str, object],
        city: ComparedCity,
        *,
        shown: tuple[Shown, ...],
        elsewhere: Shown | None = None,
        others: Sequence[MeasureRow] = (),
        uses: tuple[InstrumentUse, ...] = (),
    ) -> CitySide:
        empty = {"names": (), "levels": (), "roles": (), "tasks": ()}
        return CitySide.model_validate(
            empty
            | said
            | {
                "shown": shown,
                "elsewhere": elsewhere,
                "elsewhere_measure_count": len(others),
                "read_measure_count": len(self._measures[city.code]),
                "uses": uses,
            }
        )

    def _elsewhere(self, city: ComparedCity, thing: Thing, others: Sequence[MeasureRow]) -> Shown | None:
        """The first other measure on a thing, else a sentence that names it."""
        if others:
            return show_measure(others[0])
        naming = self._texts.naming([plan.id for plan in city.plans], thing.terms)
        return min(naming, key=self._is_beside).shown() if naming else None

    def _is_beside(self, sentence: Sentence) -> bool:
        """Whether a sentence does not name the initiative."""
        return not any(holds(sentence.text, name) for name in self._names)


def _absence(*, has_denials: bool, is_named: bool, is_searched: bool) -> Presence:
    if has_denials:
        return "explicitly_none"
    if is_named:
        return "stated_elsewhere"
    return "searched_not_found" if is_searched else "not_checked"


def _uses(thing: Thing, measures: Iterable[ComparedMeasure], comparison: Comparison) -> tuple[InstrumentUse, ...]:
    """How often the measures on a thing have each main code; of an instrument, how often they have it at all."""
    names = {each.code: each.name for each in comparison.instruments}
    main = Counter(measure.instrument for measure in measures if thing.aspect != "instrument" or measure.instrument == thing.id)
    further: Counter[str | None] = Counter()
    if thing.aspect == "instrument":
        further[thing.id] = sum(thing.id in measure.secondary for measure in measures)
    codes = sorted({*main, *further}, key=lambda code: (-main[code], code is None, code or ""))
    return tuple(
        InstrumentUse(code=code, name=names.get(code), main_count=main[code], further_count=further[code])
        for code in codes
        if main[code] or further[code]
    )


def _difference(aspect: Aspect, thing_id: str, name: str, sides: tuple[CitySide, ...]) -> Difference:
    checked = [side for side in sides if side.presence != "not_checked"]
    having = [side for side in checked if side.presence in _HAVING[aspect == "indicator"]]
    relation = _relation(len(having), len(checked))
    return Difference(
        aspect=aspect,
        id=thing_id,
        name=name,
        relation=relation,
        only_city=having[0].city if relation == "only_one" else None,
        differs_in=tuple(_axes(aspect, having)),
        verdicts=(),
        sides=sides,
    )


def _relation(having: int, checked: int) -> Relation:
    if checked < 2:
        return "not_compared"
    if having == checked:
        return "all"
    return ("none", "only_one")[having] if having < 2 else "some"


def _axes(aspect: Aspect, sides: Sequence[CitySide]) -> Iterator[DifferenceAxis]:
    """On what cities that have a thing differ; how programmes are named and levelled is told of each programme only."""
    if aspect == "programme" and _differ(frozenset(map(plain, side.names)) for side in sides):
        yield "name"
    if aspect == "programme" and _differ(frozenset(side.levels) for side in sides):
        yield "level"
    if _differ(frozenset(side.roles) for side in sides):
        yield "role"
    if _differ(frozenset(use.code for use in side.uses) for side in sides):
        yield "instrument"
    elif _differ(frozenset((use.code, use.main_count, use.further_count) for use in side.uses) for side in sides):
        yield "count"
    if _differ(side.presence == "stated_in_other_unit" for side in sides):
        yield "unit"


def _differ(values: Iterable[Hashable]) -> bool:
    return len(set(values)) > 1
