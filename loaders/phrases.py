"""Finds many fixed phrases in a text at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = 2


class Phrases(NamedTuple):
    """Phrases, their first signs, and the lengths, longest first, of those that share their first two signs."""

    phrases: frozenset[str]
    firsts: frozenset[str]
    lengths: dict[str, tuple[int, ...]]


def index_phrases(phrases: Iterable[str]) -> Phrases:
    """An index of the phrases that have at least two signs.

    >>> find_phrases("实施三支一扶等项目", index_phrases(["三支一扶", "三支"]))
    [(2, 6)]
    """
    known = frozenset(phrase for phrase in phrases if len(phrase) >= _HEAD)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for phrase in known:
        lengths[phrase[:_HEAD]].add(len(phrase))
    firsts = frozenset(phrase[0] for phrase in known)
    return Phrases(known, firsts, {head: tuple(sorted(own, reverse=True)) for head, own in lengths.items()})


def find_phrases(text: str, phrases: Phrases) -> list[tuple[int, int]]:
    """The places of phrases from left to right, the longest at each place, none overlapping."""
    known, firsts, lengths = phrases
    found: list[tuple[int, int]] = []
    last = 0
    # Two look-ups for each sign are faster than any pattern of so many words.
    heads = [(at, pair) for at, sign in enumerate(text) if sign in firsts and (pair := text[at : at + _HEAD]) in lengths]
    for start, pair in heads:
        if start < last:
            continue
        for length in lengths[pair]:
            if text[start : start + length] in known:
                last = start + length
                found.append((start, last))
                break
    return found
