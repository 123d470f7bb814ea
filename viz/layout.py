"""How a Comparison becomes a sheet: what stands where and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viz.blocks import block_of, city_names, place_words, presence_sentence
from viz.lines import one_line
from viz.sheet import CityBlock, CityEntries, CityLine, Entry, InstrumentLine, PlanLine, Quote, Sheet
from viz.words import FAMILIES, LEVELS, NONE_READ, NOT_LOADED, NOT_MAIN, PRESENCES, ROLES, known

if TYPE_CHECKING:
    from queries.comparison import (
        ComparedAgency,
        ComparedCity,
        ComparedIndicator,
        ComparedInstrument,
        ComparedMeasure,
        ComparedPlan,
        ComparedProgramme,
        Comparison,
        InstrumentCount,
    )

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def lay_out(comparison: Comparison) -> Sheet:
    """The sheet of a comparison."""
    initiative = comparison.initiative
    shared = [indicator for indicator in comparison.indicators if indicator.only_city is None]
    return Sheet(
        name=one_line(initiative.name),
        initiative=initiative.id,
        details=_initiative_details(comparison),
        cities=tuple(_city_line(city, comparison) for city in comparison.cities),
        shared=tuple(block_of(indicator, comparison) for indicator in _targets_first(shared)),
        single=tuple(_city_block(city, comparison) for city in comparison.cities),
        programmes=_by_city(comparison, [(each.city, _programme(each)) for each in comparison.programmes]),
        agencies=_by_city(comparison, [(each.city, _agency(each)) for each in comparison.agencies]),
        instruments=_instruments(comparison),
        measures=_by_city(comparison, _measures(comparison)),
        snapshot=comparison.snapshot,
        rule_version=comparison.rule_version,
    )


def _initiative_details(comparison: Comparison) -> tuple[str, ...]:
    initiative = comparison.initiative
    parts = [
        ("别名 also called", "、".join(initiative.aliases)),
        ("包括 covers", "、".join(member.name for member in initiative.members)),
        ("", initiative.description or ""),
    ]
    return tuple(one_line(f"{head}: {text}" if head else text) for head, text in parts if text)


def _city_line(city: ComparedCity, comparison: Comparison) -> CityLine:
    presence = next(each for each in comparison.presence if each.city == city.code)
    return CityLine(
        name=one_line(city.name),
        code=city.code,
        presence=presence_sentence(presence),
        plans=tuple(plan_line(plan) for plan in city.plans),
        silence=NOT_LOADED,
    )


def plan_line(plan: ComparedPlan) -> PlanLine:
    """A plan with what is known of the document."""
    details = (
        ("文号 number", plan.document_number),
        ("发布机构 issuer", plan.issuer),
        ("成文 dated", plan.adopted_date),
        ("公布 published", plan.published_date),
    )
    return PlanLine(
        id=plan.id,
        name=one_line(plan.name),
        details=tuple(one_line(f"{head}: {known(value)}") for head, value in details),
        source=one_line(known(plan.source_url)),
        is_link=bool(_WEB_ADDRESS.fullmatch(plan.source_url or "")),
    )


def _targets_first(indicators: list[ComparedIndicator]) -> list[ComparedIndicator]:
    return sorted(indicators, key=lambda indicator: all(fact.kind != "target" for fact in indicator.facts))


def _city_block(city: ComparedCity, comparison: Comparison) -> CityBlock:
    alone = [indicator for indicator in comparison.indicators if indicator.only_city == city.code]
    return CityBlock(city=one_line(city.name), indicators=tuple(block_of(indicator, comparison) for indicator in _targets_first(alone)))


def _by_city(comparison: Comparison, entries: list[tuple[str, Entry]]) -> tuple[CityEntries, ...]:
    return tuple(
        CityEntries(city=name, entries=tuple(entry for city, entry in entries if city == code), silence=_nothing(comparison, code))
        for code, name in city_names(comparison).items()
    )


def _nothing(comparison: Comparison, code: str) -> str:
    """What stands where a city has no entry: none was read, unless nothing of the city was."""
    (presence,) = (each.presence for each in comparison.presence if each.city == code)
    return PRESENCES["not_checked"] if presence == "not_checked" else NONE_READ


def _details(*texts: str | None) -> tuple[str, ...]:
    return tuple(one_line(text) for text in texts if text)


def _plain_quote(text: str, place: str) -> Quote:
    return Quote(before=one_line(text), number="", after="", place=place, fact="")


def _programme(programme: ComparedProgramme) -> Entry:
    other_names = [name for name in programme.variants if name != programme.name]
    return Entry(
        name=one_line(programme.name),
        details=_details(
            programme.kind,
            str(LEVELS[programme.level]),
            f"提及 {programme.mention_count} 次 mentions",
            f"又写作 also written: {'、'.join(other_names)}" if other_names else None,
        ),
        quotes=(_plain_quote(programme.quote, place_words(programme.plan_id, "", programme.quote_start, programme.quote_end)),),
    )


def _agency(agency: ComparedAgency) -> Entry:
    return Entry(
        name=one_line(agency.name),
        details=_details(
            str(ROLES[agency.role]),
            str(LEVELS[agency.level]),
            agency.programme,
            agency.relates_to if agency.relates_to != agency.programme else None,
        ),
        quotes=(_plain_quote(agency.quote, place_words(agency.plan_id, "", agency.quote_start, agency.quote_end)),),
    )


def _instrument_words(code: str | None, name: str | None, family: str | None) -> str:
    if code is None:
        return "未归类 not coded"
    words = FAMILIES.get(family or "")
    return " ".join(filter(None, [code, name, f"({words})" if words else ""]))


def _measures(comparison: Comparison) -> list[tuple[str, Entry]]:
    """Each measure once, with every place that states it."""
    places: dict[str, list[ComparedMeasure]] = {}
    for measure in comparison.measures:
        places.setdefault(measure.restates or measure.id, []).append(measure)
    return [(same[0].city, _measure(same)) for same in places.values()]


def _measure(same: list[ComparedMeasure]) -> Entry:
    measure = same[0]
    further = f"兼 also: {'、'.join(measure.secondary)}" if measure.secondary else None
    groups = f"对象 for: {'、'.join(measure.groups)}" if measure.groups else None
    times = f"同一措施见于 {len(same)} 处 stated in {len(same)} places" if len(same) > 1 else None
    return Entry(
        name=_instrument_words(measure.instrument, measure.instrument_name, measure.instrument_family),
        details=_details(further, "、".join(measure.verbs), groups, "、".join(measure.programmes), times),
        quotes=tuple(_plain_quote(each.text, place_words(each.plan_id, each.place, each.start, each.end)) for each in same),
    )


def _instruments(comparison: Comparison) -> tuple[InstrumentLine, ...]:
    return tuple(
        InstrumentLine(
            instrument=_instrument_words(each.code, each.name, each.family),
            counts=tuple(_counts(each, comparison)),
        )
        for each in comparison.instruments
    )


def _counts(instrument: ComparedInstrument, comparison: Comparison) -> list[str]:
    """The main and further uses in each city; only a city that nothing was read of has no count."""
    unread = {each.city for each in comparison.presence if each.presence == "not_checked"}
    return [PRESENCES["not_checked"] if count.city in unread else _count(count) for count in instrument.counts]


def _count(count: InstrumentCount) -> str:
    main = f"主 {count.main_count}" if count.main_count else NOT_MAIN
    return f"{main} · 兼 {count.further_count}" if count.main_count or count.further_count else main
