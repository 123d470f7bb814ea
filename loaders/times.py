"""The times that a text names: years, plan periods, every year, with what they are said of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.records import Period, Record
from loaders.lexicon_files import FOLDER, any_of, read_lexicon
from loaders.numerals import half_width, read_number

# at: a year or the end of a period; over: a period; annual: every year; periodic: every few years; streak: so many years
# in a row; past: so many years up to now.
TimeKind = Literal["at", "over", "annual", "periodic", "streak", "past"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time named at `start:end`; years are None where the text leaves them to its context (每年, 五年来, 期末).

    `is_comparison`: it is what a number is compared with (比“十三五”期末), not when it holds. `is_deadline`: the text says
    by or until then (到2025年, 截至2020年底).
    """

    start: int
    end: int
    kind: TimeKind
    first_year: int | None
    last_year: int | None
    is_comparison: bool
    is_deadline: bool


class PlanPeriods(Record):
    """Five-year plan periods by the name that plans give them."""

    periods: dict[str, Period]


PERIODS = read_lexicon(FOLDER / "periods.yml", PlanPeriods).periods

_NAME = any_of(list(PERIODS))
_COUNT = "[一二两三四五六七八九十0-9０-９]{1,3}"
# The signs that a time begins with: one look at them spares the many alternatives almost everywhere.
_FIRST = "“每年平逐日月连近过期一二两三四五六七八九十0-9０-９" + "".join(sorted({name[0] for name in PERIODS}))
_TIME = re.compile(
    rf"(?=[{_FIRST}])(?:“?(?P<plan>{_NAME})”?(?P<plan_end>规划期末|期末|时期末|末期|末)?(?:期间|时期)?(?!”?(?:规划(?!期)|目标))"
    r"|(?P<first>[0-9０-９]{4})\s?年?\s?(?:[-－–~～至到]|—{1,2})\s?(?P<last>[0-9０-９]{4})\s?年"
    r"|(?P<year>[0-9０-９]{4})\s?年(?P<since>以来|至今)?(?:底|末|初)?(?:之?前)?"
    r"|(?P<annual>每年|年均|年平均|平均年(?![龄限])|每年度|逐年)"
    rf"|(?P<periodic>每{_COUNT}年|日均|月均|每日|每周|每季度)"
    rf"|连续(?P<streak>{_COUNT})年"
    rf"|近?(?P<past>{_COUNT})年(?:以?来|间|累计|共计|总计)|(?:过去|近)(?P<past_bare>{_COUNT})年"
    rf"|(?<![第每上下满近续])(?P<span>{_COUNT})年(?=年均|累计|共|新|培|建[成设]|招|引|提高|增|净增|完成|实现|组|改|投|举)"
    rf"|(?<![一-鿿0-9０-９])(?P<clause_span>{_COUNT})年(?![级制度龄代]|行动|计划|攻坚|规划)"
    r"|(?P<period_end>期末))"
)
# No time is named without one of these; looking for them is much faster than trying the pattern everywhere.
_SIGN = re.compile("[年五均每]|期末")
_COMPARISON = re.compile(r"(?:(?<!占)比(?![例重率])|较(?![大多高好为])|从|由|高于|低于|与)[^，,。；;、\d]{0,6}$")
_DEADLINE = re.compile(r"(?:到|至|截至|截止|截止到|在|前)“?$")


def find_times(text: str, start: int, end: int) -> tuple[TimeMention, ...]:
    """The times named in `text[start:end]`, in order."""
    if not _SIGN.search(text, start, end):
        return ()
    return tuple(_mention(text, start, match) for match in _TIME.finditer(text, start, end))


def _mention(text: str, start: int, match: re.Match[str]) -> TimeMention:
    before = text[max(start, match.start() - 10) : match.start()]
    kind, first, last = _years(match)
    return TimeMention(
        start=match.start(),
        end=match.end(),
        kind=kind,
        first_year=first,
        last_year=last,
        is_comparison=bool(_COMPARISON.search(before)),
        is_deadline=bool(_DEADLINE.search(before)) or (kind == "at" and match["year"] is None),
    )


def _years(match: re.Match[str]) -> tuple[TimeKind, int | None, int | None]:
    if match["plan"]:
        period = PERIODS[match["plan"]]
        return ("at", period.end_year, period.end_year) if match["plan_end"] else ("over", period.start_year, period.end_year)
    if match["first"]:
        return "over", int(half_width(match["first"])), int(half_width(match["last"]))
    if match["year"]:
        year = int(half_width(match["year"]))
        return ("over", year, None) if match["since"] else ("at", year, year)
    if match["period_end"]:
        return "at", None, None
    for kind in ("annual", "periodic", "streak"):
        if match[kind]:
            return kind, None, None
    count = int(read_number(match["past"] or match["past_bare"] or match["span"] or match["clause_span"]))
    return "past", -count, None
