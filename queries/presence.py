"""What a plan says nothing about, told apart from what it denies, from what it says elsewhere and from what nobody looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.comparison import CityPresence, Presence
from queries.denials import denies, outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.rows import FactRow
    from queries.comparison import ComparedCity, Shown
    from queries.texts import Texts


def initiative_presence(
    city: ComparedCity, terms: tuple[str, ...], texts: Texts, *, own: tuple[str, ...], shown: Iterable[Shown]
) -> CityPresence:
    """Whether a city speaks of an initiative: by what is `shown` (a programme, a fact), or by naming it in its text.

    `own` are the terms that name it as a whole: who denies a part of it has not denied the rest.
    """
    found = searched(city, terms, texts, "stated")
    if found.presence == "not_checked" or outside(shown, found.denials):
        return found
    if searched(city, own, texts, "stated").denials:
        return found.model_copy(update={"presence": "explicitly_none"})
    return found if found.naming_sentence_count else found.model_copy(update={"presence": "searched_not_found"})


def stated_presence(facts: Sequence[FactRow]) -> Presence:
    """How a city states an indicator by its facts on it; stating nothing but zero is saying that there is none."""
    is_none = all(fact.amount_high == 0 and fact.comparator == "eq" for fact in facts)
    return "explicitly_none" if is_none else "stated"


def indicator_presence(city: ComparedCity, terms: tuple[str, ...], texts: Texts, read: Presence) -> CityPresence:
    """What was `read` of an indicator; a silence that no term could have broken is `not_checked`, one that a sentence breaks is none."""
    found = searched(city, terms, texts, "not_checked" if read == "searched_not_found" and not terms else read)
    is_denied = found.presence == "searched_not_found" and found.denials
    return found.model_copy(update={"presence": "explicitly_none"}) if is_denied else found


def searched(city: ComparedCity, terms: tuple[str, ...], texts: Texts, read: Presence) -> CityPresence:
    """What was `read` of a thing in a city, with what the search for its terms found; without a plan nothing was checked."""
    plan_ids = tuple(plan.id for plan in city.plans)
    naming = texts.naming(plan_ids, terms)
    denying = [sentence for sentence in naming if any(denies(sentence.text, term) for term in terms)]
    return CityPresence(
        city=city.code,
        presence=read if plan_ids else "not_checked",
        terms=terms if plan_ids else (),
        plan_ids=plan_ids,
        read_sentence_count=texts.count(plan_ids),
        naming_sentence_count=len(naming),
        unnumbered_sentence_count=sum(not sentence.has_fact for sentence in naming),
        denials=tuple(sentence.shown() for sentence in denying),
    )
