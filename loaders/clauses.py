"""The words around each number: its clause, what stands before and after it, and the list it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from graph.records import Record
from loaders.lexicon_files import FOLDER, any_of, read_lexicon, require_unique_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.quantities import Quantity

# single: alone; head: first of a list that shares one subject; member: a later one; base, reached: from … to …
Link = Literal["single", "head", "member", "base", "reached"]


class ClauseWords(Record):
    """The words of `lexicon/clauses.yml`; its comments say what each list is for."""

    flow_verbs: tuple[str, ...]
    standing_verbs: tuple[str, ...]
    level_verbs: tuple[str, ...]
    growth_verbs: tuple[str, ...]
    fall_verbs: tuple[str, ...]
    stock_nouns: tuple[str, ...]
    flow_nouns: tuple[str, ...]
    annual_nouns: tuple[str, ...]
    price_nouns: tuple[str, ...]
    openers: tuple[str, ...]
    openers_not_before: dict[str, str]
    scopes: tuple[str, ...]
    leading_scopes: tuple[str, ...]
    past_headings: tuple[str, ...]
    heads: tuple[str, ...]
    sums: tuple[str, ...]
    heights: tuple[str, ...]
    thing_kinds: tuple[str, ...]


@cache
def load_clause_words() -> ClauseWords:
    """The words of `lexicon/clauses.yml`."""
    path = FOLDER / "clauses.yml"
    lexicon = read_lexicon(path, ClauseWords)
    require_unique_lists(path, lexicon)
    return lexicon


@dataclass(frozen=True, slots=True)
class Placed:
    """A quantity with the words of its clause.

    `left` and `right` are the words before and after it that no other number of the clause owns; `tail` is everything
    after it in its clause, `list_left` the words before the first number of its list, `clause_before` the clause before
    where that holds no number; `position` is its place in a list of numbers that share one subject, of `count`;
    `rank` counts the numbers before it in its clause.
    """

    quantity: Quantity
    left: str
    right: str
    list_left: str
    clause_before: str
    tail: str
    link: Link
    position: int
    count: int
    rank: int


_DELIMITER = re.compile("[，,；;：:。！!？?\n（(【\\[）)】\\]]|——|(?<=[^\\d])—(?=[^\\d])")
_CLAUSE_END = re.compile("[，,；;：:。]")
_OPENING = frozenset("（(【[")
_CLOSING = frozenset("）)】]")
# What stands in brackets with a number of its own is a clause of its own: 专业技术人才45.6万人（含高级职称人才3.14万人）.
_NUMBERED_ASIDE = re.compile(r"[（(][^（()）]*[0-9０-９][^（()）]*[）)]")
MODIFIER_ENDS = ("级", "类", "型", "性", "届")
_LIST_JOINT = re.compile("(?:以上|以内|以下|左右)?(?:、|和|及|与|以及|或)$|^$")
_JOINT = "(?:、|以及|和|及|并|与|或)"
# “100名教师”、打造“100节微课”: each number opens a quotation of its own.
_BETWEEN_QUOTES = re.compile("(?P<right>[^”]*)”[、，,和及]*(?P<left>[^“]*)“$")
_JOINT_AT_EDGE = re.compile(rf"^{_JOINT}(?P<left>.*)$|^(?P<right>.*?){_JOINT}$", re.DOTALL)
_CHANGE = any_of([*load_clause_words().growth_verbs, "调整", "缩小", "增", "降", "升"])
_RISE = re.compile(rf"(?:逐步|稳步|进一步)?(?:(?:{_CHANGE})(?:到|至|为)|到|至)(?:“?[^，,。；;“”]{{2,6}}”?(?:年|期末|末)(?:底|末)?)?的?")


def place_quantities(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Placed]:
    """Each quantity of the sentence `text[start:end]` with the words of its clause, in the order of the text."""
    placed: list[Placed] = []
    for clause_start, clause_end, members in _clauses(text, start, end, quantities):
        before = _clause_before(text, start, clause_start, quantities)
        placed.extend(_place_clause(text, clause_start, clause_end, members, before))
    return sorted(placed, key=lambda one: one.quantity.start)


def _clauses(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[tuple[int, int, list[Quantity]]]:
    """Clauses that hold quantities; what stands in brackets is a clause of its own inside the one around it."""
    starts = [quantity.start for quantity in quantities]
    stack: list[tuple[int, list[Quantity]]] = [(start, [])]
    clauses: list[tuple[int, int, list[Quantity]]] = []
    taken = 0

    def take(until: int) -> None:
        nonlocal taken
        while taken < len(quantities) and quantities[taken].start < until:
            stack[-1][1].append(quantities[taken])
            taken += 1

    def close(at: int) -> None:
        clause_start, members = stack.pop()
        if members:
            clauses.append((clause_start, at, members))

    for match in _DELIMITER.finditer(text, start, end):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < quantities[index].end:
            continue
        take(match.start())
        if match[0] in _OPENING:
            stack.append((match.end(), []))
        elif match[0] in _CLOSING:
            if len(stack) > 1:
                close(match.start())
        else:
            close(match.start())
            stack.append((match.end(), []))
    take(end)
    while stack:
        close(end)
    return clauses


def _clause_before(text: str, start: int, clause_start: int, quantities: Sequence[Quantity]) -> str:
    """The clause that ends where this one begins; empty where it holds a number or there is none."""
    end = max(start, clause_start - 1)
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, start, end)]
    begin = cuts[-1] if cuts else start
    return "" if any(begin <= one.start < end for one in quantities) else text[begin:end]


def _place_clause(text: str, clause_start: int, clause_end: int, members: list[Quantity], clause_before: str) -> list[Placed]:
    lefts, rights = [_NUMBERED_ASIDE.sub("", text[clause_start : members[0].start])], []
    links: list[Link] = ["single"]
    for before, after in pairwise(members):
        between = _NUMBERED_ASIDE.sub("", text[before.end : after.start])
        right, left, link = _split_between(between)
        rights.append(right)
        lefts.append(left)
        links.append(link)
        if link == "reached":
            links[-2] = "base"
        elif link == "member" and links[-2] == "single":
            links[-2] = "head"
    rights.append(_NUMBERED_ASIDE.sub("", text[members[-1].end : clause_end]))
    for index in range(len(rights) - 2, -1, -1):
        rights[index] = _completed(rights[index], rights[index + 1])
    tails = [text[quantity.end : clause_end] for quantity in members]
    counted = _number_lists(links)
    return [
        Placed(
            quantity,
            lefts[index],
            rights[index],
            lefts[index - counted[index][0]],
            clause_before,
            tails[index],
            links[index],
            *counted[index],
            index,
        )
        for index, quantity in enumerate(members)
    ]


def _completed(right: str, following: str) -> str:
    """The words after a number, with the noun that the last item of its list carries for all: 3个省级、7个市级…基地."""
    right, following = right.strip(), following.strip()
    if not right.endswith(MODIFIER_ENDS) or right[-1] not in following:
        return right
    return right + following[following.index(right[-1]) + 1 :]


def _split_between(between: str) -> tuple[str, str, Link]:
    """What of the words between two numbers belongs to the first, what to the second, and how the second is linked."""
    if _LIST_JOINT.fullmatch(between):
        return "", "", "member"
    if _RISE.fullmatch(between.strip()):
        return "", "", "reached"
    if quoted := _BETWEEN_QUOTES.match(between):
        return quoted["right"], quoted["left"], "single"
    edge = _JOINT_AT_EDGE.match(between)
    if edge:
        return edge["right"] or "", edge["left"] or "", "single"
    return between.partition("的")[0], between, "single"


def _number_lists(links: Sequence[Link]) -> list[tuple[int, int]]:
    """For each number its place in the list that shares its subject, and that list's length."""
    counted: list[tuple[int, int]] = []
    for index, link in enumerate(links):
        position = counted[-1][0] + 1 if link == "member" else 0
        count = position + 1
        while index + count - position < len(links) and links[index + count - position] == "member":
            count += 1
        counted.append((position, count))
    return counted
