"""When a number holds: whether it is a commitment or a result, and the year or period it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.records import Basis, Kind, Period
from loaders.basis import is_reached_level, is_total, read_basis
from loaders.clauses import load_clause_words
from loaders.lexicon_files import any_of
from loaders.times import PERIODS, find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.clauses import Placed
    from loaders.subjects import Subject
    from loaders.times import TimeMention

# kept: the level held all the time (保持); since: a change from an earlier time (较2015年); year_on_year: a change against
# the year before (同比); against_others: a difference from other places (比全国平均水平低).
Manner = Literal["plain", "kept", "since", "year_on_year", "against_others"]

_SHARE_OF_PREVIOUS = re.compile("占|目标")
_LAST_YEAR = re.compile("上年|去年|同期")
_IN_TIME = re.compile(rf"[0-9０-９]|年|期|目标|{any_of(PERIODS)}")
_ELSEWHERE = re.compile("平均|全国|全省")
_GROWTH_NEXT = re.compile(any_of(load_clause_words().growth_verbs))
# How far 年均增长 reaches: its own rate stands right behind it.
_GROWTH_REACH = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the numbers of a passage unless its words say otherwise.

    `looks_back`: it stands under a heading that states results; `period` is the plan's.
    """

    period: Period
    looks_back: bool

    @property
    def previous(self) -> Period:
        """The period of the same length before the plan's."""
        length = self.period.end_year - self.period.start_year + 1
        return Period(start_year=self.period.start_year - length, end_year=self.period.start_year - 1)

    def own(self, kind: Kind) -> Period:
        """The period that a number of this kind belongs to where the text names none."""
        return self.period if kind == "target" else self.previous


@dataclass(frozen=True, slots=True)
class Timing:
    """Kind, basis and date of one number."""

    kind: Kind
    basis: Basis
    date: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the sentence says about one number: its clause, its subject and the times named before it.

    `carried` is the time an earlier sentence leaves for this one, `repeats` a word like 每年 that reaches the number.
    """

    placed: Placed
    subject: Subject
    times: tuple[TimeMention, ...]
    carried: TimeMention | None
    repeats: TimeMention | None


def governing_time(times: Sequence[TimeMention], at: int) -> TimeMention | None:
    """The time that a number at `at` stands under: the last one named before it that is no comparison and names years."""
    found = None
    for mention in times:
        if mention.start > at:
            break
        if not mention.is_comparison and mention.kind not in ("annual", "periodic"):
            found = mention
    return found


def recurrence(times: Sequence[TimeMention], halt: int, at: int, text: str) -> TimeMention | None:
    """每年 or 每两年 between `halt` and the number, unless another time or 累计 stands between them."""
    found = None
    for mention in times:
        if mention.start > at:
            break
        if mention.start >= halt and not mention.is_comparison:
            found = mention if mention.kind in ("annual", "periodic") else None
    if not found or is_total(text[found.end : at]):
        return None
    is_spent = _GROWTH_NEXT.match(text, found.end) and found.end + _GROWTH_REACH < at
    return None if is_spent else found


def read_timing(words: Words, setting: Setting, previous: Timing | None, whole: Timing | None) -> Timing:
    """Kind, basis and date of one number.

    `previous` is the timing of the number before it in the same part of the sentence, `whole` of the last number in the
    whole sentence: a share of what was counted before holds when that holds.
    """
    one = words.placed
    if one.link == "base":
        return _base_timing(words, setting)
    time = _listed_time(one) or governing_time(words.times, one.quantity.start) or words.carried
    kind: Kind = "target" if _is_target(time, setting) else "achieved"
    is_deadline = bool(time and time.is_deadline)
    basis = read_basis(one, words.subject, kind, is_deadline=is_deadline, previous=previous.basis if previous else None)
    repeats = words.repeats if _is_repeated(one, basis) else None
    if whole and kind == "achieved" and basis == "rate" and _SHARE_OF_PREVIOUS.search(words.subject.text + one.left):
        return Timing(kind, basis, whole.date)
    if repeats:
        return _repeated_timing(kind, basis, repeats, time, setting)
    return Timing(kind, basis, _date(words, kind, basis, time, setting))


def _base_timing(words: Words, setting: Setting) -> Timing:
    """The first number of 从 … 提高到 …: a past value, at the time named beside it or at the end of the period before."""
    one = words.placed
    named = [mention for mention in words.times if mention.is_comparison and mention.last_year and mention.end <= one.quantity.start]
    before = setting.own("achieved" if setting.looks_back else "target").start_year - 1
    basis = read_basis(one, words.subject, "achieved", is_deadline=True, previous=None)
    return Timing("achieved", basis, str(named[-1].last_year if named else before))


def _listed_time(one: Placed) -> TimeMention | None:
    """The time of one number of a list that answers a list of times: 2023年、2024年分别新增4万人、5万人."""
    times = find_times(one.list_left, 0, len(one.list_left)) if one.count > 1 else ()
    return times[one.position] if len(times) == one.count else None


def _is_target(time: TimeMention | None, setting: Setting) -> bool:
    """Whether a number is a commitment: by its time where that names years, else by the chapter it stands in."""
    if time and time.last_year is not None:
        return time.last_year >= setting.period.start_year
    return not setting.looks_back


def _is_repeated(one: Placed, basis: Basis) -> bool:
    """Whether 每年 reaches this number: not a rate or price, and not a level that the clause says is reached."""
    return basis not in ("rate", "price") and not (basis == "stock" and is_reached_level(one))


def _repeated_timing(kind: Kind, basis: Basis, repeats: TimeMention, time: TimeMention | None, setting: Setting) -> Timing:
    over = _over(*_years(time, setting.own(kind)))
    if repeats.kind == "annual":
        return Timing(kind, basis if basis == "growth" else "annual", f"annual {over}")
    date = str(time.last_year) if time and _is_one_year(time) else over
    return Timing(kind, basis if basis == "growth" else "other", date)


def _date(words: Words, kind: Kind, basis: Basis, time: TimeMention | None, setting: Setting) -> str:
    """The year or period that the number refers to, as the records write it."""
    own = setting.own(kind)
    first, last = _years(time, own)
    if time and time.last_year and _is_one_year(time) and "累计" in words.placed.left:
        first, last = time.last_year, max(own.end_year, time.last_year)
    holds_at_end = _result_is_at_end if kind == "achieved" else _target_is_at_end
    is_reached = words.placed.link == "reached" and time is not None and time.kind == "at"
    return str(last) if is_reached or holds_at_end(basis, time, _manner(words)) else _over(first, last)


def _target_is_at_end(basis: Basis, time: TimeMention | None, _: Manner) -> bool:
    """Whether a commitment holds at the end of its time, not over it; one that names no time holds over the plan's period."""
    if time is None or time.kind == "over":
        return False
    if basis == "cumulative":
        return _is_one_year(time)
    return time.kind == "at" or (time.kind == "past" and basis != "growth")


def _result_is_at_end(basis: Basis, time: TimeMention | None, manner: Manner) -> bool:
    """Whether a result holds at the end of its time, not over it."""
    if manner != "plain":
        return manner not in ("kept", "since")
    return basis not in ("cumulative", "growth") or bool(time and _is_one_year(time))


def _is_one_year(time: TimeMention) -> bool:
    """Within one year (2020年), not by or until its end (截至2020年底)."""
    return time.kind == "at" and not time.is_deadline


def _manner(words: Words) -> Manner:
    left, compared = words.placed.left, words.subject.compared_with
    if "同比" in left or (compared and _LAST_YEAR.search(compared)):
        return "year_on_year"
    if (compared and not _IN_TIME.search(compared)) or (words.placed.quantity.kind == "points" and _ELSEWHERE.search(left)):
        return "against_others"
    if compared:
        return "since"
    return "kept" if "保持" in left else "plain"


def _over(first: int, last: int) -> str:
    return f"{first}-{last}" if first < last else str(last)


def _years(time: TimeMention | None, own: Period) -> tuple[int, int]:
    """First and last year of the time; what it leaves open comes from the period it stands in."""
    if time is None or time.first_year is None:
        return own.start_year, own.end_year
    if time.first_year < 0:
        return own.end_year + time.first_year + 1, own.end_year
    if time.kind == "at":
        year = time.last_year or own.end_year
        return min(own.start_year, year), year
    return time.first_year, time.last_year or own.end_year
