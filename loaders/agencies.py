"""Agencies: the public bodies of a plan, one record for each body, role and thing it acts for, with all its mentions there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graph.ids import make_id
from graph.records import Agency, Evidence
from loaders.agency_names import Body, find_bodies
from loaders.agency_places import home_of
from loaders.agency_roles import DEPARTMENTS, STOP, TITLE, Role, role_of
from loaders.lexicon_files import any_of
from loaders.lexicons import verbs
from loaders.name_patterns import mask
from loaders.sentences import sentence_around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import AgencyRole, Programme, Section, SplitDocument

SHORTEST_TOPIC = 5
_JOIN = re.compile(r"[、,，和与及以 ]{0,2}")

Named = tuple[int, int, str]


class Act(NamedTuple):
    """A body in a sentence, in one role, and what it acts for."""

    body: Body
    role: Role
    relates_to: str | None
    sentence: tuple[int, int]


def extract_agencies(split: SplitDocument, programmes: Sequence[Programme]) -> tuple[Agency, ...]:
    """Each public body once for each role it has and each thing it acts for, in the order of first mention."""
    acts: defaultdict[tuple[str, AgencyRole, str | None], list[Act]] = defaultdict(list)
    bodies: defaultdict[str, list[Body]] = defaultdict(list)
    for act in _acts(split, programmes):
        acts[act.body.full, act.role.role, act.relates_to].append(act)
        bodies[act.body.full].append(act.body)
    names = {full: _full_name(split.document.text, group) for full, group in bodies.items()}
    return tuple(_agency(split, names[full], group) for (full, *_), group in acts.items())


def _acts(split: SplitDocument, programmes: Sequence[Programme]) -> Iterator[Act]:
    text = split.document.text
    named = sorted((start, end, programme.name) for programme in programmes for start, end in programme.mentions)
    sections = {section.id: section for section in split.sections}
    starts = [passage.char_start for passage in split.passages]
    for group in _groups(text, find_bodies(text, mask(text), home_of(split.document))):
        passage = split.passages[bisect_right(starts, group[0].start) - 1]
        if passage.kind != "contents":
            sentence = sentence_around(text, group[0].start, passage.char_start, passage.char_end)
            topic = _topic(text, sentence, group, named, sections[passage.section_id])
            yield from (Act(body, role_of(text, sentence, group), topic, sentence) for body in group)


def _groups(text: str, bodies: Sequence[Body]) -> list[list[Body]]:
    """Bodies that are named side by side (A、B和C) act together."""
    groups: list[list[Body]] = []
    for body in bodies:
        if groups and _JOIN.fullmatch(text, groups[-1][-1].end, body.start):
            groups[-1].append(body)
        else:
            groups.append([body])
    return groups


def _topic(text: str, sentence: tuple[int, int], group: Sequence[Body], named: Sequence[Named], section: Section) -> str | None:
    """What the bodies act for: a note's term, a programme in the sentence or its heading, a document, or what is done."""
    end = group[-1].end
    if section.kind == "note":
        return section.name
    inside = named[bisect_left(named, (sentence[0],)) : bisect_left(named, (sentence[1],))]
    near = [(abs(first - end), name) for first, last, name in inside if not first <= group[0].start < last]
    heading = named[bisect_left(named, (section.char_start,)) : bisect_left(named, (section.heading_end,))]
    title = TITLE.search(text, end, sentence[1])
    if near or heading:
        return min(near)[1] if near else heading[0][2]
    return title.group()[1:-1] if title else _task(text[end : sentence[1]]) or _about(section)


def _task(rest: str) -> str | None:
    """The first clause behind the bodies that says what is done: it opens with a verb, behind adverbs."""
    clauses = (DEPARTMENTS.sub("", clause.strip(), count=1) for clause in STOP.split(rest))
    return next((clause for clause in clauses if len(clause) >= SHORTEST_TOPIC and _verb_first().match(clause)), None)


@cache
def _verb_first() -> re.Pattern[str]:
    lexicon = verbs()
    return re.compile(rf"(?:负责)?(?:{any_of(lexicon.adverb)}){{0,3}}(?:{any_of({*lexicon.govern, *lexicon.make, *lexicon.act})})")


def _about(section: Section) -> str | None:
    """What a section is about; the document as a whole is about no one thing."""
    return section.name if section.kind != "document" else None


def _agency(split: SplitDocument, full_name: str, acts: Sequence[Act]) -> Agency:
    text, plan_id = split.document.text, split.document.plan_id
    full = acts[0].body.full
    start, end = acts[0].sentence
    return Agency(
        id=make_id("Agency", plan_id, full, acts[0].role.role, acts[0].relates_to or ""),
        agency_id=make_id("Agency", full),
        plan_id=plan_id,
        city=split.document.city,
        name=_name(text, [act.body for act in acts]),
        full_name=full_name,
        level=acts[0].body.level,
        role=acts[0].role.role,
        relates_to=acts[0].relates_to,
        mentions=tuple((act.body.start, act.body.end) for act in acts),
        evidence=Evidence(plan_id=plan_id, char_start=start, char_end=end, quote=text[start:end], rule=acts[0].role.rule),
    )


def _full_name(text: str, bodies: Sequence[Body]) -> str:
    """The fullest name that one of the places gives; a school or hospital is called only what the plan calls it."""
    is_school = bodies[0].standing == "institution"
    names = (text[body.start : body.end] if is_school else body.full_name for body in bodies)
    return max(names, key=lambda name: (not name.endswith("部门"), len(name), name))


def _name(text: str, bodies: Sequence[Body]) -> str:
    """The form in which the plan names a body in one role: with its place written out if it ever is, else the most usual one."""
    counts = Counter(text[body.start : body.end] for body in bodies)
    # The title of a document (《中共中央关于…》) is written more formally than the plan itself.
    prose = {text[body.start : body.end] for body in bodies if text[body.start - 1 : body.start] != "《"}
    place = bodies[0].full[:2]
    return min(counts, key=lambda words: (words not in prose, not words.startswith(place), -counts[words], -len(words), words))
