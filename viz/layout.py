"""How a Comparison becomes a sheet: what stands where and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.dates import parse_date
from viz.lines import one_line
from viz.sheet import (
    CityBlock,
    CityEntries,
    CityLine,
    Entry,
    FactLine,
    IndicatorBlock,
    InstrumentLine,
    PlanLine,
    Quote,
    Sheet,
    SilenceLine,
)
from viz.verdicts import verdict_lines
from viz.words import BASES, FAMILIES, KINDS, LEVELS, NATURES, NOT_LOADED, NOT_STATED, PRESENCES, ROLES, SIGNS, Word, known

if TYPE_CHECKING:
    from decimal import Decimal

    from graph.records import Kind
    from graph.rows import FactRow
    from queries.comparison import (
        CityPresence,
        ComparedAgency,
        ComparedCity,
        ComparedIndicator,
        ComparedMeasure,
        ComparedPlan,
        ComparedProgramme,
        Comparison,
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
        shared=tuple(_block(indicator, comparison) for indicator in _targets_first(shared)),
        single=tuple(_city_block(city, comparison) for city in comparison.cities),
        programmes=_by_city(comparison, [(each.city, _programme(each)) for each in comparison.programmes]),
        agencies=_by_city(comparison, [(each.city, _agency(each)) for each in comparison.agencies]),
        instruments=_instruments(comparison),
        measures=_by_city(comparison, [(each.city, _measure(each)) for each in comparison.measures]),
        snapshot=comparison.snapshot,
        rule_version=comparison.rule_version,
    )


def city_names(comparison: Comparison) -> dict[str, str]:
    """The name of each city by its code."""
    return {city.code: one_line(city.name) for city in comparison.cities}


def written_number(fact: FactRow) -> str:
    """The number as the plan writes it, with its unit where that stands elsewhere, as in a table's head."""
    number = one_line(fact.number_text)
    return f"{number} {fact.unit}" if fact.unit and fact.unit not in number else number


def bounded_amount(fact: FactRow) -> str:
    """The number in its base unit with the sign of its bound; a ratio as it is written."""
    sign = SIGNS[fact.comparator]
    if fact.amount_low is None or fact.amount_high is None:
        return f"{sign} {fact.value if isinstance(fact.value, str) else fact.number_text}"
    ends = dict.fromkeys(_grouped(amount) for amount in (fact.amount_low, fact.amount_high))
    return " ".join(filter(None, [sign, " – ".join(ends), fact.base_unit]))


def _grouped(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def place_words(plan_id: str, path: str, start: int, end: int) -> str:
    """Where something stands: the plan, the sections above it and its characters, half-open."""
    sections = one_line(path).replace("/", " / ")
    return " · ".join(filter(None, [plan_id, sections, f"[{start}, {end})"]))


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
        plans=tuple(_plan_line(plan) for plan in city.plans),
        silence=NOT_LOADED,
    )


def _plan_line(plan: ComparedPlan) -> PlanLine:
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


def presence_sentence(presence: CityPresence) -> str:
    """Whether a city states something, with what was looked for where nothing was found."""
    sentence = PRESENCES[presence.presence]
    if presence.presence != "searched_not_found":
        return sentence
    terms = f"检索词 searched for: {'、'.join(map(one_line, presence.terms))}" if presence.terms else ""
    named = f"有 {presence.mention_count} 段提到但未给出数字 named without a number" if presence.mention_count else ""
    return " · ".join(filter(None, [sentence, terms, named]))


def _targets_first(indicators: list[ComparedIndicator]) -> list[ComparedIndicator]:
    return sorted(indicators, key=lambda indicator: all(fact.kind != "target" for fact in indicator.facts))


def _city_block(city: ComparedCity, comparison: Comparison) -> CityBlock:
    alone = [indicator for indicator in comparison.indicators if indicator.only_city == city.code]
    return CityBlock(city=one_line(city.name), indicators=tuple(_block(indicator, comparison) for indicator in _targets_first(alone)))


def _block(indicator: ComparedIndicator, comparison: Comparison) -> IndicatorBlock:
    names = city_names(comparison)
    facts, elsewhere = (sorted(rows, key=lambda fact: fact.kind != "target") for rows in (indicator.facts, indicator.elsewhere))
    marks = {fact.id: str(number) for number, fact in enumerate([*facts, *elsewhere], 1)}
    return IndicatorBlock(
        name=one_line(indicator.name),
        details=one_line(indicator.note or ""),
        facts=tuple(_fact_line(fact, marks[fact.id], names[fact.city], indicator.name) for fact in facts),
        elsewhere=tuple(_fact_line(fact, marks[fact.id], names[fact.city], indicator.name) for fact in elsewhere),
        silences=_silences(indicator, names),
        verdicts=verdict_lines(indicator.verdicts, marks, names),
    )


def _fact_line(fact: FactRow, mark: str, city: str, indicator_name: str) -> FactLine:
    return FactLine(
        mark=mark,
        id=fact.id,
        city=city,
        kind=KINDS[fact.kind],
        number=written_number(fact),
        amount=bounded_amount(fact),
        date=date_words(fact.date),
        basis=BASES[fact.basis],
        nature=NATURES[fact.nature],
        details=_fact_details(fact, indicator_name),
        quote=fact_quote(fact),
    )


def date_words(date: str) -> Word:
    """The years a number refers to, as they are read.

    >>> str(date_words("annual 2021-2025")), str(date_words("2016-2020 target")), str(date_words("2025"))
    ('2021-2025 每年 each year', '2016-2020 当期目标 target set for then', '2025')
    """
    dates = parse_date(date)
    if dates.is_annual:
        return Word(f"{date.removeprefix('annual ')} 每年", "each year")
    if dates.is_past_target:
        return Word(f"{date.removesuffix(' target')} 当期目标", "target set for then")
    return Word(date, "")


def _fact_details(fact: FactRow, indicator_name: str) -> tuple[str, ...]:
    parts = [
        ("所指 subject", "" if fact.subject == indicator_name else fact.subject),
        ("范围 scope", "、".join(fact.scope)),
        ("措辞 wording", fact.hedge),
        ("项目 programme", fact.programme),
        ("", "表格 from a table" if fact.in_table else ""),
    ]
    return tuple(one_line(f"{head}: {text}" if head else text) for head, text in parts if text)


def fact_quote(fact: FactRow) -> Quote:
    """The quote of a fact with its number set apart."""
    start, end = fact.start - fact.quote_start, fact.end - fact.quote_start
    return Quote(
        before=one_line(fact.quote[:start]),
        number=one_line(fact.quote[start:end]),
        after=one_line(fact.quote[end:]),
        place=f"{place_words(fact.plan_id, fact.place, fact.start, fact.end)} · {fact.id}",
    )


def _silences(indicator: ComparedIndicator, names: dict[str, str]) -> tuple[SilenceLine, ...]:
    """Cities that state nothing of the indicator, and those that state results but no target, or the reverse."""
    stated = {(fact.city, fact.kind) for fact in (*indicator.facts, *indicator.elsewhere)}
    kinds: list[Kind] = [kind for kind in KINDS if any(kind == found for _, found in stated)]
    lines: list[SilenceLine] = []
    for presence in indicator.presence:
        name = names[presence.city]
        if any(city == presence.city for city, _ in stated):
            lines += [_silence(kind, name, NOT_STATED) for kind in kinds if (presence.city, kind) not in stated]
        else:
            lines.append(_silence(None, name, presence_sentence(presence)))
    return tuple(lines)


def _silence(kind: Kind | None, city: str, sentence: str) -> SilenceLine:
    return SilenceLine(city=city, kind=KINDS[kind] if kind else None, sentence=sentence)


def _by_city(comparison: Comparison, entries: list[tuple[str, Entry]]) -> tuple[CityEntries, ...]:
    return tuple(
        CityEntries(city=name, entries=tuple(entry for city, entry in entries if city == code), silence=_nothing(comparison, code))
        for code, name in city_names(comparison).items()
    )


def _nothing(comparison: Comparison, code: str) -> str:
    """What stands where a city has no entry: searched and not stated, unless nothing of the city was searched."""
    (presence,) = (each.presence for each in comparison.presence if each.city == code)
    return PRESENCES["not_checked" if presence == "not_checked" else "searched_not_found"]


def _details(*texts: str | None) -> tuple[str, ...]:
    return tuple(one_line(text) for text in texts if text)


def _plain_quote(text: str, place: str) -> Quote:
    return Quote(before=one_line(text), number="", after="", place=place)


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
        quote=_plain_quote(programme.quote, place_words(programme.plan_id, "", programme.quote_start, programme.quote_end)),
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
        quote=_plain_quote(agency.quote, place_words(agency.plan_id, "", agency.quote_start, agency.quote_end)),
    )


def _instrument_name(measure: ComparedMeasure) -> str:
    if measure.instrument is None:
        return "未归类 not coded"
    family = FAMILIES.get(measure.instrument_family or "")
    return " ".join(filter(None, [measure.instrument, measure.instrument_name, f"({family})" if family else ""]))


def _measure(measure: ComparedMeasure) -> Entry:
    groups = f"对象 for: {'、'.join(measure.groups)}" if measure.groups else None
    return Entry(
        name=_instrument_name(measure),
        details=_details("、".join(measure.verbs), groups, "、".join(measure.programmes)),
        quote=_plain_quote(measure.text, place_words(measure.plan_id, measure.place, measure.start, measure.end)),
    )


def _instruments(comparison: Comparison) -> tuple[InstrumentLine, ...]:
    names = sorted({_instrument_name(measure) for measure in comparison.measures})
    return tuple(InstrumentLine(instrument=name, counts=tuple(_counts(name, comparison))) for name in names)


def _counts(instrument: str, comparison: Comparison) -> list[str]:
    using = [measure.city for measure in comparison.measures if _instrument_name(measure) == instrument]
    return [str(using.count(city.code) or _nothing(comparison, city.code)) for city in comparison.cities]
