"""The comparison of the two real plans says nothing of a plan that a reader of the plan would call false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from queries.assemble import assemble_comparison
from queries.phrases import holds, plain
from tests.conftest import CORPUS

if TYPE_CHECKING:
    from graph.rows import FactRow
    from graph.store import Store
    from queries.comparison import CityPresence, ComparedIndicator, Comparison

PLANS = ("440100", "440600")


@pytest.fixture(scope="module", params=["粤菜师傅", "广东技工", "南粤家政", "三项工程"])
def compared(request: pytest.FixtureRequest, built_store: Store) -> Comparison:
    return assemble_comparison(built_store, request.param)


@pytest.fixture(scope="module")
def three_projects(built_store: Store) -> Comparison:
    return assemble_comparison(built_store, "三项工程")


def _measuring(comparison: Comparison, number_text: str, city: str) -> ComparedIndicator:
    (found,) = [each for each in comparison.indicators if any((fact.number_text, fact.city) == (number_text, city) for fact in each.facts)]
    return found


def _presence(indicator: ComparedIndicator, city: str) -> CityPresence:
    return next(each for each in indicator.presence if each.city == city)


def _starts(facts: tuple[FactRow, ...]) -> set[int]:
    return {fact.start for fact in facts}


def test_every_searched_term_finds_its_own_source(compared: Comparison) -> None:
    for indicator in compared.indicators:
        quotes = [plain(fact.quote) for fact in (*indicator.facts, *indicator.elsewhere)]
        for presence in indicator.presence:
            assert all(any(holds(quote, term) for quote in quotes) for term in presence.terms), indicator.name
            assert presence.terms or presence.presence in ("stated", "explicitly_none", "not_checked"), indicator.name


def test_nothing_that_is_called_unstated_stands_with_its_number_in_the_plan(compared: Comparison) -> None:
    texts = {city: plain((CORPUS / f"{city}-hrss-14fyp.txt").read_text(encoding="utf-8")) for city in PLANS}
    silent = [each for indicator in compared.indicators for each in indicator.presence if each.presence == "searched_not_found"]
    assert silent
    for presence in silent:
        if not presence.naming_sentence_count:
            assert not [term for term in presence.terms if " " not in term and term in texts[presence.city]]


def test_the_same_thing_elsewhere_is_shown(three_projects: Comparison) -> None:
    studios = _measuring(three_projects, "10家", "440100")
    assert (_starts(studios.elsewhere), _presence(studios, "440600").presence) == ({14010}, "stated_elsewhere")
    students = _measuring(three_projects, "超过2万人", "440600")
    assert (_starts(students.elsewhere), students.only_city) == ({3910, 11408}, None)


def test_another_unit_is_pointed_to_from_both_sides(three_projects: Comparison) -> None:
    times, persons = (_measuring(three_projects, text, city) for text, city in (("[3.6]", "440100"), ("1.27万人", "440600")))
    assert _starts(times.other_units) == {2394}
    assert {2458, 12670, 12675, 21046} <= _starts(persons.other_units)
    assert _presence(persons, "440100").presence == "stated_in_other_unit"
    refusals = [pair.verdict for pair in persons.verdicts]
    assert refusals
    assert all("unit" in {reason.axis for reason in verdict.reasons} for verdict in refusals)


def test_numbers_of_one_city_that_compete_or_repeat_are_grouped(three_projects: Comparison) -> None:
    times = _measuring(three_projects, "[3.6]", "440100")
    numbers = {fact.id: fact.number_text for fact in times.facts}
    assert [[numbers[fact_id] for fact_id in group] for group in times.competing] == [["2.3万人次", "[2]"]]
    assert [[numbers[fact_id] for fact_id in group] for group in times.restated] == [["1万人次以上", "1万人次以上"]]


def test_a_sentence_with_the_number_is_never_without_one(compared: Comparison) -> None:
    for indicator in compared.indicators:
        for presence in indicator.presence:
            assert presence.unnumbered_sentence_count <= presence.naming_sentence_count
            if presence.presence == "stated" and presence.terms and not indicator.elsewhere:
                stating = {fact.quote for fact in indicator.facts if fact.city == presence.city}
                found = [quote for quote in stating if any(holds(plain(quote), term) for term in presence.terms)]
                assert presence.naming_sentence_count - presence.unnumbered_sentence_count >= min(len(found), 1)
