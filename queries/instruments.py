"""How often each city uses each policy instrument; a sentence that a plan writes twice counts once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from queries.coding_table import CodedUnit
from queries.comparison import ComparedInstrument, ComparedMeasure, InstrumentCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Coded = TypeVar("Coded", ComparedMeasure, CodedUnit)
_NO_WORD = re.compile(r"[\W_]+")


def mark_restated(measures: Iterable[Coded]) -> tuple[Coded, ...]:
    """The measures; one whose text another of the city has before it, up to punctuation, says so in `restates`."""
    first: dict[tuple[str, str], str] = {}
    marked = []
    for measure in measures:
        known = first.setdefault((measure.city, _NO_WORD.sub("", measure.text)), measure.id)
        marked.append(measure.model_copy(update={"restates": None if known == measure.id else known}))
    return tuple(marked)


def count_instruments(
    rows: Iterable[Mapping[str, Any]], measures: Sequence[ComparedMeasure], cities: Sequence[str]
) -> tuple[ComparedInstrument, ...]:
    """The instruments that the measures use, by code; what is coded as none stands last, with the code None."""
    known = {row["code"]: row for row in rows}
    counted = [measure for measure in measures if measure.restates is None]
    used = {code for measure in counted for code in (measure.instrument, *measure.secondary)}
    return tuple(
        ComparedInstrument(
            code=code,
            name=known[code]["name"] if code in known else None,
            family=known[code]["family"] if code in known else None,
            counts=tuple(_count(code, city, counted) for city in cities),
        )
        for code in sorted(used, key=lambda code: (code is None, code or ""))
    )


def _count(code: str | None, city: str, measures: Iterable[ComparedMeasure]) -> InstrumentCount:
    own = [measure for measure in measures if measure.city == city]
    return InstrumentCount(
        city=city,
        main_count=sum(measure.instrument == code for measure in own),
        further_count=sum(code in measure.secondary for measure in own),
    )
