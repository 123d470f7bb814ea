"""The patterns that programme names are found with, built from the lexicons, and the masked text they run on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.lexicon_files import any_of
from loaders.lexicons import KindWord, programme_kinds, verbs

HIDDEN = "〇"
MARK = "※"

# A note mark glued to a quote (“优才计划”5) is no quantity; “四免”2025年 is not a mark.
NOTE_MARK = re.compile(r"(?<=[”」』])(?:\d{1,2}(?![\d.%万亿年月日个家人名项])|\[\d{1,2}\])|[①-⑳]")
# “粤菜师傅” is one sign for the rules outside it; so is (南沙) inside a name, but not the label (一).
_QUOTE = re.compile(r"[“「『][^“”「」『』\n]{1,120}[”」』]|\"[^\"\n]{1,40}\"")
_BRACKET = re.compile(r"[(（](?![一二三四五六七八九十\d]{1,3}[)）])[^()（）\n。;；:：]{1,16}[)）]")
# Each alternative begins with its own sign, and looks back from there: a pattern whose first signs are known is found fast.
_FUNCTION = (
    r"的|以(?![上下内外及工旧])|为(?<![行作认成称]为)(?!民)|在(?<![潜存]在)(?![线岗校职建])|把|将|由(?!此)|与(?<!参与)|和(?![谐平睦美])"
    r"|以及|及(?<![普企以]及)|等(?<![平高初中同优劣]等)(?!级)|对(?![口接外标象话])|于|从(?![业事])|向(?!导)|并(?!轨)|到(?!家|位|户|岗)"
    r"|至(?!少)|使(?!用)|让|是|被|或者?|要(?<![重主需必紧概纪摘]要)(?![求素点闻件领式害])|部门|局(?![部面势长])"
)
BOUNDARY = re.compile(rf"[|，,。；;：:！!？?、\n\t …—《》()（）]|{_FUNCTION}")
COUNT = re.compile(
    r"(?:\d{4}年|第?\d[\d.]*[万亿]?[余多]?|第?[一二两三四五六七八九十百]+(?=[个家所项次届场支批类]))(?:[个家所项次届场支批名类门种]|以上)*"
)


class Name(NamedTuple):
    """One place where a programme is named; `core` is the quoted part, where there is one."""

    start: int
    end: int
    kind: str | None
    core: str | None
    rule: str


class Span(NamedTuple):
    """A stretch of text to search: a title says what follows is about, an item's title is one thing, a caption a class."""

    start: int
    end: int
    is_title: bool = False
    is_item: bool = False
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """One compiled alternation for each word list; `words` gives what is known of a kind word."""

    kind: re.Pattern[str]
    lead: re.Pattern[str]
    make: re.Pattern[str]
    governed: re.Pattern[str]
    generic: re.Pattern[str]
    plural: re.Pattern[str]
    award: re.Pattern[str]
    naming: re.Pattern[str]
    marker: re.Pattern[str]
    role: re.Pattern[str]
    fixed: re.Pattern[str]
    words: dict[str, KindWord]
    common_quoted: frozenset[str]


@cache
def patterns() -> Patterns:
    """The patterns, each an alternation of words without repetition inside repetition."""
    kinds, verb = programme_kinds(), verbs()
    words = {word.name: word for word in kinds.kinds}
    ends = [
        "".join((re.escape(word.name), *(f"(?<!{before}{word.name})" for before in word.not_after), _unless_before(word)))
        for word in sorted(kinds.kinds, key=lambda word: -len(word.name))
    ]
    return Patterns(
        kind=re.compile("|".join(ends)),
        lead=re.compile(any_of({*verb.govern, *verb.adverb})),
        make=re.compile(any_of(verb.make)),
        governed=re.compile(f"(?:{any_of({*verb.make, *verb.govern})})$"),
        generic=re.compile(any_of(kinds.generic)),
        plural=re.compile(any_of(kinds.plural)),
        award=re.compile(f"(?:{any_of(kinds.award)})(?:一批)?$"),
        naming=re.compile(any_of(kinds.naming)),
        marker=re.compile(any_of(kinds.marker)),
        role=re.compile(any_of(kinds.role)),
        fixed=re.compile(any_of(kinds.fixed)),
        words=words,
        common_quoted=frozenset(kinds.common_quoted),
    )


def _unless_before(word: KindWord) -> str:
    return f"(?!{any_of(word.not_before)})" if word.not_before else ""


@lru_cache(maxsize=2)
def mask(text: str) -> str:
    """The text with note marks, quoted parts, brackets and fixed phrases hidden, sign for sign, so that offsets hold.

    >>> mask("实施“优才计划”5和中心(南沙)")
    '实施“〇〇〇〇”※和中心〇〇〇〇'
    """
    masked = NOTE_MARK.sub(lambda mark: MARK * len(mark.group()), text)
    masked = _QUOTE.sub(lambda quote: "“" + HIDDEN * (len(quote.group()) - 2) + "”", masked)
    masked = _BRACKET.sub(lambda bracket: HIDDEN * len(bracket.group()), masked)
    return patterns().fixed.sub(lambda phrase: HIDDEN * len(phrase.group()), masked)


def own_words(body: str) -> int:
    """How many signs of a name are left without the words that describe any programme (重大, 服务, 信息 …)."""
    return len(patterns().generic.sub("", body))


def left_edge(masked: str, start: int, stop: int, least: int) -> int:
    """Where a name begins: behind adverbs, governing verbs and counts; `least` signs must be left before `stop`.

    >>> left_edge("深入实施全民参保计划", 0, 8, 2)
    4
    """
    edge = _skip(masked, start, stop - least)
    for verb in patterns().make.finditer(masked, edge, stop):
        if stop - verb.end() >= least * 2:
            edge = verb.end()
    edge = _skip(masked, edge, stop - least)
    count = COUNT.match(masked, edge, stop - least)
    return count.end() if count else edge


def _skip(masked: str, start: int, stop: int) -> int:
    while found := patterns().lead.match(masked, start, max(start, stop)):
        start = found.end()
    return start
