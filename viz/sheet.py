"""The sheet that a Comparison is laid out on for reading: the same parts in a terminal, a page and a file.

Texts in a sheet are on one line and free of control characters; what a plan says is quoted, not rephrased.
"""

from __future__ import annotations

from graph.comparability import VerdictName
from graph.records import Record
from viz.words import ELSEWHERE, OTHER_UNITS, Word


class PlanLine(Record):
    """A plan that was read, and where it comes from; `is_link` says that `source` is an address a browser may open."""

    id: str
    name: str
    details: tuple[str, ...]
    source: str
    is_link: bool


class CityLine(Record):
    """A city, whether its plans name the initiative, and the plans; `silence` stands in their place where there are none."""

    name: str
    code: str
    presence: str
    plans: tuple[PlanLine, ...]
    silence: str


class Quote(Record):
    """The words of a plan in three parts, the number in the middle; `place` says where they stand, `fact` whose they are."""

    before: str
    number: str
    after: str
    place: str
    fact: str

    def __str__(self) -> str:
        return self.before + self.number + self.after


class FactLine(Record):
    """One number of one city; `mark` names it in the verdicts under it, `quotes` are all places that state it."""

    mark: str
    city: str
    kind: Word
    number: str
    amount: str
    date: Word
    basis: Word
    nature: Word
    details: tuple[str, ...]
    quotes: tuple[Quote, ...]


class SilenceLine(Record):
    """A city that states nothing here, or nothing of one `kind`; `sentence` says so and what was looked for."""

    city: str
    kind: Word | None
    sentence: str


class VerdictLine(Record):
    """One verdict with its reasons as sentences, and the pairs of facts (by their marks) it holds for."""

    verdict: VerdictName
    word: Word
    pairs: tuple[str, ...]
    reasons: tuple[str, ...]
    permitted: tuple[Word, ...]
    refused: tuple[Word, ...]
    derivation: str | None


class IndicatorBlock(Record):
    """One indicator: the targets, then the results, then the cities that state none, then the verdicts.

    `elsewhere` are numbers that a plan does not tie to the initiative or gives under another indicator, `other_units` those
    in a unit that never converts; `warnings` say where a city's numbers compete.
    """

    name: str
    details: str
    facts: tuple[FactLine, ...]
    elsewhere: tuple[FactLine, ...]
    other_units: tuple[FactLine, ...]
    warnings: tuple[str, ...]
    silences: tuple[SilenceLine, ...]
    verdicts: tuple[VerdictLine, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[FactLine, ...]], ...]:
        """The facts with the heading they stand under, those of the initiative first and under none."""
        parts = (("", self.facts), (ELSEWHERE, self.elsewhere), (OTHER_UNITS, self.other_units))
        return tuple(part for part in parts if part[1])


class CityBlock(Record):
    """What only one city states."""

    city: str
    indicators: tuple[IndicatorBlock, ...]


class Entry(Record):
    """A programme, body or measure of a city: its name, what is known of it, and the words that name it, everywhere."""

    name: str
    details: tuple[str, ...]
    quotes: tuple[Quote, ...]


class CityEntries(Record):
    """The entries of one city; `silence` stands in their place where there are none."""

    city: str
    entries: tuple[Entry, ...]
    silence: str


class InstrumentLine(Record):
    """How many measures of each city use a policy instrument, mainly and besides, in the order of the cities."""

    instrument: str
    counts: tuple[str, ...]


class Sheet(Record):
    """The whole comparison in reading order."""

    name: str
    initiative: str
    details: tuple[str, ...]
    cities: tuple[CityLine, ...]
    shared: tuple[IndicatorBlock, ...]
    single: tuple[CityBlock, ...]
    programmes: tuple[CityEntries, ...]
    agencies: tuple[CityEntries, ...]
    instruments: tuple[InstrumentLine, ...]
    measures: tuple[CityEntries, ...]
    snapshot: str
    rule_version: str
