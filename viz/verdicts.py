"""The verdicts on an indicator's facts as lines: pairs that get the same verdict for the same reasons stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from graph.comparability import Reason, Verdict, VerdictName, explain
from viz.lines import one_line
from viz.sheet import VerdictLine
from viz.words import OPERATIONS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from queries.comparison import PairVerdict

_ORDER: tuple[VerdictName, ...] = get_args(VerdictName)


def verdict_lines(verdicts: Iterable[PairVerdict], marks: Mapping[str, str], names: Mapping[str, str]) -> tuple[VerdictLine, ...]:
    """One line for each verdict with its reasons, the most comparable first.

    `marks` gives the mark of a fact by its id, `names` the name of a city by its code.
    """
    pairs: dict[VerdictLine, dict[str, None]] = {}
    for each in verdicts:
        pairs.setdefault(_line(each.verdict, names), {})[f"{marks[each.a]} ↔ {marks[each.b]}"] = None
    lines = [line.model_copy(update={"pairs": tuple(found)}) for line, found in pairs.items()]
    return tuple(sorted(lines, key=lambda line: _ORDER.index(line.verdict)))


def _line(verdict: Verdict, names: Mapping[str, str]) -> VerdictLine:
    return VerdictLine(
        verdict=verdict.verdict,
        word=VERDICTS[verdict.verdict],
        pairs=(),
        reasons=tuple(reason_sentence(reason, names) for reason in verdict.reasons),
        permitted=tuple(OPERATIONS[each] for each in verdict.permitted),
        refused=tuple(OPERATIONS[each] for each in verdict.refused),
        derivation=verdict.derivation and one_line(verdict.derivation),
    )


def reason_sentence(reason: Reason, names: Mapping[str, str]) -> str:
    """The reason as a Chinese and an English sentence; cities are named instead of coded."""
    if reason.axis == "size":
        reason = reason.model_copy(update={"a": names[reason.a], "b": names[reason.b]})
    return one_line(f"{explain(reason, 'zh')}{explain(reason, 'en')}")
