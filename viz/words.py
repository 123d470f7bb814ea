"""The words that a table, a page or a file shows for the codes a record holds: Chinese first, English second."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.comparability import VERDICT_NAMES

if TYPE_CHECKING:
    from graph.comparability import Operation, VerdictName
    from graph.records import AgencyRole, Basis, Comparator, Kind, Level, Nature
    from queries.comparison import Aspect, DifferenceAxis, Presence


class Word(NamedTuple):
    """One idea in both languages; `str()` joins them."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} {self.en}".strip()


NOT_KNOWN = "未知 / not known"
NOT_LOADED = "没有该市的规划 / no plan of this city is loaded"
NOT_STATED = "未提及（已检索）/ searched, not stated"
NONE_READ = "规划中未读到 / none read in the plan"
NO_SUCH_NUMBER = "未读到这类数字 / no such number read"
NOT_MAIN = "0 为主要工具 / none as main instrument"
NO_TERM = "没有能找到原文自身的检索词 / no words that find even the sentence which states it"
SEE_OTHER_UNIT = "见另一计量单位 / see the other unit"
TWO_NUMBERS = "同一城市同一时期有两个数 / this city gives two numbers"
ELSEWHERE = "规划其他处、未归入本项目或本指标的数字 / elsewhere in the plan, not tied to the initiative or under another indicator"
OTHER_UNITS = "同一事物以另一计量单位给出、不可换算的数字 / the same thing in another unit, which never converts"
DIFFERENCES = "差异 Differences"
DIFFERENCES_NOTE = (
    "“有”指在本工程之下读到；没有的，写明检索了什么；没有读过的规划不算没有。"
    "To have a thing is to have it under this initiative; where a city has none, what was searched is said; "
    "a plan that was not read lacks nothing."
)
SEVERAL_HAVE = "多市均有，有何不同 What several cities have, and how it differs"
NOT_COMPARED = "只读了一市的规划，未作比较 / the plan of one city alone was searched: not compared"
NO_CITY_HAS = "规划提到而各市均无 / named in a plan, and no city has it"
NOT_TIED = "规划其他处提到，未归入本工程 / named elsewhere in the plan, not tied to the initiative"
ALSO_DENIED = "另有语句否定 / a sentence denies it"
ALIKE = "未读出不同 / no difference was read"
SERVED = "对象、行业、地点 Whom the measures serve, for which industries, where"
PROGRAMMES = "项目 Programmes"
AGENCIES = "机构 Public bodies"
MEASURES = "措施，按政策工具 Measures by policy instrument"
LEADING = "谁牵头 Who leads"
HELPING = "谁参与 Who helps, in which role"
OWN_NOTE = "本项目所编说明，非规划原文 / this project's note, not the words of a plan"
INSTRUMENTS = "政策工具（措施数：主 · 兼，重复者计一次）Policy instruments: measures by main · further code, restated once"

KINDS: dict[Kind, Word] = {"target": Word("目标", "target"), "achieved": Word("已达到", "achieved")}
SIGNS: dict[Comparator, str] = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
BASES: dict[Basis, Word] = {
    "stock": Word("时点存量", "level at a date"),
    "cumulative": Word("时期累计", "sum over the period"),
    "annual": Word("每年", "per year"),
    "rate": Word("比率", "share or rate"),
    "growth": Word("增幅", "growth"),
    "price": Word("标准或价格", "standard or price"),
    "other": Word("其他", "other"),
}
NATURES: dict[Nature | None, Word] = {
    "预期性": Word("预期性", "expected"),
    "约束性": Word("约束性", "binding"),
    None: Word("未注明", "not marked"),
}
PRESENCES: dict[Presence, str] = {
    "stated": "已提及 / stated",
    "explicitly_none": "明确没有 / explicitly none",
    "stated_elsewhere": "在规划其他处提及 / stated elsewhere in the plan",
    "stated_in_other_unit": "以另一计量单位给出 / stated in another unit",
    "searched_not_found": NOT_STATED,
    "not_checked": "未检索 / not searched",
}
VERDICTS: dict[VerdictName, Word] = {name: Word(said.zh, said.en) for name, said in VERDICT_NAMES.items()}
OPERATIONS: dict[Operation, Word] = {
    "table": Word("并列", "table"),
    "same_axis_chart": Word("同轴作图", "chart on one axis"),
    "difference": Word("求差", "difference"),
    "ratio": Word("求比", "ratio"),
    "rank": Word("排名", "rank"),
}
ROLES: dict[AgencyRole, Word] = {
    "lead": Word("牵头", "lead"),
    "partner": Word("配合", "partner"),
    "organiser": Word("主办", "organiser"),
    "issuer": Word("发布", "issuer"),
    "participant": Word("参与", "participant"),
    "regulator": Word("监管", "regulator"),
    "other": Word("其他", "other"),
}
LEVELS: dict[Level, Word] = {
    "national": Word("国家级", "national"),
    "provincial": Word("省级", "provincial"),
    "municipal": Word("市级", "municipal"),
    "district": Word("区级", "district"),
    "unknown": Word("层级未知", "level not known"),
}
ASPECTS: dict[Aspect, Word] = {
    "initiative": Word("工程", "initiative"),
    "programme": Word("项目", "programme"),
    "lead": Word("牵头", "leads"),
    "help": Word("参与", "helps"),
    "instrument": Word("政策工具", "instrument"),
    "group": Word("对象", "group"),
    "industry": Word("行业", "industry"),
    "place": Word("地点", "place"),
    "indicator": Word("指标", "indicator"),
}
AXES: dict[DifferenceAxis, Word] = {
    "name": Word("写法不同", "names differ"),
    "level": Word("层级不同", "levels differ"),
    "role": Word("角色不同", "roles differ"),
    "instrument": Word("工具不同", "instruments differ"),
    "count": Word("措施数不同", "counts differ"),
    "unit": Word("计量单位不同", "units differ"),
}
FAMILIES: dict[str, Word] = {
    "supply": Word("供给型", "supply"),
    "environment": Word("环境型", "environment"),
    "demand": Word("需求型", "demand"),
}


def known(value: object) -> str:
    """The value as text, or the words that say it is not known.

    >>> known(None)
    '未知 / not known'
    """
    return NOT_KNOWN if value is None else str(value)
