"""Every numeral of a text, as a quantity or as something that is none, with the reason.

One pass finds each run of digits or Chinese numerals; what begins there is read as a quantity or gets a reason, so that a
ledger of all numerals can be drawn up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.units import load_unit_kinds
from loaders.ignored import LONGEST_NUMERAL, Ignored, counts, ignored_count, ignored_digits, ignored_words, read_date, read_footnote_mark
from loaders.numerals import read_number
from loaders.quantities import (
    SINGLE,
    Quantity,
    make_quantity,
    read_coefficient,
    read_range,
    read_ratio,
    read_share,
    read_single,
    read_special,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A Chinese numeral is looked at only where something that it may count, or 分之, follows: most are parts of words.
_COUNTED = "".join(
    sorted(
        {unit[0] for unit in load_unit_kinds()}
        | set("分数年至到～—-余多来 \u00a0\u3000")
        | {"事", "投", "上", "差", "死", "伤", "案", "发", "欠"}
    )
)
_WORDS = "零〇一二两三四五六七八九十百千万亿半"
# One set of first signs, then a look back at which it was: a pattern that begins with a set is searched several times faster.
_NUMERAL = re.compile(
    rf"[0-9０-９过归清翻{_WORDS}](?:(?<=[0-9０-９])[0-9０-９]*+|(?<=过)半|(?<=[归清])零|(?<=翻)"
    rf"|(?<=[{_WORDS}])(?<![{_WORDS}][{_WORDS}])[{_WORDS}]*+(?=[{re.escape(_COUNTED)}])|(?<=一)半)"
)
_QUOTED = re.compile("《[^》\n]{1,80}》|“[^”\n]{1,40}”|〔[^〕\n]{1,10}〕|https?://[^\\s，。]+")
_OF_WHICH = re.compile("的[^，,。；;、\n]{1,20}")
_WITHIN = re.compile("的?(?:范围|半径)")
_NOUN_AFTER = re.compile("(?:以上|以下)?的?[一-鿿]")
_LIST_JOINTS = frozenset(["、", "和", "及", "与"])


def scan(text: str) -> tuple[Quantity | Ignored, ...]:
    """Every numeral of `text` in order, as a `Quantity` or an `Ignored`; their spans never overlap.

    A Chinese numeral that is part of a word (统一, 进一步) is neither.
    """
    found: list[Quantity | Ignored] = []
    next_mark = 1
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    position = quote_index = 0
    for run in _NUMERAL.finditer(text):
        at = run.start()
        if at < position:
            continue
        while quote_index < len(quoted) and quoted[quote_index][1] <= at:
            quote_index += 1
        inside = quote_index < len(quoted) and quoted[quote_index][0] < at
        mark = read_footnote_mark(text, run.span(), next_mark)
        next_mark += mark is not None
        item = mark or _read_at(text, run, quoted[quote_index][0] if inside else None, found[-1] if found else None)
        if item is not None:
            found.append(item)
            position = item.end
    return tuple(_without_thresholds(text, list(_share_units(text, found))))


def _read_at(text: str, run: re.Match[str], quote: int | None, previous: object) -> Quantity | Ignored | None:
    at = run.start()
    is_digits = text[at].isdigit()
    if run.end() - at > LONGEST_NUMERAL:
        return Ignored(at, run.end(), "no_unit") if is_digits else None
    is_quoted = quote is not None and at != quote + 1
    if not is_digits:
        return _read_words(text, at, quote)
    reason = ignored_digits(text, run.span(), text[quote] if quote is not None else "", previous)
    return reason or read_share(text, at) or read_ratio(text, at) or _read_digits(text, at, is_quoted=is_quoted)


def _read_digits(text: str, at: int, *, is_quoted: bool) -> Quantity | Ignored | None:
    """Digits with what follows them: a range, or one number with its scale and unit."""
    if ranged := read_range(text, at):
        return ranged
    match = SINGLE.match(text, at)
    if match and not match["unit"] and (coefficient := read_coefficient(text, at)):
        return coefficient
    return (ignored_count(text, at, match, is_quoted=is_quoted) or read_single(text, match)) if match else None


def _read_words(text: str, at: int, quote: int | None) -> Quantity | Ignored | None:
    """A Chinese numeral or a word that stands for a number; None when it is only part of a word."""
    special = read_date(text, at) or read_share(text, at) or read_special(text, at)
    if special:
        # “两清零” is a slogan, “清零” and “零事故” are quantities.
        return special if quote is None or at == quote + 1 else Ignored(at, special.end, "slogan")
    match = SINGLE.match(text, at)
    if not match or text[at - 1 : at] == "第" or match["unit"] in (None, "届"):
        return None
    if ignored := ignored_words(text, at, match, is_quoted=quote is not None):
        return ignored
    return read_single(text, match) if counts(text, at, match, int(read_number(match["low"]))) else None


def _share_units(text: str, found: list[Quantity | Ignored]) -> Iterable[Quantity | Ignored]:
    """A bare number in a list takes the unit of the number after it: 10、20和30家."""
    shared: list[Quantity | Ignored] = []
    for item in reversed(found):
        following = shared[-1] if shared else None
        shared.append(_with_unit(text, item, following) or item)
    return reversed(shared)


def _with_unit(text: str, item: Quantity | Ignored, following: Quantity | Ignored | None) -> Quantity | None:
    if not isinstance(item, Ignored) or item.reason not in ("no_unit", "footnote_mark"):
        return None
    if not isinstance(following, Quantity) or not following.unit or text[item.end : following.start] not in _LIST_JOINTS:
        return None
    if text[item.start - 1 : item.start] in "”》" or item.end - item.start > LONGEST_NUMERAL:
        return None
    return make_quantity(text, (item.start, item.end), (read_number(text[item.start : item.end]),), following.unit)


def _without_thresholds(text: str, found: list[Quantity | Ignored]) -> Iterator[Quantity | Ignored]:
    """A bounded number that only says which things are meant (收入50万元以上的村占比…, 16—24岁青年) is a threshold."""
    for index, item in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        yield Ignored(item.start, item.end, "threshold") if isinstance(item, Quantity) and _is_threshold(text, item, following) else item


def _is_threshold(text: str, item: Quantity, following: Quantity | Ignored | None) -> bool:
    if item.kind in ("length", "area") and _WITHIN.match(text, item.end):
        return True
    if item.kind == "ages":
        return bool(_NOUN_AFTER.match(text, item.end))
    if item.comparator == "eq" or item.kind in ("share", "parts") or not isinstance(following, Quantity):
        return False
    return bool(_OF_WHICH.fullmatch(text, item.end, following.start))
