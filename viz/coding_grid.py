"""The confusion table of a sample as rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from queries.coding_table import NO_INSTRUMENT

if TYPE_CHECKING:
    from queries.coding_table import ConfusionCell, SampleAgreement


class ConfusionGrid(NamedTuple):
    """The codes of the rules by row, those of the first reader by column; None where no sentence has both."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[ConfusionCell | None, ...], ...]


def confusion_grid(sample: SampleAgreement) -> ConfusionGrid:
    """The grid of a sample, rows and columns by the same codes, so that what agrees stands on the diagonal."""
    found = {(cell.rules, cell.reader_1): cell for cell in sample.confusion}
    codes = sorted({code for pair in found for code in pair}, key=_position)
    return ConfusionGrid(
        rows=tuple(codes), columns=tuple(codes), cells=tuple(tuple(found.get((row, column)) for column in codes) for row in codes)
    )


def _position(code: str) -> tuple[bool, int, str]:
    """Supply, environment, demand, by the first letter of a code, as papers order them; no instrument last."""
    letter = "SED".find(code[:1])
    return (code == NO_INSTRUMENT, letter if letter >= 0 else len("SED"), code)
