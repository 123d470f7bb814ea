"""How far the rules and two readers agree on the codes of the reference sentences."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.comparability import Wording
from queries.coding import NO_INSTRUMENT, Agreement, Coder, ConfusionCell, Sample, SampleAgreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SAMPLES: tuple[Sample, ...] = ("open", "held_out")
_PAIRS: tuple[tuple[Coder, Coder], ...] = (("rules", "reader_1"), ("rules", "reader_2"), ("reader_1", "reader_2"))
_CAUTIONS: dict[Sample, Wording | None] = {
    "open": Wording(
        zh="规则的作者看过 open 样本，其 kappa 不能用来估计规则对新句子的可靠程度。",
        en="The sample open was known to the authors of the rules; its kappa is no estimate for new sentences.",
    ),
    "held_out": None,
}


class _Coded(NamedTuple):
    """One reference sentence with the code of each coder."""

    sample: str
    codes: dict[Coder, str]


def measure_agreement(rows: Iterable[Mapping[str, Any]], families: Mapping[str, str]) -> tuple[SampleAgreement, ...]:
    """The agreement on each sample, from the rows of the question `reference_codings`; `families` are those of the codes."""
    sentences = _sentences(rows)
    return tuple(_sample(sample, [one.codes for one in sentences if one.sample == sample], families) for sample in SAMPLES)


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of the pairs of codes; None where the coders would agree on everything by chance.

    >>> cohens_kappa([("S1", "S1"), ("S1", "E1"), ("E1", "E1"), ("E1", "E1")])
    0.5
    """
    count = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = Fraction(sum(first[code] * second[code] for code in first), count * count)
    observed = Fraction(sum(one == other for one, other in pairs), count)
    return None if chance == 1 else float((observed - chance) / (1 - chance))


def _sentences(rows: Iterable[Mapping[str, Any]]) -> list[_Coded]:
    """Each sentence once; the code of the rules is that of the first of its measures that has one."""
    tied: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        tied.setdefault(row["id"], []).append(row)
    return [_coded(measures) for measures in tied.values()]


def _coded(rows: Sequence[Mapping[str, Any]]) -> _Coded:
    coded = [row for row in rows if row["instrument"] is not None]
    first = min(coded, key=lambda row: (row["measure_start"], row["measure"]), default=None)
    said = rows[0]
    rules = first["instrument"] if first else NO_INSTRUMENT
    return _Coded(said["sample"], {"rules": rules, "reader_1": said["reader_1"], "reader_2": said["reader_2"]})


def _sample(sample: Sample, sentences: Sequence[Mapping[Coder, str]], families: Mapping[str, str]) -> SampleAgreement:
    crossed = Counter((codes["rules"], codes["reader_1"]) for codes in sentences)
    return SampleAgreement(
        sample=sample,
        sentence_count=len(sentences),
        pairs=tuple(_agreement(*pair, sentences, families) for pair in _PAIRS) if sentences else (),
        codes=tuple(sorted({code for pair in crossed for code in pair}, key=lambda code: (code == NO_INSTRUMENT, code))),
        confusion=tuple(ConfusionCell(rules=rules, reader_1=reader, count=count) for (rules, reader), count in sorted(crossed.items())),
        caution=_CAUTIONS[sample],
    )


def _agreement(first: Coder, second: Coder, sentences: Sequence[Mapping[Coder, str]], families: Mapping[str, str]) -> Agreement:
    pairs = [(codes[first], codes[second]) for codes in sentences]
    same = sum(one == other for one, other in pairs)
    # A code that the codebook does not have is in no family but its own.
    family_same = sum(families.get(one, one) == families.get(other, other) for one, other in pairs)
    return Agreement(
        first=first,
        second=second,
        sentence_count=len(pairs),
        same_count=same,
        observed=same / len(pairs),
        kappa=cohens_kappa(pairs),
        family_same_count=family_same,
        family_observed=family_same / len(pairs),
    )
