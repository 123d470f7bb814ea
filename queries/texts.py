"""The sentences of the compared plans, with the facts that lie in each: where something is looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from queries.comparison import Shown
from queries.phrases import holds, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.rows import FactRow

_SENTENCE = re.compile(r"[^。；;！？!?]+[。；;！？!?]?")


class Sentence(NamedTuple):
    """A sentence at `start:end` of its plan; `text` is as it is searched, `has_fact` says that a number was read in it.

    `quote` is the sentence as the plan writes it, in the passage with the id `passage`.
    """

    start: int
    end: int
    text: str
    has_fact: bool
    plan_id: str
    passage: str
    quote: str

    def shown(self) -> Shown:
        """The sentence as what shows something, without the white space around it."""
        quote = self.quote.strip()
        start = self.start + self.quote.index(quote)
        return Shown(record="passage", id=self.passage, plan_id=self.plan_id, quote=quote, quote_start=start, quote_end=start + len(quote))


class Texts:
    """The sentences of plans, from the rows of `passages_of_plans`, with all facts of those plans."""

    def __init__(self, passages: Iterable[Mapping[str, Any]], facts: Iterable[FactRow]) -> None:
        self._starts: dict[str, list[int]] = {}
        for fact in facts:
            self._starts.setdefault(fact.plan_id, []).append(fact.start)
        for starts in self._starts.values():
            starts.sort()
        self._sentences: dict[str, list[Sentence]] = {}
        for row in passages:
            self._sentences.setdefault(row["plan_id"], []).extend(self._read(row))
        self._counts = {plan_id: sum(bool(each.text) for each in own) for plan_id, own in self._sentences.items()}

    def _read(self, row: Mapping[str, Any]) -> Iterable[Sentence]:
        # The cells of a table's row are one statement whatever stands in them.
        spans = [(0, len(row["text"]))] if row["kind"] == "table_row" else [match.span() for match in _SENTENCE.finditer(row["text"])]
        for start, end in spans:
            first, last, quote = row["char_start"] + start, row["char_start"] + end, row["text"][start:end]
            has_fact = self._has_fact(row["plan_id"], first, last)
            yield Sentence(first, last, plain(quote), has_fact, row["plan_id"], row["id"], quote)

    def _has_fact(self, plan_id: str, start: int, end: int) -> bool:
        starts = self._starts.get(plan_id, [])
        at = bisect_right(starts, start - 1)
        return at < len(starts) and starts[at] < end

    def count(self, plan_ids: Iterable[str]) -> int:
        """The number of sentences of these plans that hold a word."""
        return sum(self._counts.get(plan_id, 0) for plan_id in plan_ids)

    def naming(self, plan_ids: Iterable[str], terms: Iterable[str]) -> list[Sentence]:
        """The sentences of these plans that hold all words of at least one term."""
        looked_for = tuple(terms)
        every = (sentence for plan_id in plan_ids for sentence in self._sentences.get(plan_id, ()))
        return [sentence for sentence in every if any(holds(sentence.text, term) for term in looked_for)]

    def finds_source(self, term: str, fact: FactRow) -> bool:
        """Whether a term finds a sentence that the fact is read from."""
        own = (each for each in self._sentences.get(fact.plan_id, ()) if each.start < fact.quote_end and fact.quote_start < each.end)
        return any(holds(sentence.text, term) for sentence in own)
