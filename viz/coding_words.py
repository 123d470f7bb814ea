"""The words in which every format shows a CodingTable: what stands for a code that is not there, and how to read the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.coding_table import NO_INSTRUMENT
from viz.lines import one_line
from viz.words import FAMILIES, Word, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.coding_table import Agreement, CodebookEntry, Coder, CodingTable, Sample

NO_THEME = "未归入主题 / no theme"
NO_TOOL = "无政策工具 / no instrument"
NO_FAMILY = "不属任何类型 / no family"
NO_REFERENCE = "没有对照编码 / no reference codings"
NOT_CODED = "未编码：没有该市的规划 / not checked: no plan of this city is loaded"
NO_UNIT = "规划中未读到措施 / no measure read in the plan"
NO_CITY = "图谱中没有城市 / the graph holds no city"
NO_KAPPA = "无定义（双方对每句都给同一编码） / not defined (both give one code to every sentence)"

SAMPLES: dict[Sample, Word] = {"open": Word("公开样本", "open"), "held_out": Word("留出样本", "held out")}
CODERS: dict[Coder, Word] = {
    "rules": Word("规则", "rules"),
    "reader_1": Word("读者一", "reader 1"),
    "reader_2": Word("读者二", "reader 2"),
}
_HOW_TO_READ = (
    Word("分析单元：规划中承诺行动的一句，分号处断开。", "A unit is one sentence of a plan that commits to an action, cut at semicolons."),
    Word(
        "编号：规划-章-节-条。章、节是规划最外面的两层，不论叫什么名称；条是该节内措施的顺序号；没有该层级处为 0。",
        "Its number is plan-chapter-section-running number, by the two outer levels of the plan; 0 where there is none.",
    ),
    Word(
        "计数：按主码；次码只列出，不计入。同一城市文字相同（不计标点）的单元只计第一次。",
        "Counts are of primary codes; secondary codes are listed and not counted. What a city says twice, up to punctuation, counts once.",
    ),
    Word(
        "主题：最近的、点明政策领域的上级标题；没有这样标题的归“未归入主题”。承诺行动而无工具的编码为 NONE，自成一行。",
        "The theme is the field of policy that the nearest heading above names. What is coded as no instrument (NONE) is a row of its own.",
    ),
    Word(
        "占比：以该市计入的单元为分母；各行、各类型、各主题之和均为 100，只在显示时四舍五入到两位小数。",
        "Shares are of the counted units of the city: the rows, the families and the themes add up to 100; only what is shown is rounded.",
    ),
    Word(
        "一致性：对照句的规则编码，取与之相交的第一条有工具的措施的主码，没有则为 NONE；κ 为 Cohen's κ。",
        "Agreement: the rules' code of a reference sentence is that of the first measure in it that has an instrument, else NONE.",
    ),
    Word("规则：每条规则的用词见 docs/codebook.md。", "Rules: docs/codebook.md says what each looks for."),
)


def theme_words(theme: str | None) -> str:
    """The theme on one line, or the words for none."""
    return NO_THEME if theme is None else one_line(theme)


def instrument_words(code: str | None, name: str | None) -> str:
    """An instrument by its code and name.

    >>> instrument_words("S1", "人才培养"), instrument_words(None, None)
    ('S1 人才培养', 'NONE 无政策工具 / no instrument')
    """
    return f"{NO_INSTRUMENT} {NO_TOOL}" if code is None else one_line(f"{code} {known(name)}")


def family_words(family: str | None) -> str:
    """A family in both languages, or the words for none."""
    return NO_FAMILY if family is None else one_line(str(FAMILIES.get(family, family)))


def names_of(table: CodingTable) -> dict[str, CodebookEntry]:
    """The instruments by their codes."""
    return {entry.code: entry for entry in table.codebook}


def numbers_of(table: CodingTable) -> dict[str, str]:
    """The numbers of the units by their ids."""
    return {unit.id: unit.number for unit in table.units}


def kappa_words(agreement: Agreement) -> str:
    """A κ to three decimals, or why there is none."""
    return NO_KAPPA if agreement.kappa is None else f"{agreement.kappa:.3f}"


def pair_words(agreement: Agreement) -> str:
    """The two coders that are compared."""
    first, second = CODERS[agreement.first], CODERS[agreement.second]
    return f"{first.zh} × {second.zh} {first.en} × {second.en}"


def counted_words(table: CodingTable, city: str) -> str:
    """How many units of a city there are, are counted, and are left out because they repeat others."""
    (matrix,) = (each for each in table.matrices if each.city == city)
    counted, left_out = matrix.total.count, matrix.restated.count
    return (
        f"措施 {counted + left_out} 句，计入 {counted} 句，重复不计 {left_out} 句 "
        f"measures {counted + left_out}, counted {counted}, restated and left out {left_out}"
    )


def notes(table: CodingTable) -> tuple[str, ...]:
    """What a reader must know of the whole: versions, how units are made, numbered and counted, what is missing, what κ does not show."""
    return (
        f"编码本版本 codebook version: {known(table.codebook_version)}",
        f"图谱 graph {table.snapshot}",
        *map(str, _HOW_TO_READ),
        *_city_notes(table),
        *(f"{SAMPLES[each.sample]}: {each.statement.zh} {each.statement.en}" for each in table.samples),
        *(f"{plan}: {NO_REFERENCE}" for plan in table.plans_without_references),
    )


def _city_notes(table: CodingTable) -> Iterator[str]:
    for city in table.cities:
        yield one_line(f"{city.name} {city.code}: {counted_words(table, city.code) if city.plans else NOT_CODED}")
    if not table.cities:
        yield NO_CITY
