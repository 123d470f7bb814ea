"""The marks that number a heading: 第一章, 第一节, 一、, (一), 1., （1）, ①, 专栏1, 附件2, and markdown's #."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from graph.records import Record, SectionKind
from loaders.lexicon_files import FOLDER, read_lexicon

Style = Literal[
    "markdown", "appendix", "part", "chapter", "section", "article", "comma", "bracket", "arabic_comma", "arabic_dot",
    "decimal", "arabic_bracket", "arabic_half", "circled", "box", "contents",
]  # fmt: skip

# Which heading stands above which, where a plan uses both; equal ranks are siblings.
RANK: dict[Style, int] = {
    "contents": 10,
    "appendix": 10,
    "part": 11,
    "chapter": 12,
    "section": 13,
    "article": 14,
    "comma": 15,
    "bracket": 16,
    "arabic_comma": 17,
    "arabic_dot": 17,
    "decimal": 18,
    "arabic_bracket": 19,
    "arabic_half": 20,
    "circled": 21,
    "box": 22,
}
KIND: dict[Style, SectionKind] = {
    "contents": "contents",
    "appendix": "appendix",
    "part": "chapter",
    "chapter": "chapter",
    "section": "section",
    "box": "box",
}
# A line with one of these ends a table or a run of loose lines.
CLOSING: frozenset[Style] = frozenset({"markdown", "contents", "appendix", "part", "chapter", "section", "box"})
NAME_MAX = 60
_SENTENCE_MAX = 40
_WORD_MAX = 24
_NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
_SUFFIXED = r"\d{1,3}(?:[-—－]\d{1,2})?"
_ANY_NUMERAL = re.compile(rf"{_NUMERAL}|\d{{1,3}}")
_MARK = re.compile(
    rf"""
    (?P<hashes>\#{{1,6}})[ \t]+
    | 第\s?(?:{_NUMERAL}|\d{{1,3}})\s?(?:(?P<part>篇|编|部分)|(?P<chapter>章)|(?P<section>节)|(?P<article>条))[\s:：、]{{0,4}}
    | (?P<comma>{_NUMERAL})[、.．]\s{{0,4}}
    | [(（]\s?(?P<bracket>{_NUMERAL})\s?[)）][、.]?\s{{0,4}}
    | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})[.．、]?[ \t\u3000\xa0]{{1,4}}(?=[^\d\s])
    | (?P<arabic_dot>\d{{1,3}})[.．](?!\d)\s{{0,4}}
    | (?P<arabic_comma>\d{{1,3}})、\s{{0,4}}
    | [(（]\s?(?P<arabic_bracket>\d{{1,3}})\s?[)）][、.]?\s{{0,4}}
    | (?P<arabic_half>\d{{1,3}})[)）]\s{{0,4}}
    | (?P<circled>[\u2460-\u2473\u2474-\u2487])\s{{0,4}}
    | [\[【〔]?专\s?栏\s{{0,4}}
      (?:(?P<box>{_SUFFIXED}|{_NUMERAL})\s{{0,4}}[\]】〕]?[:：.、]?|(?P<plain_box>[:：]))\s{{0,4}}
    | 附\s?[件录表图]\s{{0,4}}(?P<appendix>{_SUFFIXED}|{_NUMERAL})?\s{{0,4}}(?:(?P<colon>[:：])|[.、])?\s{{0,4}}
    """,
    re.VERBOSE,
)
_MARKED: tuple[Style, ...] = tuple(style for style in RANK if style in _MARK.groupindex)
_ENDS = re.compile(r"[。；;！？!?]")
_CLAUSE_ENDS = re.compile(r"[，,。；;：:]")
_TITLES: frozenset[Style] = frozenset({"part", "chapter", "section", "box", "appendix"})
_FIRST = frozenset("#第一二三四五六七八九十百(（[【〔专附0123456789０１２３４５６７８９") | frozenset(map(chr, range(0x2460, 0x2488)))
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}


class Words(Record):
    """The words that stand alone on a line and tell what follows: contents, a preface, notes."""

    contents: frozenset[str]
    preface: frozenset[str]
    notes: frozenset[str]


class Heading(NamedTuple):
    """A line that opens a section: its mark, its name and where in the line they end.

    `ordinal` is the mark as a number, None where it has none; `is_listing` marks “附件：…” with a name behind it, which may
    only list what follows the text.
    """

    style: Style
    rank: float
    ordinal: int | None
    number: str | None
    name: str
    end: int
    is_listing: bool = False


@cache
def words() -> Words:
    """The words of `lexicon/headings.yml`."""
    return read_lexicon(FOLDER / "headings.yml", Words)


def read_ordinal(text: str) -> int:
    """The number that a mark's numeral stands for, in Chinese, ASCII or full-width digits or circled.

    >>> [read_ordinal(text) for text in ("十一", "二十三", "１２", "④")]
    [11, 23, 12, 4]
    """
    if text[0].isdecimal():
        return int(re.split(r"[.．\-—－]", text)[-1])
    if "\u2460" <= text[0] <= "\u2487":
        return (ord(text[0]) - 0x2460) % 20 + 1
    total = value = 0
    for sign in text:
        if sign in "十百":
            total += (value or 1) * (10 if sign == "十" else 100)
            value = 0
        else:
            value = value * 10 + _DIGITS[sign]
    return total + value


@cache
def _word_groups() -> tuple[tuple[Style, frozenset[str]], ...]:
    return ("contents", words().contents), ("appendix", words().notes), ("chapter", words().preface)


def squeeze(text: str) -> str:
    """The text without any white space, for words that are spread over a line (目　录)."""
    return "".join(text.split())


def tidy(name: str) -> str:
    """A name fit to be shown: one blank for any white space, none where every character stands apart (名 词 解 释)."""
    parts = name.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)


def read_heading(text: str) -> Heading | None:
    """The heading that the line `text` opens with, None where it opens with none.

    A chapter, section, box or appendix is a short line without a stop. A numbered item is one too, or a paragraph: its
    first sentence is its name where it is short and more follows; else its first clause is, and only the mark is heading.

    >>> read_heading("（1）大力推进“广东技工”项目建设。加快发展技工教育。").name
    '大力推进“广东技工”项目建设'
    >>> read_heading("1.5万人") is None
    True
    """
    match = _MARK.match(text) if text[0] in _FIRST else None
    if match is None:
        return _read_word(text)
    if match["hashes"]:
        return _read_markdown(text, match)
    style = _style(match)
    read = _read_title if style in _TITLES else _read_item
    return read(text, match, style)


def _style(match: re.Match[str]) -> Style:
    if match["plain_box"]:
        return "box"
    return next((style for style in _MARKED if match[style]), "appendix")


def _number(match: re.Match[str]) -> str:
    return match[0].strip(" \t\u3000\xa0:：")


def _ordinal(match: re.Match[str], style: Style) -> int | None:
    if style in ("part", "chapter", "section", "article"):
        numeral = _ANY_NUMERAL.search(match[0])
        return read_ordinal(numeral[0]) if numeral else None
    return read_ordinal(match[style]) if match[style] else None


def _read_word(text: str) -> Heading | None:
    if len(text) > _WORD_MAX:
        return None
    word = squeeze(text).removeprefix("附：").removeprefix("附:").rstrip("：:")
    style = next((style for style, known in _word_groups() if word in known), None)
    return None if style is None else Heading(style, RANK[style], None, None, word, len(text))


def _read_markdown(text: str, match: re.Match[str]) -> Heading | None:
    rest = text[match.end() :].rstrip("# \t")
    if not rest or len(rest) > NAME_MAX:
        return None
    inner = None if rest[0] == "#" else read_heading(rest)
    if inner and inner.style in ("box", "contents", "appendix"):
        return inner._replace(end=len(text))
    number, name = (inner.number, inner.name) if inner else (None, tidy(rest))
    return Heading("markdown", len(match["hashes"]), None, number, name, len(text))


def _read_title(text: str, match: re.Match[str], style: Style) -> Heading | None:
    rest = text[match.end() :]
    if len(rest) > NAME_MAX or _ENDS.search(rest, 0, len(rest) - 1) or (rest.endswith("。") and style != "box"):
        return None
    is_listing = style == "appendix" and bool(match["colon"]) and bool(rest)
    return Heading(style, RANK[style], _ordinal(match, style), _number(match), tidy(rest.rstrip("。")), len(text), is_listing)


def _read_item(text: str, match: re.Match[str], style: Style) -> Heading | None:
    start, size = match.end(), len(text)
    if start == size:
        return None
    stop = _ENDS.search(text, start, start + NAME_MAX + 1)
    if stop is None and size - start <= NAME_MAX:
        name_end = end = size
    elif stop and stop[0] == "。" and stop.start() - start <= _SENTENCE_MAX and stop.end() < size:
        name_end, end = stop.start(), stop.end()
    else:
        clause = _CLAUSE_ENDS.search(text, start, start + _SENTENCE_MAX)
        name_end, end = clause.start() if clause else start + _SENTENCE_MAX, start
    return Heading(style, RANK[style], _ordinal(match, style), _number(match), tidy(text[start:name_end]), end)
