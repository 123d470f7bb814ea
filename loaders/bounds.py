"""Words that bound a number: 不少于, 以上, 左右, 不到 … 的."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from graph.records import Comparator, Record
from loaders.lexicon_files import FOLDER, any_of, read_lexicon, require_unique_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

# The longest bound word before a number, with the spaces that may stand between.
_REACH = 8


class Bounds(Record):
    """Words that bound a number, by comparator and by where they stand, and the words that hedge a commitment."""

    before: dict[Comparator, tuple[str, ...]]
    after: dict[Comparator, tuple[str, ...]]
    inside: tuple[str, ...]
    not_after: dict[str, str]
    hedges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeBound:
    """A bound that stands before the whole of a share (不到全市总数的 [10%]), from `start` to the end of the words read."""

    start: int
    whole: str
    comparator: Comparator


@cache
def load_bounds() -> Bounds:
    """The bound words of `lexicon/bounds.yml`."""
    path = FOLDER / "bounds.yml"
    lexicon = read_lexicon(path, Bounds)
    require_unique_lists(path, lexicon)
    return lexicon


def _guarded(words: tuple[str, ...]) -> str:
    barred = load_bounds().not_after
    ordered = sorted(words, key=len, reverse=True)
    return "|".join((f"(?<![{barred[word]}])" if word in barred else "") + re.escape(word) for word in ordered)


def _named(words: Mapping[Comparator, str]) -> str:
    return "(?:" + "|".join(f"(?P<{comparator}>{pattern})" for comparator, pattern in words.items()) + ")"


_GAP = "[ \u00a0\u3000]{0,3}"
_WORDS_BEFORE = _named({comparator: _guarded(words) for comparator, words in load_bounds().before.items()})
_WORDS_AFTER = _named({comparator: any_of(words) for comparator, words in load_bounds().after.items()})
_BEFORE = re.compile(_WORDS_BEFORE + _GAP + "$")
_AFTER = re.compile(_GAP + _WORDS_AFTER)
# The signs that a bound word can end or begin with: looking at one sign spares most numbers the patterns.
_BLANKS = " \u00a0\u3000"
_LAST_SIGNS = frozenset(_BLANKS) | {word[-1] for words in load_bounds().before.values() for word in words}
_FIRST_SIGNS = frozenset(_BLANKS) | {word[0] for words in load_bounds().after.values() for word in words}
_BEFORE_VERB = re.compile("(?:(?P<ge>至少|不少于)|(?P<le>至多|最多|不超过))[^，,；;。、0-9]{1,5}$")
_BEFORE_WHOLE = re.compile(_WORDS_BEFORE + "(?P<whole>[^，,；;。]{1,20})的$")


def read_bound(text: str, at: int, end: int) -> tuple[int, int, Comparator]:
    """The span of the number at `at:end` with the bound words that touch it, and the comparator they make.

    >>> read_bound("不少于12场", 3, 6), read_bound("500人次以上", 0, 5)
    ((0, 6, 'ge'), (0, 7, 'ge'))
    """
    before = _BEFORE.search(text[max(0, at - _REACH) : at]) if text[at - 1 : at] in _LAST_SIGNS else None
    after = _AFTER.match(text, end) if text[end : end + 1] in _FIRST_SIGNS else None
    match = before or after
    comparator = cast("Comparator", match.lastgroup) if match else "eq"
    return at - len(before[0]) if before else at, after.end() if after else end, comparator


def bound_of_verb(left: str) -> Comparator | None:
    """The comparator of a bound that a verb parts from its number: 每县至少建成 [1所].

    >>> bound_of_verb("每个县至少建成"), bound_of_verb("每个县建成")
    ('ge', None)
    """
    match = _BEFORE_VERB.search(left)
    return cast("Comparator", match.lastgroup) if match else None


def bound_of_whole(left: str) -> WholeBound | None:
    """The bound in the words before a share, where it stands before the whole: 不到全市专业技术人员总数的 [10%]."""
    match = _BEFORE_WHOLE.search(left)
    if not match:
        return None
    comparator = next(name for name, word in match.groupdict().items() if word and name != "whole")
    return WholeBound(match.start(), match["whole"], cast("Comparator", comparator))
