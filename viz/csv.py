"""A Comparison as CSV: one line for each city on each difference, then one for each fact and each city without a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.rows import FACT_COLUMNS
from viz.blocks import city_names, presence_sentence
from viz.cells import draw_cells
from viz.contrasts import side_words
from viz.words import PRESENCES, TWO_NUMBERS, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.rows import FactRow
    from queries.comparison import CityPresence, ComparedIndicator, Comparison, Difference

CSV_COLUMNS: tuple[str, ...] = (
    "part",
    "initiative",
    "aspect",
    "thing",
    "relation",
    "differs_in",
    "shown_by",
    "searched_terms",
    "read_sentence_count",
    "naming_sentence_count",
    "indicator_name",
    "city_name",
    "presence",
    "is_elsewhere",
    "is_other_unit",
    "restated_by",
    "competes_with",
    "warning",
    *(name for name in FACT_COLUMNS if name != "record"),
    "plan_name",
    "document_number",
    "source_url",
    "verdicts",
)
# Where a city states nothing, these say so: a blank would read as not filled in, a 0 as a number.
_SPEAKING = ("number_text", "value", "quote")


def draw_csv(comparison: Comparison) -> str:
    """The comparison's differences and facts as CSV text under `CSV_COLUMNS`, in the order of the comparison.

    `part` is `difference` or `number`. A difference has a line for each city: `presence` says what it has or what was searched,
    `shown_by` are the ids of all records that show it, `quote` the first words on it.

    A cell is empty only where the plan says nothing of that part of a stated fact; `verdicts` lists the facts of other
    cities with the verdict and the axis and code of each reason. `restated_by` and `competes_with` are ids of other facts
    of the city: the same number in other places, counted once, and other numbers for the same date.
    """
    rows = [row for difference in comparison.differences for row in _sides(difference, comparison)]
    rows += [{"part": "number"} | row for indicator in comparison.indicators for row in _rows(indicator, comparison)]
    return draw_cells(CSV_COLUMNS, ([row.get(name) for name in CSV_COLUMNS] for row in rows))


def _sides(difference: Difference, comparison: Comparison) -> Iterator[dict[str, object]]:
    for side in difference.sides:
        first = next(iter((*side.shown, *side.denials, *filter(None, [side.elsewhere]))), None)
        yield {
            "part": "difference",
            "initiative": comparison.initiative.name,
            "aspect": difference.aspect,
            "thing": difference.name,
            "relation": difference.relation,
            "differs_in": difference.differs_in,
            "shown_by": tuple(dict.fromkeys(shown.id for shown in side.shown)),
            "searched_terms": side.terms,
            "read_sentence_count": side.read_sentence_count,
            "naming_sentence_count": side.naming_sentence_count,
            "city": side.city,
            "city_name": city_names(comparison)[side.city],
            "presence": " · ".join(filter(None, [PRESENCES[side.presence], side_words(side, difference)])),
            "plan_id": first.plan_id if first else side.plan_ids,
            "quote": first.quote if first else PRESENCES[side.presence],
            "quote_start": first.quote_start if first else None,
            "quote_end": first.quote_end if first else None,
            "verdicts": difference.verdicts,
        }


def _rows(indicator: ComparedIndicator, comparison: Comparison) -> Iterator[dict[str, object]]:
    head = {"initiative": comparison.initiative.name, "indicator_name": indicator.name, "indicator": indicator.id}
    presences = {each.city: each for each in indicator.presence}
    stated = (*indicator.facts, *indicator.elsewhere)
    for fact in (*stated, *indicator.other_units):
        yield head | _fact(fact, indicator, comparison) | {"presence": presence_sentence(presences[fact.city])}
    speaking = {fact.city for fact in stated}
    for presence in indicator.presence:
        if presence.city not in speaking:
            yield head | _silence(presence, comparison)


def _fact(fact: FactRow, indicator: ComparedIndicator, comparison: Comparison) -> dict[str, object]:
    plan = next(plan for city in comparison.cities for plan in city.plans if plan.id == fact.plan_id)
    return {
        **{name: getattr(fact, name) for name in FACT_COLUMNS},
        "city_name": city_names(comparison)[fact.city],
        "is_elsewhere": fact in indicator.elsewhere,
        "is_other_unit": fact in indicator.other_units,
        "restated_by": _others(fact, indicator.restated),
        "competes_with": _others(fact, indicator.competing),
        "warning": TWO_NUMBERS if _others(fact, indicator.competing) else None,
        "plan_name": plan.name,
        "document_number": known(plan.document_number),
        "source_url": known(plan.source_url),
        "verdicts": tuple(_verdicts(fact, indicator)),
    }


def _others(fact: FactRow, groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The other facts of the group that a fact is in."""
    return tuple(other for group in groups if fact.id in group for other in group if other != fact.id)


def _verdicts(fact: FactRow, indicator: ComparedIndicator) -> Iterator[str]:
    for pair in indicator.verdicts:
        if fact.id in (pair.a, pair.b):
            other = pair.b if fact.id == pair.a else pair.a
            reasons = ", ".join(f"{reason.axis}:{reason.code}" for reason in pair.verdict.reasons)
            yield f"{other} {pair.verdict.verdict} ({reasons})" if reasons else f"{other} {pair.verdict.verdict}"


def _silence(presence: CityPresence, comparison: Comparison) -> dict[str, object]:
    sentence = presence_sentence(presence)
    return {
        "city": presence.city,
        "city_name": city_names(comparison)[presence.city],
        "presence": sentence,
        "plan_id": presence.plan_ids,
        **dict.fromkeys(_SPEAKING, sentence),
    }
