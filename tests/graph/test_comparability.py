from __future__ import annotations

import hashlib
import json
import string
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import comparability
from graph.comparability import OPERATIONS, RULE_VERSION, Axis, Reason, Verdict, compare_facts, explain, load_rules
from graph.errors import LexiconError
from graph.records import Basis, Comparator, Kind
from graph.rows import FactRow
from graph.units import split_scale

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "comparability.jsonl").read_text(encoding="utf-8").splitlines()]
# The hash of what each version of the rules decides on the cases. Where a decision changes, so does RULE_VERSION, and a line
# is added here; where only cases are added, the hash of the version takes them in.
DECISIONS = {
    "1": "b7a87e2f1e1e13706af0b4c6b446bea84fa11b8039251e61d5af848f5f16e9cb",
    "2": "ac569f17f3d74eb675e92ab7e06a445081f85c44875bacad341d9c1c290acab4",
}
CODES = [(axis, code) for axis, codes in load_rules().reasons.items() for code in codes]


def fact(case: dict) -> FactRow:
    """A fact of 440100 on one indicator, with what the case says of it."""
    value = case.get("value", 1)
    numbers = value if isinstance(value, list) else [value, value]
    unit = case.get("unit")
    factor, base = split_scale(unit) if unit else (Decimal(1), None)
    amounts = [None, None] if isinstance(value, str) else [Decimal(str(number)) * factor for number in numbers]
    exact = value if isinstance(value, str) else tuple(Decimal(str(number)) for number in numbers)
    said = {
        "id": f"fact-{case.get('city', '440100')}-{case.get('kind', 'target')}",
        "city": "440100",
        "plan_id": "plan",
        "kind": "target",
        "start": 0,
        "end": 1,
        "number_text": f"{value}{unit or ''}",
        "base_unit": base,
        "amount_low": amounts[0],
        "amount_high": amounts[1],
        "comparator": "eq",
        "date": "2021-2025",
        "basis": "cumulative",
        "nature": None,
        "hedge": None,
        "programme": None,
        "subject": "培训人次",
        "scope": (),
        "indicator": "training",
        "in_table": False,
        "quote": "引文",
        "quote_start": 0,
        "quote_end": 2,
        "place": "第一章",
    }
    return FactRow(**said | case | {"value": exact[0] if isinstance(exact, tuple) and not isinstance(value, list) else exact, "unit": unit})


def pair(case: dict) -> tuple[FactRow, FactRow]:
    return fact(case["a"]), fact({"city": "440600"} | case["b"])


def codes(verdict: Verdict) -> list[str]:
    return [f"{reason.axis}:{reason.code}" for reason in verdict.reasons]


def swapped(verdict: Verdict) -> Verdict:
    sides = tuple(Reason(axis=reason.axis, code=reason.code, a=reason.b, b=reason.a) for reason in verdict.reasons)
    return verdict.model_copy(update={"reasons": sides})


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_judged_pairs(case: dict) -> None:
    verdict = compare_facts(*pair(case))
    assert (verdict.verdict, codes(verdict), list(verdict.refused)) == (case["verdict"], case["reasons"], case["refused"])
    assert verdict.derivation == case.get("derivation")
    assert set(verdict.permitted) | set(verdict.refused) == set(OPERATIONS)
    assert not set(verdict.permitted) & set(verdict.refused)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_judged_pairs_swapped(case: dict) -> None:
    a, b = pair(case)
    assert compare_facts(b, a) == swapped(compare_facts(a, b))


def test_every_reason_has_a_judged_pair() -> None:
    reached = {reason for case in CASES for reason in case["reasons"]}
    assert {f"{axis}:{code}" for axis, code in CODES} == reached


def test_the_axes_are_those_of_the_rules() -> None:
    assert set(load_rules().reasons) == set(get_args(Axis))


def test_a_value_of_an_axis_names_both_sides() -> None:
    (reason, _) = compare_facts(fact({"unit": "人"}), fact({"unit": "人次", "city": "440600"})).reasons
    assert (reason.a, reason.b) == ("人", "人次")


def test_what_is_not_stated_is_said_so() -> None:
    (reason, _) = compare_facts(fact({"unit": None}), fact({"unit": "人次", "city": "440600"})).reasons
    assert explain(reason, "zh") == "单位未全部写明（一方：未写明；另一方：人次），不作推测。"
    assert explain(reason, "en") == "A unit is not stated (one side: not stated; the other: 人次) and is not guessed."


def test_a_certain_direction_is_said_in_both_languages() -> None:
    (reason,) = compare_facts(fact({"unit": "%", "value": 36}), fact({"unit": "%", "value": 50, "comparator": "ge"})).reasons
    assert explain(reason, "zh").startswith("一方较小 (36%)，另一方较大 (≥ 50%)：")
    assert explain(reason, "en").startswith("One is the smaller (36%), the other the larger (≥ 50%): ")


def test_cities_are_called_by_their_names() -> None:
    (reason,) = compare_facts(fact({"unit": "人"}), fact({"unit": "人", "city": "440600"})).reasons
    assert explain(reason, "zh", {"440100": "广州市", "440600": "佛山市"}).startswith("两地（广州市与佛山市）")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_reasons_read_as_sentences(case: dict) -> None:
    for reason in compare_facts(*pair(case)).reasons:
        assert explain(reason, "zh").endswith("。")
        assert explain(reason, "en").endswith(".")
        assert not set("{}_") & set(explain(reason, "zh") + explain(reason, "en"))


@pytest.mark.parametrize(("axis", "code"), CODES)
def test_a_sentence_takes_both_sides_and_nothing_else(axis: Axis, code: str) -> None:
    rule = load_rules().reasons[axis][code]
    for template in (rule.zh, rule.en):
        assert {field for _, field, _, _ in string.Formatter().parse(template) if field is not None} == {"a", "b"}


def test_other_rules_are_another_version() -> None:
    decided = [compare_facts(*pair(case)).model_dump(mode="json") for case in CASES]
    decisions = json.dumps([[one["verdict"], one["reasons"], one["refused"], one["derivation"]] for one in decided], ensure_ascii=False)
    assert hashlib.sha256(decisions.encode()).hexdigest() == DECISIONS[RULE_VERSION]


def test_a_broken_rule_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Path(comparability.__file__).with_name("comparability.yml").read_text(encoding="utf-8")
    (tmp_path / "comparability.yml").write_text(rules.replace("verdict: undetermined", "verdict: perhaps", 1), encoding="utf-8")
    monkeypatch.setattr(comparability, "__file__", str(tmp_path / "comparability.py"))
    with pytest.raises(LexiconError, match=r"comparability\.yml: reasons\.indicator\.not_identified\.verdict: "):
        load_rules.__wrapped__()


DATES = st.sampled_from(["2020", "2025", "2016-2020", "2021-2025", "annual 2021-2025", "annual 2016-2020", "2016-2020 target"])
UNITS = st.sampled_from([None, "人", "万人", "人次", "名", "户", "家", "个", "%", "％", "个百分点", "元", "亿元", "元/月", "倍", "仓"])
FACTS = st.builds(
    lambda **said: said,
    city=st.sampled_from(["440100", "440600"]),
    kind=st.sampled_from(get_args(Kind)),
    value=st.integers(0, 9) | st.lists(st.integers(0, 9), min_size=2, max_size=2).map(sorted) | st.just("10:40:50"),
    unit=UNITS,
    comparator=st.sampled_from(get_args(Comparator)),
    date=DATES,
    basis=st.sampled_from(get_args(Basis)),
    scope=st.lists(st.sampled_from(["全市", "市属", "新增"]), max_size=2, unique=True).map(tuple),
    indicator=st.sampled_from([None, "one", "two"]),
    subject=st.sampled_from(["甲", "乙"]),
).map(fact)


@given(FACTS, FACTS)
def test_the_order_of_the_sides_changes_nothing(a: FactRow, b: FactRow) -> None:
    assert compare_facts(b, a) == swapped(compare_facts(a, b))


@given(FACTS)
def test_a_fact_is_comparable_with_itself_unless_something_is_not_stated(one: FactRow) -> None:
    is_ratio = one.value == "10:40:50"
    is_open = one.basis == "other" or (not is_ratio and (one.unit is None or one.comparator == "approx"))
    assert compare_facts(one, one).verdict == ("undetermined" if is_open else "comparable")


@given(FACTS, FACTS)
def test_no_verdict_permits_more_than_its_name_allows(a: FactRow, b: FactRow) -> None:
    verdict = compare_facts(a, b)
    assert set(verdict.permitted) <= set(load_rules().permitted[verdict.verdict])


def values(one: FactRow, years: int) -> list[Decimal]:
    """True values that the fact allows over so many years, at and near its ends."""
    low, high = one.amount_low * years, one.amount_high * years
    step = Decimal("0.5")
    near = {
        "eq": [low, high],
        "ge": [low, low + step, low + 1000],
        "gt": [low + step, low + 1000],
        "le": [high, high - step, high - 1000],
        "lt": [high - step, high - 1000],
        # 约 may reach anywhere.
        "approx": [low - 1000, low, high, high + 1000],
    }
    return near[one.comparator]


YEARLY = {"basis": "annual", "date": "annual 2021-2025"}
BOUNDED = st.builds(
    lambda value, comparator, yearly: fact({"unit": "%", "value": value, "comparator": comparator} | (YEARLY if yearly else {})),
    st.integers(0, 60) | st.lists(st.integers(0, 60), min_size=2, max_size=2).map(sorted),
    st.sampled_from(get_args(Comparator)),
    st.booleans(),
)


@given(BOUNDED, BOUNDED)
def test_what_is_permitted_follows_from_what_is_stated(a: FactRow, b: FactRow) -> None:
    verdict = compare_facts(a, b)
    is_mixed = a.basis != b.basis
    first, second = (values(one, 5 if is_mixed and one.basis == "annual" else 1) for one in (a, b))
    differences = {x - y for x in first for y in second}
    if {"difference", "ratio", "rank"} & set(verdict.permitted):
        assert len(differences) == 1
    said = [reason.a.split()[0] for reason in verdict.reasons if reason.code == "apart"]
    assert (verdict.verdict == "directional_only") == bool(said)
    if verdict.verdict == "undetermined":
        assert min(differences) <= 0 <= max(differences)
    if said:
        assert all(difference > 0 for difference in differences) == (said == ["larger"])
        assert all(difference < 0 for difference in differences) == (said == ["smaller"])


@given(FACTS, FACTS)
def test_a_verdict_other_than_comparable_has_a_reason(a: FactRow, b: FactRow) -> None:
    verdict = compare_facts(a, b)
    assert verdict.reasons or (verdict.verdict == "comparable" and not verdict.refused)
    assert (verdict.verdict == "comparable_after_conversion") <= (verdict.derivation is not None)
