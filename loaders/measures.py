"""Measures: each sentence of a plan that commits to an action, coded by policy instrument."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from graph.ids import make_id
from graph.records import Evidence, Measure
from loaders.instrument_rules import Coding, InstrumentCoder
from loaders.lexicons import codebook, groups, industries, initiatives, verbs
from loaders.measure_places import SectionTree
from loaders.name_patterns import mask
from loaders.phrases import find_phrases, index_phrases
from loaders.places_below import find_places_below
from loaders.programme_ties import ProgrammeTies
from loaders.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.records import Agency, Passage, Programme, Section, SplitDocument

LONGEST_HEADING = 30
_SEMICOLON = re.compile("[;；]")
# “强化资金保障。市财政局…”: a few words and a full stop before what is to be done say what the paragraph is about.
_LEAD = re.compile(r"[^,，、;；:：0-9]{4,14}。")
# “(牵头单位：市人力社保局；…)” says who does what stands before it.
_DUTY = re.compile(r"[(（【]?(?:牵头|责任|配合|主办|协办|实施|参与)(?:单位|部门)[:：]")


class _Mention(NamedTuple):
    start: int
    end: int
    programme: str


class _Outline:
    """What the sections above a passage tell about its sentences.

    Attributes:
        background: ids of the sections that tell what was, what is believed or what words mean, and those in them.
        aims: ids of the sections of aims, of which only the numbers commit, and those in them.
    """

    def __init__(self, split: SplitDocument, programmes: Sequence[Programme]) -> None:
        self.tree = SectionTree(split.sections)
        self._headings = {section.char_start: section for section in split.sections if section.kind == "heading"}
        self._mentions = sorted(_Mention(start, end, one.name) for one in programmes for start, end in one.mentions)
        self._ties = ProgrammeTies(split.document.text, programmes, self.tree.by_id, initiatives().initiatives)
        self.aims = self._about(codebook().aims)
        self.background = self._about(codebook().background) | {one.id for one in split.sections if one.kind in ("note", "contents")}
        if len(split.sections) > 1:
            # What stands before the first heading is the notice that issues the plan and its preface.
            self.background |= {section.id for section in split.sections if section.kind == "document"}

    def _about(self, words: Sequence[str]) -> frozenset[str]:
        return frozenset(one for one in self.tree.by_id if any(_is_about(section, words) for section in self.tree.above(one)))

    def heading_at(self, offset: int) -> Section | None:
        """The heading that opens at `offset` inside a paragraph."""
        return self._headings.get(offset)

    def programmes_of(self, passage: Passage, start: int, end: int) -> tuple[str, ...]:
        """The shared initiative that heads it with the programmes named in `[start, end)`, else those of the nearest heading."""
        initiative = self._ties.heading(passage.char_start, start, self.tree.by_id[passage.section_id])
        named = tuple(dict.fromkeys([*filter(None, [initiative]), *self._named(start, end)]))
        headings = (
            self._named(one.char_start, one.heading_end) for one in self.tree.above(passage.section_id) if one.kind in ("heading", "box")
        )
        return named or next((found for found in headings if found), ())

    def _named(self, start: int, end: int) -> tuple[str, ...]:
        first = bisect_left(self._mentions, (start,))
        last = bisect_left(self._mentions, (end,))
        return tuple(dict.fromkeys(mention.programme for mention in self._mentions[first:last]))


def _is_about(section: Section, words: Sequence[str]) -> bool:
    """Whether the section's name has one of the words and does not open with what is to be done (推动改革取得成效)."""
    is_named = section.kind in ("chapter", "section", "heading", "appendix") and any(word in section.name for word in words)
    return is_named and not section.name.startswith(verbs().govern)


class _Places:
    """Names by the places in a text where they stand."""

    def __init__(self, places: Iterable[tuple[int, int, str]]) -> None:
        self._places = list(places)

    @classmethod
    def of_words(cls, text: str, names: Mapping[str, str]) -> _Places:
        """The places of words, each with the name it stands for."""
        return cls((start, end, names[text[start:end]]) for start, end in find_phrases(text, index_phrases(names)))

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The names in `[start, end)`, each once, in the order of the text."""
        first, last = bisect_left(self._places, (start,)), bisect_left(self._places, (end,))
        return tuple(dict.fromkeys(name for *_, name in self._places[first:last] if name))


class _Served(NamedTuple):
    """Whom, which industries and which places the sentences of a text name."""

    groups: _Places
    industries: _Places
    places: _Places


def _served(split: SplitDocument) -> _Served:
    text = split.document.text
    below = find_places_below(text, split.document.city)
    return _Served(_Places.of_words(text, groups()), _Places.of_words(text, industries()), _Places(below))


def extract_measures(split: SplitDocument, programmes: Sequence[Programme], agencies: Sequence[Agency] = ()) -> tuple[Measure, ...]:
    """Every sentence that commits to an action, in the order of the text, with its instrument, groups and programmes."""
    text = split.document.text
    masked = mask(text)
    bodies = [place for agency in agencies for place in agency.mentions]
    outline, coder, served = _Outline(split, programmes), InstrumentCoder(text, masked, bodies), _served(split)
    measures = []
    for passage in split.passages:
        if passage.kind != "paragraph" or passage.section_id in outline.background:
            continue
        is_aim = passage.section_id in outline.aims
        for start, end in _committing(text, masked, passage, outline.heading_at(passage.char_start)):
            coding = coder.code(start, end)
            if coding and (not is_aim or coding.rule == "quantified-target"):
                measures.append(_measure(split, outline, served, passage, (start, end), coding))
    return tuple(measures)


def _committing(text: str, masked: str, passage: Passage, heading: Section | None) -> Iterator[tuple[int, int]]:
    """The sentences of a passage, cut at semicolons too; a short heading or lead that opens it commits to nothing."""
    is_short = heading is not None and len(heading.name) <= LONGEST_HEADING and not set(heading.name) & set("，,；;")
    for start, end in sentences(text, passage.char_start, passage.char_end):
        is_heading = heading is not None and is_short and end <= heading.heading_end + 1
        if (
            is_heading
            or _DUTY.match(text, start, end)
            or (start == passage.char_start and end < passage.char_end and _LEAD.fullmatch(masked, start, end))
        ):
            continue
        position = start
        for stop in _SEMICOLON.finditer(masked, start, end - 1):
            yield position, stop.end()
            position = stop.end()
        yield position, end


def _measure(split: SplitDocument, outline: _Outline, served: _Served, passage: Passage, span: tuple[int, int], coding: Coding) -> Measure:
    document = split.document
    start, end = span
    quote = document.text[start:end]
    return Measure(
        id=make_id("Measure", document.plan_id, start, end),
        plan_id=document.plan_id,
        city=document.city,
        start=start,
        end=end,
        text=quote,
        verbs=tuple(action.verb for action in coding.actions),
        objects=tuple(action.object for action in coding.actions),
        instrument=coding.primary,
        secondary=coding.secondary,
        theme=outline.tree.theme(passage.section_id),
        unit_number=outline.tree.next_unit_number(passage.section_id),
        groups=served.groups.within(start, end),
        industries=served.industries.within(start, end),
        places=served.places.within(start, end),
        programmes=outline.programmes_of(passage, start, end),
        place=next(outline.tree.above(passage.section_id)).path,
        evidence=Evidence(plan_id=document.plan_id, char_start=start, char_end=end, quote=quote, rule=coding.rule),
    )
