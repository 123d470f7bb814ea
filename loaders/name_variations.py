"""Programmes whose names vary where they should not: a count written in two ways, a word dropped, another kind word.

Quotes, a place before the name, a short form after the full one and a place's own version are how plans write; they are no finding.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from graph.ids import make_id
from graph.records import Evidence, Finding
from loaders.lexicon_files import any_of, squeeze
from loaders.lexicons import verbs
from loaders.programme_keys import ending_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import Programme, Severity, SplitDocument

SHORTEST_NAME = 7
LONGEST_GAP = 3
_COUNT = re.compile(r"[一二两三四五六七八九十百千]+[大项个类种]")
_MARK = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}(?=[\u4e00-\u9fff])")
# Kinds under which a plan may call one thing, and that a reader would not take for the same.
_KINDS = frozenset(("工程", "计划", "行动", "项目"))

Span = tuple[int, int]


class Variation(NamedTuple):
    """Two ways to write what seems to be one name, with the rule that saw it and what differs."""

    rule: str
    severity: Severity
    explanation: str
    places: tuple[Span, Span]


def find_name_variations(split: SplitDocument, programmes: Sequence[Programme]) -> tuple[Finding, ...]:
    """A finding for each pair of names that seem to be one programme's, in the order of the text."""
    found = [*_between(programmes), *(each for programme in programmes for each in _within(split.document.text, programme))]
    return tuple(_finding(split, each) for each in sorted(found, key=lambda each: each.places))


def _between(programmes: Sequence[Programme]) -> Iterator[Variation]:
    """Names of two programmes that differ only in how a count is written, or in a word inside."""
    bare = [(programme, name) for programme in programmes if len(name := _bare(programme.name)) >= SHORTEST_NAME]
    for (a, one), (b, other) in combinations(bare, 2):
        if a.kind != b.kind:
            continue
        places = (a.mentions[0], b.mentions[0])
        said = f"「{a.name}」与「{b.name}」"
        if _COUNT.sub("", one) == _COUNT.sub("", other):
            yield Variation("name-count-varies", "tension", f"{said}：数目的写法不同，似为同一项目", places)
        elif gap := _gap(one, other):
            yield Variation("name-word-dropped", "note", f"{said}：一处多“{gap}”，似为同一项目", places)


def _bare(name: str) -> str:
    """The name without quotes, without a note mark inside and without the verb that a plan may have drawn into them (“实施…工程”)."""
    return _opening_verb().sub("", _MARK.sub("", squeeze(name)))


@cache
def _opening_verb() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(verbs().govern)})(?=.{{{SHORTEST_NAME}}})")


def _gap(a: str, b: str) -> str | None:
    """The word that the longer name has inside and the other has not.

    >>> _gap("国家级技能大师工作室", "国家级大师工作室"), _gap("广州市创业大赛", "创业大赛")
    ('技能', None)
    """
    shorter, longer = sorted((a, b), key=len)
    size = len(longer) - len(shorter)
    if not 0 < size <= LONGEST_GAP:
        return None
    head = next((at for at, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other), len(shorter))
    is_inside = 0 < head < len(shorter) and shorter[head:] == longer[head + size :]
    return longer[head : head + size] if is_inside else None


def _within(text: str, programme: Programme) -> Iterator[Variation]:
    """A programme that is called 工程 here and 项目 there."""
    first: dict[str, tuple[str, Span]] = {}
    for start, end in programme.mentions:
        kind = ending_kind(text[start:end])
        if kind and kind.category in _KINDS:
            first.setdefault(kind.category, (text[start:end], (start, end)))
    for (one, place), (other, elsewhere) in combinations(first.values(), 2):
        if squeeze(one) in squeeze(other) or squeeze(other) in squeeze(one):
            continue
        yield Variation("name-kind-varies", "note", f"同一项目既称「{one}」又称「{other}」", (place, elsewhere))


def _finding(split: SplitDocument, variation: Variation) -> Finding:
    document = split.document
    evidence = tuple(
        Evidence(plan_id=document.plan_id, char_start=start, char_end=end, quote=document.text[start:end], rule=variation.rule)
        for start, end in variation.places
    )
    return Finding(
        id=make_id("Finding", document.plan_id, variation.rule, *(offset for place in variation.places for offset in place)),
        plan_id=document.plan_id,
        city=document.city,
        rule=variation.rule,
        severity=variation.severity,
        explanation=variation.explanation,
        evidence=evidence,
    )
