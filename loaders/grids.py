"""Grids: what every reader of a table makes, and the words of the field that tell heads from values."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from graph.records import Record
from loaders.headings import squeeze
from loaders.lexicon_files import FOLDER, read_lexicon
from loaders.numerals import half_width

CellKind = Literal["number", "unit", "nature", "blank", "text"]

# No table of a plan is wider; a line with more cells is no row.
COLUMNS_MAX = 40
_NUMBER = re.compile(r"[^\d]{0,6}\d[\d.,，:：%％‰~～\-—–+*以上内下左右万亿千百人个家户元次倍名项所年件\s\]］】〕)）]{0,30}")
_LIST_MARK = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.．](?!\d)|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]")
_YEAR = re.compile(
    r"""
    [到至“"]?(?:19|20)\d\d(?:\s?年.{0,8}|\s?年?[-—–－~～至到](?:19|20)\d\d\s?年.{0,8})?
    | [“"]?十[一二三四五六七八九]五[”"]?.{0,8}
    | [一二三四五]年.{0,6}
    """,
    re.VERBOSE,
)
_GROUP = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
# “年均增长/累计” heads a column that holds either.
_EITHER = re.compile("[/／、或]")
_CAPTION = re.compile(r"(?:附|续)?表\s?[\d一二三四五六七八九十]")
_IN_BRACKETS = re.compile(r"[(（\[【].{1,12}[)）\]】]")


class HeadWords(Record):
    """The words of `lexicon/tables.yml`."""

    index: frozenset[str]
    category: frozenset[str]
    label: frozenset[str]
    unit: frozenset[str]
    nature: frozenset[str]
    value: frozenset[str]
    other: frozenset[str]
    natures: frozenset[str]
    blanks: frozenset[str]
    units: frozenset[str]

    def heads(self) -> frozenset[str]:
        """Every word that can head a column."""
        return self.index | self.category | self.label | self.unit | self.nature | self.value | self.other


class GridCell(NamedTuple):
    """A cell's column and its place in the text."""

    column: int
    start: int
    end: int


class Row(NamedTuple):
    """A row of a grid: the first and the last line it takes, and its cells."""

    first: int
    last: int
    cells: tuple[GridCell, ...]


class Grid(NamedTuple):
    """A table's rows, heads first."""

    rows: tuple[Row, ...]
    head_rows: int
    column_count: int


@cache
def head_words() -> HeadWords:
    """The words of `lexicon/tables.yml`."""
    return read_lexicon(FOLDER / "tables.yml", HeadWords)


@cache
def _all_heads() -> frozenset[str]:
    return head_words().heads()


@cache
def opening_words() -> frozenset[str]:
    """The words that the first column of a table is headed with."""
    known = head_words()
    return known.index | known.category | known.label


def is_year(text: str) -> bool:
    """Whether a cell names a year or a period, as heads do.

    >>> is_year("2015年"), is_year("“十三五”目标值"), is_year("2021-2025年累计"), is_year("2015人")
    (True, True, True, False)
    """
    return _YEAR.fullmatch(half_width(text)) is not None


def is_head(text: str) -> bool:
    """Whether a cell can head a column: a known word or two for either, with or without a unit in brackets, or a year."""
    word = squeeze(_IN_BRACKETS.sub("", text)) or squeeze(text)[1:-1]
    parts = _EITHER.split(word)
    return word in _all_heads() or is_year(text) or (len(parts) > 1 and all(part in _all_heads() for part in parts))


def is_spread_head(text: str) -> bool:
    """Whether the text is a head of two or three signs that stand apart.

    >>> is_spread_head("属　　性"), is_spread_head("指标  属性")
    (True, False)
    """
    signs = text.split()
    return 1 < len(signs) < 4 and all(len(sign) == 1 for sign in signs) and "".join(signs) in _all_heads()


def continues_head(previous: str, text: str) -> bool:
    """Whether a head cell goes on in the next line: “2015年” “基数”, “总投资” “（亿元）”."""
    word = squeeze(text)
    if _IN_BRACKETS.fullmatch(word):
        return True
    return is_year(previous) and (word in head_words().value or word.removesuffix("值") in head_words().value)


def is_caption(text: str) -> bool:
    """Whether a line opens with the number of a table (“表1　主要指标”), whatever stands between its words."""
    return _CAPTION.match(text) is not None


def is_group(text: str) -> bool:
    """Whether a cell opens with the mark of a group of rows (“一、就业”)."""
    return _GROUP.match(text) is not None


def cell_kind(text: str) -> CellKind:
    """What a body cell holds, as far as its looks tell.

    >>> [cell_kind(text) for text in ("[161.53]", "2.2以内", "﹥60", "万人", "预期性", "1、城镇新增就业人数（万人）")]
    ['number', 'number', 'number', 'unit', 'nature', 'text']
    """
    known = head_words()
    if text in known.natures:
        return "nature"
    if text in known.units:
        return "unit"
    if text in known.blanks:
        return "blank"
    if _NUMBER.fullmatch(text) and not _LIST_MARK.match(text):
        return "number"
    return "text"
