"""The words that a table, a page or a file shows for the codes a record holds: Chinese first, English second."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graph.comparability import Operation, VerdictName
    from graph.records import AgencyRole, Basis, Comparator, Kind, Level, Nature
    from queries.comparison import Presence


class Word(NamedTuple):
    """One idea in both languages; `str()` joins them."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} {self.en}".strip()


NOT_KNOWN = "未知 / not known"
NOT_LOADED = "没有该市的规划 / no plan of this city is loaded"
NOT_STATED = "未提及（已检索）/ searched, not stated"

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
    "searched_not_found": NOT_STATED,
    "not_checked": "未检索 / not searched",
}
VERDICTS: dict[VerdictName, Word] = {
    "comparable": Word("可比", "comparable"),
    "comparable_after_conversion": Word("换算后可比", "comparable after conversion"),
    "directional_only": Word("仅可看方向", "direction only"),
    "not_comparable": Word("不可比", "not comparable"),
    "undetermined": Word("无法判定", "undetermined"),
}
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
