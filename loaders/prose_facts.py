"""Facts from prose: sentences, list items, boxes and notes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.bounds import bound_of_verb, bound_of_whole, load_bounds
from loaders.clauses import Placed, load_clause_words, place_quantities
from loaders.lexicon_files import any_of
from loaders.programme_ties import ProgrammeTies, Spot
from loaders.readings import Reading, make_fact
from loaders.subjects import Subject, read_subjects
from loaders.times import TimeMention, find_times
from loaders.timing import Setting, Timing, Words, governing_time, read_timing, recurrence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.records import Comparator, Fact, Passage, Section, SplitDocument
    from loaders.quantities import Quantity

_SENTENCE_END = re.compile("[。！？!?\n]+")
_HALT = re.compile("[；;]")
_PAST_HEADING = re.compile(any_of(load_clause_words().past_headings))
_CLAUSE_END = re.compile("[，,；;。]")
_DONE = re.compile("已|了|累计|截至")
_DIGIT = re.compile("[0-9０-９]")
_HEDGE = re.compile(any_of(load_bounds().hedges))
# Bullets go on under the time that the paragraph above them names.
_BULLETS = ("——", "—", "•", "●", "·", "◆", "■", "-")
# No sentence of a plan is longer.
_LONGEST_SENTENCE = 1500
_TOP_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What the readers of one plan's prose share."""

    split: SplitDocument
    sections: dict[str, Section]
    ties: ProgrammeTies
    quantities: Sequence[Quantity]
    starts: Sequence[int]


@dataclass(frozen=True, slots=True)
class SentenceSetting:
    """Where a sentence stands: where its passage begins, its section, what that says of time, the times it names."""

    start: int
    section: Section
    setting: Setting
    times: tuple[TimeMention, ...]


def read_prose(split: SplitDocument, quantities: Sequence[Quantity], ties: ProgrammeTies) -> Iterator[Fact]:
    """The facts of every passage that is no table row, in the order of the text."""
    context = Context(
        split=split,
        sections={section.id: section for section in split.sections},
        ties=ties,
        quantities=quantities,
        starts=[quantity.start for quantity in quantities],
    )
    lead: Passage | None = None
    for passage in split.passages:
        if passage.kind in ("table_row", "contents", "heading"):
            continue
        if _within(context, passage.char_start, passage.char_end):
            yield from _read_passage(context, passage, _head_time(split.document.text, lead, passage))
        if not passage.text.startswith(_BULLETS):
            lead = passage


def _head_time(text: str, lead: Passage | None, passage: Passage) -> TimeMention | None:
    """The time under which a passage stands because the paragraph that leads it names one: a colon ends it, or bullets follow."""
    if lead is None or lead.section_id != passage.section_id:
        return None
    is_open = lead.text.endswith(("：", ":"))
    if not is_open and not passage.text.startswith(_BULLETS):
        return None
    time = governing_time(find_times(text, lead.char_start, lead.char_end), lead.char_end)
    return time if is_open or (time and time.is_deadline) else None


def looks_back(section: Section | None, sections: dict[str, Section]) -> bool:
    """Whether a section states results: its chapter's or its own top heading says so."""
    while section is not None:
        if (
            section.kind in ("chapter", "section", "heading", "appendix")
            and section.level <= _TOP_LEVELS
            and _PAST_HEADING.search(section.name)
        ):
            return True
        section = sections.get(section.parent_id) if section.parent_id else None
    return False


def _read_passage(context: Context, passage: Passage, head: TimeMention | None) -> Iterator[Fact]:
    text = context.split.document.text
    section = context.sections[passage.section_id]
    times = find_times(text, passage.char_start, passage.char_end)
    setting = Setting(context.split.document.period, _states_results(passage, section, context.sections))
    time_starts = [mention.start for mention in times]
    carried = head
    for start, end in _parts(context, passage.char_start, passage.char_end):
        members = _within(context, start, end)
        own = times[bisect_left(time_starts, start) : bisect_left(time_starts, end)]
        if members:
            yield from _read_sentence(context, SentenceSetting(passage.char_start, section, setting, own), (start, end), members, carried)
        carried = _reaching(governing_time(own, end), setting) or carried


def _states_results(passage: Passage, section: Section, sections: dict[str, Section]) -> bool:
    """Whether a passage states results: by its chapter; a note, which belongs to none, by its words."""
    return bool(_DONE.search(passage.text)) if section.kind == "note" else looks_back(section, sections)


def _reaching(time: TimeMention | None, setting: Setting) -> TimeMention | None:
    """A time that goes on to hold for the sentences after its own: the plan's own horizon, not a date on the way."""
    if time is None or time.last_year not in (setting.period.end_year, setting.previous.end_year):
        return None
    return time if time.is_deadline or time.kind == "over" else None


def _within(context: Context, start: int, end: int) -> Sequence[Quantity]:
    return context.quantities[bisect_left(context.starts, start) : bisect_right(context.starts, end - 1)]


def _parts(context: Context, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a passage; one that is too long to be a sentence is cut before a number, so that time stays linear."""
    for at, sentence_end in _sentences(context.split.document.text, start, end):
        begin = at
        while sentence_end - begin > _LONGEST_SENTENCE:
            index = bisect_left(context.starts, begin + _LONGEST_SENTENCE)
            if index == len(context.starts) or context.starts[index] >= sentence_end:
                break
            yield begin, context.starts[index]
            begin = context.starts[index]
        yield begin, sentence_end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield at, match.end()
        at = match.end()
    if at < end:
        yield at, end


def _read_sentence(
    context: Context,
    passage: SentenceSetting,
    span: tuple[int, int],
    members: Sequence[Quantity],
    carried: TimeMention | None,
) -> Iterator[Fact]:
    """The facts of one sentence; `carried` is the time that an earlier sentence leaves for this one."""
    text = context.split.document.text
    placed = place_quantities(text, span[0], span[1], members)
    previous: Timing | None = None
    previous_halt = -1
    for one, subject in zip(placed, read_subjects(placed), strict=True):
        halt = _last_halt(text, span[0], one.quantity.start)
        times = [mention for mention in passage.times if _reaches(mention, halt, passage.setting)]
        words = Words(one, subject, tuple(times), carried, recurrence(times, halt, one.quantity.start, text))
        timing = read_timing(words, passage.setting, previous if previous_halt == halt else None, previous)
        yield _fact(context, passage, span, one, subject, timing)
        if timing.basis != "growth" and "占" not in subject.text:
            previous, previous_halt = timing, halt


def _reaches(mention: TimeMention, halt: int, setting: Setting) -> bool:
    """Whether a time still holds after a semicolon: a date on the way (其中2022年底前) does not."""
    is_on_the_way = mention.last_year is not None and setting.period.start_year <= mention.last_year < setting.period.end_year
    return mention.start >= halt or not (is_on_the_way and mention.kind == "at")


def _last_halt(text: str, start: int, at: int) -> int:
    """Where the part of the sentence that a word like 每年 reaches begins: after the last semicolon."""
    halts = [match.end() for match in _HALT.finditer(text, start, at)]
    return halts[-1] if halts else start


def _fact(context: Context, here: SentenceSetting, span: tuple[int, int], one: Placed, subject: Subject, timing: Timing) -> Fact:
    hedge = _hedge(context.split.document.text, span[0], one.quantity.start)
    start, end = _trimmed(context.split.document.text, *span)
    reading = Reading(
        kind=timing.kind,
        basis=timing.basis,
        date=timing.date,
        comparator=_comparator(one),
        nature=None,
        hedge=hedge,
        subject=subject.text,
        scope=subject.scope,
        programme=context.ties.at(Spot(one.quantity.start, span, here.start, here.section, here.setting.looks_back)),
        in_table=False,
        place=here.section.path,
        quote_start=start,
        quote_end=end,
    )
    return make_fact(context.split.document, one.quantity, reading)


def _hedge(text: str, start: int, at: int) -> str | None:
    """The word that weakens or strengthens the commitment, from the clause and those before it that hold numbers of one list."""
    cuts = [start, *(match.end() for match in _CLAUSE_END.finditer(text, start, at)), at]
    for begin, end in reversed(list(pairwise(cuts))):
        if found := _HEDGE.search(text, begin, end):
            return found[0]
        if end != at and not _DIGIT.search(text, begin, end):
            return None
    return None


def _comparator(one: Placed) -> Comparator:
    if one.quantity.comparator != "eq":
        return one.quantity.comparator
    whole = bound_of_whole(one.left)
    return whole.comparator if whole else bound_of_verb(one.left) or "eq"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    slice_ = text[start:end]
    return start + len(slice_) - len(slice_.lstrip()), end - (len(slice_) - len(slice_.rstrip()))
