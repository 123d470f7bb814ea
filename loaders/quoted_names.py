"""Programme names that are quoted whole, alone or in a row that shares one kind word or one verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.lexicons import programme_kinds
from loaders.name_patterns import BOUNDARY, Name, Span, own_words, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TAIL = 16
LONGEST_OBJECT = 60
SHORTEST_NAME = 4
_JOIN = re.compile(r"※*(?:[、,，和与及]|以及)?")
# Several things or a whole sentence in quotes are no name; a motto has one comma at most.
_SEVERAL = re.compile("、|[;；。]|[,，].*[,，]")
_TAIL = re.compile(r"※*(等)?(?:\d{1,2}|[一二两三四五六七八九十]+)?[大项个类款]?")
_CLAUSE_END = re.compile(r"※*(?:工作)?(?:$|[，,。；;\n])")
# A word or two of nouns up to the end of the clause.
_TAIL_WORDS = re.compile(r"[\u4e00-\u9fff]{2,10}(?=[，,。；;\n]|$)")
_CLAUSE_START = re.compile(r"[，,。；;\n]")
# “互联网+调解仲裁” and “佛山·大城工匠” are forms in which only programmes and brands are named.
_NAMED_FORM = re.compile(r"(?:互联网|人工智能)[+＋][\u4e00-\u9fff]{2,12}|[\u4e00-\u9fff]{2,8}[·•・][\u4e00-\u9fff]{2,12}")

Quoted = tuple[int, int]


def quoted_names(text: str, masked: str, span: Span) -> Iterator[Name]:
    """The quoted parts of `span` that name a programme; their spans leave the quotes out."""
    for row in _rows(masked, span):
        yield from _names_of_row(text, masked, span, row)


def _rows(masked: str, span: Span) -> list[list[Quoted]]:
    """Quoted parts in rows, each joined by nothing but note marks and 、 or 和; spans include the quotes."""
    rows: list[list[Quoted]] = []
    position = span.start
    while (start := masked.find("“", position, span.end)) >= 0:
        position = masked.find("”", start, span.end) + 1
        if not position:
            break
        join = _JOIN.match(masked, rows[-1][-1][1], start) if rows else None
        if join and join.end() == start:
            rows[-1].append((start, position))
        else:
            rows.append([(start, position)])
    return rows


def _names_of_row(text: str, masked: str, span: Span, row: list[Quoted]) -> Iterator[Name]:
    before = masked[max(span.start, row[0][0] - 8) : row[0][0]]
    inner = [text[start + 1 : end - 1] for start, end in row]
    kinds = [own_kind(words) for words in inner]
    shared, rule = _shared_kind(masked, span, row, before, kinds)
    for (start, end), words, kind in zip(row, inner, kinds, strict=True):
        if words in patterns().common_quoted or _SEVERAL.search(words):
            continue
        if kind or shared:
            yield Name(start + 1, end - 1, kind or shared, words, "quoted-with-kind" if kind else rule)
        elif _NAMED_FORM.fullmatch(words):
            yield Name(start + 1, end - 1, None, words, "quoted-form")
        elif _is_object(masked, span, row) and len(words) >= SHORTEST_NAME and not words[0].isdecimal():
            yield Name(start + 1, end - 1, None, words, "quoted-object")
        elif len(row) == 1 and (tail := _tail_of_object(masked, span, row[0])):
            yield Name(start, tail, None, words, "quoted-object-and-tail")


def own_kind(quoted: str) -> str | None:
    """The category of the kind word that a quoted part ends in; common nouns in quotes have none.

    >>> own_kind("优才计划"), own_kind("公共服务平台"), own_kind("最后一公里")
    ('计划', None, None)
    """
    for kind in patterns().kind.finditer(quoted):
        word = patterns().words[kind.group()]
        if kind.end() == len(quoted) and word.strength not in ("behind", "title") and own_words(quoted[: kind.start()]) >= 2:
            return word.category
    return None


def _shared_kind(masked: str, span: Span, row: list[Quoted], before: str, kinds: list[str | None]) -> tuple[str | None, str]:
    """What a whole row is told to be: by the verb before it, the kind word behind it, or one of its members."""
    if patterns().award.search(before):
        return "称号", "awarded-title"
    if patterns().plural.search(before):
        return None, ""
    behind = _kind_behind(masked, span, row)
    if behind is None and len(row) > 1:
        return next((kind for kind in kinds if kind), None), "row-with-kind"
    return behind, "row-with-kind"


def _kind_behind(masked: str, span: Span, row: list[Quoted]) -> str | None:
    """The kind word behind a row (“A”“B”两个平台) or behind 等 (“A”等基层服务项目)."""
    tail = _TAIL.match(masked, row[-1][1], span.end)
    if tail is None or (len(row) == 1 and not tail.group(1)):
        return None
    kind = patterns().kind.search(masked, tail.end(), min(span.end, tail.end() + LONGEST_TAIL))
    if kind is None or BOUNDARY.search(masked, tail.end(), kind.start()):
        return None
    return patterns().words[kind.group()].category


def _is_object(masked: str, span: Span, row: list[Quoted]) -> bool:
    """Whether the row ends its clause as the object of a verb that founds or holds (建设…的“数据蓝图”和“数据作战图”)."""
    if not _CLAUSE_END.match(masked, row[-1][1], span.end):
        return False
    opening = max(span.start, row[0][0] - LONGEST_OBJECT)
    clause = _CLAUSE_START.split(masked[opening : row[0][0]])[-1]
    return bool(patterns().naming.search(clause))


def _tail_of_object(masked: str, span: Span, quoted: Quoted) -> int | None:
    """Where the words behind a quoted part end that with it are the whole object of a verb (开展“绿盾”自然保护地强化监督)."""
    start, end = quoted
    tail = _TAIL_WORDS.match(masked, end, span.end)
    before = patterns().naming.search(masked, max(span.start, start - 4), start)
    if tail is None or before is None or before.end() != start or patterns().kind.search(tail.group()):
        return None
    return None if tail.group().endswith(programme_kinds().unnamed) else tail.end()
