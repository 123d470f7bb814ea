"""The differences of a Comparison as blocks of the sheet: what one city alone has, city by city, then what several have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.blocks import city_names, date_words, denial_words, place_words, search_words, written_number
from viz.lines import one_line
from viz.sheet import ContrastBlock, ContrastCell, ContrastLine, Quote, Reference
from viz.words import (
    ALIKE,
    ASPECTS,
    AXES,
    LEVELS,
    NO_CITY_HAS,
    NO_TERM,
    NOT_COMPARED,
    NOT_LOADED,
    NOT_TIED,
    PRESENCES,
    ROLES,
    SEVERAL_HAVE,
    VERDICTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.rows import FactRow
    from queries.comparison import Aspect, CitySide, Comparison, Difference, InstrumentUse, Shown

_SERVED: tuple[Aspect, ...] = ("group", "industry", "place")
# Measures are searched for these by what the rules read of them, not by words alone.
_TOLD: tuple[Aspect, ...] = ("instrument", *_SERVED)


class _Drawing:
    """Draws the differences of one comparison."""

    def __init__(self, comparison: Comparison, anchors: Mapping[str, str]) -> None:
        self._names = city_names(comparison)
        self._anchors = anchors
        self._measures = {measure.id: measure for measure in comparison.measures}
        every = [fact for each in comparison.indicators for fact in (*each.facts, *each.elsewhere, *each.other_units)]
        self._facts = {fact.id: fact for fact in every}

    def line(self, difference: Difference) -> ContrastLine:
        """The line of one thing."""
        return ContrastLine(
            aspect=ASPECTS[difference.aspect],
            name=one_line(difference.name),
            summary=" · ".join(_summary(difference)),
            target=self._anchors.get(difference.id, "") if difference.aspect == "indicator" else "",
            cells=tuple(self.cell(side, difference) for side in difference.sides),
        )

    def cell(self, side: CitySide, difference: Difference) -> ContrastCell:
        """What one city has of it, or what was searched for."""
        is_indicator = difference.aspect == "indicator"
        words = self._numbers(side) if is_indicator and side.shown else tuple(_words(side, difference))
        first = () if is_indicator else side.shown[:1] or _naming(side)
        return ContrastCell(
            city=self._names[side.city],
            words=tuple(map(one_line, words)),
            is_absent=not side.shown,
            quotes=tuple(map(quote_shown, first)),
            denials=tuple(map(quote_shown, side.denials)),
            others=() if is_indicator else tuple(self._reference(shown, difference.aspect) for shown in side.shown),
        )

    def _numbers(self, side: CitySide) -> tuple[str, ...]:
        """The numbers of an indicator with their years; their words and verdicts stand in its own block."""
        numbers = dict.fromkeys(_number(self._facts[shown.id]) for shown in side.shown if shown.id in self._facts)
        presence = () if side.presence == "stated" else (PRESENCES[side.presence],)
        return (*presence, *numbers)

    def _reference(self, shown: Shown, aspect: Aspect) -> Reference:
        measure = self._measures.get(shown.id)
        place = f"[{shown.quote_start}, {shown.quote_end})"
        target = f"{shown.id}-{aspect}" if shown.record == "agency" else shown.id
        return Reference(text=f"{measure.unit_number} {place}" if measure else place, target=target)


def contrast_blocks(comparison: Comparison, anchors: Mapping[str, str]) -> tuple[ContrastBlock, ...]:
    """What each city alone has, then what several have; `anchors` name the block of an indicator by its id.

    A city whose plans nobody loaded has no block: that no other city has a thing was not found out.
    """
    drawing = _Drawing(comparison, anchors)
    blocks = [
        ContrastBlock(
            heading=f"只有{name}在本工程下有 Only {name} has under this initiative",
            lines=_lines(drawing, [each for each in comparison.differences if each.only_city == code]),
        )
        for code, name in city_names(comparison).items()
        if _is_compared(code, comparison)
    ]
    for heading, relations in ((SEVERAL_HAVE, ("some", "all")), (NOT_COMPARED, ("not_compared",)), (NO_CITY_HAS, ("none",))):
        lines = _lines(drawing, [each for each in comparison.differences if each.relation in relations])
        if lines or heading == SEVERAL_HAVE:
            blocks.append(ContrastBlock(heading=heading, lines=lines))
    return tuple(blocks)


def served_blocks(comparison: Comparison) -> tuple[ContrastBlock, ...]:
    """Whom the measures serve, for which industries and where, side by side, in the order of the alphabet."""
    drawing = _Drawing(comparison, {})
    blocks = []
    for aspect in _SERVED:
        own = sorted((each for each in comparison.differences if each.aspect == aspect), key=lambda each: each.name)
        if own:
            blocks.append(ContrastBlock(heading=str(ASPECTS[aspect]), lines=_lines(drawing, own)))
    return tuple(blocks)


def quote_shown(shown: Shown) -> Quote:
    """The words of what shows something, with their place."""
    place = place_words(shown.plan_id, "", shown.quote_start, shown.quote_end)
    return Quote(before=one_line(shown.quote), number="", after="", place=place, fact="")


def side_words(side: CitySide, difference: Difference) -> str:
    """What a city has of a thing, or what was searched for, on one line."""
    return " · ".join(map(one_line, _words(side, difference)))


def _naming(side: CitySide) -> tuple[Shown, ...]:
    """The words that name a thing elsewhere; another measure of the same kind is no more than counted."""
    return (side.elsewhere,) if side.elsewhere and side.elsewhere.record != "measure" else ()


def _lines(drawing: _Drawing, differences: Iterable[Difference]) -> tuple[ContrastLine, ...]:
    return tuple(map(drawing.line, differences))


def _is_compared(code: str, comparison: Comparison) -> bool:
    return any(city.code == code and city.plans for city in comparison.cities) and sum(bool(city.plans) for city in comparison.cities) > 1


def _summary(difference: Difference) -> Iterator[str]:
    """How cities that have a thing differ; of an indicator, what may be compared."""
    having = [side for side in difference.sides if side.shown]
    yield from (str(AXES[axis]) for axis in difference.differs_in)
    yield from (str(VERDICTS[verdict]) for verdict in difference.verdicts)
    if len(having) > 1 and not difference.differs_in and difference.aspect != "indicator":
        yield ALIKE


def _number(fact: FactRow) -> str:
    return f"{written_number(fact)}（{date_words(fact.date).zh}）"


def _words(side: CitySide, difference: Difference) -> Iterator[str]:
    if side.shown:
        yield from _having(side, difference)
    else:
        yield from _lacking(side, difference)


def _having(side: CitySide, difference: Difference) -> Iterator[str]:
    if side.names and side.names != (difference.name,):
        yield "、".join(side.names)
    levels = [level for level in side.levels if level != "unknown"]
    if levels and difference.aspect == "programme":
        yield "、".join(str(LEVELS[level]) for level in levels)
    if side.roles:
        yield "、".join(str(ROLES[role]) for role in side.roles)
    if side.tasks:
        yield f"所为 for: {'、'.join(side.tasks)}"
    if side.uses:
        yield _uses(side.uses, difference.aspect)
    yield from denial_words(side)


def _uses(uses: tuple[InstrumentUse, ...], aspect: Aspect) -> str:
    if aspect == "instrument":
        return f"主 main {uses[0].main_count} · 兼 also {uses[0].further_count}"
    total = sum(use.main_count for use in uses)
    codes = "、".join(f"{use.code or '未归类 not coded'} {use.main_count}" for use in uses)
    return f"措施 {total} 条 measures: {codes}"


def _lacking(side: CitySide, difference: Difference) -> Iterator[str]:
    """The state of what is absent, with what was searched: sentences for words, measures by what the rules read of them."""
    if side.presence == "not_checked":
        yield f"{PRESENCES['not_checked']} · {NO_TERM if side.plan_ids else NOT_LOADED}"
        return
    count, first = side.elsewhere_measure_count, side.elsewhere
    if count and first:
        yield f"本工程下没有，规划其他措施有 {count} 条 / none under the initiative, {count} other measures of the plan"
        yield f"首条 first: {place_words(first.plan_id, '', first.quote_start, first.quote_end)}"
    else:
        yield NOT_TIED if side.presence == "stated_elsewhere" else PRESENCES[side.presence]
    if side.roles:
        yield "、".join(str(ROLES[role]) for role in side.roles)
    if difference.aspect in _TOLD:
        yield f"已读措施 {side.read_measure_count} 条 measures read"
    yield from search_words(side)
