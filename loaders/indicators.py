"""Which indicator a subject is: by the lexicon where it knows one, else by its own words."""

from __future__ import annotations

import re
from functools import cache

from graph.ids import make_id
from graph.records import Fact, Indicator, Record
from graph.units import unit_kind
from loaders.lexicon_files import FOLDER, any_of, read_lexicon, require_unique, squeeze


class IndicatorLexicon(Record):
    """The declared indicators and the words that may stand beside an indicator's name without changing it."""

    filler: tuple[str, ...]
    indicators: tuple[Indicator, ...]


@cache
def load_indicators() -> IndicatorLexicon:
    """The indicators of `lexicon/indicators.yml`; an id or name that stands twice is a `LexiconError`."""
    path = FOLDER / "indicators.yml"
    lexicon = read_lexicon(path, IndicatorLexicon)
    require_unique(path, (indicator.id for indicator in lexicon.indicators), "id")
    require_unique(path, (indicator.name for indicator in lexicon.indicators), "name")
    return lexicon


def find_indicator(subject: str, kind: str | None) -> Indicator | None:
    """The declared indicator that a subject counted in units of `kind` is, or None; the longest name goes first.

    >>> find_indicator("城镇登记失业率", "share").id, find_indicator("城镇新增就业人数占全省比重", "share")
    ('registered-unemployment', None)
    """
    plain = squeeze(subject)
    return next((indicator for words, indicator in _names() if indicator.unit_kind == kind and _is(plain, words, indicator)), None)


def indicator_of(fact: Fact, subjects: tuple[str, ...], whole_subject: str) -> Indicator:
    """The indicator a fact measures: a declared one, else one made of its `whole_subject` and kind of unit.

    `subjects` are ways to say what the fact measures, tried in order: as it stands, with its programme named. A growth
    rate is a statement about another number and never counts as that number's indicator.
    """
    kind = unit_kind(fact.unit)
    declared = (find_indicator(subject, kind) for subject in subjects if fact.basis != "growth")
    return next(filter(None, declared), None) or _own(whole_subject, kind)


@cache
def _names() -> tuple[tuple[tuple[str, ...], Indicator], ...]:
    named = [
        (tuple(squeeze(word) for word in name.split()), indicator)
        for indicator in load_indicators().indicators
        for name in (indicator.name, *indicator.aliases)
    ]
    return tuple(sorted(named, key=lambda entry: -sum(map(len, entry[0]))))


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(load_indicators().filler)})*")


def _is(plain: str, words: tuple[str, ...], indicator: Indicator) -> bool:
    if any(word in plain for word in indicator.is_not):
        return False
    for word in words:
        if word not in plain:
            return False
        plain = plain.replace(word, "\n", 1)
    return all(_filler().fullmatch(rest) for rest in plain.split("\n"))


def _own(subject: str, kind: str | None) -> Indicator:
    return Indicator(
        id=make_id("Indicator", squeeze(subject), kind or ""),
        name=subject,
        aliases=(),
        is_not=(),
        domain=None,
        unit_kind=kind,
        basis=None,
        initiative=None,
        note=None,
    )
