"""An indicator of a Comparison as a block of the sheet: its numbers, what competes, who is silent, what may be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import parse_date
from viz.lines import one_line
from viz.sheet import FactLine, IndicatorBlock, Quote, SilenceLine
from viz.verdicts import verdict_lines
from viz.words import (
    ALSO_DENIED,
    BASES,
    KINDS,
    NATURES,
    NO_SUCH_NUMBER,
    NO_TERM,
    PRESENCES,
    SEE_OTHER_UNIT,
    SIGNS,
    TWO_NUMBERS,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from graph.records import Kind
    from graph.rows import FactRow
    from queries.comparison import CityPresence, ComparedIndicator, Comparison

    Lines = Sequence[Sequence[FactRow]]


def indicator_anchors(indicators: Iterable[ComparedIndicator]) -> dict[str, str]:
    """What names the block of each indicator, by its id, or its name where it has none."""
    return {indicator.id or indicator.name: f"indicator-{number}" for number, indicator in enumerate(indicators, 1)}


def block_of(indicator: ComparedIndicator, comparison: Comparison) -> IndicatorBlock:
    """The block of an indicator; facts that state one number share a line and a mark."""
    names = city_names(comparison)
    parts = [_folded(rows, indicator) for rows in (indicator.facts, indicator.elsewhere, indicator.other_units)]
    marks = {fact.id: str(number) for number, same in enumerate([same for part in parts for same in part], 1) for fact in same}
    facts, elsewhere, other_units = (tuple(_fact_line(same, marks, names, indicator) for same in part) for part in parts)
    return IndicatorBlock(
        anchor=indicator_anchors(comparison.indicators)[indicator.id or indicator.name],
        name=one_line(indicator.name),
        details=one_line(indicator.note or ""),
        facts=facts,
        elsewhere=elsewhere,
        other_units=other_units,
        warnings=tuple(_warning(group, indicator, marks, names) for group in indicator.competing),
        silences=_silences(indicator, marks, names),
        verdicts=verdict_lines(indicator.verdicts, marks, names),
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


def place_words(plan_id: str, path: str, start: int, end: int) -> str:
    """Where something stands: the plan, the sections above it and its characters, half-open."""
    sections = one_line(path).replace("/", " / ")
    return " · ".join(filter(None, [plan_id, sections, f"[{start}, {end})"]))


def presence_sentence(presence: CityPresence) -> str:
    """Whether a city states something, with what was looked for where nothing was found."""
    sentence = PRESENCES[presence.presence]
    if presence.presence == "not_checked" and presence.plan_ids:
        return f"{sentence} · {NO_TERM}"
    denials = denial_words(presence) if presence.presence != "explicitly_none" else _denying(presence)
    if presence.presence != "searched_not_found":
        return " · ".join([sentence, *denials])
    count, others = presence.unnumbered_sentence_count, presence.naming_sentence_count - presence.unnumbered_sentence_count
    without = f"有 {count} 句提到但未给出数字 {count} sentences name it without a number" if count else ""
    beside = f"有 {others} 句提到、句中数字另有所指 {others} sentences name it beside numbers on something else" if others else ""
    return " · ".join(filter(None, [sentence, *_terms(presence), without, beside]))


def denial_words(presence: CityPresence) -> Iterator[str]:
    """What warns that a plan which states a thing denies it too."""
    if presence.denials and presence.presence != "explicitly_none":
        yield f"⚠ {ALSO_DENIED}: {'；'.join(_denying(presence))}"


def search_words(presence: CityPresence) -> Iterator[str]:
    """What was searched for in how many sentences, and how many of them name it."""
    yield from _terms(presence)
    if presence.terms:
        read, naming = presence.read_sentence_count, presence.naming_sentence_count
        yield f"{read} 句中 {naming} 句提到 {naming} of {read} sentences name it"


def _terms(presence: CityPresence) -> Iterator[str]:
    if presence.terms:
        yield f"检索词 searched for: {'、'.join(map(one_line, presence.terms))}"


def _denying(presence: CityPresence) -> list[str]:
    return [f"「{one_line(each.quote)}」 {place_words(each.plan_id, '', each.quote_start, each.quote_end)}" for each in presence.denials]


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


def fact_quote(fact: FactRow) -> Quote:
    """The quote of a fact with its number set apart."""
    start, end = fact.start - fact.quote_start, fact.end - fact.quote_start
    return Quote(
        before=one_line(fact.quote[:start]),
        number=one_line(fact.quote[start:end]),
        after=one_line(fact.quote[end:]),
        place=f"{place_words(fact.plan_id, fact.place, fact.start, fact.end)} · {fact.id}",
        fact=fact.id,
    )


def _grouped(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def _folded(facts: Iterable[FactRow], indicator: ComparedIndicator) -> list[list[FactRow]]:
    """The facts, targets first, with those that state one number together."""
    group_of = {fact_id: group[0] for group in indicator.restated for fact_id in group}
    lines: dict[str, list[FactRow]] = {}
    for fact in sorted(facts, key=lambda fact: fact.kind != "target"):
        lines.setdefault(group_of.get(fact.id, fact.id), []).append(fact)
    return list(lines.values())


def _fact_line(same: Sequence[FactRow], marks: Mapping[str, str], names: Mapping[str, str], indicator: ComparedIndicator) -> FactLine:
    fact = same[0]
    return FactLine(
        mark=marks[fact.id],
        city=names[fact.city],
        kind=KINDS[fact.kind],
        number=written_number(fact),
        amount=bounded_amount(fact),
        date=date_words(fact.date),
        basis=BASES[fact.basis],
        nature=NATURES[next((each.nature for each in same if each.nature), None)],
        details=tuple(_fact_details(same, marks, indicator)),
        quotes=tuple(map(fact_quote, same)),
    )


def _fact_details(same: Sequence[FactRow], marks: Mapping[str, str], indicator: ComparedIndicator) -> Iterable[str]:
    if any(same[0].id in group for group in indicator.competing):
        yield f"⚠ {TWO_NUMBERS}"
    if len(same) > 1:
        yield f"同一数字见于 {len(same)} 处 one number stated in {len(same)} places"
    for fact in same[1:]:
        if written_number(fact) != written_number(same[0]):
            yield f"又写作 also written: {written_number(fact)}"
    if others := _other_unit_marks(same[0], marks, indicator):
        yield f"{SEE_OTHER_UNIT}: {'、'.join(others)}"
    yield from dict.fromkeys(one_line(detail) for fact in same for detail in _own_details(fact, indicator.name))


def _own_details(fact: FactRow, indicator_name: str) -> Iterable[str]:
    parts = [
        ("所指 subject", "" if fact.subject == indicator_name else fact.subject),
        ("范围 scope", "、".join(fact.scope)),
        ("措辞 wording", fact.hedge),
        ("项目 programme", fact.programme),
        ("", "表格 from a table" if fact.in_table else ""),
    ]
    return (f"{head}: {text}" if head else text for head, text in parts if text)


def _other_unit_marks(fact: FactRow, marks: Mapping[str, str], indicator: ComparedIndicator) -> list[str]:
    """The marks of the numbers on the same thing in the other unit; those of the other unit name them in their own block."""
    if fact in indicator.other_units:
        return []
    return list(dict.fromkeys(marks[other.id] for other in indicator.other_units))


def _warning(group: Sequence[str], indicator: ComparedIndicator, marks: Mapping[str, str], names: Mapping[str, str]) -> str:
    facts = {fact.id: fact for fact in (*indicator.facts, *indicator.elsewhere)}
    numbers = dict.fromkeys(f"{marks[fact_id]} {written_number(facts[fact_id])}" for fact_id in group)
    return f"⚠ {names[facts[group[0]].city]}: {TWO_NUMBERS}: {'；'.join(numbers)}"


def _silences(indicator: ComparedIndicator, marks: Mapping[str, str], names: Mapping[str, str]) -> tuple[SilenceLine, ...]:
    """Cities that state nothing of the indicator, and those that state results but no target, or the reverse."""
    stated = {(fact.city, fact.kind) for fact in (*indicator.facts, *indicator.elsewhere)}
    kinds: list[Kind] = [kind for kind in KINDS if any(kind == found for _, found in stated)]
    lines: list[SilenceLine] = []
    for presence in indicator.presence:
        missing: list[Kind | None] = [kind for kind in kinds if (presence.city, kind) not in stated]
        is_silent = not any(city == presence.city for city, _ in stated)
        lines += [_silence(kind, presence, indicator, marks, names) for kind in ([None] if is_silent else missing)]
    return tuple(lines)


def _silence(
    kind: Kind | None, presence: CityPresence, indicator: ComparedIndicator, marks: Mapping[str, str], names: Mapping[str, str]
) -> SilenceLine:
    """What stands for a city without a number, or without one of this kind; a number in another unit is pointed to."""
    others = [fact for fact in indicator.other_units if fact.city == presence.city and kind in (None, fact.kind)]
    if others:
        units = "、".join(dict.fromkeys(fact.base_unit or "" for fact in others))
        seen = "、".join(dict.fromkeys(marks[fact.id] for fact in others))
        sentence = f"{PRESENCES['stated_in_other_unit']} ({units}) · {SEE_OTHER_UNIT}: {seen}"
    else:
        sentence = NO_SUCH_NUMBER if kind else presence_sentence(presence)
    return SilenceLine(city=names[presence.city], kind=KINDS[kind] if kind else None, sentence=sentence)
