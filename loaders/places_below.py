"""Finds the districts, towns and zones of a city that its plan names."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loaders.lexicon_files import any_of
from loaders.lexicons import below, districts, verbs
from loaders.titles import place_names

SHORTEST_FULL = 2
_HAN = "[\u4e00-\u9fff]"
# What opens a name of which only the end is known: a sign that is no letter, or a word that governs a place; it opens no name itself.
_GOVERNING = "(?<=支持|推动|推进|建设|打造|依托|加快|促进|发挥|鼓励|引导|指导)"
_OPENING = rf"(?:(?<!{_HAN})|(?<=[在以将由对向为与和及把区县市])|{_GOVERNING})(?![在以将由对向为与和及把])"


class PlaceBelow(NamedTuple):
    """One mention of a place below a city; `name` is the same however it is written."""

    start: int
    end: int
    name: str


def find_places_below(text: str, city: str) -> list[PlaceBelow]:
    """The districts of the city with the code `city` and the towns and zones that the text names, from left to right.

    >>> [place.name for place in find_places_below("支持南沙区建设试验区,在狮山镇试点,各镇街跟进。", "440100")]
    ['南沙区', '狮山镇']
    """
    known = districts().get(city, ())
    found = [*_listed(text, known), *_named(text, city)]
    places: list[PlaceBelow] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if not places or place.start >= places[-1].end:
            places.append(place)
    return places


def _listed(text: str, known: tuple[str, ...]) -> list[PlaceBelow]:
    """Districts by their names; without the last sign (余杭、拱墅等地) only in a row, or where something is done in them."""
    if not known:
        return []
    short = {name[:-1]: name for name in known if len(name) > SHORTEST_FULL and name.endswith(("区", "县", "镇"))}
    full = [PlaceBelow(*match.span(), match.group()) for match in re.finditer(any_of(known), text)]
    rows = (
        re.finditer(rf"(?:(?<=[、在])|(?<=支持|推动))(?P<name>{any_of(short)})(?=[、等和与])|(?P<first>{any_of(short)})(?=、)", text)
        if short
        else ()
    )
    return [*full, *(PlaceBelow(*match.span(), short[match["name"] or match["first"]]) for match in rows)]


def _named(text: str, city: str) -> list[PlaceBelow]:
    """Towns and zones, without the name of the city before them; a class of such places (各镇) is none."""
    places = []
    for match in _ends().finditer(text):
        start = match.start("name")
        # A verb may stand before the name (依托中新广州知识城), and so may the city's own name.
        verb = next((word for word in _verbs() if match["name"].startswith(word)), "")
        words = match["name"].removeprefix(verb)
        own = verb + next((name for name in place_names().get(city, ()) if words.startswith(name)), "")
        name = match["name"].removeprefix(own)
        body = name.removesuffix(match["end"])
        if len(body) >= SHORTEST_FULL and body not in _verbs() and not _classes().search(body):
            places.append(PlaceBelow(start + len(own), match.end(), name))
    return places


@cache
def _ends() -> re.Pattern[str]:
    towns, zones = any_of(below().towns), any_of(below().zones)
    return re.compile(rf"{_OPENING}(?P<name>(?:{_HAN}{{2,3}}?(?={towns})|{_HAN}{{2,8}}?(?={zones}))(?P<end>{towns}|{zones}))")


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted({*verbs().govern, *verbs().make, *verbs().act}, key=len, reverse=True))


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(any_of(below().classes))
