"""Finds the places where a plan names a programme, by how such names are built.

A name ends in a kind word (工程, 计划, 平台 …) or is quoted; it begins after the verb that governs it, a function word
or a punctuation mark. Which words do what is listed in `lexicon/programme_kinds.yml` and `lexicon/verbs.yml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from loaders.lexicons import programme_kinds
from loaders.name_patterns import BOUNDARY, COUNT, MARK, Name, Span, left_edge, mask, own_words, patterns
from loaders.quoted_names import quoted_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.lexicons import KindWord

LONGEST_NAME = 40
LONGEST_TITLE = 20
NEAR_QUOTE = 9
ROLE_WINDOW = 60
_COUNTED = re.compile(r"(?:[一二两三四五六七八九十]+|\d+)[大个项类]?$")
_COMMON_PLACES = ("中心", "基地")
_OWN_MARKERS = frozenset(("中国", "湾区", "世界", "港澳"))
_COMMON_KINDS = ("服务", "活动", "建设", "战略", "项目")
_ROLE_KINDS = ("中心", "示范区", "试验区")


class _Piece(NamedTuple):
    """The text between two boundaries, its kind words, and its last quoted part (-1, -1 where it has none)."""

    start: int
    end: int
    quote_start: int
    quote_end: int
    kinds: tuple[re.Match[str], ...]
    span: Span


class _Cuts(NamedTuple):
    """Where boundaries begin and end in a text, and the kind words in it, each in order."""

    starts: list[int]
    ends: list[int]
    kinds: list[re.Match[str]]
    kind_starts: list[int]


def find_names(text: str, spans: Iterable[Span], places: tuple[str, ...] = ()) -> list[Name]:
    """Every place in `spans` where a programme is named; `places` are names that mark a class of things as one's own.

    >>> text = "创新实施“优才计划”5,打造粤港澳大湾区人才港。"
    >>> [text[name.start : name.end] for name in find_names(text, [Span(0, len(text))])]
    ['优才计划', '粤港澳大湾区人才港']
    """
    masked = mask(text)
    cuts = _cuts(masked)
    names: list[Name] = []
    for span in spans:
        known = len(names)
        names += quoted_names(text, masked, span)
        for piece in _pieces(masked, cuts, span):
            names += _named_in(text, masked, piece, places)
        if span.is_item and len(names) == known:
            names += _quoted_item(text, masked, span)
    return names


def _cuts(masked: str) -> _Cuts:
    boundaries = [found.span() for found in BOUNDARY.finditer(masked)]
    kinds = list(patterns().kind.finditer(masked))
    return _Cuts([start for start, _ in boundaries], [end for _, end in boundaries], kinds, [kind.start() for kind in kinds])


def _pieces(masked: str, cuts: _Cuts, span: Span) -> Iterator[_Piece]:
    """The pieces of the span that hold kind words."""
    first, last = bisect_left(cuts.kind_starts, span.start), bisect_left(cuts.kind_starts, span.end)
    for cut, kinds in groupby(cuts.kinds[first:last], key=lambda kind: bisect_right(cuts.ends, kind.start())):
        start = max(span.start, cuts.ends[cut - 1]) if cut else span.start
        end = min(span.end, cuts.starts[cut]) if cut < len(cuts.starts) else span.end
        quote_end = masked.rfind("”", start, end)
        yield _Piece(start, end, masked.rfind("“", start, max(quote_end, start)), quote_end, tuple(kinds), span)


def _quoted_item(text: str, masked: str, span: Span) -> Iterator[Name]:
    """A short item title with a quoted part (4.“高质量”就业) is a name as a whole."""
    start, end = masked.find("“", span.start, span.end), masked.find("”", span.start, span.end)
    core = text[start + 1 : end]
    edge = left_edge(masked, span.start, start, 0)
    last = span.end - len(masked[edge : span.end]) + len(masked[edge : span.end].rstrip("。.:： \n"))
    if 0 <= start < end and core not in patterns().common_quoted and last - edge <= LONGEST_TITLE:
        yield Name(edge, last, None, core, "item-title")


def _named_in(text: str, masked: str, piece: _Piece, places: tuple[str, ...]) -> Iterator[Name]:
    """The last name that the piece holds: a strong kind word behind a quote comes first, else the last kind word."""
    words = patterns().words
    kinds = piece.kinds
    if piece.quote_end >= 0:
        strengths = {kind: words[kind.group()].strength for kind in kinds}
        kinds = tuple(sorted(kinds, key=lambda kind: (strengths[kind] == "strong", strengths[kind] != "behind", kind.start())))
    for kind in reversed(kinds):
        name = _name_ending_in(text, masked, piece, kind, places)
        if name:
            yield name
            return


def _name_ending_in(text: str, masked: str, piece: _Piece, kind: re.Match[str], places: tuple[str, ...]) -> Name | None:
    word = patterns().words[kind.group()]
    if kind.start() < piece.quote_end:
        return None
    is_near = piece.quote_end >= 0 and kind.start() - piece.quote_end <= LONGEST_NAME
    if is_near and not patterns().make.search(masked, piece.quote_end, kind.start() - 3):
        return _behind_quote(text, masked, piece, kind, word)
    return None if piece.span.is_caption else _unquoted(masked, piece, kind, word, places)


def _behind_quote(text: str, masked: str, piece: _Piece, kind: re.Match[str], word: KindWord) -> Name | None:
    """“赢在广州”大学生创业大赛: a quoted part and a kind word, with what stands before and between."""
    core = text[piece.quote_start + 1 : piece.quote_end]
    between = masked[piece.quote_end + 1 : kind.start()].lstrip(MARK)
    in_row = masked[piece.quote_start - 1 : piece.quote_start] in ("”", MARK)
    is_list = "、" in core and word.strength in ("quoted", "behind")
    is_common = core in patterns().common_quoted and (word.category in _COMMON_KINDS or core.endswith("五"))
    if in_row or is_list or is_common or word.strength == "title" or patterns().plural.search(between) or COUNT.match(between):
        return None
    if word.strength == "behind" and (len(between) > NEAR_QUOTE or between.endswith(programme_kinds().unnamed)):
        return None
    start = left_edge(masked, piece.start, piece.quote_start, 0)
    if masked.find("”", start, piece.quote_start) >= 0 or kind.end() - start > LONGEST_NAME:
        start = piece.quote_start
    return Name(start, kind.end(), word.category, core, "quoted-name-and-kind")


def _unquoted(masked: str, piece: _Piece, kind: re.Match[str], word: KindWord, places: tuple[str, ...]) -> Name | None:
    """全民参保计划: a kind word and what stands before it up to the verb, if that is more than a common noun."""
    opening = max(piece.quote_end + 1, piece.start, kind.start() - 2 * LONGEST_NAME)
    start = left_edge(masked, opening, kind.start(), 2)
    body = masked[start : kind.start()]
    is_odd = _COUNTED.search(body) or patterns().plural.search(body) or body.endswith("参与")
    if len(body) + len(kind.group()) > LONGEST_NAME or is_odd:
        return None
    if word.category in _ROLE_KINDS and _is_role(masked, piece.span, start):
        return None
    before = masked[max(opening, start - 6) : start]
    rule = _reason(word, body, before, piece.span.is_title) or _marked(word, body, masked, start, places)
    return Name(start, kind.end(), word.category, None, rule) if rule else None


def _reason(word: KindWord, body: str, before: str, is_title: bool) -> str | None:
    """Why the words are a name without a place in them: the kind word, a title, or the verb before it."""
    residue = own_words(body)
    is_governed = bool(patterns().governed.search(before))
    if word.strength == "strong" and (residue >= 2 or len(body) >= (4 if word.category == "活动" else 6)):
        return "kind-after-verb"
    if word.strength in ("quoted", "behind") or patterns().plural.search(before) or COUNT.search(before):
        return None
    if is_title and (residue >= 2 or (is_governed and len(body) >= 8)):
        return "kind-in-title"
    return "made" if word.strength == "made" and residue >= 2 and is_governed else None


def _marked(word: KindWord, body: str, masked: str, start: int, places: tuple[str, ...]) -> str | None:
    """Whether a place or level in the name, or right before its 的, makes it one of a kind (粤港澳大湾区人才港)."""
    if word.strength not in ("made", "weak") or own_words(body) < 2:
        return None
    if any(place in body for place in places):
        return "kind-with-place"
    before = masked[max(start - 6, 0) : start]
    if COUNT.search(before) or patterns().plural.search(before):
        return None
    clause = BOUNDARY.split(masked[max(start - 14, 0) : start - 1])[-1] if before.endswith("的") else ""
    markers = patterns().marker.findall(body) or patterns().marker.findall(clause)
    # 市疾控中心 is a body of the city; 中国(广州)研究中心 is one of a kind.
    is_strong = bool(markers) and (not _OWN_MARKERS.isdisjoint(markers) or word.category not in _COMMON_PLACES)
    return "kind-with-place" if is_strong else None


def _is_role(masked: str, span: Span, start: int) -> bool:
    """Whether the words say what a place is to become (把…打造成…中心)."""
    opening = max(span.start, start - ROLE_WINDOW)
    sentence = masked[opening:start].rpartition("。")[2]
    return bool(patterns().role.search(sentence))
