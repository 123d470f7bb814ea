"""Programmes: one record for each initiative, plan, platform or competition a plan names, however its name varies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from graph.ids import make_id
from graph.records import Evidence, Programme
from loaders.lexicon_files import any_of, squeeze
from loaders.lexicons import programme_kinds
from loaders.name_patterns import NOTE_MARK, Name, Span
from loaders.phrases import find_phrases, index_phrases
from loaders.programme_keys import Found, ending_kind, initiative_of, is_full_name, key_names, spellings
from loaders.programme_levels import Told, level_of
from loaders.programme_names import find_names
from loaders.sentences import sentence_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.records import Section, SplitDocument

SHORTEST_NAME = 4
LONGEST_CLAUSE = 40
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]+)[”」』\"]")
_CLAUSE_START = re.compile(r"[，,。；;：:\n]")
_BEFORE_DEFINITION = "：:—- \n\t\u3000\u00a0"

Place = tuple[int, int]


def extract_programmes(split: SplitDocument) -> tuple[Programme, ...]:
    """Every programme the plan names, each once with all its mentions and variants, in the order of first mention."""
    text = split.document.text
    notes = {section.name: section for section in split.sections if section.kind == "note"}
    names = [*find_names(text, _spans(split), (_city(split),)), *_defined_terms(text, notes.values())]
    by_key: defaultdict[str, list[Found]] = defaultdict(list)
    found = key_names(text, names)
    for one in found:
        by_key[one.key].append(one)
    mentions: defaultdict[str, list[Place]] = defaultdict(list)
    for start, end, key in _mentions(split, found):
        mentions[key].append((start, end))
    starts = [passage.char_start for passage in split.passages]
    return tuple(_programme(split, starts, key, places, by_key[key], notes) for key, places in mentions.items())


def _city(split: SplitDocument) -> str:
    return split.document.city_name.removesuffix("市")


def _spans(split: SplitDocument) -> Iterator[Span]:
    """Each passage, cut where a heading inside it ends; a heading counts from its name on, without its number."""
    text = split.document.text
    boxes = {section.id for section in split.sections if section.kind == "box"}
    titled = {section.char_start: section for section in split.sections if section.kind in ("heading", "note", "box")}
    for passage in split.passages:
        heading = titled.get(passage.char_start)
        body = passage.char_start
        if passage.kind == "contents":
            continue
        if heading is not None:
            body = min(heading.heading_end, passage.char_end)
            start = max(text.find(heading.name, heading.char_start, body), heading.char_start)
            is_caption = heading.kind == "box"
            yield Span(start, body, not is_caption, is_item=heading.parent_id in boxes, is_caption=is_caption)
        yield Span(body, passage.char_end)


@cache
def _definition_end() -> re.Pattern[str]:
    """A kind word at the end of a clause of a definition (“穗智管”:是…平台,…)."""
    return re.compile(rf"(?P<kind>{any_of(kind.name for kind in programme_kinds().kinds)})(?:[,，;；]|$)")


def _defined_terms(text: str, notes: Iterable[Section]) -> Iterator[Name]:
    """Quoted terms that a note defines as an activity, platform or plan."""
    for note in notes:
        quoted = _QUOTED.fullmatch(note.name)
        start = text.find(note.name, note.char_start, note.heading_end)
        found = _definition_end().search(text[note.heading_end : note.char_end].partition("。")[0])
        kind = ending_kind(found["kind"]) if found else None
        if quoted and kind and start >= 0:
            yield Name(start + 1, start + len(note.name) - 1, kind.category, quoted.group(1), "defined-in-note")


def _mentions(split: SplitDocument, found: Sequence[Found]) -> Iterator[tuple[int, int, str]]:
    """Every place of every spelling as (start, end, key), leftmost first, the longest at each place, none overlapping."""
    text = split.document.text
    keys = spellings(found)
    contents = [(passage.char_start, passage.char_end) for passage in split.passages if passage.kind == "contents"]
    spans = [(one.name.start, one.name.end, one.key) for one in found]
    spans += [(start, end, keys[text[start:end]]) for start, end in find_phrases(text, index_phrases(keys))]
    last = 0
    for start, end, key in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last and not any(first <= start < stop for first, stop in contents):
            yield start, end, key
            last = end


def _programme(
    split: SplitDocument, starts: list[int], key: str, places: list[Place], found: Sequence[Found], notes: dict[str, Section]
) -> Programme:
    text, plan_id = split.document.text, split.document.plan_id
    variants = sorted({NOTE_MARK.sub("", text[start:end]) for start, end in places} | {one.shown for one in found})
    name = _canonical(key, variants)
    initiative = initiative_of(key, found)
    note = next((notes[variant] for variant in variants if variant in notes), None)
    definition = _definition(split, note) if note else None
    passage = split.passages[bisect_right(starts, places[0][0]) - 1]
    start, end = sentence_around(text, places[0][0], passage.char_start, passage.char_end)
    return Programme(
        id=make_id("Programme", plan_id, squeeze(name)),
        plan_id=plan_id,
        city=split.document.city,
        name=name,
        variants=tuple(variants),
        kind=_kind(name, found),
        level=level_of(
            _told(split, variants, places, definition.quote.partition("。")[0] if definition else ""),
            initiative if initiative and initiative.id == key else None,
            split.document.city,
        ),
        initiative=initiative.id if initiative else None,
        mentions=tuple(places),
        evidence=Evidence(
            plan_id=plan_id,
            char_start=start,
            char_end=end,
            quote=text[start:end],
            rule=found[0].name.rule if found else "shared-initiative",
        ),
        definition=definition,
    )


def _definition(split: SplitDocument, note: Section) -> Evidence:
    """What a note says behind the term it explains."""
    body = split.document.text[note.heading_end : note.char_end]
    start = note.heading_end + len(body) - len(body.lstrip(_BEFORE_DEFINITION))
    end = note.char_end - len(body) + len(body.rstrip())
    return Evidence(plan_id=split.document.plan_id, char_start=start, char_end=end, quote=split.document.text[start:end], rule="note")


def _canonical(key: str, variants: Sequence[str]) -> str:
    """A quoted part that is a full name, else the shortest variant with the strongest kind word; without quotes around it."""
    named = [variant for variant in variants if squeeze(variant) == key] if is_full_name(key) else []
    name = min(named or variants, key=lambda variant: (_rank(variant), len(squeeze(variant)), variant))
    whole = _QUOTED.fullmatch(name)
    return whole.group(1) if whole else name


def _rank(variant: str) -> int:
    """0 for a variant that ends in a strong kind word, 1 for another kind word, 2 for none."""
    kind = ending_kind(variant.rstrip('”」』"'))
    if kind is None or len(variant) < SHORTEST_NAME:
        return 2
    return 0 if kind.strength == "strong" else 1


def _kind(name: str, found: Sequence[Found]) -> str | None:
    """What the name ends in, else what most places where it is named say it is."""
    own = ending_kind(name)
    if own:
        return own.category
    told = Counter(one.name.kind for one in found if one.name.kind)
    return told.most_common(1)[0][0] if told else None


def _told(split: SplitDocument, variants: Sequence[str], places: Sequence[Place], definition: str) -> Told:
    """What tells the level: the forms, the notes, and the words before each place."""
    text = split.document.text
    around = [
        (note, start) for start, _ in places for note in split.sections if note.kind == "note" and note.char_start <= start < note.char_end
    ]
    enclosing = around[0][0] if len(around) == len(places) else None
    return Told(
        forms=variants,
        definition=definition,
        enclosing_note=text[enclosing.heading_end : enclosing.char_end].partition("。")[0] if enclosing else "",
        before=[_CLAUSE_START.split(text[max(start - LONGEST_CLAUSE, 0) : start])[-1] for start, _ in places],
    )
