"""Finds the public bodies a plan names and gives each its full name, with the place it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from loaders.agency_places import DISTRICT, Home, is_district, place_at, place_before, places_in
from loaders.lexicon_files import any_of
from loaders.lexicons import agencies, verbs
from loaders.name_patterns import BOUNDARY, left_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.records import Level

LONGEST_JOINT = 20
LONGEST_NAME = 12
LONGEST_LIST = 40
# “与财政、税务、法院等部门”: what is listed before 等部门 are departments, with or without a place.
_LIST_END = re.compile(r"等(?:有关|相关|多个|多|政府|职能)?(?:部门|单位)|等[省市]级(?:部门|系统|单位)")
# What stands between a place and the end of a name is one word, without the words that join others to it.
_FIELD = re.compile("[^\\W\\d_的和与及等为在将对以由向把是有从经被要各]{2,}")
_DISTRICT = re.compile(DISTRICT)
_ALL_DISTRICTS = re.compile(
    r"(?:各|[两三四五六七八九十]|市、)(?:设区的?市|镇街|街镇|区县|县区|街道|区|县|市|镇|、|[(（](?:市|区|县|镇|街道|园区)[)）]){1,4}(?:党委、)?(?:人民政府|政府)"
)
_TREASURIES = re.compile(r"(?:各级|[市区县]、[区县]|省、市|市区)(?:两级|三级)?财政(?![投资支预补收厅局部奖专])")
# 省高水平技师学院 is a class of schools.
_CLASS = re.compile("高水平|重点|一流|示范|各")
_SHORT_END = re.compile(r"[、，,和与及等]")


Standing = Literal["body", "institution", "treasury"]


class Body(NamedTuple):
    """One place where a public body is named: its words, the name that is the same however it is written, its level.

    A department of one field is the same body whatever ends its name; `suffix` is that end, written out.

    An institution (a school, a hospital) carries out and does not govern; a treasury pays.
    """

    start: int
    end: int
    full: str
    level: Level
    standing: Standing = "body"
    suffix: str = ""

    @property
    def full_name(self) -> str:
        """The full name with the word that ends it (局, 厅, 委员会), where this place writes one."""
        return self.full + self.suffix


@dataclass(frozen=True, slots=True)
class _Patterns:
    body: re.Pattern[str]
    organ: re.Pattern[str]
    short: re.Pattern[str]
    joined: re.Pattern[str]
    office: re.Pattern[str]
    institution: re.Pattern[str]
    unlisted: re.Pattern[str]
    joint: re.Pattern[str]
    districts: re.Pattern[str]
    full: dict[str, str]
    level: dict[str, Level]


@cache
def _patterns() -> _Patterns:
    lexicon = agencies()
    groups = [*(body.names for body in lexicon.bodies), *lexicon.organs, *lexicon.suffixes, *lexicon.joined, *lexicon.offices]
    stems, suffixes, joined, offices = (
        any_of(name for group in part for name in group) for part in (lexicon.organs, lexicon.suffixes, lexicon.joined, lexicon.offices)
    )
    tasks = any_of({*verbs().make, "率先", "先行", "试点", "通过"})
    opens = "|".join(f"(?<={word})" for word in (r"[，,。；;、\n\s在由把将和与]", *lexicon.delegating))
    return _Patterns(
        body=re.compile(rf"(?:{any_of(name for body in lexicon.bodies for name in body.names)})(?![门长署级])"),
        organ=re.compile(rf"(?P<stem>{stems})(?P<suffix>{suffixes}|(?:行政)?(?:主管)?部门)(?![托派员任事理法公学案面势长])"),
        short=re.compile(rf"(?:{stems}|{any_of(lexicon.listed)})"),
        joined=re.compile(rf"(?:{joined})(?![托派员任职债])"),
        office=re.compile(rf"(?:{offices})(?!建设|改革)"),
        institution=re.compile(rf"(?:{any_of(lexicon.institutions)})(?!生)"),
        unlisted=re.compile(rf"(?:{any_of(lexicon.unlisted)})(?![部面势长托派员任法理公学事案结证件税])"),
        joint=re.compile(any_of(lexicon.ends)),
        districts=re.compile(rf"(?:{opens})(?:{DISTRICT}(?=各?(?:{tasks}))|{DISTRICT}(?:[、和及]{DISTRICT}){{1,9}})"),
        full={name: group[0] for group in groups for name in group},
        level={body.names[0]: body.level for body in lexicon.bodies},
    )


def find_bodies(text: str, masked: str, home: Home) -> list[Body]:
    """The public bodies named in the text, left to right, the longest at each place; generic words name none.

    >>> text = "由省人社厅牵头,各有关部门配合"
    >>> [body.full for body in find_bodies(text, text, Home("广州市", "广东省"))]
    ['广东省人力资源和社会保障']
    """
    start, end = 0, len(text)
    found = [
        *_named_bodies(text, start, end),
        *_departments(text, start, end, home),
        *_listed(text, start, end, home),
        *_joined_bodies(text, start, end, home),
        *_offices(text, start, end, home),
        *_institutions(text, start, end, home),
        *_unlisted(text, start, end, home),
        *_joint_bodies(text, masked, start, end, home),
        *_districts(text, start, end, home),
        *_all_districts(text, start, end, home),
    ]
    return _leftmost(found)


def _leftmost(found: Iterable[Body]) -> list[Body]:
    bodies: list[Body] = []
    for body in sorted(found, key=lambda body: (body.start, -body.end)):
        if not bodies or body.start >= bodies[-1].end:
            bodies.append(body)
    return bodies


def _named_bodies(text: str, start: int, end: int) -> Iterator[Body]:
    for found in _patterns().body.finditer(text, start, end):
        full = _patterns().full[found.group()]
        yield Body(found.start(), found.end(), full, _patterns().level[full])


def _departments(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """广州市教育局, 市人社局: one body by place and field; 税务部门 are the departments of a field at every level."""
    for found in _patterns().organ.finditer(text, start, end):
        place = place_before(text, start, found.start(), home)
        is_any = found["suffix"].endswith("部门")
        is_any_districts = text[found.start() - 1 : found.start()] in ("区", "县") and not is_any
        if place is None and (is_any_districts or found["suffix"] in ("委", "办", "署")):
            continue
        head, full, level = place or (found.start(), home.city, "municipal")
        field = _patterns().full[found["stem"]] + ("部门" if is_any else "")
        yield Body(head, found.end(), full + field, level, suffix="" if is_any else _patterns().full[found["suffix"]])


def _listed(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """省人社、省医保及省税务等省级系统; 与统计、工信、法院等部门: fields that stand for their departments in a list."""
    for tail in _LIST_END.finditer(text, start, end):
        opening = max(start, tail.start() - LONGEST_LIST)
        opening = max(opening, *(text.rfind(stop, opening, tail.start()) for stop in "。；;\n"))
        for found in _patterns().short.finditer(text, opening, tail.start()):
            if not _SHORT_END.match(text, found.end()):
                continue
            place = place_before(text, start, found.start(), home)
            field = _patterns().full.get(found.group(), found.group())
            is_field = found.group() in _patterns().full
            if place is None:
                yield Body(found.start(), found.end(), f"{home.city}{field}{'部门' * is_field}", "municipal")
            else:
                yield Body(place.start, found.end(), place.full + field, place.level, suffix="部门" * is_field)


def _joined_bodies(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """省委, 市政府, 中共广州市委组织部, 市总工会: only behind a place."""
    for found in _patterns().joined.finditer(text, start, end):
        place = place_before(text, start, found.start(), home)
        if place is not None:
            is_league = text[place.start - 1 : place.start] == "团"
            party = "" if not found.group().startswith("委") else "共青团" if is_league else "中共"
            yield Body(place.start - is_league, found.end(), party + place.full + _patterns().full[found.group()], place.level)


def _offices(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """社保经办机构, 劳动监察机构: bodies named by their task; without a place they are the planning city's own."""
    for found in _patterns().office.finditer(text, start, end):
        place = place_before(text, start, found.start(), home)
        full = (place.full if place else home.city) + _patterns().full[found.group()]
        yield Body(place.start if place else found.start(), found.end(), full, place.level if place else "municipal")


def _institutions(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """佛山市技师学院, 市中医医院: a public school or hospital whose name begins with a place."""
    for found in _patterns().institution.finditer(text, start, end):
        yield from (
            body._replace(standing="institution")
            for body in _placed(text, found, 0, home)
            if (body.level == "municipal" or text[body.start + 2] != "省") and not _CLASS.search(text, body.start, body.end)
        )


def _unlisted(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """市气象局, 省大数据管理局: a department behind a place, whatever its field is called."""
    for found in _patterns().unlisted.finditer(text, start, end):
        if not text.endswith(agencies().not_closing, start, found.end()):
            yield from _placed(text, found, 2, home)


def _placed(text: str, found: re.Match[str], least: int, home: Home) -> Iterator[Body]:
    """The body whose name ends in `found` and begins with a place, with `least` signs or more in between."""
    opening = max(found.start() - LONGEST_NAME, 0)
    # The nearest place: in 市卫生健康委会同市公安局 the second 市 opens the name.
    for place, rest in reversed(list(places_in(text, opening, found.start() - least + 1, home))):
        if _FIELD.fullmatch(text, rest, found.end()):
            yield Body(place.start, found.end(), place.full + text[rest : found.end()], place.level)
            return


def _joint_bodies(text: str, masked: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """就业工作领导小组: read from the verb or the mark before it; without a place it is the planning city's own."""
    for found in _patterns().joint.finditer(text, start, end):
        opening = max(start, found.start() - LONGEST_JOINT)
        for boundary in BOUNDARY.finditer(masked, opening, found.start()):
            opening = boundary.end()
        edge = left_edge(masked, opening, found.start(), 2)
        words = text[edge : found.end()]
        if found.start() - edge < 2 or words.startswith(agencies().generic):
            continue
        if words.startswith(("国家", "全国", "国务院", "中央")):
            yield Body(edge, found.end(), words, "national")
        elif words.startswith("中国"):
            # 中国南方人才市场管理委员会 sits in a city: the name alone does not tell whose it is.
            yield Body(edge, found.end(), words, "unknown")
        else:
            yield _own_joint(text, edge, found.end(), home)


def _own_joint(text: str, start: int, end: int, home: Home) -> Body:
    known = place_at(text, start, home)
    if known is None:
        return Body(start, end, home.city + text[start:end], "municipal")
    return Body(start, end, known[0].full + text[known[1] : end], known[0].level)


def _districts(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """支持天河区建设…, 在禅城区、南海区率先探索: a district that acts, or is named in a row, stands for its government."""
    for found in _patterns().districts.finditer(text, start, end):
        for name in _DISTRICT.finditer(text, *found.span()):
            if is_district(name.group()):
                yield Body(name.start(), name.end(), f"{home.city}{name.group()}人民政府", "district")


def _all_districts(text: str, start: int, end: int, home: Home) -> Iterator[Body]:
    """各区（市）人民政府, 市、区财政: the governments or treasuries below the city, named together."""
    for found in _ALL_DISTRICTS.finditer(text, start, end):
        yield Body(found.start(), found.end(), f"{home.city}各区人民政府", "district")
    for found in _TREASURIES.finditer(text, start, end):
        yield Body(found.start(), found.end(), f"{home.city}各级财政", "municipal", "treasury")
