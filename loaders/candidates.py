"""Programmes of several cities that may be one shared initiative: proposed for a person to judge, never joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.ids import make_id
from graph.records import Candidate
from loaders.lexicon_files import any_of, squeeze
from loaders.lexicons import programme_kinds
from loaders.name_patterns import own_words
from loaders.programme_keys import ending_kind
from loaders.titles import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.records import CandidateSign, Level, PlanRecords, Programme

SHORTEST_NAME = 4
LEAST_OWN_WORDS = 2
_QUOTED = re.compile(r"“([^“”]+)”")
_LEVELS = ("国家级", "省级", "市级", "区级", "全国", "全省", "全市")
_HIGHER = ("national", "provincial")


def propose_candidates(plans: Sequence[PlanRecords]) -> tuple[Candidate, ...]:
    """A candidate for each name that programmes of two or more cities share and no lexicon declares, in the order of the names.

    Names are the same up to quotes, the city's own name, a level word (市, 省) and a closing kind word that adds nothing.
    """
    groups: defaultdict[str, list[Programme]] = defaultdict(list)
    for plan in plans:
        for programme in plan.programmes:
            if programme.initiative is None:
                groups[bare_name(programme.name, programme.city)].append(programme)
    shared = {name: group for name, group in groups.items() if _may_be_shared(name, group)}
    return tuple(_candidate(name, group) for name, group in sorted(shared.items()))


def bare_name(name: str, city: str) -> str:
    """What is left of a programme's name without what only says whose it is.

    >>> bare_name("佛山市高校毕业生就业创业促进计划", "440600"), bare_name("中国(广州)人力资源服务产业园", "440100")
    ('高校毕业生就业创业促进', '人力资源服务产业园')
    """
    own = [place for code in (city, f"{city[:2]}0000") for place in place_names().get(code, ())]
    bare = re.sub(rf"^(?:中国)?(?:{any_of(own) or '$^'})?(?:{any_of(_LEVELS)}|[省市](?=[^场]))?(?=.{{{SHORTEST_NAME}}})", "", squeeze(name))
    ending = next((kind for kind in sorted(programme_kinds().bare, key=len, reverse=True) if bare.endswith(kind)), "")
    return bare.removesuffix(ending) if len(bare) - len(ending) >= SHORTEST_NAME else bare


def _may_be_shared(name: str, group: Sequence[Programme]) -> bool:
    return len({programme.city for programme in group}) > 1 and len(name) >= SHORTEST_NAME and own_words(name) >= LEAST_OWN_WORDS


def _candidate(name: str, group: Sequence[Programme]) -> Candidate:
    names = Counter(programme.name for programme in group)
    return Candidate(
        id=make_id("Candidate", name),
        name=min(names, key=lambda each: (-names[each], len(each), each)),
        level=_level(group),
        signs=tuple(_signs(group)),
        programmes=tuple(sorted(programme.id for programme in group)),
    )


def _level(group: Iterable[Programme]) -> Level:
    """The level that all agree on of those who tell one; else unknown."""
    told = {programme.level for programme in group} - {"unknown"}
    return told.pop() if len(told) == 1 else "unknown"


def _signs(group: Sequence[Programme]) -> Iterable[CandidateSign]:
    if len({squeeze(programme.name) for programme in group}) == 1:
        yield "same_name"
    if all(any(_QUOTED.search(form) and ending_kind(form) for form in programme.variants) for programme in group):
        yield "quoted_name"
    if any(programme.level in _HIGHER for programme in group):
        yield "higher_level"
    if any(programme.definition for programme in group):
        yield "defined_in_note"
