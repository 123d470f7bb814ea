"""Whether a sentence says of a thing that there is none, or no more: a negation that directly governs the thing's name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml
from pydantic import ValidationError

from graph.errors import LexiconError
from graph.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from queries.comparison import Shown

_CLAUSE_END = re.compile("[，,；;。：:！？!?\n]")


class DenialWords(Record):
    """The words of `denials.yml`; its comments say what each list is for."""

    negators: tuple[str, ...]
    enders: tuple[str, ...]
    verbs: tuple[str, ...]
    fillers: tuple[str, ...]
    adverbs: tuple[str, ...]
    kinds: tuple[str, ...]
    followers: tuple[str, ...]
    turned_by: tuple[str, ...]
    undone_by: tuple[str, ...]
    no_negation: tuple[str, ...]


@cache
def load_denial_words() -> DenialWords:
    """The words of `denials.yml`; a file that breaks its form is a `LexiconError`."""
    path = Path(__file__).with_name("denials.yml")
    try:
        return DenialWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}; mend this entry") from error


def denies(text: str, term: str) -> bool:
    """Whether a sentence that `plain` has made says that there is no such thing, now or in future.

    A term of several words governs nothing as a whole, so no sentence denies it.

    >>> denies("全市不再实施粤菜师傅工程。", "粤菜师傅"), denies("未来实施粤菜师傅工程。", "粤菜师傅")
    (True, False)
    """
    if " " in term or term not in text:
        return False
    return any(_denies(clause, term) for clause in _CLAUSE_END.split(text) if term in clause)


def outside(shown: Iterable[Shown], denials: Sequence[Shown]) -> tuple[Shown, ...]:
    """What is shown by other words than those of the denials: a programme that a plan names to end it is none it runs."""
    return tuple(each for each in shown if not any(_overlap(each, denial) for denial in denials))


def _overlap(one: Shown, other: Shown) -> bool:
    return one.plan_id == other.plan_id and one.quote_start < other.quote_end and other.quote_start < one.quote_end


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    behind: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=4096)
def _patterns(term: str) -> _Patterns:
    """`before` finds 不再实施「粤菜师傅」工程, `behind` 「粤菜师傅」工程尚未启动; neither goes on into a longer noun."""
    words = load_denial_words()
    thing = rf"{re.escape(term)}(?:{_any(words.kinds)})?"
    end = rf"(?=$|(?:{_any(words.followers)})(?!.*的))"
    return _Patterns(
        re.compile(rf"(?P<negation>{_any([*words.negators, *words.enders])})(?:{_any([*words.verbs, *words.fillers])}){{0,3}}{thing}{end}"),
        re.compile(
            rf"{thing}(?:{_any(words.adverbs)}){{0,2}}(?P<negation>(?:{_any(words.negators)})(?:{_any(words.verbs)})|{_any(words.enders)}){end}"
        ),
    )


def _denies(clause: str, term: str) -> bool:
    words = load_denial_words()
    if not any(word in clause for word in (*words.negators, *words.enders)):
        return False
    return any(_is_negation(clause, match.start("negation")) for pattern in _patterns(term) for match in pattern.finditer(clause))


def _is_negation(clause: str, at: int) -> bool:
    words = load_denial_words()
    before = clause[:at]
    if before.endswith(words.turned_by) or any(word in before for word in words.undone_by):
        return False
    return not clause.startswith(words.no_negation, at)
