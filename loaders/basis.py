"""How a number adds up: a level, a sum over a period, a yearly amount, a share, a change, a price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.clauses import load_clause_words
from loaders.lexicon_files import any_of
from loaders.subjects import strip_clause

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.records import Basis, Kind
    from loaders.clauses import Placed
    from loaders.subjects import Subject

_WORDS = load_clause_words()
_FLOW = any_of(_WORDS.flow_verbs)
_FLOW_VERB = re.compile(_FLOW)
_FLOW_AT_EDGE = re.compile(rf"^(?:{_FLOW})|(?:{_FLOW})(?:了)?$")
_STANDING_VERB = re.compile(any_of(_WORDS.standing_verbs))
_STOCK_NOUN = re.compile(any_of(_WORDS.stock_nouns))
_FLOW_NOUN = re.compile(any_of(_WORDS.flow_nouns))
_ANNUAL_NOUN = re.compile(rf"(?<![一二三四五六七八九十两几每0-9０-９])(?:{any_of(_WORDS.annual_nouns)})")
_PRICE_NOUN = re.compile(any_of(_WORDS.price_nouns))
_SUM = re.compile(any_of(_WORDS.sums))
_HEIGHT = re.compile(rf"(?:{any_of(_WORDS.heights)})(?:稳定|保持|提高|增加|增长|扩大)?(?:达到|达|在|到|至)$")
_HEIGHT_END = re.compile(rf"(?:{any_of(_WORDS.heights)})$")
_REACHED = re.compile("达到|达$|增至|增加到|增加至|提高到|扩大到|总量|现有|拥有|共有|设有|稳定在|保持")
_INCREMENT = re.compile("(?:增加|新增|净增|减少)$")
_BUILT = re.compile("^(?:建成|建有|拥有)|(?:建成|建有|拥有)$")
_STATE_VERB = re.compile("纳入|入驻|达到|覆盖|跻身|进入")
_MULTIPLE_OF = re.compile("是|为|相当于|达到?$")
# 每千名老人, 平均每名护理员: a number per so many; 每个县, 每家机构 only say where.
_EVERY = re.compile("每(?:个|家|所|名|县|市|区|镇|乡|村|校|院|街道|社区|中心)[^，,；;]{0,12}(?:配备|设有|拥有|有|至少)")
_PER_MANY = re.compile("每(?:[0-9０-９]+|[一二三四五六七八九]?[十百千万亿]+)(?:名|人|户|张|平方公里|常住)|平均每")
_GIVING = re.compile("给予|享受|按|发放|奖励|资助")
_GRANT = "(?:补贴|补助|奖励|资助|奖补|津贴|经费|奖金)"
_GRANT_BEFORE = re.compile(rf"给予[^，,；;。]{{0,30}}{_GRANT}$")
_GRANT_AFTER = re.compile(rf"[^，,。；;]{{0,8}}{_GRANT}")

_SHARE_KINDS = frozenset({"share", "parts", "ratio", "times", "per_many"})
_EVENT_KINDS = frozenset({"person_times", "events", "household_times", "medals"})
_FLOW_KINDS = _EVENT_KINDS | {"money"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the rules look at: a number in its clause, its subject, and what is known of its time.

    `core` is the clause before the number without times, openers and level verbs; `is_deadline`: it holds by or until a
    date; `previous` is the basis of the number before it in the same part of the sentence.
    """

    placed: Placed
    subject: Subject
    kind: Kind
    is_deadline: bool
    previous: Basis | None
    core: str


def read_basis(placed: Placed, subject: Subject, kind: Kind, *, is_deadline: bool, previous: Basis | None) -> Basis:
    """The basis that the first rule that holds gives; without one a number goes on as the sum before it, or is a level."""
    counted = Counted(placed, subject, kind, is_deadline, previous, strip_clause(placed.left))
    return next((basis for basis, holds in _RULES if holds(counted)), "cumulative" if previous == "cumulative" else "stock")


def is_reached_level(placed: Placed) -> bool:
    """Whether the clause says that a level is reached or kept (达到, 稳定在)."""
    return bool(_REACHED.search(placed.left))


def is_total(text: str) -> bool:
    """Whether the words say that something is summed up (累计, 共计)."""
    return bool(_SUM.search(text))


def _is_change(one: Counted) -> bool:
    unit_kind = one.placed.quantity.kind
    is_multiple = unit_kind == "times" and not _MULTIPLE_OF.search(one.placed.left)
    return one.subject.is_growth or unit_kind in ("doublings", "points") or is_multiple


def _is_share(one: Counted) -> bool:
    return one.placed.quantity.kind in _SHARE_KINDS


def _is_price(one: Counted) -> bool:
    """Money that one person, place or case gets or costs."""
    if one.placed.quantity.kind != "money":
        return one.placed.quantity.kind == "money_rate"
    left = one.placed.list_left
    if _PRICE_NOUN.search(one.subject.text) or _PRICE_NOUN.search(left) or _GRANT_BEFORE.search(left):
        return True
    return bool(_GIVING.search(left) and _GRANT_AFTER.match(one.placed.tail))


def _is_per_many(one: Counted) -> bool:
    return bool(_PER_MANY.search(one.placed.left))


def _is_length_of_time(one: Counted) -> bool:
    return one.placed.quantity.kind in ("durations", "ages")


def _is_yearly(one: Counted) -> bool:
    last_words = (one.subject.text.rpartition("的")[2], one.placed.left.rpartition("的")[2])
    return one.placed.tail.startswith("/年") or any(_ANNUAL_NOUN.search(words) for words in last_words)


def _is_increment(one: Counted) -> bool:
    """增加1家 says how many are added, not how many there are."""
    return bool(_INCREMENT.search(one.core))


def _names_level(one: Counted) -> bool:
    is_event = one.placed.quantity.kind in _EVENT_KINDS
    return (not is_event and bool(_STOCK_NOUN.search(one.subject.text))) or (one.is_deadline and bool(_BUILT.search(one.core)))


def _names_sum(one: Counted) -> bool:
    return is_total(one.placed.left) or bool(_FLOW_NOUN.search(one.subject.text))


def _stands(one: Counted) -> bool:
    """Places are counted as they stand: built in the past, or brought into a state (纳入, 入驻)."""
    if one.placed.quantity.kind not in ("places", "items"):
        return False
    if one.kind == "achieved" and _STANDING_VERB.search(one.core):
        return True
    return not _FLOW_AT_EDGE.search(one.core) and bool(_STATE_VERB.search(one.placed.right))


def _reaches_level(one: Counted) -> bool:
    if _EVERY.search(one.placed.left) or (one.placed.quantity.comparator == "gt" and _HEIGHT_END.search(one.placed.left)):
        return True
    return bool(_HEIGHT.search(one.placed.left)) or (is_reached_level(one.placed) and not _FLOW_VERB.search(one.subject.text))


def _adds_up(one: Counted) -> bool:
    """The unit or a verb of doing says that something happened so many times."""
    if one.placed.quantity.kind in _FLOW_KINDS or _FLOW_AT_EDGE.search(one.core):
        return True
    words = one.core + one.placed.tail if one.placed.quantity.kind != "places" else ("" if one.core else one.placed.tail)
    return bool(_FLOW_VERB.search(words))


_RULES: tuple[tuple[Basis, Callable[[Counted], bool]], ...] = (
    ("growth", _is_change),
    ("rate", _is_share),
    ("price", _is_price),
    ("rate", _is_per_many),
    ("other", _is_length_of_time),
    ("annual", _is_yearly),
    ("cumulative", _is_increment),
    ("stock", _names_level),
    ("cumulative", _names_sum),
    ("stock", _stands),
    ("stock", _reaches_level),
    ("cumulative", _adds_up),
)
