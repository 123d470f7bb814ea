"""The Comparison: one frozen result from which every table, page, picture and file is made."""

from __future__ import annotations

from typing import Any, Literal

from graph.comparability import Verdict
from graph.records import AgencyRole, Level, Record
from graph.rows import FactRow, MeasureRow

Presence = Literal["stated", "explicitly_none", "searched_not_found", "not_checked"]


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

    `terms` are the names that were searched for in the text of the plans `plan_ids`, and `mention_count` is the number
    of passages that hold one: a name can stand in a plan without a number. A city without a plan is `not_checked`.
    """

    city: str
    presence: Presence
    terms: tuple[str, ...]
    plan_ids: tuple[str, ...]
    mention_count: int


class PairVerdict(Record):
    """The verdict on two facts of two cities, by their ids."""

    a: str
    b: str
    verdict: Verdict


class ComparedIndicator(Record):
    """One row of the comparison: an indicator, or a subject that has none (`id` is None), with the facts of each city.

    `facts` are what the plans state under the initiative, sorted by city, last year and place; `elsewhere` are facts on
    the same indicator that a plan does not tie to the initiative. `verdicts` are on pairs of both. `presence` has one
    entry for each city; `only_city` is the code of the one city that states the indicator, None where several do.
    """

    id: str | None
    name: str
    domain: str | None
    unit_kind: str | None
    note: str | None
    facts: tuple[FactRow, ...]
    elsewhere: tuple[FactRow, ...]
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
    """An action taken under the initiative, with the name of its policy instrument."""

    instrument_name: str | None
    instrument_family: str | None


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
    snapshot: str
    rule_version: str
    queries: tuple[UsedQuery, ...]
