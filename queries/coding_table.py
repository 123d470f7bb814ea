"""The CodingTable: the measures of cities coded by policy instrument and theme, counted, and checked against two readers.

Every count holds the ids of what it counts, so that each can be led back to its sentences.
"""

from __future__ import annotations

from typing import Literal

from graph.comparability import Wording
from graph.records import Record
from queries.comparison import ComparedCity, UsedQuery

Sample = Literal["open", "held_out"]
Coder = Literal["rules", "reader_1", "reader_2"]

# The code of a sentence that commits to no instrument, as the readers write it.
NO_INSTRUMENT = "NONE"


class CodebookEntry(Record):
    """A policy instrument as the codebook defines it; `version` is that of the codebook whose rules coded the measures."""

    code: str
    name: str
    family: str | None
    description: str | None
    version: str | None


class CodedUnit(Record):
    """One measure as a unit of analysis, with its codes and the rule that gave the primary one.

    `number` (编号-章-节-条) is the id of the plan, then chapter, section and running number there, joined by dashes. `instrument` is
    None where the sentence is coded as no instrument, `theme` where no heading above it names a field of policy. `restates` is the
    id of the unit of the city that says the same before it, up to punctuation; such a unit is counted nowhere.
    """

    id: str
    number: str
    city: str
    plan_id: str
    start: int
    end: int
    text: str
    place: str | None
    instrument: str | None
    secondary: tuple[str, ...]
    rule: str
    theme: str | None
    groups: tuple[str, ...]
    verbs: tuple[str, ...]
    restates: str | None


class Tally(Record):
    """How many units there are, with their ids in the order of the text."""

    count: int
    units: tuple[str, ...]


class SharedTally(Tally):
    """A tally with its share of all that its matrix counts, in percent; None where the matrix counts nothing.

    Shares are not rounded, so that those of all rows, of all families and of all themes add up to 100.
    """

    share_pct: float | None


class InstrumentTally(Record):
    """A row of the matrix: an instrument with a tally for each theme, in the order of the matrix's themes.

    The code None stands for what is coded as no instrument. A code that the codebook does not have has no name and no family.
    """

    code: str | None
    name: str | None
    family: str | None
    cells: tuple[Tally, ...]
    total: SharedTally


class ThemeTally(Record):
    """A column of the matrix; the theme None stands for units under no heading that names one."""

    theme: str | None
    total: SharedTally


class FamilyTally(Record):
    """The rows of one family together; the family None stands for what is coded as no instrument."""

    family: str | None
    total: SharedTally


class CodingMatrix(Record):
    """Instrument × theme for one city, by primary code.

    The cells add up to the totals of their rows and of their columns, each of those and the families to `total`, and `total` with
    `restated` to all units of the city. The rows are every instrument of the codebook, used or not.
    """

    city: str
    themes: tuple[ThemeTally, ...]
    instruments: tuple[InstrumentTally, ...]
    families: tuple[FamilyTally, ...]
    total: Tally
    restated: Tally


class ReferenceSentence(Record):
    """A sentence that two readers coded, with the code of the rules.

    `measures` are the units that stand in the sentence, in the order of the text. `rules` is the code of the first of them that has
    an instrument, NONE where none has; `unit` is that first one, None where there is none.
    """

    id: str
    city: str
    plan_id: str
    start: int
    end: int
    text: str
    sample: Sample
    rules: str
    reader_1: str
    reader_2: str
    measures: tuple[str, ...]
    unit: str | None


class Agreement(Record):
    """How far two coders agree on the primary code of the same sentences.

    `kappa` is Cohen's; None where it is not defined, because both give one and the same code to every sentence. Of
    `family_same_count` sentences the two codes are of one family: supply, environment, demand, or no instrument.
    """

    first: Coder
    second: Coder
    same_count: int
    observed: float
    kappa: float | None
    family_same_count: int
    family_observed: float


class ConfusionCell(Record):
    """The sentences that have one code by the rules and one by the first reader; what does not occur is left out."""

    rules: str
    reader_1: str
    count: int
    sentences: tuple[str, ...]


class SampleAgreement(Record):
    """The agreement on one sample, with what its figures do and do not show.

    Where the graph holds no reference codings of the sample, `sentence_count` is None, `agreements` and `confusion` are empty, and
    `statement` says so. `either_same_count` sentences have a code by the rules that at least one reader gives as well.
    """

    sample: Sample
    statement: Wording
    sentence_count: int | None
    either_same_count: int | None
    agreements: tuple[Agreement, ...]
    confusion: tuple[ConfusionCell, ...]


class CodingTable(Record):
    """The coding of the plans of some cities.

    `matrices` has one for each city with a plan; of a city without one nothing is known. `codebook_version` is the version whose
    rules coded the measures, None where the graph does not say. `plans_without_references` are the plans of which no
    reference codings are loaded.
    """

    cities: tuple[ComparedCity, ...]
    codebook_version: str | None
    codebook: tuple[CodebookEntry, ...]
    matrices: tuple[CodingMatrix, ...]
    units: tuple[CodedUnit, ...]
    samples: tuple[SampleAgreement, ...]
    references: tuple[ReferenceSentence, ...]
    plans_without_references: tuple[str, ...]
    snapshot: str
    rule_version: str
    queries: tuple[UsedQuery, ...]
