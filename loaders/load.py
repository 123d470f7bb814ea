"""Records become the rows of a graph: nodes first, then what ties them together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.comparability import VERDICT_NAMES
from graph.ids import make_id
from graph.records import Evidence, Issue
from loaders import nodes
from loaders.lexicon_files import squeeze
from loaders.ties import PassagePlaces, ProgrammeNames, baselines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.records import Agency, Fact, Indicator, Initiative, Measure, PlanRecords, Programme
    from graph.store import StoreBuilder
    from loaders.lexicons import Codebook
    from loaders.link import Link, Links

    Row = dict[str, object]

_LABELS = {"target": "Target", "achieved": "Result"}
_HAS = {"target": "HAS_TARGET", "achieved": "HAS_RESULT"}


def load(
    builder: StoreBuilder,
    plans: Sequence[PlanRecords],
    *,
    initiatives: Sequence[Initiative],
    indicators: Sequence[Indicator],
    codebook: Codebook,
    links: Links,
) -> tuple[Issue, ...]:
    """Write everything known into a new graph.

    The order of the plans does not matter. What cannot be tied comes back as an issue, in the order of the text:
    `programme-not-found` for a fact or measure that names a programme which the plan's records do not have, and
    `passage-not-found` for a quote that stands in no passage. The record itself is in the graph all the same.
    """
    _load_initiatives(builder, plans, initiatives)
    builder.write_nodes("Instrument", [nodes.instrument_node(each, codebook.version) for each in codebook.instruments])
    _load_indicators(builder, indicators, [fact for plan in plans for fact in plan.facts])
    _load_agencies(builder, plans)
    issues: list[Issue] = []
    for plan in plans:
        issues.extend(_PlanLoad(builder, plan, initiatives).load())
    builder.write_nodes("Candidate", map(nodes.candidate_node, links.candidates))
    proposed = [_pair(programme, one.id) for one in links.candidates for programme in one.programmes]
    builder.write_relationships("MAY_IMPLEMENT", "Programme", "Candidate", proposed)
    for one in links.facts:
        builder.write_relationships("COMPARED_WITH", _LABELS[one.a.kind], _LABELS[one.b.kind], [_link_row(one)])
    return tuple(sorted(issues, key=lambda issue: (issue.plan_id, issue.char_start, issue.char_end, issue.code, issue.message)))


def _load_initiatives(builder: StoreBuilder, plans: Sequence[PlanRecords], initiatives: Sequence[Initiative]) -> None:
    """The initiatives with what is part of what, each described by the first plan that defines it."""
    defined = [(one.id, _definitions(one, plans)) for one in initiatives]
    first = {initiative_id: found[0] for initiative_id, found in defined if found}
    builder.write_nodes("Initiative", [nodes.initiative_node(one, first.get(one.id)) for one in initiatives])
    parts = [_pair(one.id, one.part_of) for one in initiatives if one.part_of]
    builder.write_relationships("PART_OF", "Initiative", "Initiative", parts)


def _load_agencies(builder: StoreBuilder, plans: Sequence[PlanRecords]) -> None:
    bodies: dict[str, list[Agency]] = defaultdict(list)
    forms: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        for agency in plan.agencies:
            bodies[agency.agency_id].append(agency)
            forms[agency.agency_id] |= {plan.split.document.text[start:end] for start, end in agency.mentions}
    builder.write_nodes("Agency", [nodes.agency_node(records, forms[agency_id]) for agency_id, records in bodies.items()])


def _definitions(initiative: Initiative, plans: Iterable[PlanRecords]) -> list[Evidence]:
    """What notes of plans say the initiative is, in the order of the plans."""
    names = {squeeze(name) for name in (initiative.name, *initiative.aliases)}
    programmes = (each for plan in plans for each in plan.programmes if each.initiative == initiative.id)
    return [each.definition for each in programmes if each.definition and names & set(map(squeeze, each.variants))]


def _load_indicators(builder: StoreBuilder, indicators: Sequence[Indicator], facts: Sequence[Fact]) -> None:
    builder.write_nodes("Indicator", map(nodes.indicator_node, indicators))
    listed = {indicator.id for indicator in indicators}
    others: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.indicator and fact.indicator not in listed:
            others[fact.indicator].append(fact)
    builder.write_nodes("Indicator", [nodes.subject_node(indicator, measuring) for indicator, measuring in others.items()])


class _PlanLoad:
    """Writes one plan and gathers what could not be tied."""

    def __init__(self, builder: StoreBuilder, plan: PlanRecords, initiatives: Sequence[Initiative]) -> None:
        self._builder = builder
        self._plan = plan
        self._plan_id = plan.split.document.plan_id
        self._initiatives = initiatives
        self._programmes = ProgrammeNames(plan.programmes, initiatives)
        self._passages = PassagePlaces(plan.split.passages)
        self._issues: list[Issue] = []

    def load(self) -> list[Issue]:
        """Write the plan; what comes back could not be tied."""
        self._load_text()
        self._load_programmes()
        self._load_facts()
        self._load_measures()
        self._load_served()
        self._load_roles()
        self._load_findings()
        self._load_references()
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
        for one in programmes:
            self._load_names("Programme", one.id, one.mentions)
        definitions = [(one.id, one.definition) for one in programmes if one.definition]
        self._load_places("DEFINED_IN", "Programme", definitions)
        shared = [(one.id, evidence) for one in self._initiatives for evidence in _definitions(one, [self._plan])]
        self._load_places("DEFINED_IN", "Initiative", shared)

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

    def _load_served(self) -> None:
        """Whom, which industries and which places below the city the measures name."""
        write, measures, city = self._builder, self._plan.measures, self._plan.split.document.city
        for label, relationship, field in (("Group", "SERVES", "groups"), ("Industry", "FOR_INDUSTRY", "industries")):
            served = [(measure.id, make_id(label, name), name) for measure in measures for name in getattr(measure, field)]
            write.write_nodes(label, [{"id": served_id, "name": name} for _, served_id, name in served])
            write.write_relationships(relationship, "Measure", label, [_pair(measure_id, served_id) for measure_id, served_id, _ in served])
        placed = [(measure.id, nodes.place_node(name, city)) for measure in measures for name in measure.places]
        write.write_nodes("Place", [place for _, place in placed])
        write.write_relationships("LIES_IN", "Place", "City", [_pair(str(place["id"]), city) for _, place in placed])
        write.write_relationships("TAKES_PLACE_IN", "Measure", "Place", [_pair(measure, str(place["id"])) for measure, place in placed])

    def _load_findings(self) -> None:
        findings = self._plan.findings
        self._builder.write_nodes("Finding", map(nodes.finding_node, findings))
        self._load_places("CONCERNS", "Finding", [(one.id, evidence) for one in findings for evidence in one.evidence])

    def _load_references(self) -> None:
        references, measures = self._plan.reference_codings, self._plan.measures
        self._builder.write_nodes("ReferenceCoding", map(nodes.reference_node, references))
        checked = [
            _pair(reference.id, measure.id)
            for reference in references
            for measure in measures
            if measure.start < reference.char_end and reference.char_start < measure.end
        ]
        self._builder.write_relationships("CHECKS", "ReferenceCoding", "Measure", checked)

    def _load_roles(self) -> None:
        agencies = self._plan.agencies
        for agency in agencies:
            self._load_names("Agency", agency.agency_id, agency.mentions)
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
        self._load_places("EVIDENCED_BY", label, [(record.id, record.evidence) for record in records])

    def _load_names(self, label: str, named_id: str, mentions: Iterable[tuple[int, int]]) -> None:
        """Each place that names something, with the form in which it is written there."""
        text = self._plan.split.document.text
        places = [Evidence(plan_id=self._plan_id, char_start=a, char_end=b, quote=text[a:b], rule="named") for a, b in mentions]
        self._load_places("NAMED_IN", label, [(named_id, place) for place in places])

    def _load_places(self, relationship: str, label: str, places: Iterable[tuple[str, Evidence]]) -> None:
        """Tie nodes to the passages in which their words stand."""
        rows = []
        for node_id, evidence in places:
            passage = self._passages.at(evidence.char_start)
            if passage:
                rows.append({**_pair(node_id, passage.id), **_quote(evidence)})
            else:
                self._report("passage-not-found", (evidence.char_start, evidence.char_end), f"the quote of {node_id} stands in no passage")
        self._builder.write_relationships(relationship, label, "Passage", rows)

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
