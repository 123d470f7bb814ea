"""Records become the rows of a graph: nodes first, then what ties them together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.comparability import VERDICT_NAMES
from graph.ids import make_id
from graph.records import Issue
from loaders import nodes
from loaders.ties import PassagePlaces, ProgrammeNames, baselines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.records import Agency, Evidence, Fact, Indicator, Initiative, Measure, PlanRecords, Programme
    from graph.store import StoreBuilder
    from loaders.lexicons import Instrument
    from loaders.link import Link

    Row = dict[str, object]

_LABELS = {"target": "Target", "achieved": "Result"}
_HAS = {"target": "HAS_TARGET", "achieved": "HAS_RESULT"}


def load(
    builder: StoreBuilder,
    plans: Sequence[PlanRecords],
    *,
    initiatives: Sequence[Initiative],
    indicators: Sequence[Indicator],
    instruments: Sequence[Instrument],
    links: Sequence[Link],
) -> tuple[Issue, ...]:
    """Write everything known into a new graph.

    The order of the plans does not matter. What cannot be tied comes back as an issue, in the order of the text:
    `programme-not-found` for a fact or measure that names a programme which the plan's records do not have, and
    `passage-not-found` for a quote that stands in no passage. The record itself is in the graph all the same.
    """
    _load_lexicons(builder, initiatives, instruments)
    _load_indicators(builder, indicators, [fact for plan in plans for fact in plan.facts])
    _load_agencies(builder, [agency for plan in plans for agency in plan.agencies])
    issues: list[Issue] = []
    for plan in plans:
        issues.extend(_PlanLoad(builder, plan, initiatives).load())
    for one in links:
        builder.write_relationships("COMPARED_WITH", _LABELS[one.a.kind], _LABELS[one.b.kind], [_link_row(one)])
    return tuple(sorted(issues, key=lambda issue: (issue.plan_id, issue.char_start, issue.char_end, issue.code, issue.message)))


def _load_lexicons(builder: StoreBuilder, initiatives: Sequence[Initiative], instruments: Sequence[Instrument]) -> None:
    builder.write_nodes("Initiative", map(nodes.initiative_node, initiatives))
    parts = [_pair(one.id, one.part_of) for one in initiatives if one.part_of]
    builder.write_relationships("PART_OF", "Initiative", "Initiative", parts)
    builder.write_nodes("Instrument", map(nodes.instrument_node, instruments))


def _load_indicators(builder: StoreBuilder, indicators: Sequence[Indicator], facts: Sequence[Fact]) -> None:
    builder.write_nodes("Indicator", map(nodes.indicator_node, indicators))
    listed = {indicator.id for indicator in indicators}
    others: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.indicator and fact.indicator not in listed:
            others[fact.indicator].append(fact)
    builder.write_nodes("Indicator", [nodes.subject_node(indicator, measuring) for indicator, measuring in others.items()])


def _load_agencies(builder: StoreBuilder, agencies: Sequence[Agency]) -> None:
    bodies: dict[str, list[Agency]] = defaultdict(list)
    for agency in agencies:
        bodies[agency.agency_id].append(agency)
    builder.write_nodes("Agency", map(nodes.agency_node, bodies.values()))


class _PlanLoad:
    """Writes one plan and gathers what could not be tied."""

    def __init__(self, builder: StoreBuilder, plan: PlanRecords, initiatives: Sequence[Initiative]) -> None:
        self._builder = builder
        self._plan = plan
        self._plan_id = plan.split.document.plan_id
        self._programmes = ProgrammeNames(plan.programmes, initiatives)
        self._passages = PassagePlaces(plan.split.passages)
        self._issues: list[Issue] = []

    def load(self) -> list[Issue]:
        """Write the plan; what comes back could not be tied."""
        self._load_text()
        self._load_programmes()
        self._load_facts()
        self._load_measures()
        self._load_roles()
        return self._issues

    def _load_text(self) -> None:
        write, split, document = self._builder, self._plan.split, self._plan.split.document
        write.write_nodes("City", [nodes.city_node(document)])
        write.write_nodes("Plan", [nodes.plan_node(document)])
        write.write_relationships("ISSUED", "City", "Plan", [_pair(document.city, self._plan_id)])
        write.write_nodes("Section", [nodes.section_node(section, position) for position, section in enumerate(split.sections)])
        write.write_nodes("Passage", [nodes.passage_node(passage, position) for position, passage in enumerate(split.passages)])
        sections = [_pair(self._plan_id, section.id) for section in split.sections]
        write.write_relationships("HAS_SECTION", "Plan", "Section", sections)
        nested = [_pair(section.parent_id, section.id) for section in split.sections if section.parent_id]
        write.write_relationships("CONTAINS", "Section", "Section", nested)
        passages = [_pair(passage.section_id, passage.id) for passage in split.passages]
        write.write_relationships("HAS_PASSAGE", "Section", "Passage", passages)

    def _load_programmes(self) -> None:
        write, programmes = self._builder, self._plan.programmes
        write.write_nodes("Programme", map(nodes.programme_node, programmes))
        write.write_relationships("RUNS", "City", "Programme", [_pair(one.city, one.id) for one in programmes])
        implementing = [_pair(one.id, one.initiative) for one in programmes if one.initiative]
        write.write_relationships("IMPLEMENTS", "Programme", "Initiative", implementing)
        self._load_evidence("Programme", programmes)

    def _load_facts(self) -> None:
        for kind, label in _LABELS.items():
            facts = [fact for fact in self._plan.facts if fact.kind == kind]
            self._builder.write_nodes(label, map(nodes.fact_node, facts))
            self._state(label, facts)
            measuring = [_pair(fact.id, fact.indicator) for fact in facts if fact.indicator]
            self._builder.write_relationships("MEASURES", label, "Indicator", measuring)
            tied = [(fact, self._programme(fact.programme, fact.start, fact.end)) for fact in facts if fact.programme]
            owned = [_pair(programme.id, fact.id) for fact, programme in tied if programme]
            self._builder.write_relationships(_HAS[kind], "Programme", label, owned)
        pairs = [_pair(target.id, result.id) for target, result in baselines(self._plan)]
        self._builder.write_relationships("FROM_BASELINE", "Target", "Result", pairs)

    def _load_measures(self) -> None:
        write, measures = self._builder, self._plan.measures
        write.write_nodes("Measure", map(nodes.measure_node, measures))
        self._state("Measure", measures)
        named = [(measure, self._programme(name, measure.start, measure.end)) for measure in measures for name in measure.programmes]
        using = [_pair(programme.id, measure.id) for measure, programme in named if programme]
        write.write_relationships("USES", "Programme", "Measure", using)
        coded = [row for measure in measures for row in _codes(measure)]
        write.write_relationships("CODED_AS", "Measure", "Instrument", coded)
        groups = [(measure.id, make_id("Group", name), name) for measure in measures for name in measure.groups]
        write.write_nodes("Group", [{"id": group_id, "name": name} for _, group_id, name in groups])
        write.write_relationships("SERVES", "Measure", "Group", [_pair(measure_id, group_id) for measure_id, group_id, _ in groups])

    def _load_roles(self) -> None:
        agencies = self._plan.agencies
        acting = [_role(agency, self._plan_id) for agency in agencies]
        self._builder.write_relationships("ACTS_IN", "Agency", "Plan", acting)
        serving = [
            _role(agency, programme.id)
            for agency in agencies
            if agency.relates_to
            for programme in self._programmes.find_in(agency.relates_to)
        ]
        self._builder.write_relationships("ACTS_FOR", "Agency", "Programme", serving)

    def _state(self, label: str, records: Sequence[Fact | Measure]) -> None:
        """Tie what the plan states to the plan and to the passage that says it."""
        stated = [_pair(self._plan_id, record.id) for record in records]
        self._builder.write_relationships("STATES", "Plan", label, stated)
        self._load_evidence(label, records)

    def _load_evidence(self, label: str, records: Iterable[Fact | Measure | Programme]) -> None:
        rows = []
        for record in records:
            passage = self._passages.at(record.evidence.char_start)
            if passage:
                rows.append({**_pair(record.id, passage.id), **_quote(record.evidence)})
            else:
                place = (record.evidence.char_start, record.evidence.char_end)
                self._report("passage-not-found", place, f"the quote of {record.id} stands in no passage")
        self._builder.write_relationships("EVIDENCED_BY", label, "Passage", rows)

    def _programme(self, name: str, start: int, end: int) -> Programme | None:
        found = self._programmes.find(name)
        if found is None:
            self._report("programme-not-found", (start, end), f"the plan's records have no programme {name!r}")
        return found

    def _report(self, code: str, place: tuple[int, int], message: str) -> None:
        self._issues.append(Issue(plan_id=self._plan_id, code=code, char_start=place[0], char_end=place[1], message=message))


def _pair(source_id: str, target_id: str | None) -> Row:
    return {"source_id": source_id, "target_id": target_id}


def _quote(evidence: Evidence) -> Row:
    return {"char_start": evidence.char_start, "char_end": evidence.char_end, "quote": evidence.quote}


def _codes(measure: Measure) -> list[Row]:
    codes = [measure.instrument, *measure.secondary] if measure.instrument else []
    return [{**_pair(measure.id, code), "rank": rank} for rank, code in enumerate(codes, start=1)]


def _role(agency: Agency, target_id: str) -> Row:
    said = {"role": agency.role, "plan_id": agency.plan_id, "relates_to": agency.relates_to or None}
    return {**_pair(agency.agency_id, target_id), **said, **_quote(agency.evidence)}


def _link_row(one: Link) -> Row:
    verdict = one.verdict
    return {
        **_pair(one.a.id, one.b.id),
        "name": VERDICT_NAMES[verdict.verdict].zh,
        "verdict": verdict.verdict,
        "reasons": [f"{reason.axis}:{reason.code}" for reason in verdict.reasons],
        "reasons_a": [reason.a for reason in verdict.reasons],
        "reasons_b": [reason.b for reason in verdict.reasons],
        "permitted": verdict.permitted,
        "refused": verdict.refused,
        "derivation": verdict.derivation,
        "rule_version": verdict.rule_version,
    }
