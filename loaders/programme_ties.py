"""Which programme a number belongs to: named in its clause or sentence, or by the item, box or section it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.clauses import load_clause_words
from loaders.lexicon_files import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import Initiative, Programme, Section

# Where a clause opens with the whole city again, or a semicolon ends it, what was named before is no longer meant.
_FRESH_START = re.compile(rf"[；;]|(?<=[，,])(?:{any_of(load_clause_words().leading_scopes)})")
_CLAUSE_END = re.compile("[，,；;。：:]")
_SENTENCE_END = re.compile("[。！？\n]")
_NO_HEADING = re.compile("[，,；;：:0-9０-９]")
_NUMBER = re.compile("[0-9０-９]")
# A sentence that holds hardly more than a programme's name heads the sentences after it.
_HEADING_SLACK = 14


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    name: str
    initiative: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands: its start, its sentence, its passage's start and its section."""

    number_start: int
    sentence: tuple[int, int]
    passage_start: int
    section: Section
    looks_back: bool


class ProgrammeTies:
    """Finds the programme that the text ties a number to, from the places where programmes are named."""

    def __init__(self, text: str, programmes: Sequence[Programme], sections: dict[str, Section], initiatives: Sequence[Initiative]) -> None:
        mentions = [
            _Mention(start, end, programme.name, programme.initiative)
            for programme in programmes
            if programme.initiative or programme.kind not in load_clause_words().thing_kinds
            for start, end in programme.mentions
        ]
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._sections = sections
        self._umbrellas = {initiative.part_of for initiative in initiatives if initiative.part_of}

    def at(self, spot: Spot) -> str | None:
        """The name of the programme, or None where the text names none.

        A shared initiative in the number's own clause goes first, then one that the item or a heading sentence names, unless
        that only gathers others (三项工程); then any name in the clause, then one in the clauses that lead up to it, then the
        item's heading. A note speaks of the term it explains.
        """
        clause = self._in_clause(spot)
        if clause and clause.initiative:
            return clause.name
        heading = (
            None if spot.looks_back else self._heading_sentence(spot.passage_start, spot.sentence[0]) or self._in_headings(spot.section)
        )
        if heading and (spot.section.kind == "note" or (heading.initiative and heading.initiative not in self._umbrellas)):
            return heading.name
        found = clause or self._leading_up(spot) or heading
        return found.name if found else None

    def heading(self, passage_start: int, at: int, section: Section) -> str | None:
        """The programme that a short sentence before `at`, or the item around it, names, if it is a shared initiative.

        What only gathers others (三项工程) does not count.
        """
        mention = self._heading_sentence(passage_start, at) or self._in_headings(section)
        return mention.name if mention and mention.initiative and mention.initiative not in self._umbrellas else None

    def within(self, start: int, end: int) -> str | None:
        """The first programme named in `text[start:end]`."""
        names = self._between(start, end)
        return names[0].name if names else None

    def _between(self, start: int, end: int) -> Sequence[_Mention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _clause_starts(self, spot: Spot) -> list[int]:
        return [spot.sentence[0], *(match.end() for match in _CLAUSE_END.finditer(self._text, spot.sentence[0], spot.number_start))]

    def _in_clause(self, spot: Spot) -> _Mention | None:
        if not self._between(*spot.sentence):
            return None
        end = _CLAUSE_END.search(self._text, spot.number_start, spot.sentence[1])
        names = self._between(self._clause_starts(spot)[-1], end.start() if end else spot.sentence[1])
        return min(names, key=lambda mention: (abs(mention.start - spot.number_start), mention.start), default=None)

    def _leading_up(self, spot: Spot) -> _Mention | None:
        """A name in the clause before, or before that as long as the clauses between hold numbers too."""
        if not self._between(*spot.sentence):
            return None
        fresh = [match.end() for match in _FRESH_START.finditer(self._text, spot.sentence[0], spot.number_start)]
        starts = [start for start in self._clause_starts(spot) if not fresh or start >= fresh[-1]]
        for start, end in reversed(list(pairwise(starts))):
            names = self._between(start, end)
            if names:
                return names[-1]
            if not _NUMBER.search(self._text, start, end):
                return None
        return None

    def _heading_sentence(self, passage_start: int, at: int) -> _Mention | None:
        for mention in reversed(self._between(passage_start, at)):
            end = _SENTENCE_END.search(self._text, mention.end)
            ends_before = [match.end() for match in _SENTENCE_END.finditer(self._text, passage_start, mention.start)]
            start = ends_before[-1] if ends_before else passage_start
            is_short = end and end.start() - start <= mention.end - mention.start + _HEADING_SLACK
            if end and is_short and not _NO_HEADING.search(self._text, start, end.start()):
                return mention
        return None

    def _in_headings(self, section: Section | None) -> _Mention | None:
        while section is not None and section.kind in ("heading", "note"):
            names = self._between(section.char_start, section.heading_end)
            if names:
                return names[0]
            section = self._sections.get(section.parent_id) if section.parent_id else None
        return None
