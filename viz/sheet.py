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
    """One indicator: the targets, then the results, then the cities that state none, then the verdicts; `anchor` names it.

    `elsewhere` are numbers that a plan does not tie to the initiative or gives under another indicator, `other_units` those
    in a unit that never converts; `warnings` say where a city's numbers compete.
    """

    anchor: str
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
    """A programme, body or measure of a city: its name, what is known of it, and the words that name it, everywhere.

    `anchor` names the entry, so that a difference can point to it.
    """

    anchor: str
    name: str
    details: tuple[str, ...]
    quotes: tuple[Quote, ...]


class CityEntries(Record):
    """The entries of one city; `silence` stands in their place where there are none."""

    city: str
    entries: tuple[Entry, ...]
    silence: str


class SideBlock(Record):
    """Entries on one thing, city beside city."""

    heading: str
    cities: tuple[CityEntries, ...]

    @property
    def has_entries(self) -> bool:
        """Whether a city has an entry."""
        return any(city.entries for city in self.cities)


class Reference(Record):
    """The place of something, and the anchor of the entry that holds its words."""

    text: str
    target: str


class ContrastCell(Record):
    """What one city has of a thing, in words; `quotes` are the first words of the plan on it, `others` the places of all.

    `denials` are the words that say that there is none.
    """

    city: str
    words: tuple[str, ...]
    is_absent: bool
    quotes: tuple[Quote, ...]
    denials: tuple[Quote, ...]
    others: tuple[Reference, ...]


class ContrastLine(Record):
    """One thing with a cell for each city, in the order of the cities.

    `summary` says how those that have it differ, `target` is the anchor of an indicator's own block.
    """

    aspect: Word
    name: str
    summary: str
    target: str
    cells: tuple[ContrastCell, ...]


class ContrastBlock(Record):
    """Things that cities have and have not."""

    heading: str
    lines: tuple[ContrastLine, ...]


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
    differences: tuple[ContrastBlock, ...]
    shared: tuple[IndicatorBlock, ...]
    single: tuple[CityBlock, ...]
    programmes: tuple[SideBlock, ...]
    agencies: tuple[SideBlock, ...]
    served: tuple[ContrastBlock, ...]
    instruments: tuple[InstrumentLine, ...]
    measures: tuple[SideBlock, ...]
    snapshot: str
    rule_version: str
