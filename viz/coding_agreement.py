"""The agreement on one sample as a block of the sheet: figures, confusion table, and the sentences of each of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.blocks import place_words
from viz.coding_grid import confusion_grid
from viz.coding_sheet import AgreementLine, ConfusionGroup, Count, Place, ReferenceEntry, SampleBlock
from viz.coding_words import CODERS, NO_REFERENCE, SAMPLES, kappa_words, numbers_of, pair_words
from viz.lines import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from queries.coding_table import Agreement, CodingTable, ConfusionCell, ReferenceSentence, SampleAgreement


def sample_block(sample: SampleAgreement, table: CodingTable) -> SampleBlock:
    """The block of a sample; where the graph holds nothing of it, the statement says so and all else is empty."""
    grid, found, numbers = confusion_grid(sample), {one.id: one for one in table.references}, numbers_of(table)
    anchor, count = f"sentences-{sample.sample}", sample.sentence_count
    return SampleBlock(
        name=str(SAMPLES[sample.sample]),
        statement=f"{sample.statement.zh} {sample.statement.en}"
        if count
        else f"{NO_REFERENCE}: {sample.statement.zh} {sample.statement.en}",
        sentence_count=Count(number=count, anchor=anchor, share="") if count else None,
        either=_either(sample),
        agreements=tuple(_agreement(each, anchor) for each in sample.agreements),
        codes=grid.rows,
        confusion=tuple(tuple(_count(cell, sample) for cell in row) for row in grid.cells),
        groups=tuple(
            _group(cell, sample, [_entry(found[each], numbers) for each in cell.sentences]) for row in grid.cells for cell in row if cell
        ),
    )


def _either(sample: SampleAgreement) -> str:
    if sample.either_same_count is None:
        return ""
    return (
        f"规则与至少一位读者相同 {sample.either_same_count} / {sample.sentence_count} 句 "
        f"same as at least one reader in {sample.either_same_count} of {sample.sentence_count}"
    )


def _agreement(agreement: Agreement, anchor: str) -> AgreementLine:
    return AgreementLine(
        pair=pair_words(agreement),
        same=_figure(agreement.same_count, agreement.observed, anchor),
        kappa=kappa_words(agreement),
        family=_figure(agreement.family_same_count, agreement.family_observed, anchor),
    )


def _figure(count: int, observed: float, anchor: str) -> Count:
    return Count(number=count, anchor=anchor if count else None, share=f"{observed:.3f}")


def _anchor(cell: ConfusionCell, sample: SampleAgreement) -> str:
    return f"confusion-{sample.sample}-{cell.rules}-{cell.reader_1}"


def _count(cell: ConfusionCell | None, sample: SampleAgreement) -> Count:
    return Count(number=cell.count, anchor=_anchor(cell, sample), share="") if cell else Count(number=0, anchor=None, share="")


def _group(cell: ConfusionCell, sample: SampleAgreement, sentences: Iterable[ReferenceEntry]) -> ConfusionGroup:
    return ConfusionGroup(
        anchor=_anchor(cell, sample),
        codes=f"{CODERS['rules']} {cell.rules} × {CODERS['reader_1']} {cell.reader_1}",
        sentences=tuple(sentences),
    )


def _entry(one: ReferenceSentence, numbers: Mapping[str, str]) -> ReferenceEntry:
    codes = {"rules": one.rules, "reader_1": one.reader_1, "reader_2": one.reader_2}
    return ReferenceEntry(
        place=Place(anchor=one.id, number="", place=f"{place_words(one.plan_id, '', one.start, one.end)} · {one.id}"),
        text=one_line(one.text),
        codes=" · ".join(f"{CODERS[coder].zh} {codes[coder]}" for coder in CODERS),
        units=tuple(Place(anchor=each, number=one_line(numbers[each]), place="") for each in one.measures if each in numbers),
        is_same=one.rules == one.reader_1,
    )
