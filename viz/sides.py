"""Programmes, bodies and measures of a Comparison as blocks of the sheet, city beside city."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from viz.blocks import city_names, place_words
from viz.lines import one_line
from viz.sheet import CityEntries, Entry, Quote, SideBlock
from viz.words import FAMILIES, HELPING, LEADING, LEVELS, NONE_READ, PRESENCES, ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from queries.comparison import ComparedAgency, ComparedMeasure, ComparedProgramme, Comparison

T = TypeVar("T")


def programme_blocks(comparison: Comparison) -> tuple[SideBlock, ...]:
    """The programmes under each initiative that is covered, each programme once."""
    initiative = comparison.initiative
    once = {programme.id: programme for programme in reversed(comparison.programmes)}
    blocks = []
    for each in (initiative, *initiative.members):
        own = [programme for programme in comparison.programmes if once.get(programme.id) is programme and programme.initiative == each.id]
        blocks.append(_block(each.name, comparison, [(programme.city, _programme(programme)) for programme in own]))
    return tuple(block for block in blocks if block.has_entries) or tuple(blocks[:1])


def agency_blocks(comparison: Comparison) -> tuple[SideBlock, ...]:
    """Who leads, and who helps: each body once, with what it acts for."""
    blocks = []
    for heading, aspect in ((LEADING, "lead"), (HELPING, "help")):
        own = [agency for agency in comparison.agencies if (agency.role == "lead") == (aspect == "lead")]
        bodies = _together(lambda agency: (agency.city, agency.id), own)
        blocks.append(_block(heading, comparison, [(same[0].city, _agency(same, aspect)) for same in bodies]))
    return tuple(blocks)


def measure_blocks(comparison: Comparison) -> tuple[SideBlock, ...]:
    """The measures of each policy instrument, each once with every place that states it; those of none stand last."""
    measures = _together(lambda measure: measure.restates or measure.id, comparison.measures)
    by_code = sorted(measures, key=lambda same: (same[0].instrument is None, same[0].instrument or ""))
    blocks = _together(lambda same: same[0].instrument, by_code)
    return tuple(
        _block(
            instrument_words(own[0][0].instrument, own[0][0].instrument_name, own[0][0].instrument_family),
            comparison,
            [(same[0].city, _measure(same)) for same in own],
        )
        for own in blocks
    )


def instrument_words(code: str | None, name: str | None, family: str | None) -> str:
    """A policy instrument as it is read; None is what is coded as no instrument."""
    if code is None:
        return "未归类 not coded"
    words = FAMILIES.get(family or "")
    return " ".join(filter(None, [code, name, f"({words})" if words else ""]))


def _together(key: Callable[[T], Hashable], items: Iterable[T]) -> list[list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def _block(heading: str, comparison: Comparison, entries: list[tuple[str, Entry]]) -> SideBlock:
    cities = tuple(
        CityEntries(city=name, entries=tuple(entry for city, entry in entries if city == code), silence=_nothing(comparison, code))
        for code, name in city_names(comparison).items()
    )
    return SideBlock(heading=one_line(heading), cities=cities)


def _nothing(comparison: Comparison, code: str) -> str:
    """What stands where a city has no entry: none was read, unless nothing of the city was."""
    (presence,) = (each.presence for each in comparison.presence if each.city == code)
    return PRESENCES["not_checked"] if presence == "not_checked" else NONE_READ


def _details(*texts: str | None) -> tuple[str, ...]:
    return tuple(one_line(text) for text in texts if text)


def _listed(head: str, items: Iterable[str]) -> str | None:
    text = "、".join(dict.fromkeys(items))
    return f"{head}: {text}" if text else None


def _quote(text: str, place: str) -> Quote:
    return Quote(before=one_line(text), number="", after="", place=place, fact="")


def _programme(programme: ComparedProgramme) -> Entry:
    return Entry(
        anchor=programme.id,
        name=one_line(programme.name),
        details=_details(
            programme.kind,
            str(LEVELS[programme.level]),
            f"提及 {programme.mention_count} 次 mentions",
            _listed("又写作 also written", (form for form in programme.variants if form != programme.name)),
            f"规划注释 the plan's note: {programme.definition}" if programme.definition else None,
        ),
        quotes=(_quote(programme.quote, place_words(programme.plan_id, "", programme.quote_start, programme.quote_end)),),
    )


def _agency(same: list[ComparedAgency], aspect: str) -> Entry:
    agency = same[0]
    places = {each.quote: place_words(each.plan_id, "", each.quote_start, each.quote_end) for each in same}
    return Entry(
        anchor=f"{agency.id}-{aspect}",
        name=one_line(agency.name),
        details=_details(
            f"全称 full name: {agency.full_name}" if agency.full_name not in (None, agency.name) else None,
            "、".join(dict.fromkeys(str(ROLES[each.role]) for each in same)),
            str(LEVELS[agency.level]),
            _listed("项目 programmes", (each.programme for each in same)),
            _listed("所为 for", (each.relates_to for each in same if each.relates_to and each.relates_to != each.programme)),
        ),
        quotes=tuple(_quote(quote, place) for quote, place in places.items()),
    )


def _measure(same: list[ComparedMeasure]) -> Entry:
    measure = same[0]
    return Entry(
        anchor=measure.id,
        name=one_line(measure.unit_number),
        details=_details(
            _listed("兼 also", measure.secondary),
            measure.theme,
            _listed("对象 for", measure.groups),
            _listed("行业 industries", measure.industries),
            _listed("地点 places", measure.places),
            _listed("项目 programmes", measure.programmes),
            f"规则 rule: {measure.rule}",
            f"同一措施见于 {len(same)} 处 stated in {len(same)} places" if len(same) > 1 else None,
        ),
        quotes=tuple(_quote(each.text, place_words(each.plan_id, each.place, each.start, each.end)) for each in same),
    )
