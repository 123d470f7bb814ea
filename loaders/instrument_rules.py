"""Codes a sentence by policy instrument with the rules of the codebook (`lexicon/instruments.yml`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from loaders.lexicon_files import any_of
from loaders.lexicons import InstrumentRule, codebook, verbs
from loaders.name_patterns import HIDDEN
from loaders.phrases import Phrases, find_phrases, index_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_SECONDARY = 2
LEAST_CONCRETE = 50
FARTHEST_VERB = 80
LONGEST_WORD = 10
LONGEST_TRAIL = 12
_CLAUSE_END = re.compile(r"[,，;；。!！?？]")
_LABEL = re.compile(r"[\s—\-]*(?:\d{1,3}[.．、]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)?\s*")
# A count, a note mark glued to the last word, 建设 behind a system, 等 behind a list and a closing quote hide the head of the object.
_TRAIL = re.compile(
    r"(?:(?<=[\u4e00-\u9fff”])\d[\d.]{0,6}万?(?:余|多)?[个家所座间处]?(?:以上)?|(?<=体系|机制|制度|体制)建设|[”」』]?等|[”」』])?(?:$|[,，;；。!！?？])"
)
_DEADLINE = re.compile(r"^(?:力争)?[到至](?:“十四五”期?末|20\d\d年)|力争(?:到)?20\d\d年|“十[一二三四五六]五”(?:期间|时期|期末)")
_REACHES = re.compile(r"达到?\d[\d.]*[%％]")
_NUMBER = re.compile(r"(?<!\d)\d[\d.]{0,12}[万亿]?\s?(人次|人|名|[%％]|家|个|所|间|座|场|户|宗|亿元|万元)")
_FACILITY_UNITS = frozenset("家个所间座")
_PERSON_UNITS = frozenset(("人", "人次", "名"))
_TRAINED = re.compile(r"培训|轮训|招生")

Span = tuple[int, int]


class Action(NamedTuple):
    """A verb of commitment and what it acts on, as written up to the end of its clause."""

    verb: str
    object: str


class Coding(NamedTuple):
    """The codes of a sentence with the id of the rule that gave the primary one, and its actions in order."""

    primary: str | None
    secondary: tuple[str, ...]
    rule: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: Phrases
    rules: dict[str, tuple[InstrumentRule, ...]]
    verb: re.Pattern[str]
    opening: re.Pattern[str]
    aside: re.Pattern[str]
    preamble: re.Pattern[str]
    placed: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    book, lexicon = codebook(), verbs()
    rules: defaultdict[str, list[InstrumentRule]] = defaultdict(list)
    for rule in book.rules:
        for word in rule.words:
            rules[word].append(rule)
    words = {*rules, *book.neutral}
    return _Patterns(
        words=index_phrases(words),
        rules={word: tuple(rules[word]) for word in words},
        verb=re.compile(any_of({*lexicon.govern, *lexicon.act})),
        opening=re.compile(rf"(?:{any_of(lexicon.adverb)}){{0,4}}"),
        aside=re.compile(any_of({*book.preamble, *book.purpose})),
        preamble=re.compile(any_of(book.preamble)),
        # 在南沙区建设…: where something is done stands in the clause that says what is done.
        placed=re.compile(rf"在[^,，]{{2,{FARTHEST_VERB}}}?(?:{any_of(lexicon.make)})"),
    )


class InstrumentCoder:
    """Codes the sentences of one text.

    `masked` is the text with what is in quotes hidden, so that a clause keeps its quotes; no word of a rule is looked for in `names`,
    the places of names (市工业和信息化局 says nothing of 信息化).
    """

    def __init__(self, text: str, masked: str, names: Sequence[Span] = ()) -> None:
        self._text = text
        self._masked = masked
        self._hits = find_phrases(_hide(text, names), _patterns().words)

    def code(self, start: int, end: int) -> Coding | None:
        """The coding of the sentence `text[start:end]`; None where it has no verb of commitment.

        >>> text = "建立劳动关系风险评估制度,开展技能培训。"
        >>> InstrumentCoder(text, text).code(0, len(text))
        Coding(primary='E5', secondary=('S1',), rule='E5-mechanism', \
actions=(Action(verb='建立', object='劳动关系风险评估制度'), Action(verb='开展', object='技能培训')))
        """
        clauses = list(self._clauses(start, end))
        acts = tuple(action for clause in clauses if (action := self._action(clause)))
        if not acts:
            return None
        coded = [(rule, is_aside) for clause in clauses for rule, is_aside in self._coded(clause)]
        target = self._target(start, end, clauses)
        if target:
            return Coding(target, (), "quantified-target", acts)
        main = [rule for rule, is_aside in coded if not is_aside] or [rule for rule, _ in coded]
        main = [rule for rule in main if rule.priority >= LEAST_CONCRETE] or main
        if not main:
            return Coding(None, (), "no-instrument", acts)
        codes = list(dict.fromkeys(rule.code for rule in main))
        return Coding(codes[0], tuple(codes[1 : 1 + MOST_SECONDARY]), main[0].id, acts)

    def _target(self, start: int, end: int, clauses: list[Span]) -> str | None:
        """The code of a quantified target, unless an action stands before its number: then the action is what is committed to."""
        target = _target_code(self._text[start:end])
        number = _NUMBER.search(self._text, start, end)
        if target is None or number is None:
            return None
        before = [clause for clause in clauses if clause[1] <= number.start()]
        acts = [rule for clause in before for rule, is_aside in self._coded(clause) if not is_aside and rule.priority >= LEAST_CONCRETE]
        opens = _DEADLINE.match(self._text[start:end]) is not None
        return target if opens or not acts else None

    def _clauses(self, start: int, end: int) -> Iterator[Span]:
        """The clauses, without the sentence's label and without what stands behind the head of the last object."""
        label = _LABEL.match(self._masked, start, end)
        position = label.end() if label else start
        for stop in _CLAUSE_END.finditer(self._masked, position, end):
            yield position, self._without_trail(position, stop.start())
            position = stop.end()
        yield position, self._without_trail(position, end)

    def _without_trail(self, start: int, end: int) -> int:
        found = _TRAIL.search(self._text, max(start, end - LONGEST_TRAIL), end)
        return found.start() if found else end

    def _action(self, clause: Span) -> Action | None:
        """The first verb of the clause, if something follows it that it can act on."""
        found = _patterns().verb.search(self._masked, *clause)
        return Action(found.group(), self._text[found.end() : clause[1]].strip()) if found and found.end() < clause[1] else None

    def _coded(self, clause: Span) -> Iterator[tuple[InstrumentRule, bool]]:
        """The rule that codes the clause, if any, and whether the clause says by what means or what for, not what is done."""
        opening = _patterns().opening.match(self._text, *clause)
        edge = opening.end() if opening else clause[0]
        rule = self._rule(clause, edge)
        if rule:
            is_aside = any(
                pattern.match(self._text, at, clause[1]) for pattern, at in ((_patterns().preamble, clause[0]), (_patterns().aside, edge))
            )
            yield rule, is_aside and not rule.is_means and not _patterns().placed.match(self._masked, *clause)

    def _rule(self, clause: Span, opening: int) -> InstrumentRule | None:
        """The rule of highest priority, of equals that of the last word; in a list with 等 that of the first."""
        hits = list(self._applying(clause, opening))
        if not hits:
            return None
        top = max(rule.priority for rule, _ in hits)
        best = [(end, rule) for rule, end in hits if rule.priority == top]
        listing = self._text.rfind("等", *clause)
        is_list = listing > 0 and self._text.find("、", clause[0], listing) > 0 and all(end <= listing for end, _ in best)
        return best[0][1] if is_list else best[-1][1]

    def _ending(self, clause: Span) -> Iterator[Span]:
        """The longest word of a rule that ends the clause: in 人才培养工程 the head is 培养工程, though 人才培养 is a word as well."""
        start = max(clause[0], clause[1] - LONGEST_WORD)
        longest = next((at for at in range(start, clause[1]) if self._text[at : clause[1]] in _patterns().rules), None)
        if longest is not None:
            yield longest, clause[1]

    def _applying(self, clause: Span, opening: int) -> Iterator[tuple[InstrumentRule, int]]:
        """The rules whose words stand in the clause where they must, with the ends of the words."""
        first, last = bisect_left(self._hits, (clause[0], 0)), bisect_left(self._hits, (clause[1], 0))
        for start, end in [*self._hits[first:last], *self._ending(clause)]:
            for rule in _patterns().rules[self._text[start:end]]:
                is_placed = end <= clause[1] and not (rule.at_end and end != clause[1]) and not (rule.opens and start != opening)
                if is_placed and (
                    not rule.verbs or any(self._text.find(verb, max(clause[0], end - FARTHEST_VERB), end) >= 0 for verb in rule.verbs)
                ):
                    yield rule, end


def _hide(text: str, places: Iterable[Span]) -> str:
    """The text with these places blank, sign for sign."""
    signs = list(text)
    for start, end in places:
        signs[start:end] = [HIDDEN] * (end - start)
    return "".join(signs)


def _target_code(sentence: str) -> str | None:
    """E1 for a quantified outcome with a date; S3 if it counts built places only, S1 if persons trained only."""
    if not _DEADLINE.search(sentence) and not _REACHES.search(sentence):
        return None
    units = [found.group(1) for found in _NUMBER.finditer(sentence)]
    if not units:
        return None
    if all(unit in _FACILITY_UNITS for unit in units):
        return "S3"
    counted = [clause for clause in _CLAUSE_END.split(sentence) if _NUMBER.search(clause)]
    is_training = len(counted) == 1 and _TRAINED.search(counted[0]) and set(units) <= _PERSON_UNITS
    return "S1" if is_training else "E1"
