"""What is searched for in another plan: the thing that a subject is about, in words that the plan itself writes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from graph.errors import LexiconError
from graph.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.rows import FactRow

# A shorter phrase (工作室, 基地) names too many things to be looked for.
LEAST_LENGTH = 4
_IGNORED = re.compile(r"[\s“”‘’\"'《》〈〉「」]")
_CLAUSE_END = re.compile("[，,；;。、！？!?\n]")


class PhraseWords(Record):
    """The words of `phrases.yml`; its comments say what each list is for."""

    tails: tuple[str, ...]
    openers: tuple[str, ...]
    modifiers: tuple[str, ...]
    followers: tuple[str, ...]
    same: dict[str, str]
    paired_units: dict[str, str]
    offices: tuple[str, ...]


@cache
def load_phrase_words() -> PhraseWords:
    """The words of `phrases.yml`; a file that breaks its form is a `LexiconError`."""
    path = Path(__file__).with_name("phrases.yml")
    try:
        return PhraseWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}; mend this entry") from error


def plain(text: str) -> str:
    """The text as it is searched: without white space and quotation marks, one spelling for what has two.

    >>> plain("“粤菜师傅” 培训"), plain("在校生11.1万人")
    ('粤菜师傅培训', '在校学生11.1万人')
    """
    text = _IGNORED.sub("", text)
    for written, read in load_phrase_words().same.items():
        text = text.replace(written, read)
    return text


def noun_phrase(subject: str) -> str:
    """The thing a subject is about: without opening verbs and without the words that say how it is counted.

    >>> noun_phrase("建设扶持“粤菜师傅”培训示范基地数量"), noun_phrase("国家级技能大师工作室增加数量")
    ('粤菜师傅培训示范基地', '国家级技能大师工作室')
    """
    opening, ending = _edges()
    phrase = plain(subject)
    for edge in (ending, opening):
        match = edge.search(phrase)
        rest = phrase[: match.start()] + phrase[match.end() :] if match else ""
        phrase = rest if len(rest) >= LEAST_LENGTH else phrase
    return phrase


def shorter_phrases(phrase: str, whole: Iterable[str]) -> tuple[str, ...]:
    """The phrase, then the same with more and more of its leading modifiers dropped; words of `whole` are never cut.

    >>> shorter_phrases("省级大师工作室", ["省级"])
    ('省级大师工作室', '大师工作室', '师工作室')
    """
    words = load_phrase_words()
    known = {*map(plain, whole), *words.modifiers, *words.openers}
    inside = {at for word in known for match in re.finditer(re.escape(word), phrase) for at in range(match.start() + 1, match.end())}
    return tuple(phrase[at:] for at in range(len(phrase) - LEAST_LENGTH + 1) if at not in inside)


def holds(text: str, term: str) -> bool:
    """Whether all words of a term stand in a text that `plain` has made."""
    return all(word in text for word in term.split(" "))


def without_covered(terms: Sequence[str]) -> tuple[str, ...]:
    """The terms, each once, without those that find nothing which another does not find."""
    once = tuple(dict.fromkeys(terms))
    return tuple(term for term in once if not any(other != term and holds(term, other) for other in once))


def is_about(fact: FactRow, terms: Iterable[str], is_not: Iterable[str]) -> bool:
    """Whether a fact states a number on what a term names, by its subject or by the clause its number stands in.

    A thing that is only part of a longer name does not count: 高技能人才 in 高技能人才培训基地.
    """
    phrase, clause = noun_phrase(fact.subject), plain(_clause(fact))
    if any(plain(word) in phrase for word in is_not):
        return False
    return any(_is_named(phrase, term) or _is_named(clause, term) for term in terms)


def _is_named(text: str, term: str) -> bool:
    return holds(text, term) if " " in term else bool(_headed(term).search(text))


@cache
def _headed(term: str) -> re.Pattern[str]:
    followers = "|".join(map(re.escape, load_phrase_words().followers))
    return re.compile(rf"{re.escape(term)}(?:$|[（(\[【\d>≥﹥]|(?:{followers}))")


def _clause(fact: FactRow) -> str:
    """The part of the quote around the number, up to the next comma on each side."""
    start, end = fact.start - fact.quote_start, fact.end - fact.quote_start
    before, after = _CLAUSE_END.split(fact.quote[:start])[-1], _CLAUSE_END.split(fact.quote[end:])[0]
    return before + fact.quote[start:end] + after


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_phrase_words()
    openers, tails = ("|".join(map(re.escape, sorted(each, key=len, reverse=True))) for each in (words.openers, words.tails))
    return re.compile(f"^(?:{openers})+"), re.compile(f"(?:{tails})+$")
