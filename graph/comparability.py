"""May two facts be compared, after which conversion, and if not, why not.

The verdict is a pure function of the two facts and of the rules in `comparability.yml`: each axis gives at most one
reason, each reason has the best verdict it leaves, and the worst of them is the verdict.

A plan seldom gives a value itself: 不少于 gives a floor, 以内 a ceiling, 约 neither end. So the bound axis compares the
intervals that the two numbers state (`graph.intervals`), and permits no more than what follows from them:

| the two intervals | verdict | arithmetic |
| --- | --- | --- |
| two exact values | no reason on this axis | difference, ratio, rank |
| apart (≥ 50 and 36; ≤ 3 and 3.5) | directional_only; the reason says which is larger | none |
| the same (≥ 50 and ≥ 50) | comparable as statements | none |
| two different floors, or two ceilings (≥ 22,500 and ≥ 10,000) | undetermined; one chart with open bars | none |
| otherwise overlapping (36,000 and ≥ 10,000) | undetermined | none |
| about so many, against that or an exact value | undetermined; one chart | none |

Two floors may thus stand side by side as committed minimums, but the larger floor need not be the larger value, and the
difference of two floors bounds nothing. Two numbers lie on one line only where every other axis lets them stand on one axis;
where it does not, nothing is said of their bounds.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml
from pydantic import ValidationError

from graph.dates import parse_date
from graph.errors import LexiconError
from graph.intervals import relate, stated_interval
from graph.records import Fact, Record
from graph.rows import FactRow, stored_value
from graph.units import unit_kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

RULE_VERSION = "2"

VerdictName = Literal["comparable", "comparable_after_conversion", "directional_only", "undetermined", "not_comparable"]
Operation = Literal["table", "same_axis_chart", "difference", "ratio", "rank"]
Axis = Literal["indicator", "kind", "unit", "time_basis", "period", "bound", "scope", "size", "presence"]
Language = Literal["zh", "en"]

OPERATIONS: tuple[Operation, ...] = ("table", "same_axis_chart", "difference", "ratio", "rank")
# From the best to the worst: several reasons leave the worst of their verdicts.
_SEVERITY: tuple[VerdictName, ...] = (
    "comparable",
    "comparable_after_conversion",
    "directional_only",
    "undetermined",
    "not_comparable",
)
_NOT_STATED = "not_stated"
_SIGNS = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ "}
# Where every axis leaves one of these, the two numbers lie on one line.
_ON_ONE_LINE = frozenset({"comparable", "comparable_after_conversion"})
# Sums need both years; for these the last year is enough, because the number is what is true at that date.
_AT_A_DATE = frozenset({"stock", "rate", "price"})
# A growth without its first year is as open as a sum without it.
_OVER_YEARS = frozenset({"cumulative", "growth"})

AnyFact = Fact | FactRow


class Reason(Record):
    """One axis on which two facts differ, or on which one says too little: `a` and `b` are what each says.

    A side that says nothing is `not_stated`.
    """

    axis: Axis
    code: str
    a: str
    b: str


class Verdict(Record):
    """Whether two facts may be compared, with every reason and the operations that are allowed and refused."""

    verdict: VerdictName
    reasons: tuple[Reason, ...]
    permitted: tuple[Operation, ...]
    refused: tuple[Operation, ...]
    derivation: str | None
    rule_version: str


class Wording(Record):
    """One text in both languages."""

    zh: str
    en: str


VERDICT_NAMES: dict[VerdictName, Wording] = {
    "comparable": Wording(zh="可比", en="comparable"),
    "comparable_after_conversion": Wording(zh="换算后可比", en="comparable after conversion"),
    "directional_only": Wording(zh="仅可看方向", en="direction only"),
    "not_comparable": Wording(zh="不可比", en="not comparable"),
    "undetermined": Wording(zh="无法判定", en="undetermined"),
}


class ReasonRule(Wording):
    """The best verdict that a reason leaves, what it refuses beyond that, and the sentence that says it."""

    verdict: VerdictName
    refused: tuple[Operation, ...] = ()


class Rules(Record):
    """What `comparability.yml` holds."""

    permitted: dict[VerdictName, tuple[Operation, ...]]
    counting_words: tuple[frozenset[str], ...]
    sizeless: frozenset[str]
    whole_place: frozenset[str]
    reasons: dict[Axis, dict[str, ReasonRule]]
    words: dict[str, Wording]


@cache
def load_rules() -> Rules:
    """The rules, from `comparability.yml`; a file that breaks its form is a `LexiconError`."""
    path = Path(__file__).with_name("comparability.yml")
    try:
        return Rules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise LexiconError(f"{path.name}: {where}: {first['msg']}; mend this entry") from error


def compare_facts(a: AnyFact, b: AnyFact) -> Verdict:
    """The verdict on two facts; with the sides swapped it is the same verdict with the sides swapped."""
    total_a, total_b = _as_total(a, b), _as_total(b, a)
    setting = _stated(
        _indicator(a, b), _kind(a, b), _unit(a, b), _time_basis(a, b, total_a, total_b), _period(total_a, total_b), _scope(a, b)
    )
    if _worst(setting) not in _ON_ONE_LINE:
        # A bound or a conversion of numbers that do not lie on one line would only mislead.
        return _conclude(_stated(*setting, _size(a, b), _presence(a, b)), None)
    steps = [*_steps(a, total_a, b), *_steps(b, total_b, a)]
    return _conclude(_stated(*setting, _bound(total_a, total_b), _size(a, b), _presence(a, b)), "; ".join(sorted(steps)) or None)


def explain(reason: Reason, language: Language, names: Mapping[str, str] | None = None) -> str:
    """The reason as one sentence, in Chinese or English; `names` gives the cities' names by their codes.

    >>> explain(Reason(axis="size", code="unequal_places", a="440100", b="440600"), "en", {"440100": "Guangzhou"})
    'The places (Guangzhou and 440600) differ in size: counts may stand side by side but not be ranked.'
    """
    rules = load_rules()
    template = getattr(rules.reasons[reason.axis][reason.code], language)
    sides = {side: getattr(reason, side) for side in ("a", "b")}
    words = {word: getattr(wording, language) for word, wording in rules.words.items()} | dict(names or {})
    spoken = {side: " ".join(words.get(part, part) for part in said.split(" ")) for side, said in sides.items()}
    sentence: str = template.format(**spoken)
    return sentence


def verdict_from_store(row: Mapping[str, Any]) -> Verdict:
    """The verdict that a query returned under the names of the properties of COMPARED_WITH."""
    names = ("reasons", "reasons_a", "reasons_b", "permitted", "refused")
    said = {name: row[name] or () for name in names}
    pairs = zip(said["reasons"], said["reasons_a"], said["reasons_b"], strict=True)
    return Verdict(
        verdict=row["verdict"],
        reasons=tuple(Reason(axis=code.partition(":")[0], code=code.partition(":")[2], a=a, b=b) for code, a, b in pairs),
        permitted=tuple(said["permitted"]),
        refused=tuple(said["refused"]),
        derivation=row["derivation"],
        rule_version=row["rule_version"],
    )


def _stated(*reasons: Reason | None) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons if reason)


def _rules_of(reasons: tuple[Reason, ...]) -> list[ReasonRule]:
    rules = load_rules().reasons
    return [rules[reason.axis][reason.code] for reason in reasons]


def _worst(reasons: tuple[Reason, ...]) -> VerdictName:
    return max((rule.verdict for rule in _rules_of(reasons)), key=_SEVERITY.index, default=_SEVERITY[0])


def _conclude(reasons: tuple[Reason, ...], derivation: str | None) -> Verdict:
    verdict = _worst(reasons)
    refused = {operation for rule in _rules_of(reasons) for operation in rule.refused}
    permitted = tuple(operation for operation in load_rules().permitted[verdict] if operation not in refused)
    return Verdict(
        verdict=verdict,
        reasons=reasons,
        permitted=permitted,
        refused=tuple(operation for operation in OPERATIONS if operation not in permitted),
        derivation=derivation,
        rule_version=RULE_VERSION,
    )


def _years(fact: AnyFact) -> tuple[int, int]:
    dates = parse_date(fact.date)
    return dates.start_year, dates.end_year


def _as_total(fact: AnyFact, other: AnyFact) -> AnyFact:
    """The fact as a total when it is stated for each of the very years that the other adds up: a floor stays a floor.

    About so many a year is left as it is: nobody says how far the years may err together.
    """
    is_yearly = fact.basis == "annual" and other.basis == "cumulative" and _years(fact) == _years(other)
    if not is_yearly or fact.comparator == "approx" or fact.amount_low is None or fact.amount_high is None:
        return fact
    start, end = _years(other)
    count = end - start + 1
    amounts = {"amount_low": fact.amount_low * count, "amount_high": fact.amount_high * count}
    return fact.model_copy(update={"basis": "cumulative", "date": other.date} | amounts)


def _is_scaled_apart(a: AnyFact, b: AnyFact) -> bool:
    return _plain_unit(a.unit) != _plain_unit(b.unit)


def _steps(fact: AnyFact, total: AnyFact, other: AnyFact) -> list[str]:
    """The conversions that one side needs, each as a line of arithmetic."""
    if fact.amount_low is None:
        return []
    steps = []
    if fact.amount_low == fact.amount_high and _is_scaled_apart(fact, other) and fact.unit != fact.base_unit:
        steps.append(f"{stored_value(fact.value)}{fact.unit} = {_plain_number(fact.amount_low)}{fact.base_unit}")
    if total is not fact:
        start, end = _years(total)
        steps.append(f"{_spoken_amount(fact)} × {end - start + 1} ({start}-{end}) → {_spoken_amount(total)}")
    return steps


def _spoken_amount(fact: AnyFact) -> str:
    """The bound and the number in base units: ≥ 22500人次, 36000人次, 10-12场."""
    ends = dict.fromkeys(_plain_number(end) for end in (fact.amount_low, fact.amount_high) if end is not None)
    return f"{_SIGNS[fact.comparator]}{'-'.join(ends)}{fact.base_unit or ''}"


def _plain_number(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _plain_unit(unit: str | None) -> str | None:
    return None if unit is None else unicodedata.normalize("NFKC", unit)


def _indicator(a: AnyFact, b: AnyFact) -> Reason | None:
    if a.indicator and b.indicator:
        if a.indicator == b.indicator:
            return None
        return Reason(axis="indicator", code="different_indicator", a=a.subject, b=b.subject)
    if a.indicator is None and b.indicator is None and a.subject == b.subject:
        return None
    return Reason(axis="indicator", code="not_identified", a=a.subject, b=b.subject)


def _is_own_result(a: AnyFact, b: AnyFact) -> bool:
    return a.kind != b.kind and a.city == b.city


def _kind(a: AnyFact, b: AnyFact) -> Reason | None:
    if a.kind == b.kind:
        return None
    code = "own_result" if _is_own_result(a, b) else "target_against_result"
    return Reason(axis="kind", code=code, a=a.kind, b=b.kind)


def _unit(a: AnyFact, b: AnyFact) -> Reason | None:
    code = _unit_code(a, b)
    if code is None:
        return None
    said = [fact.value if isinstance(fact.value, str) else fact.unit or _NOT_STATED for fact in (a, b)]
    return Reason(axis="unit", code=code, a=said[0], b=said[1])


def _unit_code(a: AnyFact, b: AnyFact) -> str | None:
    ratios = [isinstance(fact.value, str) for fact in (a, b)]
    if any(ratios):
        return "proportions" if all(ratios) else "different_unit"
    units = [_plain_unit(fact.base_unit) for fact in (a, b)]
    if None in units:
        return "not_stated"
    if units[0] == units[1]:
        return "scale" if _is_scaled_apart(a, b) else None
    return _unit_kind_code(unit_kind(units[0]), unit_kind(units[1]))


def _unit_kind_code(a: str | None, b: str | None) -> str:
    """The code for two units that are written differently, from their kinds."""
    if a is None or b is None:
        return "unknown_unit"
    if {a, b} == {"persons", "person_times"}:
        return "persons_against_person_times"
    if any({a, b} <= group for group in load_rules().counting_words):
        return "counting_word"
    return "different_unit"


def _time_basis(a: AnyFact, b: AnyFact, total_a: AnyFact, total_b: AnyFact) -> Reason | None:
    if a.basis == b.basis != "other":
        return None
    bases = {a.basis, b.basis}
    if "other" in bases:
        code = "not_stated"
    elif bases == {"annual", "cumulative"}:
        code = "annual_to_total" if total_a.basis == total_b.basis else "annual_against_total"
    else:
        code = "level_against_total" if bases == {"stock", "cumulative"} else "different_basis"
    return Reason(axis="time_basis", code=code, a=a.basis, b=b.basis)


def _period(a: AnyFact, b: AnyFact) -> Reason | None:
    if a.basis != b.basis or a.date == b.date:
        return None
    code = _period_code(a, b)
    return Reason(axis="period", code=code, a=_spoken_years(a), b=_spoken_years(b)) if code else None


def _spoken_years(fact: AnyFact) -> str:
    start, end = _years(fact)
    return str(end) if start == end else f"{start}-{end}"


def _period_code(a: AnyFact, b: AnyFact) -> str | None:
    (start_a, end_a), (start_b, end_b) = _years(a), _years(b)
    if a.basis in _OVER_YEARS and (start_a == end_a) != (start_b == end_b):
        return "not_stated"
    if _is_own_result(a, b):
        return "different_length" if a.basis in _OVER_YEARS and end_a - start_a != end_b - start_b else None
    if end_a == end_b and (start_a == start_b or a.basis in _AT_A_DATE):
        return None
    return "different_period"


def _bound(a: AnyFact, b: AnyFact) -> Reason | None:
    """What the intervals of two numbers on one line leave open; two exact values leave nothing open."""
    if a.amount_low is None or a.amount_high is None or b.amount_low is None or b.amount_high is None:
        return None
    one = stated_interval(a.comparator, a.amount_low, a.amount_high)
    two = stated_interval(b.comparator, b.amount_low, b.amount_high)
    relation = relate(one, two)
    if relation == "exact":
        return None
    said = [_spoken_amount(fact) for fact in (a, b)]
    if relation == "apart":
        sizes = ("larger", "smaller") if one.is_above(two) else ("smaller", "larger")
        said = [f"{size} ({amount})" for size, amount in zip(sizes, said, strict=True)]
    return Reason(axis="bound", code=relation, a=said[0], b=said[1])


def _scope(a: AnyFact, b: AnyFact) -> Reason | None:
    own = [_own_scope(a, b), _own_scope(b, a)]
    if not any(own):
        return None
    said = ["、".join(words) or _NOT_STATED for words in own]
    return Reason(axis="scope", code="different_scope" if all(own) else "one_side_only", a=said[0], b=said[1])


def _own_scope(fact: AnyFact, other: AnyFact) -> list[str]:
    """The words that narrow a fact and that the other says neither as its scope nor in its subject (城镇 of 城镇登记失业率)."""
    shared = load_rules().whole_place.union(other.scope)
    return sorted(word for word in fact.scope if word not in shared and word not in other.subject)


def _size(a: AnyFact, b: AnyFact) -> Reason | None:
    """Raw counts of two places; shares, growths, standards and proportions do not grow with a place."""
    sizeless = load_rules().sizeless
    is_relative = any(
        isinstance(fact.value, str) or fact.basis in {"rate", "growth", "price"} or unit_kind(fact.base_unit) in sizeless for fact in (a, b)
    )
    if a.city == b.city or is_relative:
        return None
    return Reason(axis="size", code="unequal_places", a=a.city, b=b.city)


def _presence(a: AnyFact, b: AnyFact) -> Reason | None:
    """A side that says there is none can be set beside the other, but nothing is a multiple of it."""
    if not any(fact.amount_low == fact.amount_high == 0 for fact in (a, b)):
        return None
    return Reason(axis="presence", code="explicitly_none", a=a.number_text, b=b.number_text)
