"""The graph's labels, relationships and properties, declared once.

Both engines' constraints and indexes, the validation of what is loaded and the schema page of the docs come from here.
Every node has a unique string `id` and a `name` that reads as a name. No property is called title, type, label or
node_type, and no relationship property id, type, start or end: the embedded engine keeps those for itself.
"""

from __future__ import annotations

from typing import Literal

from graph.records import Record

PropertyKind = Literal["string", "integer", "float", "boolean", "strings"]


class Property(Record):
    """One property: its kind and what it holds. A property that is not known is null, never an empty string."""

    name: str
    kind: PropertyKind
    holds: str


class Node(Record):
    """One label; `id` and `name` come first in `properties`.

    `indexed` names the properties that queries filter on, `searched` those in which words are looked for.
    """

    label: str
    holds: str
    properties: tuple[Property, ...]
    indexed: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()


class Relationship(Record):
    """One relationship type from one of `sources` to one of `targets`, with its own properties."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    holds: str
    properties: tuple[Property, ...] = ()


def _properties(**kinds: tuple[PropertyKind, str]) -> tuple[Property, ...]:
    return tuple(Property(name=name, kind=kind, holds=holds) for name, (kind, holds) in kinds.items())


_IDENTITY = _properties(id=("string", "unique, deterministic"), name=("string", "how a person reads this node"))
_PLACE = _properties(
    plan_id=("string", "the plan it stands in"),
    city=("string", "GB/T 2260 code of the city"),
    char_start=("integer", "first character in the plan's text"),
    char_end=("integer", "one past the last character"),
)
_QUOTE = _properties(
    quote=("string", "the sentence, clause or row it rests on"),
    quote_start=("integer", "first character of the quote"),
    quote_end=("integer", "one past the last character of the quote"),
    rule=("string", "the rule that read it"),
)
_FACT = (
    *_IDENTITY,
    *_PLACE,
    *_properties(
        number_text=("string", "the number as written, with its bound words"),
        value=("string", "the number as an exact decimal, `low-high` for a range, `a:b:c` for a ratio"),
        unit=("string", "the unit as written"),
        amount_low=("float", "the number, or the low end of a range, in base_unit"),
        amount_high=("float", "the number, or the high end of a range, in base_unit"),
        base_unit=("string", "the unit without its scale (万, 亿)"),
        comparator=("string", "eq, ge, gt, le, lt or approx"),
        date=("string", "the year or period the number refers to"),
        start_year=("integer", "first year of date"),
        end_year=("integer", "last year of date"),
        basis=("string", "stock, cumulative, annual, rate, growth, price or other"),
        nature=("string", "预期性 or 约束性, where the plan says so"),
        hedge=("string", "a word that weakens or strengthens the commitment (力争, 确保)"),
        subject=("string", "what is measured, so that it can be read alone"),
        scope=("strings", "words that narrow the subject (全市, 含离退休)"),
        indicator=("string", "id of the indicator"),
        programme=("string", "the programme the text ties the number to"),
        in_table=("boolean", "whether it stands in a table"),
        place=("string", "chapter, section and heading it stands under"),
    ),
    *_QUOTE,
)

NODES: tuple[Node, ...] = (
    Node(
        label="City",
        holds="a place that plans",
        properties=(*_IDENTITY, *_properties(code=("string", "GB/T 2260 code"))),
        indexed=("code",),
    ),
    Node(
        label="Plan",
        holds="one document",
        properties=(
            *_IDENTITY,
            *_properties(
                city=("string", "GB/T 2260 code of the city"),
                document_number=("string", "as printed on the document"),
                issuer=("string", "the body that issued it"),
                adopted_date=("string", "ISO date"),
                published_date=("string", "ISO date"),
                start_year=("integer", "first year the plan covers"),
                end_year=("integer", "last year the plan covers"),
                source_url=("string", "where the text was published"),
                licence=("string", "on what terms the text may be used"),
                sha256=("string", "of the file's bytes"),
                text_sha256=("string", "of the decoded text, encoded as UTF-8"),
                char_count=("integer", "length of the text"),
            ),
        ),
        indexed=("city",),
    ),
    Node(
        label="Section",
        holds="a chapter, section, numbered heading, box, appendix or note",
        properties=(
            *_IDENTITY,
            *_properties(
                plan_id=("string", "the plan it stands in"),
                kind=("string", "document, contents, chapter, section, heading, box, appendix or note"),
                level=("integer", "depth in the plan, 0 for the document"),
                number=("string", "as printed: 第一章, (二), 专栏2"),
                path=("string", "the names above it, joined by /"),
                char_start=("integer", "first character, heading included"),
                char_end=("integer", "one past the last character of its contents"),
                position=("integer", "order in the plan, from 0"),
            ),
        ),
        indexed=("plan_id",),
    ),
    Node(
        label="Passage",
        holds="a paragraph, heading, note or table row",
        properties=(
            *_IDENTITY,
            *_properties(
                plan_id=("string", "the plan it stands in"),
                kind=("string", "heading, paragraph, table_row, note or contents"),
                text=("string", "exactly as in the plan"),
                char_start=("integer", "first character in the plan's text"),
                char_end=("integer", "one past the last character"),
                position=("integer", "order in the plan, from 0"),
            ),
        ),
        indexed=("plan_id",),
        searched=("text",),
    ),
    Node(
        label="Initiative",
        holds="a provincial or national initiative that cities carry out",
        properties=(
            *_IDENTITY,
            *_properties(
                aliases=("strings", "other names"),
                level=("string", "national, provincial, municipal, district or unknown"),
                description=("string", "what it is"),
            ),
        ),
        searched=("name", "aliases", "description"),
    ),
    Node(
        label="Programme",
        holds="one city's own initiative, or its version of a shared one",
        properties=(
            *_IDENTITY,
            *_PLACE,
            *_properties(
                kind=("string", "工程, 计划, 行动, 项目, 平台 …"),
                level=("string", "national, provincial, municipal, district or unknown"),
                variants=("strings", "the name in every form the plan writes it"),
                mention_count=("integer", "how often the plan names it"),
            ),
            *_QUOTE,
        ),
        indexed=("city",),
        searched=("name", "variants"),
    ),
    Node(
        label="Indicator",
        holds="what a number measures",
        properties=(
            *_IDENTITY,
            *_properties(
                aliases=("strings", "other names"),
                is_not=("strings", "names that look alike and measure something else"),
                domain=("string", "field of policy"),
                unit_kind=("string", "persons, person_times, households, firms, places, share, money …"),
                note=("string", "definition"),
            ),
        ),
        searched=("name", "aliases", "note"),
    ),
    Node(
        label="Target",
        holds="a commitment with a number",
        properties=_FACT,
        indexed=("city", "indicator", "end_year"),
        searched=("subject", "quote"),
    ),
    Node(
        label="Result",
        holds="a past value or baseline",
        properties=_FACT,
        indexed=("city", "indicator", "end_year"),
        searched=("subject", "quote"),
    ),
    Node(
        label="Measure",
        holds="one sentence that commits to an action",
        properties=(
            *_IDENTITY,
            *_PLACE,
            *_properties(
                text=("string", "the sentence"),
                verbs=("strings", "what is to be done"),
                instrument=("string", "code of its policy instrument, null where it commits to none"),
                secondary=("strings", "further codes"),
                place=("string", "chapter, section and heading it stands under"),
            ),
            *_QUOTE,
        ),
        indexed=("city",),
        searched=("text",),
    ),
    Node(
        label="Instrument",
        holds="a policy-instrument category of the codebook",
        properties=(
            *_IDENTITY,
            *_properties(
                code=("string", "S1 … D3"),
                family=("string", "supply, environment or demand"),
                description=("string", "what counts as this instrument"),
            ),
        ),
    ),
    Node(
        label="Agency",
        holds="a public body",
        properties=(
            *_IDENTITY,
            *_properties(level=("string", "national, provincial, municipal, district or unknown")),
        ),
        searched=("name",),
    ),
    Node(label="Group", holds="people a measure serves", properties=_IDENTITY, searched=("name",)),
)

_EVIDENCE_PROPERTIES = _properties(
    char_start=("integer", "first character of the quote in the plan's text"),
    char_end=("integer", "one past the last character"),
    quote=("string", "the words"),
)
_ROLE_PROPERTIES = _properties(
    role=("string", "lead, partner, organiser, issuer, participant, regulator or other"),
    plan_id=("string", "the plan that says so"),
    relates_to=("string", "what the body does it for, as written"),
    char_start=("integer", "first character of the quote in the plan's text"),
    char_end=("integer", "one past the last character"),
    quote=("string", "the words"),
)

RELATIONSHIPS: tuple[Relationship, ...] = (
    Relationship(name="ISSUED", sources=("City",), targets=("Plan",), holds="a city made a plan"),
    Relationship(name="HAS_SECTION", sources=("Plan",), targets=("Section",), holds="every section of a plan"),
    Relationship(name="CONTAINS", sources=("Section",), targets=("Section",), holds="a section directly under another"),
    Relationship(name="HAS_PASSAGE", sources=("Section",), targets=("Passage",), holds="a passage directly in a section"),
    Relationship(name="RUNS", sources=("City",), targets=("Programme",), holds="a city carries out a programme"),
    Relationship(name="IMPLEMENTS", sources=("Programme",), targets=("Initiative",), holds="the shared initiative behind it"),
    Relationship(name="PART_OF", sources=("Initiative",), targets=("Initiative",), holds="a member of a larger initiative"),
    Relationship(name="HAS_TARGET", sources=("Programme",), targets=("Target",), holds="a number the programme commits to"),
    Relationship(name="HAS_RESULT", sources=("Programme",), targets=("Result",), holds="a number the programme reached"),
    Relationship(name="MEASURES", sources=("Target", "Result"), targets=("Indicator",), holds="what the number counts"),
    Relationship(name="STATES", sources=("Plan",), targets=("Target", "Result", "Measure"), holds="the plan says so"),
    Relationship(name="FROM_BASELINE", sources=("Target",), targets=("Result",), holds="the past value in the same table row"),
    Relationship(
        name="EVIDENCED_BY",
        sources=("Target", "Result", "Measure", "Programme"),
        targets=("Passage",),
        holds="the passage its quote stands in",
        properties=_EVIDENCE_PROPERTIES,
    ),
    Relationship(name="USES", sources=("Programme",), targets=("Measure",), holds="an action taken under the programme"),
    Relationship(
        name="CODED_AS",
        sources=("Measure",),
        targets=("Instrument",),
        holds="its policy instrument",
        properties=_properties(rank=("integer", "1 for the primary code, 2 and 3 for further ones")),
    ),
    Relationship(name="SERVES", sources=("Measure",), targets=("Group",), holds="whom the measure is for"),
    Relationship(
        name="ACTS_IN",
        sources=("Agency",),
        targets=("Plan",),
        holds="a body in one role in a plan",
        properties=_ROLE_PROPERTIES,
    ),
    Relationship(
        name="ACTS_FOR",
        sources=("Agency",),
        targets=("Programme",),
        holds="a body in one role for a programme",
        properties=_ROLE_PROPERTIES,
    ),
    Relationship(
        name="COMPARED_WITH",
        sources=("Target", "Result"),
        targets=("Target", "Result"),
        holds="the verdict on two facts on one indicator in two cities; from the lower city code to the higher",
        properties=_properties(
            name=("string", "the verdict as a person reads it, in Chinese"),
            verdict=("string", "comparable, comparable_after_conversion, directional_only, not_comparable or undetermined"),
            reasons=("strings", "axis:code for each axis on which they differ"),
            reasons_a=("strings", "what the first fact says on each of these axes, or not_stated"),
            reasons_b=("strings", "what the second fact says on each of these axes, or not_stated"),
            permitted=("strings", "the operations that are allowed"),
            refused=("strings", "the operations that are refused"),
            derivation=("string", "the conversion that makes them comparable"),
            rule_version=("string", "version of the comparability rules"),
        ),
    ),
)
