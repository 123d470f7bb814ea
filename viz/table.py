"""A Comparison as text for a terminal or a pipe: every number, quote and verdict, wrapped and never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from viz.layout import lay_out
from viz.lines import draw_text, wrap
from viz.words import AGENCIES, DIFFERENCES, DIFFERENCES_NOTE, INSTRUMENTS, MEASURES, PROGRAMMES, SERVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from queries.comparison import Comparison
    from viz.sheet import (
        CityEntries,
        CityLine,
        ContrastBlock,
        ContrastCell,
        Entry,
        FactLine,
        IndicatorBlock,
        Quote,
        Sheet,
        SideBlock,
        VerdictLine,
    )

PIPE_WIDTH = 120
LEAST_WIDTH = 60
_INDENT = 4
_HEADS = ("#", "城市\ncity", "类别\nkind", "原文数字\nas written", "界限与数值\nbound, amount", "时间\ndate", "口径\nbasis", "性质\nnature")
_NUMBER_COLUMN = 3
_GAP = 2
_STYLES = {
    "comparable": "green",
    "comparable_after_conversion": "green",
    "directional_only": "yellow",
    "undetermined": "magenta",
    "not_comparable": "red",
}


def draw_table(comparison: Comparison, *, width: int = PIPE_WIDTH, has_color: bool = False) -> str:
    """The comparison as text, `width` columns wide (at least 60); with colour only where asked for."""
    width = max(width, LEAST_WIDTH)
    return draw_text(Group(*_parts(lay_out(comparison), width)), width=width, has_color=has_color)


def _parts(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    yield _paragraph(Text.assemble((sheet.name, "bold"), f"  {sheet.initiative}"), width, 0)
    yield from (_paragraph(line, width, _INDENT) for line in sheet.details)
    for city in sheet.cities:
        yield from _city(city, width)
    for number, contrast in enumerate(sheet.differences):
        if number == 0:
            yield from _heading(DIFFERENCES)
            yield _paragraph(DIFFERENCES_NOTE, width, 0)
        yield from _contrasts(contrast, width)
    yield from _heading("多市均有的指标 Indicators that several cities state")
    widths = _column_widths(sheet)
    for block in sheet.shared:
        yield from _block(block, widths, width)
    if not sheet.shared:
        yield _paragraph("没有 none", width, _INDENT)
    for city_block in sheet.single:
        yield from _heading(f"只有{city_block.city}提出的指标 Indicators that only {city_block.city} states")
        for block in city_block.indicators:
            yield from _block(block, widths, width)
        if not city_block.indicators:
            yield _paragraph("没有 none", width, _INDENT)
    yield from _sides(PROGRAMMES, sheet.programmes, width)
    yield from _sides(AGENCIES, sheet.agencies, width)
    yield from _heading(SERVED)
    for served in sheet.served:
        yield from _contrasts(served, width, has_quotes=False)
    yield from _heading(INSTRUMENTS)
    yield _instruments(sheet)
    yield from _sides(MEASURES, sheet.measures, width)
    yield Rule(style="dim")
    yield _legend(sheet, width)
    yield _paragraph(f"图谱 graph {sheet.snapshot} · 可比性规则 rules {sheet.rule_version}", width, 0)


def _paragraph(text: str | Text, width: int, indent: int) -> RenderableType:
    """The text wrapped to `width` with every line indented."""
    return Padding(wrap(text if isinstance(text, Text) else Text(text), width - indent), (0, 0, 0, indent))


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(text, style="bold"), align="left", characters="═")


def _city(city: CityLine, width: int) -> Iterator[RenderableType]:
    yield Text()
    yield _paragraph(Text.assemble((city.name, "bold"), f" {city.code} · {city.presence}"), width, 0)
    for plan in city.plans:
        yield _paragraph(f"{plan.name} [{plan.id}]", width, _INDENT)
        yield _paragraph(" · ".join([*plan.details, f"来源 source: {plan.source}"]), width, _INDENT)
    if not city.plans:
        yield _paragraph(city.silence, width, _INDENT)


def _contrasts(block: ContrastBlock, width: int, *, has_quotes: bool = True) -> Iterator[RenderableType]:
    """A line for each thing and one for each city under it; quotes only where they do not stand further down."""
    yield Text()
    yield _paragraph(Text.assemble("◆ ", (block.heading, "bold")), width, 0)
    for line in block.lines:
        head = Text.assemble(f"{line.aspect} ", (line.name, "bold"), f"  {line.summary}" if line.summary else "")
        yield _paragraph(head, width, 0)
        for cell in line.cells:
            yield from _contrast(cell, width, has_quotes=has_quotes)
    if not block.lines:
        yield _paragraph("没有 none", width, _INDENT)


def _contrast(cell: ContrastCell, width: int, *, has_quotes: bool) -> Iterator[RenderableType]:
    words = " · ".join(cell.words)
    if len(cell.others) > 1 or (cell.others and not has_quotes):
        words += f"{' · ' if words else ''}见 see: {'、'.join(each.text for each in cell.others)}"
    yield _paragraph(f"{'–' if cell.is_absent else '•'} {cell.city} {words}", width, 2)
    for quote in (*cell.quotes, *cell.denials) if has_quotes else ():
        yield from _quote(quote, width)


def _cells(fact: FactLine) -> tuple[str, ...]:
    return (fact.mark, fact.city, fact.kind.zh, fact.number, fact.amount, fact.date.zh, fact.basis.zh, fact.nature.zh)


def _facts(blocks: Iterable[IndicatorBlock]) -> list[FactLine]:
    return [fact for block in blocks for _, facts in block.parts for fact in facts]


def _all_blocks(sheet: Sheet) -> list[IndicatorBlock]:
    return [*sheet.shared, *(block for city in sheet.single for block in city.indicators)]


def _column_widths(sheet: Sheet) -> tuple[int, ...]:
    """How wide each column must be for the widest cell of the whole sheet, so that all indicators line up."""
    rows = [tuple(head.splitlines() for head in _HEADS), *(tuple([cell] for cell in _cells(fact)) for fact in _facts(_all_blocks(sheet)))]
    return tuple(max(cell_len(line) for lines in column for line in lines) for column in zip(*rows, strict=True))


def _row(cells: Iterable[RenderableType], widths: tuple[int, ...]) -> RenderableType:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for column_width in widths:
        grid.add_column(width=column_width)
    grid.add_row(*cells)
    return grid


def _fits(widths: tuple[int, ...], width: int) -> bool:
    return sum(widths) + _GAP * len(widths) <= width


def _block(block: IndicatorBlock, widths: tuple[int, ...], width: int) -> Iterator[RenderableType]:
    yield Text()
    yield _paragraph(Text.assemble("■ ", (block.name, "bold"), f"  {block.details}" if block.details else ""), width, 0)
    if _fits(widths, width):
        yield _row([Text(head, style="dim") for head in _HEADS], widths)
    for heading, facts in block.parts:
        if heading:
            yield _paragraph(f"{heading}:", width, 0)
        for fact in facts:
            yield from _fact(fact, widths, width)
    for warning in block.warnings:
        yield _paragraph(Text(warning, style="bold yellow"), width, 0)
    for silence in block.silences:
        yield _paragraph(" ".join(filter(None, ["–", silence.city, str(silence.kind or ""), silence.sentence])), width, 0)
    for verdict in block.verdicts:
        yield from _verdict(verdict, width)


def _fact(fact: FactLine, widths: tuple[int, ...], width: int) -> Iterator[RenderableType]:
    cells = [Text(cell, style="bold" if column == _NUMBER_COLUMN else "") for column, cell in enumerate(_cells(fact))]
    # Where the columns do not fit side by side, a line of them is wrapped: a folded column would break numbers.
    yield _row(cells, widths) if _fits(widths, width) else _paragraph(Text(" · ").join(cells), width, 0)
    if fact.details:
        yield _paragraph(" · ".join(fact.details), width, _INDENT)
    for quote in fact.quotes:
        yield from _quote(quote, width)


def _quote(quote: Quote, width: int) -> Iterator[RenderableType]:
    yield _paragraph(Text.assemble("「", quote.before, (quote.number, "bold underline"), quote.after, "」"), width, _INDENT)
    yield _paragraph(Text(f"—— {quote.place}", style="dim"), width, _INDENT)


def _verdict(verdict: VerdictLine, width: int) -> Iterator[RenderableType]:
    word = (str(verdict.word), f"bold {_STYLES[verdict.verdict]}")
    yield _paragraph(Text.assemble("▸ ", "、".join(verdict.pairs), "  ", word), width, 0)
    yield from (_paragraph(reason, width, _INDENT) for reason in verdict.reasons)
    if verdict.derivation:
        yield _paragraph(f"换算 conversion: {verdict.derivation}", width, _INDENT)
    for head, operations in (("可以 may", verdict.permitted), ("不可 may not", verdict.refused)):
        if operations:
            yield _paragraph(f"{head}: {'、'.join(map(str, operations))}", width, _INDENT)


def _sides(heading: str, blocks: tuple[SideBlock, ...], width: int) -> Iterator[RenderableType]:
    yield from _heading(heading)
    for block in blocks:
        yield Text()
        yield _paragraph(Text.assemble("■ ", (block.heading, "bold")), width, 0)
        yield from _entries(block.cities, width)


def _entries(cities: tuple[CityEntries, ...], width: int) -> Iterator[RenderableType]:
    for city in cities:
        yield _paragraph(Text.assemble((city.city, "bold"), "" if city.entries else f"  {city.silence}"), width, 0)
        for entry in city.entries:
            yield from _entry(entry, width)


def _entry(entry: Entry, width: int) -> Iterator[RenderableType]:
    yield _paragraph(" · ".join(["• " + entry.name, *entry.details]), width, 0)
    for quote in entry.quotes:
        yield from _quote(quote, width)


def _instruments(sheet: Sheet) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(1 + len(sheet.cities)):
        grid.add_column(overflow="fold")
    grid.add_row("", *(Text(city.name, style="bold") for city in sheet.cities))
    for line in sheet.instruments:
        grid.add_row(Text(line.instrument), *map(Text, line.counts))
    return grid


def _legend(sheet: Sheet, width: int) -> RenderableType:
    """What the Chinese words in the columns mean, for those that occur."""
    facts = _facts(_all_blocks(sheet))
    words = dict.fromkeys(str(word) for fact in facts for word in (fact.kind, fact.basis, fact.nature))
    return _paragraph(" · ".join(words), width, 0)
