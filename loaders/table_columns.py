"""What the columns and rows of an indicator table hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from graph.records import Nature, Record
from graph.units import SCALES, unit_kind
from loaders.lexicon_files import FOLDER, any_of, read_lexicon, require_unique_lists
from loaders.times import PERIODS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from graph.records import Cell, Period, Table

# A sublabel goes on with the label to its left, under the same head.
ColumnRole = Literal["index", "label", "sublabel", "unit", "nature", "group", "growth", "agency", "value"]


class TableHeads(Record):
    """The words of `lexicon/table_heads.yml`."""

    index: tuple[str, ...]
    label: tuple[str, ...]
    unit: tuple[str, ...]
    nature: tuple[str, ...]
    group: tuple[str, ...]
    growth: tuple[str, ...]
    agency: tuple[str, ...]
    target: tuple[str, ...]
    baseline: tuple[str, ...]


@cache
def load_table_heads() -> TableHeads:
    """The head words of `lexicon/table_heads.yml`."""
    path = FOLDER / "table_heads.yml"
    lexicon = read_lexicon(path, TableHeads)
    require_unique_lists(path, lexicon)
    return lexicon


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds; `year` is the last year it speaks of, `is_past_target` a target set for the past."""

    role: ColumnRole
    year: int | None
    is_past_target: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: its name, the cell that names it, its unit, its nature and the cells that may hold its numbers."""

    name: str
    label_cell: Cell
    unit: str | None
    nature: Nature | None
    cells: tuple[Cell, ...]


_YEAR = re.compile(r"([0-9０-９]{4})\s*年?")
_PLAN = re.compile(any_of(PERIODS))
_PARENTHESIS = re.compile(r"[（(]([^（()）]*)[）)]\s*$")
# 微克/立方米, 起/万枚, /10万: one side of the stroke is a unit, a scale or missing; 城镇/农村 is no unit.
_STROKE = re.compile("[/／]")
_SCALED = re.compile(rf"[0-9０-９]*(?:{any_of([*SCALES])})?")
_TABLE_UNIT = re.compile(r"单位\s?[:：]\s?([^\s、，,；;（()）]{1,12})[）)]?$")
_TRAILING_UNIT = re.compile(r"(%|％|‰)$")
_LABEL_NUMBER = re.compile(r"^\s*(?:[0-9０-９]{1,3}[、.．)）]|[(（][0-9０-９一二三四五六七八九十]{1,3}[)）])\s*")
_SUB_ITEM = re.compile(r"^\s*(?:其中|含)\s*[:：]?")
# In this order: 指标（单位） names a label, 单位 alone a unit.
_ROLES: tuple[ColumnRole, ...] = ("index", "label", "nature", "agency", "group", "growth", "unit")


def read_columns(table: Table, period: Period) -> dict[int, Column]:
    """What each column holds, from all its head cells."""
    columns = {index: _column(head, period) for index, head in _heads(table).items()}
    body = [cell for cell in table.cells if cell.row >= table.head_rows]
    for index in {cell.column for cell in body}:
        says = [_squeeze(cell.text) for cell in body if cell.column == index]
        if 2 * sum(say in get_args(Nature) for say in says) > len(says):
            columns[index] = Column("nature", None, is_past_target=False)
    return _with_labels(columns, {cell.column for cell in body})


def read_rows(table: Table, columns: Mapping[int, Column]) -> Iterator[Row]:
    """The rows that name an indicator and hold cells under years; a row that only names a group is none."""
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= table.head_rows:
            by_row.setdefault(cell.row, []).append(cell)
    for cells in by_row.values():
        if row := _row(cells, columns, _table_unit(table)):
            yield row


def read_label(text: str) -> tuple[str, str | None]:
    """The indicator's name without its number, 其中 and unit; and the unit that stands in it.

    >>> read_label("7、城镇职工基本养老保险参保人数（万人）"), read_label("大学生就业率%")
    (('城镇职工基本养老保险参保人数', '万人'), ('大学生就业率', '%'))
    """
    plain = _squeeze(_SUB_ITEM.sub("", _LABEL_NUMBER.sub("", text)))
    if (match := _PARENTHESIS.search(plain)) and _is_unit(match[1]):
        return plain[: match.start()], match[1]
    if match := _TRAILING_UNIT.search(plain):
        return plain[: match.start()], match[1]
    return plain, None


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _is_unit(text: str) -> bool:
    if unit_kind(text):
        return True
    sides = _STROKE.split(text)
    return len(sides) == 2 and any(not side.isdecimal() for side in sides if side) and any(map(_measures, sides))


def _measures(side: str) -> bool:
    scale = _SCALED.match(side)
    return not side or unit_kind(side) is not None or (scale is not None and scale.end() > 0)


def _table_unit(table: Table) -> str | None:
    """The unit that the line above the table gives for all its rows: “（单位：万人）”, but not “单位：万人、%”."""
    match = _TABLE_UNIT.search(table.name or "")
    return match[1] if match and _is_unit(match[1]) else None


def _heads(table: Table) -> dict[int, str]:
    """What stands over each column, all its rows of heads together; a head over several heads stands over each of them."""
    rows = [{cell.column: _squeeze(cell.text) for cell in table.cells if cell.row == row} for row in range(table.head_rows)]
    for upper, lower in pairwise(rows):
        for column in sorted(lower.keys() - upper.keys()):
            if column - 1 in upper and column - 1 in lower:
                upper[column] = upper[column - 1]
    heads: dict[int, str] = {}
    for row in rows:
        for column, text in row.items():
            heads[column] = heads.get(column, "") + text
    return heads


def _with_labels(columns: Mapping[int, Column], filled: Collection[int]) -> dict[int, Column]:
    """The columns, with the one that names the rows: left of the first value, where no head says which it is.

    A column without a head, to the right of the labels, holds sublabels: the head is merged.
    """
    known = dict(columns)
    label = Column("label", None, is_past_target=False)
    first_value = min((index for index, column in known.items() if column.role in ("value", "growth")), default=0)
    if not any(column.role == "label" for column in known.values()):
        own_words = [index for index in range(first_value) if index in filled and known.get(index, label).role in ("label", "group")]
        known.update(dict.fromkeys(own_words[-1:], label))
    for index in sorted(filled):
        if index not in known and index - 1 in known and known[index - 1].role in ("label", "sublabel"):
            known[index] = Column("sublabel", None, is_past_target=False)
    return known


def _column(head: str, period: Period) -> Column:
    words = load_table_heads()
    # 指标属性 is no 指标: the longest word tells.
    known = [(len(word), role) for role in _ROLES for word in getattr(words, role) if head.startswith(word)]
    role = max(known, key=lambda one: one[0])[1] if known else None
    year, plan = _YEAR.search(head), _PLAN.search(head)
    last_year = int(year[1]) if year else PERIODS[plan[0]].end_year if plan else None
    if last_year is not None and role is None:
        if any(word in head for word in words.growth):
            return Column("growth", last_year, is_past_target=False)
        is_target = any(word in head for word in words.target)
        return Column("value", last_year, is_past_target=is_target and last_year < period.start_year)
    if role is not None:
        return Column(role, None, is_past_target=False)
    return _undated_column(head, period)


def _undated_column(head: str, period: Period) -> Column:
    """A column without a year: 目标 holds at the plan's end, 基数 before it begins; no head at all is a label."""
    words = load_table_heads()
    if any(word in head for word in words.target):
        return Column("value", period.end_year, is_past_target=False)
    if any(word in head for word in words.baseline):
        return Column("value", period.start_year - 1, is_past_target=False)
    return Column("group" if head else "label", None, is_past_target=False)


def _row(cells: Sequence[Cell], columns: Mapping[int, Column], table_unit: str | None) -> Row | None:
    by_role: dict[str, list[Cell]] = {}
    for cell in cells:
        column = columns.get(cell.column)
        by_role.setdefault(column.role if column else "group", []).append(cell)
    labels = [*by_role.get("label", [])[-1:], *by_role.get("sublabel", [])]
    values = by_role.get("value", []) + by_role.get("growth", [])
    if not labels or not values:
        return None
    name, unit = read_label("".join(cell.text for cell in labels))
    unit_cells, nature_cells = by_role.get("unit"), by_role.get("nature")
    nature = next((word for word in get_args(Nature) if nature_cells and word in _squeeze(nature_cells[0].text)), None)
    unit = _squeeze(unit_cells[0].text) if unit_cells else unit or table_unit
    return Row(name, labels[-1], unit, nature, tuple(values))
