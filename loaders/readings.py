"""A fact made from a quantity and what its surroundings say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ids import make_id
from graph.records import Evidence, Fact

if TYPE_CHECKING:
    from graph.records import Basis, Comparator, Document, Kind, Nature
    from loaders.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text around a quantity says: all of a fact that is not the quantity itself.

    `quote_start:quote_end` is the sentence, or the row up to the cell, that the fact rests on.
    """

    kind: Kind
    basis: Basis
    date: str
    comparator: Comparator
    nature: Nature | None
    hedge: str | None
    subject: str
    scope: tuple[str, ...]
    programme: str | None
    in_table: bool
    place: str
    quote_start: int
    quote_end: int


def make_fact(document: Document, quantity: Quantity, reading: Reading) -> Fact:
    """The fact, with its id; its indicator is found when the plan's records are resolved."""
    text, start, end = document.text, quantity.start, quantity.end
    return Fact(
        id=make_id("Fact", document.plan_id, start, end),
        plan_id=document.plan_id,
        city=document.city,
        kind=reading.kind,
        start=start,
        end=end,
        number_text=text[start:end],
        value=quantity.value,
        unit=quantity.unit,
        amount_low=quantity.amount_low,
        amount_high=quantity.amount_high,
        base_unit=quantity.base_unit,
        comparator=reading.comparator,
        date=reading.date,
        basis=reading.basis,
        nature=reading.nature,
        hedge=reading.hedge,
        subject=reading.subject,
        scope=reading.scope,
        indicator=None,
        programme=reading.programme,
        in_table=reading.in_table,
        place=reading.place,
        evidence=Evidence(
            plan_id=document.plan_id,
            char_start=reading.quote_start,
            char_end=reading.quote_end,
            quote=text[reading.quote_start : reading.quote_end],
            rule="table-cell" if reading.in_table else "sentence",
        ),
    )
