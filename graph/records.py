"""The records that travel down the line, from a plan's text to the graph.

Every record is frozen and refuses unknown fields. Offsets are half-open Python string indexes into the plan's text
as decoded from UTF-8, never into a cleaned copy. Field names are the names used everywhere else: node properties,
JSON keys and table columns.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["target", "achieved"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx"]
Basis = Literal["stock", "cumulative", "annual", "rate", "growth", "price", "other"]
Nature = Literal["预期性", "约束性"]
AgencyRole = Literal["lead", "partner", "organiser", "issuer", "participant", "regulator", "other"]
Level = Literal["national", "provincial", "municipal", "district", "unknown"]
SectionKind = Literal["document", "contents", "chapter", "section", "heading", "box", "appendix", "note"]
PassageKind = Literal["heading", "paragraph", "table_row", "note", "contents"]
Severity = Literal["contradiction", "tension", "note"]
# What speaks for a shared initiative behind programmes of several cities: the same name, the same quoted part with a kind word
# behind it, a name or note that says the state or the province runs it, a note that defines it.
CandidateSign = Literal["same_name", "quoted_name", "higher_level", "defined_in_note"]

# Why a numeral in a plan is no fact.
IgnoredReason = Literal[
    "date",
    "duration",
    "list_number",
    "document_number",
    "footnote_mark",
    "rank",
    "slogan",
    "name",
    "label_count",
    "enumeration_count",
    "denominator",
    "threshold",
    "page_number",
    "telephone",
    "heading",
    "table_label",
    "unplaced_cell",
    "no_unit",
]

# A single number, the two ends of a range, or a ratio as written ("10:40:50").
Value = Decimal | tuple[Decimal, Decimal] | str


class Record(BaseModel):
    """A frozen record; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Record):
    """The words a statement rests on: `text[char_start:char_end] == quote` in the plan `plan_id`."""

    plan_id: str
    char_start: int
    char_end: int
    quote: str
    rule: str


class Issue(Record):
    """Something read but not turned into a record, with the reason and the place."""

    plan_id: str
    code: str
    char_start: int
    char_end: int
    message: str


class Section(Record):
    """A chapter, section, numbered heading, box (专栏), appendix or note, with the text it spans."""

    id: str
    plan_id: str
    kind: SectionKind
    level: int
    number: str | None
    name: str
    path: str
    char_start: int
    char_end: int
    heading_end: int
    parent_id: str | None


class Passage(Record):
    """A paragraph or a table row: the smallest text a reader is shown on its own."""

    id: str
    plan_id: str
    section_id: str
    kind: PassageKind
    text: str
    char_start: int
    char_end: int


class Cell(Record):
    """One table cell; `row` and `column` count from 0 over the whole table, heads included.

    `char_start:char_end` is the cell's text without surrounding white space; `text` is exactly that slice.
    """

    row: int
    column: int
    text: str
    char_start: int
    char_end: int


class Table(Record):
    """A table found in the text, as a grid of cells.

    `name` is the caption above it, `head_rows` the number of rows that are column heads, `note` the text under it that
    explains its signs. A row that names a group of rows (“一、就业”) has one cell.
    """

    plan_id: str
    name: str | None
    head_rows: int
    column_count: int
    cells: tuple[Cell, ...]
    note: str | None
    char_start: int
    char_end: int


class Fact(Record):
    """A quantified target or past result, exactly as the plan states it.

    `value` and `unit` are as written: 110 and 万人 for 110万人. `amount_low` and `amount_high` are the same numbers in
    `base_unit` (1,100,000 人); they are equal for a single number and None for a ratio. `date` is the year or period the
    value refers to: `2025`, `2021-2025`, `annual 2021-2025`, `2016-2020 target`. `start:end` is `number_text` in the
    plan; `place` is the path of the section it stands in; `indicator` is the indicator's id; `programme` is a name.
    """

    id: str
    plan_id: str
    city: str
    kind: Kind
    start: int
    end: int
    number_text: str
    value: Value
    unit: str | None
    amount_low: Decimal | None
    amount_high: Decimal | None
    base_unit: str | None
    comparator: Comparator
    date: str
    basis: Basis
    nature: Nature | None
    hedge: str | None
    subject: str
    scope: tuple[str, ...]
    indicator: str | None
    programme: str | None
    in_table: bool
    place: str
    evidence: Evidence


class LedgerEntry(Record):
    """One numeral of a plan and what became of it: the fact it belongs to, or the reason why it is none.

    `text` is the numeral with the bound words and unit read with it, at `start:end`; exactly one of `fact` (an id) and
    `reason` is given.
    """

    plan_id: str
    start: int
    end: int
    text: str
    fact: str | None
    reason: IgnoredReason | None


class Programme(Record):
    """One city's own initiative, or its version of a shared one; `initiative` is the id of the shared one.

    `variants` are all forms in which the plan writes the name, `mentions` all its places. `definition` are the words of a note
    of the plan that says what it is.
    """

    id: str
    plan_id: str
    city: str
    name: str
    variants: tuple[str, ...]
    kind: str | None
    level: Level
    initiative: str | None
    mentions: tuple[tuple[int, int], ...]
    evidence: Evidence
    definition: Evidence | None


class Agency(Record):
    """A public body in one role for one thing; a body with two roles or two tasks gives two records with one `agency_id`.

    `name` is the form that the plan uses, `full_name` the same for every way to write it. `relates_to` is what the body acts
    for, None where the text does not tell.
    """

    id: str
    agency_id: str
    plan_id: str
    city: str
    name: str
    full_name: str
    level: Level
    role: AgencyRole
    relates_to: str | None
    mentions: tuple[tuple[int, int], ...]
    evidence: Evidence


class Measure(Record):
    """One sentence that commits to an action, coded by policy instrument (`None`: it commits to none).

    `objects[i]` is what `verbs[i]` acts on, as written up to the end of its clause. `theme` is the field of policy that the
    heading above it names. `unit_number` tells its place in the plan as coding tables do: chapter, section and running number
    there, joined by dashes, 0 where the plan has no such level. `places` are districts, towns and zones below the city. The rule
    that gave the code is `evidence.rule`.
    """

    id: str
    plan_id: str
    city: str
    start: int
    end: int
    text: str
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    instrument: str | None
    secondary: tuple[str, ...]
    theme: str | None
    unit_number: str
    groups: tuple[str, ...]
    industries: tuple[str, ...]
    places: tuple[str, ...]
    programmes: tuple[str, ...]
    place: str
    evidence: Evidence


class Finding(Record):
    """Something inside one plan that does not fit together: the rule that saw it, how grave it is, and every place it concerns."""

    id: str
    plan_id: str
    city: str
    rule: str
    severity: Severity
    explanation: str
    evidence: tuple[Evidence, ...]


class ReferenceCoding(Record):
    """A sentence that two readers coded by policy instrument, to check the rules against.

    `sample` tells whether the authors of the rules could read it (`open`) or not (`held_out`). `NONE` is the code of a sentence that
    commits to nothing.
    """

    id: str
    plan_id: str
    city: str
    char_start: int
    char_end: int
    text: str
    sample: Literal["open", "held_out"]
    reader_1: str
    reader_2: str


class Period(Record):
    """The years a plan covers, both included."""

    start_year: int
    end_year: int


class Manifest(Record):
    """What is known about a plan's source; None is shown as "not known".

    `expected` gives, for each record name, the least and the most records that a build of this plan may load.
    """

    id: str
    city_code: str
    city_name: str
    name: str
    file: str
    document_number: str | None
    issuer: str | None
    adopted_date: str | None
    published_date: str | None
    period: Period
    source_url: str | None
    licence: str | None
    sha256: str
    expected: dict[str, tuple[int, int]]


class Document(Record):
    """A plan's text with what is needed to read it: where it comes from and the years it covers."""

    plan_id: str
    city: str
    city_name: str
    name: str
    period: Period
    text: str
    sha256: str
    text_sha256: str
    manifest: Manifest | None


class SplitDocument(Record):
    """A document with its sections, passages and tables, each in the order of the text."""

    document: Document
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]


class PlanRecords(Record):
    """Everything extracted from one plan."""

    split: SplitDocument
    facts: tuple[Fact, ...]
    programmes: tuple[Programme, ...]
    agencies: tuple[Agency, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    reference_codings: tuple[ReferenceCoding, ...]
    issues: tuple[Issue, ...]
    ledger: tuple[LedgerEntry, ...]


class Initiative(Record):
    """A provincial or national initiative that cities carry out, as declared in `loaders/lexicon/initiatives.yml`.

    `description` is the lexicon's; a plan that defines the initiative in a note goes before it.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    level: Level
    part_of: str | None
    description: str | None


class Candidate(Record):
    """A programme that plans of several cities name alike and that no lexicon declares: perhaps a shared initiative.

    It is a proposal for a person to judge, and no comparison uses it. `signs` tell what speaks for it.
    """

    id: str
    name: str
    level: Level
    signs: tuple[CandidateSign, ...]
    programmes: tuple[str, ...]


class Indicator(Record):
    """What a number measures, as declared in `loaders/lexicon/indicators.yml` or taken from a subject that has no entry.

    `is_not` names indicators that share words with this one and must never be merged with it. `initiative` is the id of the
    initiative that a number on this indicator belongs to wherever it stands.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    is_not: tuple[str, ...]
    domain: str | None
    unit_kind: str | None
    basis: Basis | None
    initiative: str | None
    note: str | None
