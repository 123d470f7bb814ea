"""The things that cities are told apart by: what each city has of them under the compared initiative, and how to search for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from queries.comparison import ComparedAgency, ComparedMeasure, ComparedProgramme, Shown
from queries.phrases import LEAST_LENGTH, holds, load_phrase_words, plain, without_covered

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from graph.records import AgencyRole, Level
    from graph.rows import FactRow, MeasureRow
    from queries.comparison import Aspect, ComparedCity, ComparedInitiative, Comparison, ShownRecord

    Measures = Sequence[ComparedMeasure]

T = TypeVar("T")
R = TypeVar("R", ComparedProgramme, ComparedAgency, ComparedMeasure)

# 省政府, but not 商务: a form of two signs is searched only where the first is the place (省委).
_LEAST_BODY = 3
_PLACES = ("省", "市", "区", "县")
# What a measure tells of itself by the rules that read it, and by which other measures of a plan are searched.
TOLD: dict[Aspect, Callable[[MeasureRow], tuple[str, ...]]] = {
    "instrument": lambda measure: tuple(filter(None, (measure.instrument, *measure.secondary))),
    "group": lambda measure: measure.groups,
    "industry": lambda measure: measure.industries,
    "place": lambda measure: measure.places,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What one city has of a thing; `elsewhere` is where it has it, if not in the sense of the thing's aspect."""

    shown: tuple[Shown, ...]
    elsewhere: Shown | None = None
    measures: tuple[ComparedMeasure, ...] = ()
    names: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    roles: tuple[AgencyRole, ...] = ()
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a city has; `terms` are what is searched for in the text of the others."""

    aspect: Aspect
    id: str
    name: str
    terms: tuple[str, ...]
    found: Mapping[str, Found]


def things_of(comparison: Comparison) -> Iterator[Thing]:
    """Every thing of a comparison but its indicators, aspect by aspect; a measure that restates another counts once."""
    counted = [measure for measure in comparison.measures if measure.restates is None]
    for member in comparison.initiative.members:
        yield from _member(member, comparison.programmes, counted)
    yield from _programmes(comparison, counted)
    yield from _bodies("lead", comparison)
    yield from _bodies("help", comparison)
    yield from _instruments(comparison, counted)
    for aspect in ("group", "industry", "place"):
        yield from _served(aspect, counted)


def names_of(initiative: ComparedInitiative) -> tuple[str, ...]:
    """The names of an initiative and of what is part of it, as they are searched for."""
    every = (initiative, *initiative.members)
    return without_covered([plain(name) for each in every for name in (each.name, *each.aliases)])


def show_fact(fact: FactRow) -> Shown:
    """A fact as what shows something."""
    return _show("fact", fact.id, fact.plan_id, fact.quote, fact.quote_start)


def show_measure(measure: MeasureRow) -> Shown:
    """A measure as what shows something."""
    return _show("measure", measure.id, measure.plan_id, measure.text, measure.start)


def show_programme(programme: ComparedProgramme) -> Shown:
    """A programme as what shows something."""
    return _show("programme", programme.id, programme.plan_id, programme.quote, programme.quote_start)


def _show_agency(agency: ComparedAgency) -> Shown:
    return _show("agency", agency.id, agency.plan_id, agency.quote, agency.quote_start)


def _show(record: ShownRecord, record_id: str, plan_id: str, quote: str, start: int) -> Shown:
    return Shown(record=record, id=record_id, plan_id=plan_id, quote=quote, quote_start=start, quote_end=start + len(quote))


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _by(key: Callable[[R], Hashable], records: Iterable[R]) -> list[list[R]]:
    """The records with one key together, in the order in which the first of each stands."""
    groups: dict[Hashable, list[R]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return list(groups.values())


def _by_city(records: Iterable[R]) -> dict[str, list[R]]:
    return {same[0].city: same for same in _by(lambda record: record.city, records)}


def _searching(candidates: Iterable[str], found: Iterable[Found]) -> tuple[str, ...]:
    """The terms that find the words of at least one city which has the thing."""
    quotes = [plain(shown.quote) for each in found for shown in each.shown]
    return without_covered([term for term in candidates if any(holds(quote, term) for quote in quotes)])


def _run(programmes: Sequence[ComparedProgramme], measures: Measures) -> Found:
    """What a city does by these programmes."""
    names = {programme.name for programme in programmes}
    return Found(
        shown=_once(map(show_programme, programmes)),
        measures=tuple(each for each in measures if each.city == programmes[0].city and names & {*each.programmes}),
        names=_once(programme.name for programme in programmes),
        levels=_once(programme.level for programme in programmes),
    )


def _member(member: ComparedInitiative, programmes: Iterable[ComparedProgramme], measures: Measures) -> Iterator[Thing]:
    own = [programme for programme in programmes if programme.initiative == member.id]
    found = {city: _run(same, measures) for city, same in _by_city(own).items()}
    if found:
        yield Thing("initiative", member.id, member.name, names_of(member), found)


def _programmes(comparison: Comparison, measures: Measures) -> Iterator[Thing]:
    for same in _same_programmes(comparison.programmes):
        found = {city: _run(own, measures) for city, own in _by_city(same).items()}
        written = [form for programme in same for form in (*programme.variants, programme.name)]
        terms = _searching([_bare(form, comparison.cities, LEAST_LENGTH) for form in written], found.values())
        yield Thing("programme", same[0].id, same[0].name, terms, found)


def _same_programmes(programmes: Iterable[ComparedProgramme]) -> list[list[ComparedProgramme]]:
    """Programmes that share a way to write their name, together."""
    groups: list[tuple[set[str], list[ComparedProgramme]]] = []
    for programme in {each.id: each for each in programmes}.values():
        forms, same = {plain(form) for form in (programme.name, *programme.variants)}, [programme]
        for group in [group for group in groups if group[0] & forms]:
            groups.remove(group)
            forms, same = forms | group[0], [*group[1], *same]
        groups.append((forms, same))
    order = {programme.id: position for position, programme in enumerate(programmes)}
    return sorted((same for _, same in groups), key=lambda same: order[same[0].id])


def _bare(name: str, cities: Iterable[ComparedCity], least: int) -> str:
    """The name without the city and the level before it, which no plan of another city writes.

    A name stays as it is where less than `least` characters would be left.
    """
    homes = [word for city in cities for word in (city.name, city.name.removesuffix("市"))]
    rest = plain(name)
    before = tuple(sorted((*homes, *load_phrase_words().modifiers, "市"), key=len, reverse=True))
    while word := next((word for word in before if rest.startswith(word)), None):
        if len(rest) - len(word) < least:
            break
        rest = rest[len(word) :]
    return rest


def _bodies(aspect: Aspect, comparison: Comparison) -> Iterator[Thing]:
    """The bodies that lead, or that help in any other role."""
    cities = {city.code: city for city in comparison.cities}
    for same in _by(lambda agency: _office(agency, cities[agency.city]), comparison.agencies):
        found = {city: _acting(aspect, own) for city, own in _by_city(same).items()}
        if not any(each.shown for each in found.values()):
            continue
        is_office = _office(same[0], cities[same[0].city]) != _full_name(same[0])
        written = [form for agency in same for form in (_full_name(agency), agency.name, *agency.variants)]
        candidates = [_bare(form, comparison.cities, _LEAST_BODY) if is_office else plain(form) for form in written]
        terms = _searching([term for term in candidates if len(term) >= _LEAST_BODY or term.startswith(_PLACES)], found.values())
        name = _full_name(same[0]) if len(found) == 1 or not is_office else f"本市{_office(same[0], cities[same[0].city])}"
        yield Thing(aspect, same[0].id, name, terms, found)


def _full_name(agency: ComparedAgency) -> str:
    return agency.full_name or agency.name


def _office(agency: ComparedAgency, city: ComparedCity) -> str:
    """The body's name, without its city where every city has such an office: 人力资源和社会保障局, but 佛山市技师学院."""
    name = _full_name(agency)
    rest = name.removeprefix(city.name)
    return rest if rest.endswith(load_phrase_words().offices) else name


def _acting(aspect: Aspect, own: Sequence[ComparedAgency]) -> Found:
    fitting = [agency for agency in own if (agency.role == "lead") == (aspect == "lead")]
    return Found(
        shown=_once(map(_show_agency, fitting)),
        elsewhere=None if fitting else _show_agency(own[0]),
        names=_once(agency.name for agency in own),
        levels=_once(agency.level for agency in own),
        roles=_once(agency.role for agency in own),
        tasks=_once(agency.relates_to or agency.programme for agency in fitting or own),
    )


def _instruments(comparison: Comparison, measures: Measures) -> Iterator[Thing]:
    """The codes of the measures, by which alone they can be searched for: a code stands in no text."""
    for instrument in comparison.instruments:
        if instrument.code is not None:
            name = " ".join(filter(None, (instrument.code, instrument.name)))
            yield Thing("instrument", instrument.code, name, (), _told("instrument", instrument.code, measures))


def _served(aspect: Aspect, measures: Measures) -> Iterator[Thing]:
    for name in _once(name for measure in measures for name in TOLD[aspect](measure)):
        yield Thing(aspect, name, name, (plain(name),), _told(aspect, name, measures))


def _told(aspect: Aspect, name: str, measures: Measures) -> dict[str, Found]:
    telling = sorted(
        (each for each in measures if name in TOLD[aspect](each)), key=lambda each: aspect == "instrument" and each.instrument != name
    )
    return {city: Found(shown=tuple(map(show_measure, own)), measures=tuple(own)) for city, own in _by_city(telling).items()}
