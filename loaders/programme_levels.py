"""Whose programme it is: of the state, the province, the planning city or a district, where the text tells."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from loaders.lexicon_files import any_of
from loaders.lexicons import city_nicknames, verbs
from loaders.titles import place_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import Initiative, Level

# A level stands at the head of a name (省高水平技师学院建设计划).
NAME_HEAD = 5
# A founding verb stands right before the name, or before a few words that describe what is founded (打造统一的…平台).
_BEFORE = 14
_HAN = "[\u4e00-\u9fff]"
_LEVEL = re.compile(
    rf"(?P<national>全国|国家|国务院|党中央|中国)|(?P<provincial>{_HAN}{{2}}省|省委|省政府|全省|我省|^省)"
    rf"|(?P<municipal>{_HAN}{{2}}市(?!场)|市委|市政府|全市|我市|^市(?!场))|(?P<district>{_HAN}{{2}}(?<!湾)[区县](?![块域])|^区(?!域))"
)


class Told(NamedTuple):
    """What a plan says of one programme.

    Attributes:
        forms: all forms of its name.
        definition: the first sentence of the note that defines it.
        enclosing_note: the first sentence of the note that alone names it; empty where the plan itself names it.
        before: for each place, the words of its clause before the name.
    """

    forms: Sequence[str]
    definition: str
    enclosing_note: str
    before: Sequence[str]


def level_of(told: Told, initiative: Initiative | None, city: str) -> Level:
    """The level that the text tells, else that of the initiative it is; `city` is the code of the place that plans.

    In turn: what the note that defines it says, how its name begins, the initiative, the city's name in its own, the note that alone
    names it, and a verb by which the planning place founds it (打造…平台).
    """
    own: Level = "provincial" if city.endswith("0000") and city[:2] not in ("11", "12", "31", "50") else "municipal"
    for words in (told.definition, *(form[:NAME_HEAD] for form in told.forms)):
        found = _LEVEL.search(words)
        if found:
            return cast("Level", found.lastgroup)
    if initiative and initiative.level != "unknown":
        return initiative.level
    if any(_own_names(city).search(form) for form in told.forms):
        return own
    found = _LEVEL.search(told.enclosing_note)
    if found:
        return cast("Level", found.lastgroup)
    return own if any(_founded().search(words[-_BEFORE:]) for words in told.before) else "unknown"


@cache
def _own_names(city: str) -> re.Pattern[str]:
    return re.compile(any_of((*place_names().get(city, ()), *city_nicknames().get(city, ()))) or "(?!)")


@cache
def _founded() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(verbs().found)})(?:[“\"]|{_HAN}{{0,8}}的[“\"]?)?$")
