"""The facts on one indicator become one row of the comparison: what is stated, where, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.comparability import compare_facts
from graph.dates import parse_date
from graph.units import unit_kind
from queries.comparison import ComparedIndicator, PairVerdict
from queries.phrases import is_about, load_phrase_words, noun_phrase, plain, shorter_phrases, without_covered
from queries.presence import indicator_presence, stated_presence
from queries.same_numbers import competing_groups, restated_groups
from queries.things import show_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.rows import FactRow
    from queries.comparison import CityPresence, ComparedCity, Presence
    from queries.texts import Texts


@dataclass(frozen=True, slots=True)
class Group:
    """The facts on one indicator, or on one subject that has no indicator.

    `names` are what a lexicon calls it, none where it has only the subjects of its facts.
    """

    definition: Mapping[str, Any]
    names: tuple[str, ...]
    facts: tuple[FactRow, ...]
    elsewhere: tuple[FactRow, ...]
    verdicts: tuple[PairVerdict, ...]

    @property
    def own(self) -> tuple[FactRow, ...]:
        """All facts on the indicator."""
        return (*self.facts, *self.elsewhere)


class Plans:
    """The compared cities with everything their plans state, for looking up what else they say on an indicator."""

    def __init__(self, cities: Sequence[ComparedCity], texts: Texts, facts: Sequence[FactRow]) -> None:
        self._cities = cities
        self._texts = texts
        self._facts = facts
        self._order = {city.code: position for position, city in enumerate(cities)}

    def compare(self, group: Group) -> ComparedIndicator:
        """The row of the comparison that a group makes."""
        terms = self.terms(group)
        alike = [fact for fact in self._others(group) if is_about(fact, terms, group.definition.get("is_not") or ())]
        silent = {city.code for city in self._cities} - {fact.city for fact in group.own}
        kinds = {unit_kind(fact.unit) for fact in group.own}
        paired = {load_phrase_words().paired_units.get(kind or "") for kind in kinds} - {None}
        same = [fact for fact in alike if fact.city in silent and unit_kind(fact.unit) in kinds]
        other = [fact for fact in alike if unit_kind(fact.unit) in paired]
        elsewhere = (*group.elsewhere, *same)
        stating = {fact.city for fact in (*group.facts, *elsewhere)}
        return ComparedIndicator(
            **{name: group.definition.get(name) for name in ("id", "name", "domain", "unit_kind", "note")},
            facts=self.sorted(group.facts),
            elsewhere=self.sorted(elsewhere),
            other_units=self.sorted(other),
            restated=restated_groups(self.sorted((*group.facts, *elsewhere))),
            competing=competing_groups(self.sorted((*group.facts, *elsewhere))),
            verdicts=(*group.verdicts, *_verdicts(group.own, (*same, *other))),
            presence=tuple(self._presence(city, terms, group, same, other) for city in self._cities),
            only_city=stating.pop() if len(stating) == 1 else None,
        )

    def sorted(self, facts: Iterable[FactRow]) -> tuple[FactRow, ...]:
        """The facts by city, in the order of the cities, then by their last year and place."""
        return tuple(sorted(facts, key=lambda fact: (self._order[fact.city], parse_date(fact.date).end_year, fact.start, fact.id)))

    def place(self, indicator: ComparedIndicator) -> tuple[bool, int, str, int, str]:
        """Where an indicator stands: what several cities state first, then city by city, each in the order of the text."""
        first = indicator.facts[0]
        return (indicator.only_city is not None, self._order[first.city], first.plan_id, first.start, indicator.name)

    def terms(self, group: Group) -> tuple[str, ...]:
        """What is searched for: names that find a sentence which states the indicator, else what is left of its subjects."""
        names = [" ".join(map(plain, name.split())) if " " in name else noun_phrase(name) for name in group.names]
        phrases = [noun_phrase(fact.subject) for fact in group.facts] if not names else []
        found = [term for term in (*names, *phrases) if any(self._texts.finds_source(term, fact) for fact in group.own)]
        return without_covered(found or [*filter(None, map(self._shortened, group.facts))])

    def _shortened(self, fact: FactRow) -> str | None:
        """The longest end of the fact's subject that its own sentence holds."""
        whole = [fact.programme] if fact.programme else []
        shorter = map(noun_phrase, shorter_phrases(noun_phrase(fact.subject), whole))
        return next((term for term in shorter if self._texts.finds_source(term, fact)), None)

    def _others(self, group: Group) -> list[FactRow]:
        own = {fact.id for fact in group.own}
        return [fact for fact in self._facts if fact.id not in own]

    def _presence(
        self, city: ComparedCity, terms: tuple[str, ...], group: Group, same: Sequence[FactRow], other: Sequence[FactRow]
    ) -> CityPresence:
        own = [fact for fact in group.own if fact.city == city.code]
        read: Presence = "searched_not_found"
        if own:
            read = stated_presence(own)
        elif any(fact.city == city.code for fact in same):
            read = "stated_elsewhere"
        elif any(fact.city == city.code for fact in other):
            read = "stated_in_other_unit"
        found = indicator_presence(city, terms, self._texts, read)
        return found.model_copy(update={"denials": tuple(map(show_fact, own))}) if read == "explicitly_none" else found


def _verdicts(own: Iterable[FactRow], others: Sequence[FactRow]) -> Iterable[PairVerdict]:
    """The verdict on each fact with each of another city under another indicator; `a` is of the city with the lower code."""
    for one in own:
        for other in others:
            if one.city != other.city:
                a, b = sorted((one, other), key=lambda fact: fact.city)
                yield PairVerdict(a=a.id, b=b.id, verdict=compare_facts(a, b))
