"""The Comparison: one frozen result from which every table, page, picture and file is made."""

from __future__ import annotations

from typing import Any, Literal

from graph.comparability import Verdict
from graph.records import AgencyRole, Level, Record
from graph.rows import FactRow, MeasureRow

Presence = Literal["stated", "explicitly_none", "stated_elsewhere", "stated_in_other_unit", "searched_not_found", "not_checked"]


class ComparedInitiative(Record):
    """The initiative that is compared; `members` are the initiatives that are part of it and are covered too."""

    id: str
    name: str
    aliases: tuple[str, ...]
    level: Level
    description: str | None
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
    """

    city: str
    presence: Presence
    terms: tuple[str, ...]
    plan_ids: tuple[str, ...]
    naming_sentence_count: int
    unnumbered_sentence_count: int


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
    """A programme by which a city carries the initiative out, with the first place that names it."""

    id: str
    city: str
    plan_id: str
    name: str
    variants: tuple[str, ...]
    kind: str | None
    level: Level
    initiative: str
    mention_count: int
    start: int
    end: int
    quote: str
    quote_start: int
    quote_end: int


class ComparedAgency(Record):
    """A public body in one role for one programme of the initiative."""

    id: str
    name: str
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


class UsedQuery(Record):
    """A question that was asked of the graph to make the comparison."""

    name: str
    cypher: str
    parameters: dict[str, Any]


class Comparison(Record):
    """How cities carry out one initiative: everything the plans say, side by side, with what may be compared.

    `snapshot` changes when what the graph holds changes; `presence` says for each city whether its plan names the
    initiative at all.
    """

    initiative: ComparedInitiative
    cities: tuple[ComparedCity, ...]
    presence: tuple[CityPresence, ...]
    indicators: tuple[ComparedIndicator, ...]
    programmes: tuple[ComparedProgramme, ...]
    agencies: tuple[ComparedAgency, ...]
    measures: tuple[ComparedMeasure, ...]
    instruments: tuple[ComparedInstrument, ...]
    snapshot: str
    rule_version: str
    queries: tuple[UsedQuery, ...]
