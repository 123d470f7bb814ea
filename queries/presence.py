"""What a plan says nothing about, told apart from what it says elsewhere and from what nobody looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.comparison import CityPresence, Presence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.rows import FactRow
    from queries.comparison import ComparedCity
    from queries.texts import Texts


def initiative_presence(city: ComparedCity, terms: tuple[str, ...], texts: Texts, *, is_carried_out: bool) -> CityPresence:
    """Whether a city speaks of an initiative: by a programme, by a fact, or by naming it in its text."""
    found = _presence(city, terms, texts, "stated")
    is_silent = found.presence == "stated" and not found.naming_sentence_count and not is_carried_out
    return found.model_copy(update={"presence": "searched_not_found"}) if is_silent else found


def stated_presence(facts: Sequence[FactRow]) -> Presence:
    """How a city states an indicator by its facts on it; stating nothing but zero is saying that there is none."""
    is_none = all(fact.amount_high == 0 and fact.comparator == "eq" for fact in facts)
    return "explicitly_none" if is_none else "stated"


def indicator_presence(city: ComparedCity, terms: tuple[str, ...], texts: Texts, read: Presence) -> CityPresence:
    """What was `read` of an indicator; a silence that no term could have broken is `not_checked`."""
    return _presence(city, terms, texts, "not_checked" if read == "searched_not_found" and not terms else read)


def _presence(city: ComparedCity, terms: tuple[str, ...], texts: Texts, read: Presence) -> CityPresence:
    plan_ids = tuple(plan.id for plan in city.plans)
    naming = texts.naming(plan_ids, terms)
    return CityPresence(
        city=city.code,
        presence=read if plan_ids else "not_checked",
        terms=terms if plan_ids else (),
        plan_ids=plan_ids,
        naming_sentence_count=len(naming),
        unnumbered_sentence_count=sum(not sentence.has_fact for sentence in naming),
    )
