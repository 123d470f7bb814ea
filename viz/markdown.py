"""A Comparison as a Markdown report: tables of numbers with their quotes, verdicts and places under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viz.layout import lay_out
from viz.words import AGENCIES, DIFFERENCES, DIFFERENCES_NOTE, INSTRUMENTS, MEASURES, PROGRAMMES, SERVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from queries.comparison import Comparison
    from viz.sheet import (
        CityEntries,
        CityLine,
        ContrastBlock,
        ContrastCell,
        ContrastLine,
        Entry,
        FactLine,
        IndicatorBlock,
        Quote,
        Sheet,
        SideBlock,
        VerdictLine,
    )

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
        f"## {DIFFERENCES}",
        DIFFERENCES_NOTE,
        *(part for block in sheet.differences for part in _contrasts(block, sheet)),
        "## 多市均有的指标 Indicators that several cities state",
        *_blocks(sheet.shared),
        *(part for city in sheet.single for part in (_only(city.city), *_blocks(city.indicators))),
        *_sides(PROGRAMMES, sheet.programmes),
        *_sides(AGENCIES, sheet.agencies),
        f"## {SERVED}",
        *(part for block in sheet.served for part in _contrasts(block, sheet, has_quotes=False)),
        f"## {INSTRUMENTS}",
        _table(("", *(city.name for city in sheet.cities)), ((line.instrument, *line.counts) for line in sheet.instruments)),
        *_sides(MEASURES, sheet.measures),
        f"图谱 graph `{sheet.snapshot}` · 可比性规则 rules {escape(sheet.rule_version)}",
    ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [[escape(cell) for cell in line] for line in (heads, *rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _contrasts(block: ContrastBlock, sheet: Sheet, *, has_quotes: bool = True) -> Iterator[str]:
    """A table with a column for each city."""
    yield f"### {escape(block.heading)}"
    rows = [(_thing(line), *(_contrast(cell, has_quotes=has_quotes) for cell in line.cells)) for line in block.lines]
    yield _table(("", *(city.name for city in sheet.cities)), rows) if rows else "没有 none"


def _thing(line: ContrastLine) -> str:
    return " · ".join(filter(None, [f"{line.aspect} {line.name}", line.summary]))


def _contrast(cell: ContrastCell, *, has_quotes: bool) -> str:
    quotes = (*cell.quotes, *cell.denials) if has_quotes else ()
    others = cell.others[1:] if has_quotes else cell.others
    see = f"见 see: {'、'.join(each.text for each in others)}" if others else ""
    return " ".join(filter(None, [" · ".join(cell.words), *(f"「{quote}」 — {quote.place}" for quote in quotes), see]))


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


def _sides(heading: str, blocks: Iterable[SideBlock]) -> Iterator[str]:
    yield f"## {heading}"
    for block in blocks:
        yield f"### {escape(block.heading)}"
        yield from _entries(block.cities)


def _entries(cities: Iterable[CityEntries]) -> Iterator[str]:
    for city in cities:
        yield f"#### {escape(city.city)}"
        yield "\n".join(map(_entry, city.entries)) if city.entries else escape(city.silence)


def _entry(entry: Entry) -> str:
    return f"- **{escape(entry.name)}** · {escape(' · '.join(entry.details))}  \n  {_quotes(entry.quotes, '  ')}"
