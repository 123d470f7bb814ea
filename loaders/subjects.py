"""What a number measures: the shortest phrase of its sentence that can be read alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.bounds import bound_of_whole
from loaders.clauses import MODIFIER_ENDS, Placed, load_clause_words
from loaders.lexicon_files import any_of
from loaders.times import find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = load_clause_words()
_OPENER = "|".join(
    re.escape(word) + (f"(?![{_WORDS.openers_not_before[word]}])" if word in _WORDS.openers_not_before else "")
    for word in sorted(_WORDS.openers, key=len, reverse=True)
)
_OPENERS = re.compile(rf"^(?:{any_of(_WORDS.leading_scopes)}|{_OPENER}|[\s”、，,；;：:])+")
_LEVEL_TAIL = re.compile(rf"(?:{any_of(_WORDS.level_verbs)}|\s)+$")
_GROWTH_TAIL = re.compile(rf"(?:{any_of(_WORDS.growth_verbs)}|分别|年均|同比|环比|平均)+$")
_GROWTH_WORD = re.compile(rf"(?:{any_of(_WORDS.growth_verbs)})$")
_FALL = re.compile(rf"(?:{any_of(_WORDS.fall_verbs)})[^，,。；;]{{0,4}}$")
_GROWTH_AFTER = re.compile("^的?(?:正|负|年均)?增长")
_GROWTH_KINDS = frozenset({"share", "parts", "points", "times", "doublings"})
_LEADING_SCOPE = re.compile(f"^(?:{any_of(_WORDS.leading_scopes)})+")
_SCOPES = re.compile(any_of(_WORDS.scopes))
_HEAD_TAIL = re.compile(rf"(?:{any_of(_WORDS.heads)})(?:[（(][^）)]*[）)])?$")
_ASIDE_TAIL = re.compile(r"[（(][^）)]*[）)]$")
_EXISTENCE = re.compile("(?:现有|拥有|共有|建有|设有|有)$")
_COMPARED = re.compile(
    r"(?:分别)?(?:(?<!占)比(?![例重率])|较(?![大多高好]))(?P<with>[^，,；;]{1,14}?)(?=(?:分别|约|平均|累计|也|均)*(?:"
    + any_of(_WORDS.growth_verbs)
    + "))"
)
_SHARE_OF = re.compile(r"占(?P<whole>[^，,；;占]{0,20})$")
_TRIM = " \u00a0\u3000\t\n、，,；;：:"
_LIST_SPLIT = re.compile("、|以及|和(?!谐|解)|及(?!其)|与(?!会)")
_BEFORE_TIME = re.compile("(?:截至|截止到|截止|到|至|于|在)$")
_OPEN_JOINT = re.compile("(?:、|和|及|与|以及)$")
_LEADING_VERB = re.compile(rf"^(?:{any_of(_WORDS.flow_verbs)})+")
_PRICE_NOUN = re.compile(any_of(_WORDS.price_nouns))
# 在佛山技师学院建设 [至少1个] …: where it is done narrows the subject, it does not belong to it.
_IN_PLACE = re.compile("^(?:[^，,]*[，,])?在(?P<place>[^，,；;]{2,20}?)(?P<verb>建设|建成|设立|新建|建立|开展|举办|打造|设置)$")
_OTHER_UNIT = re.compile("^(?:/年|[（(][个家所项条户人名间座]+[）)])")
_TRAILING_MOVE = re.compile("(?:赴|前往|到|进入|走进)$")
_QUOTE_MARKS = re.compile("[“”]")
_LONG_RIGHT = 14

# How a subject ends when its words do not say what is counted, by the kind of unit.
_SUFFIX = {
    "persons": "人数",
    "person_times": "人次",
    "households": "户数",
    "household_times": "户次",
    "places": "数量",
    "items": "数量",
    "events": "场次",
    "medals": "数量",
    "beds": "数量",
    "share": "比例",
    "money": "金额",
}
_GROWTH_NAMED = re.compile("(?:率|幅|速|倍数)$")
_HAS_SUFFIX = re.compile(
    "(?:数|数量|人数|人次|户数|总数|总量|数目|场次|次数|比例|比重|占比|率|金额|额|量|规模|收入|支出|结余|产值|水平|标准|面积|增幅|速度|寿命|年限)(?:[（(][^）)]*[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject phrase, without and with the noun that says what is counted, and the words that narrow it."""

    core: str
    text: str
    scope: tuple[str, ...]
    is_growth: bool
    compared_with: str | None


def read_subjects(placed: Sequence[Placed]) -> list[Subject]:
    """The subject of each number of one sentence."""
    subjects: list[Subject] = []
    for index in range(len(placed)):
        subjects.append(_with_shared_verb(placed, index, _subject(placed, index, subjects)))
    return subjects


def _with_shared_verb(placed: Sequence[Placed], index: int, subject: Subject) -> Subject:
    """The subject with the verb that opens its clause, where a list goes on without it: 新增甲1个、[新增]乙18个."""
    one, first = placed[index], placed[index - placed[index].rank]
    verb = _LEADING_VERB.match(strip_clause(first.left))
    if not one.rank or one.link != "single" or not verb or subject.is_growth or _LEADING_VERB.match(subject.core):
        return subject
    return replace(subject, core=verb[0] + subject.core, text=verb[0] + subject.text)


@lru_cache(maxsize=1024)
def strip_clause(left: str) -> str:
    """The words before a number without times, openers, level verbs and the scope at their head."""
    for mention in reversed(find_times(left, 0, len(left))):
        left = _BEFORE_TIME.sub("", left[: mention.start]) + left[mention.end :]
    if place := _IN_PLACE.match(left.strip(_TRIM)):
        return place["verb"]
    left = _OPENERS.sub("", left)
    if bound := bound_of_whole(left):
        left = left[: bound.start] + "占" + bound.whole
    return _strip_tail(left)


def complete(item: str, last: str) -> str:
    """A list item with the tail that the last item carries for all of them.

    >>> complete("失业保险", "工伤保险参保人数"), complete("城镇", "农村常住居民人均可支配收入")
    ('失业保险参保人数', '城镇常住居民人均可支配收入')
    """
    if item == last or _HEAD_TAIL.search(item):
        return item
    aside = _ASIDE_TAIL.search(item)
    plain = item[: aside.start()] if aside else item
    for size in range(min(4, len(plain)), 0, -1):
        at = last.find(plain[-size:])
        if at >= 0:
            return plain + last[at + size :] + (aside[0] if aside else "")
    return plain + last[len(plain) :] + (aside[0] if aside else "")


def _subject(placed: Sequence[Placed], index: int, done: list[Subject]) -> Subject:
    one = placed[index]
    previous = done[-1] if done else None
    if one.link == "reached" and previous:
        return previous
    left, right = placed[index - one.position].left, _shared_right(placed, index)
    plain, compared = _without_comparison(left)
    growth = _is_growth(one, plain, right, compared)
    core = _strip_growth(strip_clause(plain)) if growth else _strip_list(strip_clause(plain), plain)
    if previous and (whole := _whole_of_previous(core, plain, previous, one)):
        return _finish(one, f"{previous.core.rpartition('占')[0] or previous.text}占{whole}", left)
    if not core and growth and previous:
        owner = _strip_change(strip_clause(one.clause_before)) or _growth_owner(placed, index, done)
        return _finish(one, owner, left, growth=True, compared=compared)
    if one.count > 1:
        core = _listed(core, one)
    core = _compose(core, "" if growth else right, one, previous)
    return _finish(one, core, left, growth=growth, compared=compared)


def _strip_list(core: str, left: str) -> str:
    """Of things listed before the number with 、 or 和, only the verb they share: 新建图书馆和 [两座] 宿舍."""
    if not _OPEN_JOINT.search(left.rstrip()):
        return core
    verb = _LEADING_VERB.match(core)
    return verb[0] if verb else ""


def _shared_right(placed: Sequence[Placed], index: int) -> str:
    """The words after the number; in a list they stand after the last number and belong to each."""
    one = placed[index]
    return placed[min(index + one.count - 1 - one.position, len(placed) - 1)].right


def _is_growth(one: Placed, plain: str, right: str, compared: str | None) -> bool:
    if one.quantity.kind not in _GROWTH_KINDS or one.quantity.kind == "doublings":
        return one.quantity.kind == "doublings"
    return compared is not None or bool(_GROWTH_WORD.search(_strip_tail(plain))) or bool(_GROWTH_AFTER.match(right))


def _without_comparison(left: str) -> tuple[str, str | None]:
    match = _COMPARED.search(left)
    if not match:
        return left, None
    return left[: match.start()] + left[match.end() :], match["with"]


def _compared_text(compared: str | None, left: str) -> str:
    change = f"{_yearly(left)}{_change(left)}率"
    return f"比{compared}{change}" if compared else f"同比{change}" if "同比" in left else change


def _change(left: str) -> str:
    """Whether the clause says that something grew or fell; the number itself carries no sign."""
    return "下降" if _FALL.search(left) else "增长"


def _yearly(left: str) -> str:
    return "年均" if "年均" in left or "平均年" in left else ""


def _whole_of_previous(core: str, plain: str, previous: Subject, one: Placed) -> str | None:
    """The whole of which the number before is a share (占全省18.4%), also where a list drops 占 (占全国四分之一、全省一半)."""
    if one.quantity.kind not in ("share", "parts"):
        return None
    share = _SHARE_OF.search(plain.rstrip(_TRIM))
    if share and not core.rpartition("占")[0]:
        return _share_whole(share["whole"])
    whole = plain.strip(_TRIM)
    is_short = 0 < len(whole) <= 4 and not one.right.strip(_TRIM)
    return _share_whole(whole) if is_short and "占" in previous.text else None


def _share_whole(whole: str) -> str:
    return whole if whole.endswith(("比重", "比例")) else whole.strip(_TRIM + "总的") + "比重"


def _strip_tail(left: str) -> str:
    stripped = left.rstrip(_TRIM)
    tail = _LEVEL_TAIL.search(stripped)
    return stripped[: tail.start()].rstrip(_TRIM) if tail else stripped


def _strip_growth(core: str) -> str:
    return _strip_tail(_GROWTH_TAIL.sub("", core))


def _growth_owner(placed: Sequence[Placed], index: int, done: list[Subject]) -> str:
    """What grew: the n-th of the numbers before, when a list of growth rates follows a list of numbers."""
    one = placed[index]
    before = [
        subject.text
        for subject, other in zip(done, placed, strict=False)
        if not subject.is_growth and other.quantity.start < one.quantity.start
    ]
    owners = before[-one.count :] if one.count > 1 else before[-1:]
    return owners[min(one.position, len(owners) - 1)] if owners else done[-1].text


def _listed(core: str, one: Placed) -> str:
    """The list item that owns this number, completed with the head noun that the last item carries for all."""
    items = [item.strip(_TRIM) for item in _LIST_SPLIT.split(core.replace("分别", ""))]
    if len(items) != one.count:
        return core
    return complete(items[one.position], items[-1])


def _compose(core: str, right: str, one: Placed, previous: Subject | None) -> str:
    right = _object(right)
    existence = _EXISTENCE.search(core)
    if existence and right:
        core = core[: existence.start()]
    if not right and previous and core.endswith(MODIFIER_ENDS):
        core = complete(core, previous.core)
    if one.quantity.kind == "persons" and (price := _PRICE_NOUN.search(right)):
        right = right[: price.start()] or right
    phrase = core + right or (_strip_change(strip_clause(one.clause_before)) if one.clause_before else "")
    return phrase or (previous.core if previous else "")


def _strip_change(clause: str) -> str:
    """The clause before without the verb of change at its head: 提升…签订率，达到."""
    return re.sub(rf"^(?:{any_of(_WORDS.growth_verbs)})+", "", clause)


def _object(right: str) -> str:
    """The thing counted, from the words after the number: of a long phrase, its last noun."""
    right = _strip_tail(_TRAILING_MOVE.sub("", right.strip(_TRIM)))
    right = _OTHER_UNIT.sub("", right).removeprefix("的")
    if right.count("”") > right.count("“"):
        right = right.partition("”")[0]
    if len(right) > _LONG_RIGHT and "的" in right:
        right = right.rpartition("的")[2] or right
    return right


def _finish(one: Placed, core: str, left: str, *, growth: bool = False, compared: str | None = None) -> Subject:
    core = re.sub(r"\s+", "", core).strip(_TRIM + "的").replace("仅占", "占")
    if core.count("“") != core.count("”"):
        core = _QUOTE_MARKS.sub("", core)
    scope = _SCOPES.findall((_LEADING_SCOPE.match(left.lstrip(_TRIM)) or [""])[0] + core)
    if place := _IN_PLACE.match(left.strip(_TRIM)):
        scope.append(place["place"])
    return Subject(
        core, core + _suffix(one, core, left, is_growth=growth, compared=compared), tuple(dict.fromkeys(scope)), growth, compared
    )


def _growth_suffix(kind: str | None, left: str, compared: str | None) -> str:
    multiple = {"times": "增长倍数", "doublings": "翻番数"}.get(kind or "")
    if multiple is None:
        return _compared_text(compared, left)
    return f"比{compared}{multiple}" if compared else multiple


def _suffix(one: Placed, core: str, left: str, *, is_growth: bool, compared: str | None) -> str:
    """The noun that says what is counted, where the phrase does not end in one."""
    kind = one.quantity.kind
    if is_growth:
        return "" if _GROWTH_NAMED.search(core) and not compared else _growth_suffix(kind, left, compared)
    if kind in ("share", "parts") and "占" in core and not _HAS_SUFFIX.search(core):
        return "比重"
    if kind == "medals" and one.quantity.unit:
        return f"{one.quantity.unit}数" if one.quantity.unit.endswith(("牌", "奖")) else f"{one.quantity.unit}牌数"
    if kind is None and one.quantity.value == 0:
        return "数量"
    return "" if _HAS_SUFFIX.search(core) else _SUFFIX.get(kind or "", "")
