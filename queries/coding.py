"""The CodingTable: every coded sentence of the plans, counted by policy instrument and theme, with how far the coding is to be trusted."""

from __future__ import annotations

from typing import Literal

from graph.comparability import Wording
from graph.records import Record
from queries.comparison import ComparedCity, UsedQuery

Sample = Literal["open", "held_out"]
Coder = Literal["rules", "reader_1", "reader_2"]

# The code that the readers, and here the rules too, give to a sentence that commits to no instrument.
NO_INSTRUMENT = "NONE"


class CodebookEntry(Record):
    """One policy instrument of the codebook."""

    code: str
    name: str
    family: str
    description: str | None


class CodedUnit(Record):
    """One sentence with its codes; `number` is plan, chapter, section and running number there, joined by dashes.

    `theme` is the field of policy that the heading above names, None where it names none. `instrument` is None where the
    sentence commits to no instrument. `restates` is the id of an earlier sentence of the city with the same words; such a
    sentence is in no count.
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


class MatrixCell(Record):
    """The sentences of one primary code under one theme, by their numbers; `count` is how many."""

    theme: str | None
    count: int
    numbers: tuple[str, ...]


class MatrixRow(Record):
    """One instrument with a cell for each theme of the city; what is coded as no instrument has the code None."""

    code: str | None
    name: str | None
    family: str | None
    cells: tuple[MatrixCell, ...]
    total: int


class CodedCity(Record):
    """One city: its sentences in the order of the plans, and how many there are by primary code and theme.

    `theme_totals` stand in the order of `themes`, the theme None last; `total` is the sum of the rows and of the themes.
    `restated_count` sentences repeat earlier ones and are left out of every count.
    """

    city: ComparedCity
    units: tuple[CodedUnit, ...]
    themes: tuple[str | None, ...]
    rows: tuple[MatrixRow, ...]
    theme_totals: tuple[int, ...]
    total: int
    restated_count: int


class Agreement(Record):
    """How far two coders agree on the primary code of the same sentences.

    `kappa` is Cohen's; None where it is not defined, because both give one and the same code to every sentence.
    `family_same_count` sentences have codes of one family: supply, environment, demand, or none.
    """

    first: Coder
    second: Coder
    sentence_count: int
    same_count: int
    observed: float
    kappa: float | None
    family_same_count: int
    family_observed: float


class ConfusionCell(Record):
    """So many sentences have one code by the rules and one by the first reader; what does not occur is left out."""

    rules: str
    reader_1: str
    count: int


class SampleAgreement(Record):
    """The agreement on one sample; without reference codings `pairs` and `confusion` are empty, and nothing is known.

    `codes` are those that the rules or the first reader give, the rows and columns of the confusion table. `caution` says
    what its figures do not show.
    """

    sample: Sample
    sentence_count: int
    pairs: tuple[Agreement, ...]
    codes: tuple[str, ...]
    confusion: tuple[ConfusionCell, ...]
    caution: Wording | None


class CodingTable(Record):
    """The coding of the plans of some cities; `codebook_versions` are those whose rules coded them, normally one."""

    codebook_versions: tuple[str, ...]
    instruments: tuple[CodebookEntry, ...]
    cities: tuple[CodedCity, ...]
    samples: tuple[SampleAgreement, ...]
    snapshot: str
    rule_version: str
    queries: tuple[UsedQuery, ...]
