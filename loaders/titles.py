"""What a plan's title and first words tell: its name, the place that plans and the years it covers."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import LexiconError
from graph.records import Period, Record
from loaders.headings import tidy
from loaders.lexicon_files import FOLDER, any_of, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loaders.lines import Line

_HEAD_LINES = 30
_TITLE_MAX = 60
_KINDS = "规划纲要|发展规划|规划|计划纲要|计划|纲要|行动方案|实施方案|方案|意见"
_QUOTED = re.compile(rf"《([^《》\n]{{4,{_TITLE_MAX}}}(?:{_KINDS}))(?:[（(][^（）()\n]{{1,20}}[）)])?》")
_TITLE = re.compile(rf"[^《》。；;：:]{{2,{_TITLE_MAX}}}(?:{_KINDS})(?:\s*[（(【\[][^（）()\n]{{1,20}}[）)】\]])?")
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s?年?\s?(?:[-—–－~～至到]{1,2})\s?(20\d\d)(?!\d)")
_NTH_PLAN = re.compile(r"十([一二三四五六七八九])五")
_TERM = re.compile(r"(?:规划|计划|方案)(?:期限|期|年限)?[为是:：]\s?(?=20\d\d)")
_PART = re.compile(r"(?!社区|园区|地区|城区|市区|辖区|全区|特区|各区)[\u4e00-\u9fff]{1,6}?(?:新区|高新区|开发区|自治县|区|县|旗)")


class Place(NamedTuple):
    """A province or a place of prefecture level: its GB/T 2260 code and its full name."""

    code: str
    name: str


class PlaceNames(Record):
    """The names of each place by its code, the full name first."""

    places: dict[str, tuple[str, ...]]


class Places(NamedTuple):
    """The places by each of their names, and the pattern that finds a name."""

    by_name: Mapping[str, Place]
    full: re.Pattern[str]
    short: re.Pattern[str]


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """The names of each place of `lexicon/places.yml` by its code, the full name first."""
    return read_lexicon(FOLDER / "places.yml", PlaceNames).places


@cache
def places() -> Places:
    """The places of `lexicon/places.yml`."""
    by_name: dict[str, Place] = {}
    names: list[tuple[str, ...]] = []
    for code, own in place_names().items():
        names.append(own)
        for name in own:
            if name in by_name:
                raise LexiconError(f"places.yml: {name} stands for {by_name[name].code} and {code}; leave it out or give the full name")
            by_name[name] = Place(code, own[0])
    return Places(by_name, re.compile(any_of(own[0] for own in names)), re.compile(any_of(short for own in names for short in own[1:])))


def find_place_by_code(code: str) -> Place | None:
    """The place with this GB/T 2260 code.

    >>> find_place_by_code("440600").name
    '佛山市'
    """
    return next((place for place in places().by_name.values() if place.code == code), None)


def find_title(lines: Sequence[Line]) -> str | None:
    """The plan's own name: the one a notice announces in 《》, else the first lines that read as a plan's title."""
    head = lines[:_HEAD_LINES]
    for line in head:
        if "印发" in line.text and (match := _QUOTED.search(line.text)):
            return tidy(match[1])
    for at, line in enumerate(head):
        if len(line.text) <= _TITLE_MAX and _TITLE.fullmatch(line.text):
            # A title that is set over two lines breaks before “十四五” or before its kind.
            above = head[at - 1].text if at else ""
            is_second = above and (line.text[0] in '“"十（(' or len(line.text) < 10) and len(above) < 40 and above[-1] not in "。：:"
            return tidy(above + line.text if is_second else line.text)
    return None


def find_place(title: str, head: str) -> Place | None:
    """The place that plans: the one the title names, else the one the text's first words name most often.

    A province beside one of its own places is where that place lies. None where no place is named, two are named alike,
    or the title goes on with a district or county: its code is in no list here.
    """
    known = places()
    for pattern in (known.full, known.short):
        if found := list(pattern.finditer(title)):
            if any(_PART.match(title, match.end()) for match in found):
                return None
            return _only({known.by_name[match[0]]: 1 for match in found})
    return _only(Counter(known.by_name[match[0]] for match in known.full.finditer(head)))


def _only(counts: Mapping[Place, int]) -> Place | None:
    """The place that counts most, provinces aside where a place inside them is named."""
    provinces = {place.code[:2] for place in counts if not place.code.endswith("0000")}
    own = {place: count for place, count in counts.items() if not (place.code.endswith("0000") and place.code[:2] in provinces)}
    most = [place for place, count in own.items() if count == max(own.values())]
    return most[0] if len(most) == 1 else None


def find_period(title: str, head: str) -> Period | None:
    """The years a plan covers, from its title, from the words that give its term, or from what its first words name most.

    >>> find_period("佛山市人力资源和社会保障事业发展“十四五”规划", "")
    Period(start_year=2021, end_year=2025)
    """
    for text in (title, *(head[match.end() : match.end() + 20] for match in _TERM.finditer(head))):
        if period := _most_named(_years(text)) or _most_named(_nth_plans(text)):
            return period
    return _most_named(_years(head)) or _most_named(_nth_plans(head))


def _years(text: str) -> list[Period]:
    pairs = ((int(match[1]), int(match[2])) for match in _YEARS.finditer(text))
    return [Period(start_year=start, end_year=end) for start, end in pairs if 2 <= end - start <= 15]


def _nth_plans(text: str) -> list[Period]:
    """Each five-year plan named: the eleventh (十一五) began in 2006."""
    numbers = ("一二三四五六七八九".index(match[1]) for match in _NTH_PLAN.finditer(text))
    return [Period(start_year=2006 + 5 * number, end_year=2010 + 5 * number) for number in numbers]


def _most_named(periods: Sequence[Period]) -> Period | None:
    counts = Counter((period.start_year, period.end_year) for period in periods)
    most = [years for years, count in counts.items() if count == max(counts.values())]
    return Period(start_year=most[0][0], end_year=most[0][1]) if len(most) == 1 else None
