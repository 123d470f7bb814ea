"""The quantified facts of a plan, from its prose and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.lexicons import initiatives as load_initiatives
from loaders.programme_ties import ProgrammeTies
from loaders.prose_facts import read_prose
from loaders.quantities import Quantity
from loaders.scan import scan
from loaders.spans import Spans
from loaders.table_facts import read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import Fact, Programme, SplitDocument
    from loaders.ignored import Ignored


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """The facts of a plan and every numeral that was found on the way, for the ledger; both in the order of the text."""

    facts: tuple[Fact, ...]
    numerals: tuple[Quantity | Ignored, ...]


def extract_facts(split: SplitDocument, programmes: Sequence[Programme]) -> ReadFacts:
    """Every quantified target and result of the plan in the order of the text.

    `programmes` are the plan's programmes with their mentions: numbers are tied to the ones named around them.
    """
    sections = {section.id: section for section in split.sections}
    ties = ProgrammeTies(split.document.text, programmes, sections, load_initiatives().initiatives)
    numerals = scan(split.document.text)
    facts = sorted([*read_prose(split, _outside_tables(split, numerals), ties), *read_tables(split, ties)], key=lambda fact: fact.start)
    return ReadFacts(tuple(facts), numerals)


def _outside_tables(split: SplitDocument, numerals: Sequence[object]) -> list[Quantity]:
    tables = Spans((table.char_start, table.char_end) for table in split.tables)
    return [numeral for numeral in numerals if isinstance(numeral, Quantity) and not tables.hold(numeral.start)]
