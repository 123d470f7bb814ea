"""Records as nodes: the properties that the graph keeps of each, under the names of `graph/schema.py`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.dates import parse_date
from graph.ids import make_id
from graph.rows import stored_value
from graph.units import unit_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from graph.records import (
        Agency,
        Candidate,
        Document,
        Evidence,
        Fact,
        Finding,
        Indicator,
        Initiative,
        Measure,
        Passage,
        Programme,
        ReferenceCoding,
        Section,
    )
    from loaders.lexicons import Instrument

Row = dict[str, object]

NAME_LENGTH = 30
_SIGNS = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}


def shorten(text: str) -> str:
    """The text on one line, cut to the length of a caption.

    >>> shorten("  实施“粤菜师傅”工程。  建设大师工作室。")
    '实施“粤菜师傅”工程。 建设大师工作室。'
    """
    line = " ".join(text.split())
    return line if len(line) <= NAME_LENGTH else f"{line[: NAME_LENGTH - 1]}…"


def city_node(document: Document) -> Row:
    """The city that a plan is of; its id is its code."""
    return {"id": document.city, "code": document.city, "name": document.city_name}


def plan_node(document: Document) -> Row:
    """The plan; what its manifest does not know, or a plan without a manifest, is null."""
    known = ("document_number", "issuer", "adopted_date", "published_date", "source_url", "licence")
    return {
        **{name: getattr(document.manifest, name, None) for name in known},
        "id": document.plan_id,
        "name": document.name,
        "city": document.city,
        "start_year": document.period.start_year,
        "end_year": document.period.end_year,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "char_count": len(document.text),
    }


def section_node(section: Section, position: int) -> Row:
    """A section; `position` is its order in the plan."""
    return {
        "id": section.id,
        "name": section.name or section.number or section.kind,
        "plan_id": section.plan_id,
        "kind": section.kind,
        "level": section.level,
        "number": section.number or None,
        "path": section.path or None,
        "char_start": section.char_start,
        "char_end": section.char_end,
        "position": position,
    }


def passage_node(passage: Passage, position: int) -> Row:
    """A passage; `position` is its order in the plan."""
    return {
        "id": passage.id,
        "name": shorten(passage.text) or passage.kind,
        "plan_id": passage.plan_id,
        "kind": passage.kind,
        "text": passage.text or None,
        "char_start": passage.char_start,
        "char_end": passage.char_end,
        "position": position,
    }


def initiative_node(initiative: Initiative, definition: Evidence | None) -> Row:
    """A shared initiative, described by the note of a plan where there is one, else by the lexicon."""
    return {
        "id": initiative.id,
        "name": initiative.name,
        "aliases": initiative.aliases,
        "level": initiative.level,
        "description": definition.quote if definition else initiative.description,
        "described_by": definition.plan_id if definition else None,
    }


def candidate_node(candidate: Candidate) -> Row:
    """A proposal for a shared initiative."""
    return {"id": candidate.id, "name": candidate.name, "level": candidate.level, "signs": candidate.signs}


def indicator_node(indicator: Indicator) -> Row:
    """An indicator of the lexicon."""
    return {
        "id": indicator.id,
        "name": indicator.name,
        "aliases": indicator.aliases,
        "is_not": indicator.is_not,
        "domain": indicator.domain,
        "unit_kind": indicator.unit_kind,
        "note": indicator.note,
    }


def subject_node(indicator_id: str, facts: Sequence[Fact]) -> Row:
    """An indicator that stands in no lexicon, called after the subject that most of its facts have."""
    subjects = Counter(fact.subject for fact in facts)
    kinds = {kind for fact in facts if (kind := unit_kind(fact.unit)) is not None}
    name = min(subjects, key=lambda subject: (-subjects[subject], subject))
    return {
        "id": indicator_id,
        "name": name,
        "aliases": sorted(subjects.keys() - {name}),
        "is_not": (),
        "unit_kind": kinds.pop() if len(kinds) == 1 else None,
    }


def instrument_node(instrument: Instrument, version: str) -> Row:
    """A policy instrument of that version of the codebook; its id is its code."""
    return {
        "id": instrument.code,
        "code": instrument.code,
        "name": instrument.name_zh,
        "family": instrument.family,
        "description": instrument.description_zh,
        "codebook_version": version,
    }


def programme_node(programme: Programme) -> Row:
    """A programme, placed where the plan first names it."""
    start, end = min(programme.mentions, default=(programme.evidence.char_start, programme.evidence.char_end))
    return {
        "id": programme.id,
        "name": programme.name,
        "plan_id": programme.plan_id,
        "city": programme.city,
        "char_start": start,
        "char_end": end,
        "kind": programme.kind,
        "level": programme.level,
        "variants": programme.variants,
        "mention_count": len(programme.mentions),
        "definition": programme.definition.quote if programme.definition else None,
        **_quote(programme.evidence),
    }


def agency_node(records: Sequence[Agency], forms: Iterable[str]) -> Row:
    """A body from all its records: the name most of them use, its fullest name, and the level that most know; `forms` are all its names."""
    names = Counter(record.name for record in records)
    levels = Counter(record.level for record in records if record.level != "unknown")
    return {
        "id": records[0].agency_id,
        "name": min(names, key=lambda name: (-names[name], -len(name), name)),
        "full_name": max((record.full_name for record in records), key=lambda name: (len(name), name)),
        "variants": sorted(set(forms)),
        "level": min(levels, key=lambda level: (-levels[level], level), default="unknown"),
    }


def measure_node(measure: Measure) -> Row:
    """A measure."""
    return {
        "id": measure.id,
        "name": shorten(measure.text),
        "plan_id": measure.plan_id,
        "city": measure.city,
        "char_start": measure.start,
        "char_end": measure.end,
        "text": measure.text,
        "verbs": measure.verbs,
        "objects": measure.objects,
        "instrument": measure.instrument,
        "secondary": measure.secondary,
        "theme": measure.theme,
        "unit_number": measure.unit_number,
        "place": measure.place or None,
        **_quote(measure.evidence),
    }


def place_node(name: str, city: str) -> Row:
    """A district, town or zone of a city."""
    return {"id": make_id("Place", city, name), "name": name, "city": city}


def finding_node(finding: Finding) -> Row:
    """A finding."""
    same = ("id", "plan_id", "city", "rule", "severity", "explanation")
    return {"name": shorten(finding.explanation), **{name: getattr(finding, name) for name in same}}


def reference_node(reference: ReferenceCoding) -> Row:
    """A sentence that two readers coded."""
    return {"name": shorten(reference.text), **reference.model_dump()}


def fact_name(fact: Fact) -> str:
    """What a fact says, short: ≥4500人次 2021-2025每年 “粤菜师傅”培训人次.

    The number comes first: a picture of the graph breaks a name at its spaces and cuts what is too long, and a subject has none.
    """
    dates = parse_date(fact.date)
    years = f"{dates.start_year}-{dates.end_year}" if dates.start_year != dates.end_year else f"{dates.end_year}"
    when = f"{years}{'每年' if dates.is_annual else ''}{'目标' if dates.is_past_target else ''}"
    return f"{_SIGNS[fact.comparator]}{stored_value(fact.value)}{fact.unit or ''} {when} {shorten(fact.subject)}"


def fact_node(fact: Fact) -> Row:
    """A target or result."""
    dates = parse_date(fact.date)
    same = ("id", "plan_id", "city", "number_text", "unit", "base_unit", "comparator", "date", "basis", "nature", "hedge", "subject")
    return {
        **{name: getattr(fact, name) for name in (*same, "scope", "indicator", "programme", "in_table")},
        "name": fact_name(fact),
        "char_start": fact.start,
        "char_end": fact.end,
        "value": stored_value(fact.value),
        "amount_low": _float(fact.amount_low),
        "amount_high": _float(fact.amount_high),
        "start_year": dates.start_year,
        "end_year": dates.end_year,
        "place": fact.place or None,
        **_quote(fact.evidence),
    }


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _quote(evidence: Evidence) -> Row:
    return {"quote": evidence.quote, "quote_start": evidence.char_start, "quote_end": evidence.char_end, "rule": evidence.rule}
