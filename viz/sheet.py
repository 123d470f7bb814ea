"""The sheet that a Comparison is laid out on for reading: the same parts in a terminal, a page and a file.

Texts in a sheet are on one line and free of control characters; what a plan says is quoted, not rephrased.
"""

from __future__ import annotations

from graph.comparability import VerdictName
from graph.records import Record
from viz.words import Word


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
    """The words of a plan in three parts, the number in the middle; `place` says where they stand."""

    before: str
    number: str
    after: str
    place: str

    def __str__(self) -> str:
        return self.before + self.number + self.after


class FactLine(Record):
    """One number of one city; `mark` names it in the verdicts under it."""

    mark: str
    id: str
    city: str
    kind: Word
    number: str
    amount: str
    date: Word
    basis: Word
    nature: Word
    details: tuple[str, ...]
    quote: Quote


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

    `elsewhere` are numbers on the same indicator that a plan does not tie to the initiative.
    """

    name: str
    details: str
    facts: tuple[FactLine, ...]
    elsewhere: tuple[FactLine, ...]
    silences: tuple[SilenceLine, ...]
    verdicts: tuple[VerdictLine, ...]


class CityBlock(Record):
    """What only one city states."""

    city: str
    indicators: tuple[IndicatorBlock, ...]


class Entry(Record):
    """A programme, body or measure of a city: its name, what is known of it, and the words that name it."""

    name: str
    details: tuple[str, ...]
    quote: Quote


class CityEntries(Record):
    """The entries of one city; `silence` stands in their place where there are none."""

    city: str
    entries: tuple[Entry, ...]
    silence: str


class InstrumentLine(Record):
    """How many measures of each city use a policy instrument, in the order of the cities."""

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
