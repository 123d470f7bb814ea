"""How a Comparison becomes a sheet: what stands where and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viz.blocks import block_of, indicator_anchors, place_words, presence_sentence
from viz.contrasts import contrast_blocks, served_blocks
from viz.lines import one_line
from viz.sheet import CityBlock, CityLine, InstrumentLine, PlanLine, Sheet
from viz.sides import agency_blocks, instrument_words, measure_blocks, programme_blocks
from viz.words import NOT_LOADED, NOT_MAIN, OWN_NOTE, PRESENCES, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.comparison import (
        ComparedCity,
        ComparedIndicator,
        ComparedInitiative,
        ComparedInstrument,
        ComparedPlan,
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
        differences=contrast_blocks(comparison, indicator_anchors(comparison.indicators)),
        shared=tuple(block_of(indicator, comparison) for indicator in _targets_first(shared)),
        single=tuple(_city_block(city, comparison) for city in comparison.cities),
        programmes=programme_blocks(comparison),
        agencies=agency_blocks(comparison),
        served=served_blocks(comparison),
        instruments=_instruments(comparison),
        measures=measure_blocks(comparison),
        snapshot=comparison.snapshot,
        rule_version=comparison.rule_version,
    )


def _initiative_details(comparison: Comparison) -> tuple[str, ...]:
    initiative = comparison.initiative
    parts = [
        ("别名 also called", "、".join(initiative.aliases)),
        ("包括 covers", "、".join(member.name for member in initiative.members)),
        *(("", line) for line in _descriptions(initiative)),
        *((member.name, line) for member in initiative.members for line in _descriptions(member)),
    ]
    return tuple(one_line(f"{head}: {text}" if head else text) for head, text in parts if text)


def _descriptions(initiative: ComparedInitiative) -> Iterator[str]:
    """What the initiative is, with who says so: each plan that has a note on it, else the project's lexicon."""
    for each in initiative.definitions:
        place = place_words(each.plan_id, each.place, each.quote_start, each.quote_end)
        yield f"{each.quote} —— 规划注释 a note of the plan: {place}"
    if initiative.description and not initiative.definitions:
        said = f"规划注释 a note of the plan: {initiative.described_by}" if initiative.described_by else OWN_NOTE
        yield f"{initiative.description} —— {said}"


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


def _instruments(comparison: Comparison) -> tuple[InstrumentLine, ...]:
    return tuple(
        InstrumentLine(
            instrument=instrument_words(each.code, each.name, each.family),
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
