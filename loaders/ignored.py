"""Numerals that are no quantity, each with a reason from a closed list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graph.records import Record
from graph.units import load_unit_kinds
from loaders.lexicon_files import FOLDER, any_of, read_lexicon, require_unique_lists
from loaders.quantities import CHINESE, DECIMAL, DIGIT, GAP, SINGLE

if TYPE_CHECKING:
    from graph.records import IgnoredReason


class Labels(Record):
    """Words that tell a label or a set phrase from a quantity."""

    label_nouns: tuple[str, ...]
    set_phrases: tuple[str, ...]
    name_nouns: tuple[str, ...]
    building_verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A numeral that is no quantity, and why."""

    start: int
    end: int
    reason: IgnoredReason


@cache
def load_labels() -> Labels:
    """The label words of `lexicon/labels.yml`."""
    path = FOLDER / "labels.yml"
    lexicon = read_lexicon(path, Labels)
    require_unique_lists(path, lexicon)
    return lexicon


# No quantity in a plan is written with more digits; a longer run is a code or an attack on the reader.
LONGEST_NUMERAL = 20
_TELEPHONE_LENGTH = 7
_FOOTNOTE_LENGTH = 2
_DATE = re.compile(
    rf"{DIGIT}{{4}}{GAP}(?:[-－—–~～至]{{1,2}}{GAP}{DIGIT}{{4}}{GAP}年|年(?:{GAP}{DIGIT}{{1,2}}{GAP}月(?:{GAP}{DIGIT}{{1,2}}{GAP}日)?)?)"
    rf"|{DIGIT}{{4}}[-/.]{DIGIT}{{1,2}}[-/.]{DIGIT}{{1,2}}|(?<=[ T日]){DIGIT}{{1,2}}[:：]{DIGIT}{{2}}[:：]{DIGIT}{{2}}"
    rf"|{DIGIT}{{1,2}}{GAP}月(?!均|薪|嫂)(?:{GAP}{DIGIT}{{1,2}}{GAP}日)?|{DIGIT}{{1,2}}日(?!均)|{DIGIT}{{2}}年代|[〇零一二三四五六七八九]{{4}}年"
)
_DURATION = re.compile(rf"(?:{DECIMAL}|{CHINESE})(?:多|余)?(?:周?年|个月|天|周|世纪)")
# A length of time that is itself what is measured: 平均受教育年限达到11.3年, 办理时限压缩至5个工作日.
_MEASURED_TIME = re.compile(
    "(?:年限|寿命|时限|时长|工龄|天数|时间(?=控制|缩短|压缩|不超过|达))[^，,。；;]{0,8}$|(?:至|到|不少于|不超过|不低于|至少)$"
)
_MEASURED_REACH = 12
_LABEL_NOUN = re.compile(any_of(load_labels().label_nouns))
_NAMED_BY_COUNT = re.compile(rf"[^，,、。；;\n]{{0,14}}?(?:{any_of(load_labels().name_nouns)})(?=[，,、。；;等\n]|$)")
_SET_PHRASE = re.compile(any_of(load_labels().set_phrases))
_RANK_AFTER = re.compile("[名位强列]")
_NOT_TENTHS = "为立果效功员长就本人了型交熟"
# How far behind the unit the noun may stand that makes the count a label: 19条人才新政, 5个层面.
_LABEL_REACH = {"条": 8, "项": 6}
_LIST_MARK = re.compile(r"[)）.．、](?!\d)")
_MARKED = re.compile(rf"(?:[”》]|{any_of(load_labels().name_nouns)}|项目|活动|大赛|制度|政策|平台|品牌)$")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def ignored_digits(text: str, span: tuple[int, int], quoted: str, previous: object) -> Ignored | None:
    """Why the digits at `span` can be no quantity, whatever unit follows; None when they may be one.

    `quoted` is the sign that opens the title, quotation or brackets they stand in, else empty; `previous` is what was read
    before them.
    """
    at, end = span
    if date := read_date(text, at):
        return date
    if quoted and quoted != "“":
        return Ignored(at, end, "document_number" if quoted == "〔" else "name")
    reason = _neighbour_reason(text, at, end) or (_is_rank_list(text, at, previous) and "rank") or None
    if reason:
        return Ignored(at, end, reason)
    return _denominator(text, at) or _duration(text, at) or _line_number(text, at, end)


def read_date(text: str, at: int) -> Ignored | None:
    """A date, year or time of day that begins at `at`."""
    match = _DATE.match(text, at)
    return Ignored(at, match.end(), "date") if match else None


def read_footnote_mark(text: str, span: tuple[int, int], expected: int) -> Ignored | None:
    """The next footnote mark, glued to a name (“粤菜师傅”工程1部署…), where the text has a note of that number."""
    at, end = span
    if text[at:end] != str(expected) or not _MARKED.search(text[max(0, at - 4) : at]):
        return None
    return Ignored(at, end, "footnote_mark") if re.search(rf"\n\s*{expected}\s*[.．、]", text[end:]) else None


def ignored_count(text: str, at: int, match: re.Match[str], *, is_quoted: bool) -> Ignored | None:
    """Why digits with the unit that `SINGLE` matched are no quantity; None when they are one."""
    unit = match["unit"]
    if not unit and not match["scale"]:
        end = at + len(match["low"])
        return Ignored(at, end, _unitless_reason(text, at, end))
    reason = "name" if is_quoted else _label_reason(text, at, match) if unit else None
    return Ignored(at, match.end(), reason) if reason else None


def ignored_words(text: str, at: int, match: re.Match[str], *, is_quoted: bool) -> Ignored | None:
    """Why a Chinese numeral with a unit is a name or a denominator; None when it may be a quantity."""
    if text[at - 1 : at] == "每":
        return Ignored(at, match.end(), "denominator")
    if is_quoted or _NAMED_BY_COUNT.match(text, match.end()):
        return Ignored(at, match.end(), "name")
    phrase = _SET_PHRASE.match(text, at)
    return Ignored(at, phrase.end(), "name") if phrase else None


def counts(text: str, at: int, match: re.Match[str], number: int) -> bool:
    """Whether a Chinese numeral before a unit counts (两座, 百名) and is no label or part of a word (两个平台, 二元)."""
    unit, kind = match["unit"], load_unit_kinds()[match["unit"]]
    if kind.kind == "durations" or (not kind.counts_with_words and number <= 10):
        return False
    if _SET_PHRASE.match(text, match.end() - len(unit)) or (unit == "元" and number < 10):
        return False
    if match["low"] == "一" and kind.kind not in ("parts", "times") and text[at - 1 : at] not in load_labels().building_verbs:
        return False
    return unit != "成" or text[match.end() : match.end() + 1] not in _NOT_TENTHS


def _neighbour_reason(text: str, at: int, end: int) -> IgnoredReason | None:
    before, after = text[at - 1 : at], text[end : end + 1]
    if before == "第":
        return "document_number" if after == "号" else "rank"
    if before == "前" and _RANK_AFTER.match(text, end):
        return "rank"
    if after == "号":
        return "document_number"
    if "+" in (before, after) or text[max(0, at - 2) : at] in ("（即", "(即") or "＋" in (before, after):
        return "slogan"
    return "name" if before in _LATIN or after in _LATIN else None


def _is_rank_list(text: str, at: int, previous: object) -> bool:
    """第44、45届: the second number is a rank as the first is."""
    return text[at - 1 : at] == "、" and isinstance(previous, Ignored) and previous.reason == "rank" and previous.end == at - 1


def _denominator(text: str, at: int) -> Ignored | None:
    match = SINGLE.match(text, at) if text[at - 1 : at] == "每" else None
    return Ignored(at, match.end(), "denominator") if match else None


def _duration(text: str, at: int) -> Ignored | None:
    match = _DURATION.match(text, at)
    return Ignored(at, match.end(), "duration") if match and not _is_measured_time(text, at) else None


def _is_measured_time(text: str, at: int) -> bool:
    return bool(_MEASURED_TIME.search(text[max(0, at - _MEASURED_REACH) : at]))


def _line_number(text: str, at: int, end: int) -> Ignored | None:
    """A list number at the head of a line, or a page number alone on one."""
    line_start = text.rfind("\n", max(0, at - LONGEST_NUMERAL), at) + 1
    if (not line_start and at > LONGEST_NUMERAL) or text[line_start:at].strip(" \u00a0\u3000\t(（"):
        return None
    if _LIST_MARK.match(text, end):
        return Ignored(at, end, "list_number")
    rest = text[end : end + LONGEST_NUMERAL].partition("\n")[0]
    return None if rest.strip() else Ignored(at, end, "page_number")


def _unitless_reason(text: str, at: int, end: int) -> IgnoredReason:
    before = text[at - 1 : at]
    if end - at >= _TELEPHONE_LENGTH:
        return "telephone"
    if end - at <= _FOOTNOTE_LENGTH and (before in "”’》）)" or "一" <= before <= "鿿"):
        return "footnote_mark"
    return "slogan" if before == "“" else "no_unit"


def _label_reason(text: str, at: int, match: re.Match[str]) -> IgnoredReason | None:
    """Whether a count only says how many clauses, lines of work or listed things there are, or how long it takes."""
    unit = match["unit"]
    kind = load_unit_kinds()[unit]
    if kind.kind == "durations":
        return None if _is_measured_time(text, at) else "duration"
    if kind.counts_with_words or match["scale"]:
        return None
    if unit == "届":
        return "rank"
    if text[at - 1 : at] == "等":
        return "enumeration_count"
    return "label_count" if _LABEL_NOUN.search(text, match.end(), match.end() + _LABEL_REACH.get(unit, 2)) else None
