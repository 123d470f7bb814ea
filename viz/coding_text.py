"""A CodingTable as text for a terminal or a pipe: counts, agreement, notes, and every sentence, wrapped and never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from viz.coding_words import NO_CITY
from viz.lines import draw_text, wrap
from viz.table import LEAST_WIDTH, PIPE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from viz.coding_sheet import CityCoding, CodingSheet, Count, SampleBlock, UnitEntry

_INDENT = 4
# A theme's name is broken after so many signs, so that a dozen themes stand side by side.
_HEAD_SIGNS = 2
_GAP = 1


def draw_coding_text(sheet: CodingSheet, *, width: int = PIPE_WIDTH, has_color: bool = False) -> str:
    """The sheet as text, `width` columns wide (at least 60); with colour only where asked for."""
    width = max(width, LEAST_WIDTH)
    return draw_text(Group(*_parts(sheet, width)), width=width, has_color=has_color)


def _parts(sheet: CodingSheet, width: int) -> Iterator[RenderableType]:
    yield Text("政策工具编码表 Coding table of policy instruments", style="bold")
    if not sheet.cities:
        yield _line(NO_CITY, width)
    for city in sheet.cities:
        yield from _matrix(city, width)
    yield from _heading("规则与两位读者的一致性 Agreement of the rules with two readers")
    for block in sheet.samples:
        yield from _sample(block, width)
    yield from _heading("编码本 Codebook")
    yield from (_line(f"{line.instrument} ({line.family}) {line.description}", width) for line in sheet.codebook)
    for city in sheet.cities:
        yield from _units(city, width)
    yield from _heading("对照句 Reference sentences")
    for block in sheet.samples:
        yield from _references(block, width)
    yield from _heading("说明 How to read it")
    yield from (_line(note, width) for note in sheet.notes)


def _line(text: str | Text, width: int, indent: int = 0) -> RenderableType:
    return Padding(wrap(text if isinstance(text, Text) else Text(text), width - indent), (0, 0, 0, indent))


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(text, style="bold"), align="left", characters="═")


def _matrix(city: CityCoding, width: int) -> Iterator[RenderableType]:
    yield from _heading(f"{city.name} {city.code} · 政策工具 × 主题 instruments by theme")
    if city.silence:
        yield _line(city.silence, width)
        return
    yield _line(city.counted, width)
    lines, themes = list(_matrix_lines(city)), [_short(theme.theme) for theme in city.themes]
    yield from _table(["政策工具 instrument", *themes, "合计", "占比%"], lines, width)


def _matrix_lines(city: CityCoding) -> Iterator[list[str]]:
    for family in city.families:
        for line in family.lines:
            yield [_short(line.instrument), *_numbers(line.cells), str(line.total.number), line.total.share]
    yield ["合计 total", *_numbers(theme.total for theme in city.themes), str(city.total.number), city.total.share]
    yield ["占比% share", *(theme.total.share for theme in city.themes), "", city.total.share]
    for family in city.families:
        yield [_short(family.family), *[""] * len(city.themes), str(family.total.number), family.total.share]


def _numbers(counts: Iterable[Count]) -> list[str]:
    return [str(count.number) for count in counts]


def _broken(theme: str) -> str:
    """A Chinese head in lines of a few signs; a code stays whole."""
    if theme.isascii():
        return theme
    return "\n".join(theme[start : start + _HEAD_SIGNS] for start in range(0, len(theme), _HEAD_SIGNS))


def _short(words: str) -> str:
    """The Chinese half of words in both languages."""
    return words.partition(" / ")[0]


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> Iterator[RenderableType]:
    """A grid where it fits; else each line by itself with its heads, as a folded column would break numbers."""
    broken = [heads[0], *map(_broken, heads[1:])]
    columns = zip(broken, *lines, strict=True)
    if sum(max(cell_len(part) for cell in column for part in cell.split("\n")) + _GAP for column in columns) <= width:
        yield _grid(broken, lines)
        return
    for line in lines:
        said = [f"{head} {cell}" for head, cell in zip(heads[1:], line[1:], strict=True) if cell not in ("", "0")]
        yield _line(": ".join(filter(None, [line[0], " · ".join(said) or "0"])), width)


def _grid(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> RenderableType:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for position, _ in enumerate(heads):
        grid.add_column(justify="right" if position else "left", overflow="fold")
    grid.add_row(*(Text(head, style="dim") for head in heads))
    for line in lines:
        grid.add_row(*map(Text, line))
    return grid


def _sample(block: SampleBlock, width: int) -> Iterator[RenderableType]:
    yield Text()
    count = block.sentence_count
    yield _line(Text.assemble((block.name, "bold"), f"  {count.number} 句 sentences" if count else ""), width)
    yield _line(Text(block.statement, style="bold yellow"), width)
    for line in block.agreements:
        whole = count.number if count else 0
        same = f"一致 observed {line.same.number} / {whole} = {line.same.share}"
        family = f"同类 same family {line.family.number} / {whole} = {line.family.share}"
        yield _line(f"{line.pair}: κ {line.kappa} · {same} · {family}", width)
    if block.confusion:
        yield _line(block.either, width)
        yield _line("混淆表：规则（行）× 读者一（列） confusion: rules by row, reader 1 by column", width)
        lines = [[code, *_numbers(row)] for code, row in zip(block.codes, block.confusion, strict=True)]
        yield from _table(["", *block.codes], lines, width)


def _units(city: CityCoding, width: int) -> Iterator[RenderableType]:
    yield from _heading(f"{city.name}的编码单元 Coded units")
    if city.silence:
        yield _line(city.silence, width)
    for line in (line for family in city.families for line in family.lines):
        for group in line.groups:
            yield Text()
            yield _line(Text(f"{line.instrument} × {group.theme}  {len(group.units)}", style="bold"), width)
            for entry in group.units:
                yield from _unit(entry, width)


def _unit(entry: UnitEntry, width: int) -> Iterator[RenderableType]:
    yield _line(Text.assemble((entry.place.number, "bold"), f"  「{entry.text}」"), width)
    yield _line(" · ".join([*entry.details, entry.place.place]), width, _INDENT)
    for place in entry.again:
        yield _line(f"同文又见，不另计 said again, not counted: {place.number} · {place.place}", width, _INDENT)


def _references(block: SampleBlock, width: int) -> Iterator[RenderableType]:
    yield Text()
    yield _line(Text(block.name, style="bold"), width)
    if not block.groups:
        yield _line(block.statement, width)
    for entry in (entry for group in block.groups for entry in group.sentences):
        yield _line(f"「{entry.text}」", width)
        yield _line(" · ".join([entry.codes, *(place.number for place in entry.units), entry.place.place]), width, _INDENT)
