"""Records find out what they are about: each fact its indicator, each short subject the programme it stands under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.indicators import indicator_of
from loaders.lexicon_files import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.records import Fact, PlanRecords

# A phrase this short (开展培训人次, 龙头企业数量) cannot be read without the programme it stands under.
_SHORT_SUBJECT = 8


def resolve(records: PlanRecords) -> PlanRecords:
    """The same records, with each fact's indicator and programme, and with subjects that can be read alone."""
    versions = {programme.initiative: programme.name for programme in reversed(records.programmes) if programme.initiative}
    return records.model_copy(update={"facts": tuple(_resolve_fact(fact, versions) for fact in records.facts)})


def _resolve_fact(fact: Fact, versions: Mapping[str, str]) -> Fact:
    """The fact with its indicator; without a programme of its own it belongs to the plan's version of its indicator's initiative."""
    named = _with_programme(fact)
    subject = named if len(fact.subject) <= _SHORT_SUBJECT and not fact.in_table else fact.subject
    indicator = indicator_of(fact, (fact.subject, named), subject)
    programme = fact.programme or versions.get(indicator.initiative or "")
    return fact.model_copy(update={"subject": subject, "indicator": indicator.id, "programme": programme})


def _with_programme(fact: Fact) -> str:
    if fact.programme is None or squeeze(fact.programme) in squeeze(fact.subject):
        return fact.subject
    return f"{fact.programme}{fact.subject}"
