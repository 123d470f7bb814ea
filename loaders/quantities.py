"""A quantity: a number with its unit and bound, read where it begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.units import SCALES, load_unit_kinds, split_scale, unit_kind
from loaders.bounds import load_bounds, read_bound
from loaders.lexicon_files import any_of
from loaders.numerals import half_width, read_number

if TYPE_CHECKING:
    from graph.records import Comparator, Value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `start:end` includes its bound words, `core_start:core_end` does not."""

    start: int
    end: int
    core_start: int
    core_end: int
    value: Value
    unit: str | None
    kind: str | None
    comparator: Comparator
    amount_low: Decimal | None
    amount_high: Decimal | None
    base_unit: str | None


DIGIT = "[0-9０-９]"
GAP = "[ \u00a0\u3000]{0,3}"
DECIMAL = rf"(?:{DIGIT}{{1,3}}(?:,{DIGIT}{{3}})+(?!{DIGIT})|{DIGIT}+)(?:[.．]{DIGIT}+)?"
CHINESE = "[零〇一二两三四五六七八九十百千万亿]+"
_NUMBER = f"{DECIMAL}|{CHINESE}"
_SCALE = any_of(SCALES)
_UNIT = any_of(load_unit_kinds())
_MORE = any_of(load_bounds().inside)

SINGLE = re.compile(
    rf"(?P<low>{_NUMBER}){GAP}(?:(?P<more>{_MORE}){GAP})?(?P<scale>{_SCALE})?(?P<more_after>[余多])?"
    rf"{GAP}(?P<unit>{_UNIT})?(?P<more_last>多)?"
)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?(?P<low_unit>{_UNIT})?{GAP}(?:[-－–~～至到]|—{{1,2}}){GAP}"
    rf"(?P<high>{_NUMBER})(?P<high_scale>{_SCALE})?{GAP}(?P<unit>{_UNIT})"
)
# A range has one of these signs within its first number, scale and unit; most numbers have none so near.
_RANGE_SIGN = re.compile("[-－–~～至到—]")
_RANGE_REACH = 24
_FRACTION = re.compile(
    rf"百分之(?P<percent>{CHINESE}(?:点{CHINESE})?|{DECIMAL})|(?P<denominator>{CHINESE}|{DIGIT}+)分之(?P<numerator>{CHINESE}|{DIGIT}+)"
)
_RATIO = re.compile(rf"{DIGIT}+(?:[.．]{DIGIT}+)?(?:[:：]{DIGIT}+(?:[.．]{DIGIT}+)?)+")
_ZERO = re.compile("归零|清零|零(?=事故|投诉|上访|差错|死亡|伤亡|案件|发生|欠薪)")
_HALF = re.compile("一半|半数|过半(?!年)")
_DOUBLING = re.compile(rf"翻(?P<count>{CHINESE}|{DIGIT}+)?番")
_BARE = re.compile(rf"{DECIMAL}(?![0-9０-９:：])")
_COEFFICIENT = re.compile("(?:倍率|系数|指数|之比|生育率)[^，,。；;、0-9０-９]{0,8}(?:在|到|至|达|为|于|过|足|低于|高于)$")
_COEFFICIENT_REACH = 16
# After these words two numbers are where a change begins and ends, not the ends of a range: 从10个到20个.
_FROM = ("从", "由", "自")


def read_range(text: str, at: int) -> Quantity | None:
    """Two numbers that bound one quantity: 3至4个, 60%—65%, 500万—800万元."""
    match = _RANGE.match(text, at) if _RANGE_SIGN.search(text, at, at + _RANGE_REACH) else None
    if not match or text[at - 1 : at] in _FROM:
        return None
    low, high = read_number(match["low"]), read_number(match["high"])
    if low >= high:
        return None
    scale = match["high_scale"] or match["low_scale"] or ""
    return make_quantity(text, (at, match.end()), (low, high), scale + match["unit"])


def read_single(text: str, match: re.Match[str]) -> Quantity:
    """The one number that `SINGLE` matched, with its scale and unit."""
    unit = (match["scale"] or "") + (match["unit"] or "")
    is_more = any(match[name] for name in ("more", "more_after", "more_last"))
    return make_quantity(text, match.span(), (read_number(match["low"]),), unit, is_more=is_more)


def read_share(text: str, at: int) -> Quantity | None:
    """A share in words: 百分之六十五, 五分之一, 一半. Its amounts are in per cent."""
    if half := _HALF.match(text, at):
        share = _share(text, at, half.end(), "1/2", Decimal(50))
        return replace(share, comparator="gt") if half[0] == "过半" else share
    match = _FRACTION.match(text, at)
    if not match:
        return None
    if match["percent"]:
        return make_quantity(text, (at, match.end()), (_spoken_decimal(match["percent"]),), "%")
    numerator, denominator = read_number(match["numerator"]), read_number(match["denominator"])
    return _share(text, at, match.end(), f"{numerator}/{denominator}", numerator * 100 / denominator) if denominator else None


def read_special(text: str, at: int) -> Quantity | None:
    """Words that are a number by themselves: 清零, 翻一番."""
    if zero := _ZERO.match(text, at):
        return Quantity(at, zero.end(), at, zero.end(), Decimal(0), None, None, "eq", Decimal(0), Decimal(0), None)
    doubling = _DOUBLING.match(text, at)
    return make_quantity(text, doubling.span(), (read_number(doubling["count"] or "一"),), "番") if doubling else None


def read_ratio(text: str, at: int) -> Quantity | None:
    """Numbers parted by colons: 10:40:50."""
    match = _RATIO.match(text, at)
    if not match:
        return None
    start, end, comparator = read_bound(text, *match.span())
    return Quantity(start, end, *match.span(), half_width(match[0]), None, "ratio", comparator, None, None, None)


def read_coefficient(text: str, at: int) -> Quantity | None:
    """A number that needs no unit, because what it measures is a ratio: 求人倍率保持在2.1, 基尼系数降至0.4以下."""
    match = _BARE.match(text, at)
    if not match or not _COEFFICIENT.search(text[max(0, at - _COEFFICIENT_REACH) : at]):
        return None
    number = read_number(match[0])
    start, end, comparator = read_bound(text, *match.span())
    return Quantity(start, end, *match.span(), number, None, "ratio", comparator, number, number, None)


def make_quantity(text: str, span: tuple[int, int], ends: tuple[Decimal, ...], unit: str, *, is_more: bool = False) -> Quantity:
    """A quantity at `span` from its one or two numbers, with the bound words around it; `is_more` for 余 and 多."""
    start, end, comparator = read_bound(text, *span)
    if is_more and comparator == "eq":
        comparator = "ge"
    factor, base = split_scale(unit)
    value: Value = (ends[0], ends[-1]) if len(ends) > 1 else ends[0]
    return Quantity(start, end, *span, value, unit or None, unit_kind(unit), comparator, ends[0] * factor, ends[-1] * factor, base or None)


def _share(text: str, at: int, end: int, value: str, share_pct: Decimal) -> Quantity:
    start, end_with_bound, comparator = read_bound(text, at, end)
    return Quantity(start, end_with_bound, at, end, value, None, "share", comparator, share_pct, share_pct, "%")


def _spoken_decimal(text: str) -> Decimal:
    """六十五点五 as 65.5."""
    whole, _, part = text.partition("点")
    return Decimal(f"{read_number(whole)}.{''.join(str(read_number(digit)) for digit in part)}") if part else read_number(whole)
