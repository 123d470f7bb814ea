"""The place that stands before the name of a public body: named, the plan's own (省, 市), or a district."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loaders.titles import find_place_by_code, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.records import Document, Level

LONGEST_PLACE = 9
DISTRICT = r"[\u4e00-\u9fff]{2}(?:高新区|经开区|新区|区|县)"
_DISTRICT_END = re.compile(rf"{DISTRICT}$")
# A kind of area (示范区), an old or central town (主城区), a count (五区), or words that run into the next (由城区).
_NO_DISTRICT = re.compile(
    r"[全辖社园地市这湾特校片范验业务发专库](?<!开发)区$|[老主新心]城区$|[一二三四五六七八九十]|[由的及和与在对向把将为以是从于给各该多贫]"
)
_OWN_PLACE = re.compile(r"(?:我|本|全)?[省市]$")


class Home(NamedTuple):
    """The place that plans and the province it lies in, by full name."""

    city: str
    province: str


class FoundPlace(NamedTuple):
    """A place before a body's name: where its words begin, its full name and its level."""

    start: int
    full: str
    level: Level


def home_of(document: Document) -> Home:
    """The full names of the document's city and province."""
    city, province = find_place_by_code(document.city), find_place_by_code(document.city[:2] + "0000")
    return Home(city.name if city else document.city_name, province.name if province else "省")


def place_before(text: str, start: int, end: int, home: Home) -> FoundPlace | None:
    """The place whose words end at `end` and begin no sooner than `start`; 中共 before it belongs to it.

    >>> place_before("会同南沙区人民政府", 0, 5, Home("广州市", "广东省")).full
    '广州市南沙区'
    """
    place = _known_place(text, start, end) or _own_place(text, start, end, home) or _district(text, start, end, home)
    if place and text.startswith("中共", max(start, place.start - 2)) and place.start - 2 >= start:
        return FoundPlace(place.start - 2, place.full, place.level)
    return place


def is_district(name: str) -> bool:
    """Whether a word ending in 区 or 县 can be a district's name (南沙区), not a kind of area (示范区) or all of them (各区)."""
    return _NO_DISTRICT.search(name) is None


def _known_place(text: str, start: int, end: int) -> FoundPlace | None:
    by_name = places().by_name
    for size in range(min(LONGEST_PLACE, end - start), 1, -1):
        place = by_name.get(text[end - size : end])
        if place is not None:
            return FoundPlace(end - size, place.name, _level(place.code))
    return None


def _level(code: str) -> Level:
    """The level of a place by its code; Hong Kong, Macao and Taiwan have none of these."""
    if code.startswith(("81", "82", "71")):
        return "unknown"
    return "provincial" if code.endswith("0000") else "municipal"


def _own_place(text: str, start: int, end: int, home: Home) -> FoundPlace | None:
    found = _OWN_PLACE.search(text, max(start, end - 2), end)
    if found is None or text[max(start, end - 2) : end] == "城市":
        return None
    # 全市 and 我市 say whose body it is, but are no part of its name.
    start = found.start() if len(found.group()) == 1 else end
    if text[end - 1] == "市":
        return FoundPlace(start, home.city, "municipal")
    return FoundPlace(start, home.province, "provincial")


def _district(text: str, start: int, end: int, home: Home) -> FoundPlace | None:
    found = _DISTRICT_END.search(text, max(start, end - 4), end)
    if found is None or not is_district(found.group()):
        return None
    return FoundPlace(found.start(), home.city + found.group(), "district")


def place_at(text: str, start: int, home: Home) -> tuple[FoundPlace, int] | None:
    """The place whose words begin at `start`, and where they end."""
    for size in (4, 3, 2, 1):
        place = place_before(text, start, start + size, home)
        if place is not None and place.start == start:
            return place, start + size
    return None


def places_in(text: str, start: int, end: int, home: Home) -> Iterator[tuple[FoundPlace, int]]:
    """The places whose words begin at or behind `start` and end before `end`, each with where its words end.

    Of two names that share a sign the first stands: 佛山南粤 holds 佛山 and no 山南.
    """
    by_name = places().by_name
    named_until = start
    for at in range(start, end - 1):
        is_named = at >= named_until and text[at : at + 2] in by_name
        named_until = at + 2 if is_named else named_until
        if text[at] in "省市" or is_named:
            stop = at + 1 if text[at] in "省市" else at + 2
            place = place_before(text, start, stop, home)
            if place is not None and not text.startswith(("场", "民", "级", "直", "属", "容"), stop):
                yield place, stop
