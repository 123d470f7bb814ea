"""The graph's labels, relationships and properties, declared once.

Both engines' constraints and indexes, the validation of what is loaded and the schema page of the docs come from here.
Every node has a unique string `id` and a `name` that reads as a name. No property is called title, type, label or
node_type, and no relationship property id, type, start or end: the embedded engine keeps those for itself.
"""

from __future__ import annotations

from graph.declarations import Node, Relationship, properties

_IDENTITY = properties(id=("string", "unique, deterministic"), name=("string", "how a person reads this node"))
_PLACE = properties(
    plan_id=("string", "the plan it stands in"),
    city=("string", "GB/T 2260 code of the city"),
    char_start=("integer", "first character in the plan's text"),
    char_end=("integer", "one past the last character"),
)
_QUOTE = properties(
    quote=("string", "the sentence, clause or row it rests on"),
    quote_start=("integer", "first character of the quote"),
    quote_end=("integer", "one past the last character of the quote"),
    rule=("string", "the rule that read it"),
)
_FACT = (
    *_IDENTITY,
    *_PLACE,
    *properties(
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
        properties=(*_IDENTITY, *properties(code=("string", "GB/T 2260 code"))),
        indexed=("code",),
    ),
    Node(
        label="Plan",
        holds="one document",
        properties=(
            *_IDENTITY,
            *properties(
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
            *properties(
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
            *properties(
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
            *properties(
                aliases=("strings", "other names"),
                level=("string", "national, provincial, municipal, district or unknown"),
                description=("string", "what it is, by a note of a plan or else by the project's lexicon"),
                described_by=("string", "the plan whose note says so, null where the lexicon does"),
            ),
        ),
        searched=("name", "aliases", "description"),
    ),
    Node(
        label="Candidate",
        holds="a programme that several cities name alike, perhaps a shared initiative; a proposal, no published fact",
        properties=(
            *_IDENTITY,
            *properties(
                level=("string", "national, provincial, municipal, district or unknown"),
                signs=("strings", "what speaks for it: same_name, quoted_name, higher_level, defined_in_note"),
            ),
        ),
    ),
    Node(
        label="Programme",
        holds="one city's own initiative, or its version of a shared one",
        properties=(
            *_IDENTITY,
            *_PLACE,
            *properties(
                kind=("string", "工程, 计划, 行动, 项目, 平台 …"),
                level=("string", "national, provincial, municipal, district or unknown"),
                variants=("strings", "the name in every form the plan writes it"),
                mention_count=("integer", "how often the plan names it"),
                definition=("string", "what a note of the plan says it is"),
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
            *properties(
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
            *properties(
                text=("string", "the sentence"),
                verbs=("strings", "what is to be done"),
                objects=("strings", "what each of the verbs acts on, up to the end of its clause"),
                instrument=("string", "code of its policy instrument, null where it commits to none"),
                secondary=("strings", "further codes"),
                theme=("string", "the field of policy that the heading above it names"),
                unit_number=("string", "chapter, section and running number there, joined by dashes"),
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
            *properties(
                code=("string", "S1 … D3"),
                family=("string", "supply, environment or demand"),
                description=("string", "what counts as this instrument"),
                codebook_version=("string", "version of the codebook whose rules coded the measures"),
            ),
        ),
    ),
    Node(
        label="Agency",
        holds="a public body",
        properties=(
            *_IDENTITY,
            *properties(
                full_name=("string", "the name that is the same for every way to write it"),
                variants=("strings", "the name in every form the plans write it"),
                level=("string", "national, provincial, municipal, district or unknown"),
            ),
        ),
        searched=("name", "variants"),
    ),
    Node(label="Group", holds="people or firms a measure serves", properties=_IDENTITY, searched=("name",)),
    Node(label="Industry", holds="an industry that a measure is for", properties=_IDENTITY, searched=("name",)),
    Node(
        label="Place",
        holds="a district, town or zone below a city that a measure names",
        properties=(*_IDENTITY, *properties(city=("string", "GB/T 2260 code of the city"))),
        indexed=("city",),
        searched=("name",),
    ),
    Node(
        label="Finding",
        holds="something inside one plan that does not fit together",
        properties=(
            *_IDENTITY,
            *properties(
                plan_id=("string", "the plan"),
                city=("string", "GB/T 2260 code of the city"),
                rule=("string", "the rule that saw it"),
                severity=("string", "contradiction, tension or note"),
                explanation=("string", "what does not fit, with the arithmetic where there is one"),
            ),
        ),
        indexed=("city", "rule"),
    ),
    Node(
        label="ReferenceCoding",
        holds="a sentence that two readers coded by policy instrument, to check the rules against",
        properties=(
            *_IDENTITY,
            *_PLACE,
            *properties(
                text=("string", "the sentence"),
                sample=("string", "open to the authors of the rules, or held_out from them"),
                reader_1=("string", "code that the first reader gave, NONE where it commits to nothing"),
                reader_2=("string", "code that the second reader gave"),
            ),
        ),
        indexed=("plan_id",),
    ),
)

_EVIDENCE_PROPERTIES = properties(
    char_start=("integer", "first character of the quote in the plan's text"),
    char_end=("integer", "one past the last character"),
    quote=("string", "the words"),
)
_ROLE_PROPERTIES = properties(
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
    Relationship(name="MAY_IMPLEMENT", sources=("Programme",), targets=("Candidate",), holds="perhaps a version of it; nobody has judged"),
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
    Relationship(
        name="NAMED_IN",
        sources=("Programme", "Agency"),
        targets=("Passage",),
        holds="one place that names it; the quote is the form in which it is written there",
        properties=_EVIDENCE_PROPERTIES,
    ),
    Relationship(
        name="DEFINED_IN",
        sources=("Programme", "Initiative"),
        targets=("Passage",),
        holds="the note of a plan that says what it is",
        properties=_EVIDENCE_PROPERTIES,
    ),
    Relationship(
        name="CONCERNS",
        sources=("Finding",),
        targets=("Passage",),
        holds="one of the places that do not fit together",
        properties=_EVIDENCE_PROPERTIES,
    ),
    Relationship(name="CHECKS", sources=("ReferenceCoding",), targets=("Measure",), holds="the measure that was made of its sentence"),
    Relationship(name="USES", sources=("Programme",), targets=("Measure",), holds="an action taken under the programme"),
    Relationship(
        name="CODED_AS",
        sources=("Measure",),
        targets=("Instrument",),
        holds="its policy instrument",
        properties=properties(rank=("integer", "1 for the primary code, 2 and 3 for further ones")),
    ),
    Relationship(name="SERVES", sources=("Measure",), targets=("Group",), holds="whom the measure is for"),
    Relationship(name="FOR_INDUSTRY", sources=("Measure",), targets=("Industry",), holds="an industry the measure is for"),
    Relationship(name="TAKES_PLACE_IN", sources=("Measure",), targets=("Place",), holds="where below the city it is to be done"),
    Relationship(name="LIES_IN", sources=("Place",), targets=("City",), holds="the city it is a part of"),
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
        properties=properties(
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
