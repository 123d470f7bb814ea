"""A Comparison as a Markdown report: tables of numbers with their quotes, verdicts and places under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viz.layout import lay_out
from viz.words import INSTRUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from queries.comparison import Comparison
    from viz.sheet import CityEntries, CityLine, Entry, FactLine, IndicatorBlock, Quote, VerdictLine

# What means something anywhere in a line, web addresses included, and what does at its beginning only.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&@^$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_AT_THE_BEGINNING = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))(.)")
_HEADS = ("#", "城市 city", "类别 kind", "原文数字 as written", "界限与数值 bound, amount", "时间 date", "口径 basis", "性质 nature")


def escape(text: str) -> str:
    r"""The text as Markdown that shows exactly it: nothing in it becomes markup, a link or a table's edge.

    >>> print(escape("1. [3.6]|<b>"))
    1\. \[3.6\]\|\<b\>
    """
    return _AT_THE_BEGINNING.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", text))


def draw_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown (GitHub's tables)."""
    sheet = lay_out(comparison)
    parts = [
        f"# {escape(sheet.name)} ({escape(sheet.initiative)})",
        *map(escape, sheet.details),
        *(_city(city) for city in sheet.cities),
        "## 多市均有的指标 Indicators that several cities state",
        *_blocks(sheet.shared),
        *(part for city in sheet.single for part in (_only(city.city), *_blocks(city.indicators))),
        *_entries("项目 Programmes", sheet.programmes),
        *_entries("机构 Agencies", sheet.agencies),
        f"## {INSTRUMENTS}",
        _table(("", *(city.name for city in sheet.cities)), ((line.instrument, *line.counts) for line in sheet.instruments)),
        *_entries("措施 Measures", sheet.measures),
        f"图谱 graph `{sheet.snapshot}` · 可比性规则 rules {escape(sheet.rule_version)}",
    ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [[escape(cell) for cell in line] for line in (heads, *rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _city(city: CityLine) -> str:
    lines = [f"- **{escape(city.name)}** {city.code}: {escape(city.presence)}"]
    for plan in city.plans:
        source = f"<{plan.source}>" if plan.is_link else escape(plan.source)
        lines.append(f"  - {escape(' · '.join([plan.name, plan.id, *plan.details]))} · 来源 source: {source}")
    return "\n".join(lines if city.plans else [*lines, f"  - {escape(city.silence)}"])


def _only(city: str) -> str:
    return f"## 只有{escape(city)}提出的指标 Indicators that only {escape(city)} states"


def _blocks(blocks: Iterable[IndicatorBlock]) -> list[str]:
    return [part for block in blocks for part in _block(block)] or ["没有 none"]


def _block(block: IndicatorBlock) -> Iterator[str]:
    yield f"### {escape(block.name)}"
    if block.details:
        yield escape(block.details)
    for heading, facts in block.parts:
        if heading:
            yield f"{escape(heading)}:"
        yield _table(_HEADS, map(_cells, facts))
        yield "\n".join(_under(fact) for fact in facts)
    if block.warnings:
        yield "\n".join(f"- **{escape(warning)}**" for warning in block.warnings)
    if lines := [*map(_verdict, block.verdicts), *_silences(block)]:
        yield "\n".join(lines)


def _cells(fact: FactLine) -> tuple[str, ...]:
    return (fact.mark, fact.city, str(fact.kind), fact.number, fact.amount, str(fact.date), str(fact.basis), str(fact.nature))


def _under(fact: FactLine) -> str:
    details = f"{escape(' · '.join(fact.details))}  \n   " if fact.details else ""
    return f"{fact.mark}. {details}{_quotes(fact.quotes, '   ')}"


def _quotes(quotes: Iterable[Quote], indent: str) -> str:
    return f"  \n{indent}".join(map(_quote, quotes))


def _quote(quote: Quote) -> str:
    return f"「{escape(str(quote))}」 — {escape(quote.place)}"


def _silences(block: IndicatorBlock) -> list[str]:
    return [f"- {escape(' '.join(filter(None, [line.city, str(line.kind or ''), line.sentence])))}" for line in block.silences]


def _verdict(verdict: VerdictLine) -> str:
    parts = [f"- {'、'.join(verdict.pairs)}: **{verdict.word}**", *(f"  - {escape(reason)}" for reason in verdict.reasons)]
    if verdict.derivation:
        parts.append(f"  - 换算 conversion: {escape(verdict.derivation)}")
    for head, operations in (("可以 may", verdict.permitted), ("不可 may not", verdict.refused)):
        if operations:
            parts.append(f"  - {head}: {'、'.join(map(str, operations))}")
    return "\n".join(parts)


def _entries(heading: str, cities: tuple[CityEntries, ...]) -> Iterator[str]:
    yield f"## {heading}"
    for city in cities:
        yield f"### {escape(city.city)}"
        yield "\n".join(map(_entry, city.entries)) if city.entries else escape(city.silence)


def _entry(entry: Entry) -> str:
    return f"- **{escape(entry.name)}** · {escape(' · '.join(entry.details))}  \n  {_quotes(entry.quotes, '  ')}"
