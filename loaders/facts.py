"""The quantified facts of a plan, from its prose and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.ledger import unread_cells, write_ledger
from loaders.lexicons import initiatives as load_initiatives
from loaders.programme_ties import ProgrammeTies
from loaders.prose_facts import read_prose
from loaders.quantities import Quantity
from loaders.scan import scan
from loaders.table_facts import read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import Fact, Issue, LedgerEntry, Programme, SplitDocument


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """The facts of a plan, the account of all its numerals, and what stands in a table but could not be read."""

    facts: tuple[Fact, ...]
    ledger: tuple[LedgerEntry, ...]
    issues: tuple[Issue, ...]


def extract_facts(split: SplitDocument, programmes: Sequence[Programme]) -> ReadFacts:
    """Every quantified target and result of the plan in the order of the text, and what became of every other numeral.

    `programmes` are the plan's programmes with their mentions: numbers are tied to the ones named around them.
    """
    sections = {section.id: section for section in split.sections}
    ties = ProgrammeTies(split.document.text, programmes, sections, load_initiatives().initiatives)
    numerals = scan(split.document.text)
    facts = sorted([*read_prose(split, _outside_tables(split, numerals), ties), *read_tables(split, ties)], key=lambda fact: fact.start)
    ledger = write_ledger(split, numerals, facts)
    return ReadFacts(tuple(facts), ledger, tuple(unread_cells(ledger)))


def _outside_tables(split: SplitDocument, numerals: Sequence[object]) -> list[Quantity]:
    quantities = [numeral for numeral in numerals if isinstance(numeral, Quantity)]
    return [one for one in quantities if not any(table.char_start <= one.start < table.char_end for table in split.tables)]
