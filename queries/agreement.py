"""How far the rules and two readers agree on the codes of the reference sentences."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from graph.comparability import Wording
from queries.coding_table import (
    NO_INSTRUMENT,
    Agreement,
    CodebookEntry,
    Coder,
    ConfusionCell,
    ReferenceSentence,
    Sample,
    SampleAgreement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_PAIRS: tuple[tuple[Coder, Coder], ...] = (("rules", "reader_1"), ("rules", "reader_2"), ("reader_1", "reader_2"))
_STATEMENTS: dict[Sample, Wording] = {
    "open": Wording(
        zh="编写规则的人事先看过公开样本（open）的句子，所以规则在其上的一致率和 κ 不能用来估计规则对新句子的可靠程度。",
        en="The sentences of the sample open were known to the rules' authors: its agreement and κ are no estimate for new sentences.",
    ),
    "held_out": Wording(
        zh="编写规则的人没有看过留出样本（held_out）的句子；其 κ 只说明与这些句子同类的句子，不说明其他领域的规划。",
        en="The rules' authors did not see the sample held_out; its κ speaks of sentences like these, and of no other field.",
    ),
}
_NOT_LOADED = Wording(
    zh="图谱中没有这一样本的对照编码，一致性未知。", en="No reference codings of this sample: the agreement is not known."
)


def read_references(rows: Iterable[Mapping[str, Any]]) -> tuple[ReferenceSentence, ...]:
    """Each reference sentence once, from the rows of the question `reference_codings`, in their order."""
    tied: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["id"] is not None:
            tied.setdefault(row["id"], []).append(row)
    return tuple(map(_reference, tied.values()))


def measure_agreement(sentences: Sequence[ReferenceSentence], codebook: Iterable[CodebookEntry]) -> tuple[SampleAgreement, ...]:
    """The agreement on each sample, also on one that the graph holds nothing of."""
    # A code that the codebook does not have is in no family but its own.
    families = {entry.code: entry.family or entry.code for entry in codebook}
    return tuple(_sample(sample, [one for one in sentences if one.sample == sample], families) for sample in _STATEMENTS)


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's κ of pairs of codes: (observed - chance) / (1 - chance) agreement; None where chance alone would agree on everything.

    >>> cohens_kappa([("S1", "S1"), ("S1", "E1"), ("E1", "E1"), ("E1", "E1")])
    0.5
    """
    count = len(pairs)
    if not count:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = Fraction(sum(first[code] * second[code] for code in first), count * count)
    observed = Fraction(sum(one == other for one, other in pairs), count)
    return None if chance == 1 else float((observed - chance) / (1 - chance))


def _reference(rows: Sequence[Mapping[str, Any]]) -> ReferenceSentence:
    same = {name: rows[0][name] for name in ReferenceSentence.model_fields if name in rows[0]}
    measures = sorted((row for row in rows if row["measure"] is not None), key=lambda row: (row["measure_start"], row["measure"]))
    first = next((row for row in measures if row["instrument"] is not None), None)
    return ReferenceSentence(
        **same,
        rules=first["instrument"] if first else NO_INSTRUMENT,
        measures=tuple(row["measure"] for row in measures),
        unit=first["measure"] if first else None,
    )


def _sample(sample: Sample, sentences: Sequence[ReferenceSentence], families: Mapping[str, str]) -> SampleAgreement:
    crossed: dict[tuple[str, str], list[str]] = {}
    for one in sentences:
        crossed.setdefault((one.rules, one.reader_1), []).append(one.id)
    return SampleAgreement(
        sample=sample,
        statement=_STATEMENTS[sample] if sentences else _NOT_LOADED,
        sentence_count=len(sentences) or None,
        either_same_count=sum(one.rules in (one.reader_1, one.reader_2) for one in sentences) if sentences else None,
        agreements=tuple(_agreement(*pair, sentences, families) for pair in _PAIRS) if sentences else (),
        confusion=tuple(
            ConfusionCell(rules=rules, reader_1=reader_1, count=len(ids), sentences=tuple(ids))
            for (rules, reader_1), ids in sorted(crossed.items())
        ),
    )


def _agreement(first: Coder, second: Coder, sentences: Sequence[ReferenceSentence], families: Mapping[str, str]) -> Agreement:
    pairs = [(getattr(one, first), getattr(one, second)) for one in sentences]
    same = sum(one == other for one, other in pairs)
    family_same = sum(families.get(one, one) == families.get(other, other) for one, other in pairs)
    return Agreement(
        first=first,
        second=second,
        same_count=same,
        observed=same / len(pairs),
        kappa=cohens_kappa(pairs),
        family_same_count=family_same,
        family_observed=family_same / len(pairs),
    )
