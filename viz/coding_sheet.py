"""The sheet that a CodingTable is laid out on for reading: counts first, then the sentences that each count is of.

Texts are on one line and free of control characters. An anchor is the name by which a page leads to a place in itself.
"""

from __future__ import annotations

from graph.records import Record
from viz.sheet import PlanLine


class Count(Record):
    """A number, the anchor of what it counts, and its share; without an anchor it counts nothing, without a whole it has no share."""

    number: int
    anchor: str | None
    share: str


class Place(Record):
    """One place of a plan where a unit or reference sentence stands."""

    anchor: str
    number: str
    place: str


class UnitEntry(Record):
    """One counted unit with what was coded, and the places where the city says the same again."""

    place: Place
    text: str
    details: tuple[str, ...]
    again: tuple[Place, ...]


class UnitGroup(Record):
    """The units of one instrument under one theme."""

    anchor: str
    theme: str
    units: tuple[UnitEntry, ...]


class InstrumentLine(Record):
    """An instrument of a city: its counts by theme, and its units in groups by theme."""

    anchor: str
    instrument: str
    family: str
    cells: tuple[Count, ...]
    total: Count
    groups: tuple[UnitGroup, ...]


class FamilyBlock(Record):
    """A family of instruments with its lines; its anchor leads to all of their units."""

    anchor: str
    family: str
    total: Count
    lines: tuple[InstrumentLine, ...]


class ThemeLine(Record):
    """A theme of a city with its count, and the places of its units."""

    anchor: str
    theme: str
    total: Count
    places: tuple[Place, ...]


class CityCoding(Record):
    """The counts and units of one city; of a city without a plan or without a measure, `silence` stands in their place."""

    anchor: str
    name: str
    code: str
    plans: tuple[PlanLine, ...]
    counted: str
    silence: str
    themes: tuple[ThemeLine, ...]
    families: tuple[FamilyBlock, ...]
    total: Count
    restated: Count
    restated_places: tuple[Place, ...]


class AgreementLine(Record):
    """How far two coders agree; the counts lead to the sentences of the sample, each of which shows its codes."""

    pair: str
    same: Count
    kappa: str
    family: Count


class ReferenceEntry(Record):
    """A reference sentence with its three codes and the units that stand in it; `is_same` where the rules and the first reader agree."""

    place: Place
    text: str
    codes: str
    units: tuple[Place, ...]
    is_same: bool


class ConfusionGroup(Record):
    """The sentences of one cell of the confusion table."""

    anchor: str
    codes: str
    sentences: tuple[ReferenceEntry, ...]


class SampleBlock(Record):
    """One sample: what its figures show, the agreement of each pair, and the confusion table with its sentences."""

    name: str
    statement: str
    sentence_count: Count | None
    either: str
    agreements: tuple[AgreementLine, ...]
    codes: tuple[str, ...]
    confusion: tuple[tuple[Count, ...], ...]
    groups: tuple[ConfusionGroup, ...]


class CodebookLine(Record):
    """An instrument and what counts as it."""

    instrument: str
    family: str
    description: str


class CodingSheet(Record):
    """The whole coding table in reading order."""

    codebook_version: str
    cities: tuple[CityCoding, ...]
    samples: tuple[SampleBlock, ...]
    codebook: tuple[CodebookLine, ...]
    notes: tuple[str, ...]
    snapshot: str
