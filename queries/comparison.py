"""The Comparison: one frozen result from which every table, page, picture and file is made."""

from __future__ import annotations

from typing import Any, Literal

from graph.comparability import Verdict, VerdictName
from graph.records import AgencyRole, Level, Record
from graph.rows import FactRow, MeasureRow

Presence = Literal["stated", "explicitly_none", "stated_elsewhere", "stated_in_other_unit", "searched_not_found", "not_checked"]
ShownRecord = Literal["programme", "agency", "measure", "fact", "passage"]
# What cities are told apart by: the initiatives that are part of the compared one, programmes, who leads, who helps, policy
# instruments, whom the measures serve, for which industry, where below the city, and what is counted.
Aspect = Literal["initiative", "programme", "lead", "help", "instrument", "group", "industry", "place", "indicator"]
# How many of the cities whose plans were read have a thing; with one such city alone, nothing is compared.
Relation = Literal["only_one", "some", "all", "none", "not_compared"]
DifferenceAxis = Literal["name", "level", "role", "instrument", "count", "unit"]


class Shown(Record):
    """What shows something: a record by its id, or a passage, with the words `[quote_start, quote_end)` of the plan."""

    record: ShownRecord
    id: str
    plan_id: str
    quote: str
    quote_start: int
    quote_end: int


class Definition(Record):
    """Words of a plan's note that say what an initiative is; `place` is the path of the section they stand in."""

    passage: str
    plan_id: str
    quote: str
    quote_start: int
    quote_end: int
    place: str


class ComparedInitiative(Record):
    """The initiative that is compared; `members` are the initiatives that are part of it and are covered too.

    `described_by` is the plan whose note gives the description, None where the project's lexicon does; `definitions` are the
    words of every plan that has such a note.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    level: Level
    description: str | None
    described_by: str | None
    definitions: tuple[Definition, ...]
    members: tuple[ComparedInitiative, ...]


class ComparedPlan(Record):
    """A plan that was read for the comparison; what is not known of it is None."""

    id: str
    name: str
    document_number: str | None
    issuer: str | None
    adopted_date: str | None
    published_date: str | None
    start_year: int | None
    end_year: int | None
    source_url: str | None


class ComparedCity(Record):
    """A city with the plans that speak for it, in the order of their years."""

    code: str
    name: str
    plans: tuple[ComparedPlan, ...]


class CityPresence(Record):
    """Whether a city states something, and what was looked for.

    `terms` are what was searched for in the text of the plans `plan_ids`; each finds the sentence of the city that states
    it, and one with spaces is found where all its words stand in one sentence. `naming_sentence_count` is the number of
    sentences that hold a term, `unnumbered_sentence_count` the number of those in which no number was read.
    `stated_elsewhere` and `stated_in_other_unit` point to the facts of the indicator's `elsewhere` and `other_units`.
    A city without a plan, or an indicator whose words no search could find, is `not_checked`.

    `read_sentence_count` is the number of sentences in which was searched. `denials` are the sentences that say of a term that
    there is no such thing, and the facts that state zero: a city with nothing else is `explicitly_none`.
    """

    city: str
    presence: Presence
    terms: tuple[str, ...]
    plan_ids: tuple[str, ...]
    read_sentence_count: int
    naming_sentence_count: int
    unnumbered_sentence_count: int
    denials: tuple[Shown, ...]


class PairVerdict(Record):
    """The verdict on two facts of two cities, by their ids."""

    a: str
    b: str
    verdict: Verdict


class ComparedIndicator(Record):
    """One row of the comparison: an indicator, or a subject that has none (`id` is None), with the facts of each city.

    `facts` are what the plans state under the initiative, sorted by city, last year and place. `elsewhere` are facts on
    the same indicator that a plan does not tie to the initiative and, where a city has no fact on the indicator, its facts
    on the same thing under another one. `other_units` are facts on the same thing in a unit that never converts into this
    one (人, 人次). `verdicts` are on pairs of all of them. `presence` has one entry for each city; `only_city` is the code of
    the one city with a number in `facts` or `elsewhere`, None where several have one.

    `restated` are groups of facts (by id) that state one number in several places of a city's plans and count once;
    `competing` are groups of one city that give unequal numbers for one date.
    """

    id: str | None
    name: str
    domain: str | None
    unit_kind: str | None
    note: str | None
    facts: tuple[FactRow, ...]
    elsewhere: tuple[FactRow, ...]
    other_units: tuple[FactRow, ...]
    restated: tuple[tuple[str, ...], ...]
    competing: tuple[tuple[str, ...], ...]
    verdicts: tuple[PairVerdict, ...]
    presence: tuple[CityPresence, ...]
    only_city: str | None


class ComparedProgramme(Record):
    """A programme by which a city carries the initiative out, with the first place that names it.

    `definition` is what a note of the plan says it is.
    """

    id: str
    city: str
    plan_id: str
    name: str
    variants: tuple[str, ...]
    kind: str | None
    level: Level
    initiative: str
    mention_count: int
    definition: str | None
    start: int
    end: int
    quote: str
    quote_start: int
    quote_end: int


class ComparedAgency(Record):
    """A public body in one role for one programme of the initiative; `full_name` is the same for every way to write its name."""

    id: str
    name: str
    full_name: str | None
    variants: tuple[str, ...]
    level: Level
    city: str
    plan_id: str
    role: AgencyRole
    programme: str
    relates_to: str | None
    quote: str
    quote_start: int
    quote_end: int


class ComparedMeasure(MeasureRow):
    """An action taken under the initiative, with the name of its policy instrument.

    `restates` is the id of the measure that says the same before it, up to punctuation; such a measure counts once.
    """

    instrument_name: str | None
    instrument_family: str | None
    restates: str | None


class InstrumentCount(Record):
    """How many measures of a city have a policy instrument as their main code, and how many as a further one."""

    city: str
    main_count: int
    further_count: int


class ComparedInstrument(Record):
    """A policy instrument with its counts in each city; the code None counts what is coded as no instrument."""

    code: str | None
    name: str | None
    family: str | None
    counts: tuple[InstrumentCount, ...]


class InstrumentUse(Record):
    """How many measures have a policy instrument as their main code, and how many as a further one; None is no instrument."""

    code: str | None
    name: str | None
    main_count: int
    further_count: int


class CitySide(CityPresence):
    """What one city has of a thing, or what was searched for where it has none.

    `shown` are all records that show it, with what the city calls it (`names`), its levels, the roles of a body and what it acts
    for (`tasks`), and how the measures on it are coded (`uses`; a measure that restates another counts once).

    Nothing under the initiative, but something in the plan, is `stated_elsewhere`: `elsewhere` is the first of
    `elsewhere_measure_count` other measures on it, or else a sentence that names it, one on the initiative where there is one.
    `read_measure_count` is the number of measures of the city's plans that were read for it.
    """

    shown: tuple[Shown, ...]
    elsewhere: Shown | None
    elsewhere_measure_count: int
    read_measure_count: int
    names: tuple[str, ...]
    levels: tuple[Level, ...]
    roles: tuple[AgencyRole, ...]
    tasks: tuple[str, ...]
    uses: tuple[InstrumentUse, ...]


class Difference(Record):
    """One thing that a city has under the initiative, with what every city has of it: `sides` are in the order of the cities.

    `only_city` is the code of the one city that has it while another was searched. `differs_in` says on what the cities that
    have it differ, nothing where they do not; `verdicts` are those on the numbers of an indicator, the most comparable first.
    """

    aspect: Aspect
    id: str
    name: str
    relation: Relation
    only_city: str | None
    differs_in: tuple[DifferenceAxis, ...]
    verdicts: tuple[VerdictName, ...]
    sides: tuple[CitySide, ...]


class UsedQuery(Record):
    """A question that was asked of the graph to make the comparison."""

    name: str
    cypher: str
    parameters: dict[str, Any]


class Comparison(Record):
    """How cities carry out one initiative: everything the plans say, side by side, with what may be compared.

    `snapshot` changes when what the graph holds changes; `presence` says for each city whether its plan names the
    initiative at all. `differences` are what one city alone has, city by city, then what several have.
    """

    initiative: ComparedInitiative
    cities: tuple[ComparedCity, ...]
    presence: tuple[CityPresence, ...]
    differences: tuple[Difference, ...]
    indicators: tuple[ComparedIndicator, ...]
    programmes: tuple[ComparedProgramme, ...]
    agencies: tuple[ComparedAgency, ...]
    measures: tuple[ComparedMeasure, ...]
    instruments: tuple[ComparedInstrument, ...]
    snapshot: str
    rule_version: str
    queries: tuple[UsedQuery, ...]
