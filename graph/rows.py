"""The rows that are printed: one shape for each record, the same in JSON Lines, CSV, tables and the service.

A row is made from a record (`fact_row`) or from what a query returned (`fact_row_from_store`); both give the same row.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import PlainSerializer

from graph.records import (
    Agency,
    AgencyRole,
    Basis,
    Comparator,
    Fact,
    Finding,
    Kind,
    Level,
    Measure,
    Nature,
    Programme,
    Record,
    Severity,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def json_value(value: object) -> object:
    """The same value as JSON has it: a whole number as int, any other decimal as float, a tuple as list.

    >>> json_value((Decimal("10"), Decimal("12.5")))
    [10, 12.5]
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple | list):
        return [json_value(item) for item in value]
    return value


Amount = Annotated[Decimal, PlainSerializer(json_value, when_used="json")]
PrintedValue = Annotated[Value, PlainSerializer(json_value, when_used="json")]


class Row(Record):
    """A frozen row; its fields are the keys, in the order in which they are printed."""

    def to_json(self) -> dict[str, Any]:
        """The row as JSON types, keys in order, ready for `json.dumps`."""
        return self.model_dump(mode="json")


class FactRow(Row):
    """A fact as it is printed everywhere."""

    record: Literal["fact"] = "fact"
    id: str
    city: str
    plan_id: str
    kind: Kind
    start: int
    end: int
    number_text: str
    value: PrintedValue
    unit: str | None
    amount_low: Amount | None
    amount_high: Amount | None
    base_unit: str | None
    comparator: Comparator
    date: str
    basis: Basis
    nature: Nature | None
    hedge: str | None
    programme: str | None
    subject: str
    scope: tuple[str, ...]
    indicator: str | None
    in_table: bool
    quote: str
    quote_start: int
    quote_end: int
    place: str


class ProgrammeRow(Row):
    """A programme of one city as `extract` prints it; `definition` is what a note of the plan says it is."""

    record: Literal["programme"] = "programme"
    id: str
    city: str
    plan_id: str
    name: str
    variants: tuple[str, ...]
    kind: str | None
    level: Level
    initiative: str | None
    mentions: tuple[tuple[int, int], ...]
    definition: str | None
    quote: str
    quote_start: int
    quote_end: int


class AgencyRow(Row):
    """A public body in one role as `extract` prints it."""

    record: Literal["agency"] = "agency"
    id: str
    agency_id: str
    city: str
    plan_id: str
    name: str
    full_name: str
    level: Level
    role: AgencyRole
    relates_to: str | None
    mentions: tuple[tuple[int, int], ...]
    quote: str
    quote_start: int
    quote_end: int


class MeasureRow(Row):
    """A sentence that commits to an action, as it is printed everywhere; `text` is its quote."""

    record: Literal["measure"] = "measure"
    id: str
    city: str
    plan_id: str
    start: int
    end: int
    text: str
    instrument: str | None
    secondary: tuple[str, ...]
    rule: str
    theme: str | None
    unit_number: str
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    groups: tuple[str, ...]
    industries: tuple[str, ...]
    places: tuple[str, ...]
    programmes: tuple[str, ...]
    place: str


class FindingRow(Row):
    """Something inside one plan that does not fit together, as it is printed everywhere; `spans` and `quotes` are its places."""

    record: Literal["finding"] = "finding"
    id: str
    city: str
    plan_id: str
    rule: str
    severity: Severity
    explanation: str
    spans: tuple[tuple[int, int], ...]
    quotes: tuple[str, ...]


FACT_COLUMNS: tuple[str, ...] = tuple(FactRow.model_fields)
MEASURE_COLUMNS: tuple[str, ...] = tuple(MeasureRow.model_fields)
# Those that come from the nodes around a measure, and those that are lists.
MEASURE_TIES = ("groups", "industries", "places", "programmes")
MEASURE_LISTS = ("secondary", "verbs", "objects", *MEASURE_TIES)


def _common(record: Fact | Programme | Agency | Measure | Finding, row: type[Row]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields if name in row.model_fields}


def _quote(record: Fact | Programme | Agency) -> dict[str, Any]:
    evidence = record.evidence
    return {"quote": evidence.quote, "quote_start": evidence.char_start, "quote_end": evidence.char_end}


def fact_row(fact: Fact) -> FactRow:
    """The row of a fact."""
    return FactRow(**_common(fact, FactRow), **_quote(fact))


def programme_row(programme: Programme) -> ProgrammeRow:
    """The row of a programme."""
    said = programme.definition.quote if programme.definition else None
    return ProgrammeRow(**_common(programme, ProgrammeRow) | {"definition": said}, **_quote(programme))


def agency_row(agency: Agency) -> AgencyRow:
    """The row of a public body in one role."""
    return AgencyRow(**_common(agency, AgencyRow), **_quote(agency))


def measure_row(measure: Measure) -> MeasureRow:
    """The row of a measure."""
    return MeasureRow(**_common(measure, MeasureRow), rule=measure.evidence.rule)


def finding_row(finding: Finding) -> FindingRow:
    """The row of a finding."""
    places = finding.evidence
    return FindingRow(
        **_common(finding, FindingRow),
        spans=tuple((each.char_start, each.char_end) for each in places),
        quotes=tuple(each.quote for each in places),
    )


def stored_value(value: Value) -> str:
    """A value as the graph keeps it: an exact decimal, `low-high` for a range, `a:b:c` for a ratio.

    >>> stored_value((Decimal("10"), Decimal("12.5")))
    '10-12.5'
    """
    if isinstance(value, tuple):
        return f"{value[0]:f}-{value[1]:f}"
    return value if isinstance(value, str) else f"{value:f}"


def read_value(stored: Value) -> Value:
    """The value that the graph keeps as `stored`; one that was read already is given back as it is.

    >>> read_value("10-12.5"), read_value("10:40:50"), read_value("1/4"), read_value("-3")
    ((Decimal('10'), Decimal('12.5')), '10:40:50', '1/4', Decimal('-3'))
    """
    if not isinstance(stored, str) or ":" in stored or "/" in stored:
        return stored
    low, dash, high = stored[1:].partition("-")
    first = Decimal(stored[:1] + low)
    return (first, Decimal(high)) if dash else first


def _amount(stored: float | Decimal | None) -> Decimal | None:
    return None if stored is None else Decimal(str(stored))


def fact_row_from_store(row: Mapping[str, Any]) -> FactRow:
    """The row of a fact that a query returned under the names of `FACT_COLUMNS`; further columns are left out."""
    columns = {name: row[name] for name in FACT_COLUMNS}
    return FactRow(
        **columns
        | {
            "value": read_value(row["value"]),
            "amount_low": _amount(row["amount_low"]),
            "amount_high": _amount(row["amount_high"]),
            "scope": tuple(row["scope"] or ()),
            "place": row["place"] or "",
        }
    )


def measure_row_from_store(row: Mapping[str, Any]) -> MeasureRow:
    """The row of a measure that a query returned under the names of `MEASURE_COLUMNS`; further columns are left out."""
    lists = {name: tuple(row[name] or ()) for name in MEASURE_LISTS}
    return MeasureRow(**{name: row[name] for name in MEASURE_COLUMNS} | lists | {"place": row["place"] or ""})
