"""The units of a city counted by policy instrument and theme."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from queries.coding_table import CodingMatrix, FamilyTally, InstrumentTally, SharedTally, Tally, ThemeTally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from queries.coding_table import CodebookEntry, CodedUnit

# The order in which papers print them.
_FAMILIES = ("supply", "environment", "demand")


def family_position(family: str | None) -> int:
    """Where a family stands: supply, environment, demand, then what is none of them."""
    return _FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES)


def themes_of(units: Iterable[CodedUnit]) -> tuple[str | None, ...]:
    """The themes of the units that count, the most frequent first, and last None where a unit has none.

    All cities of a table have the same ones, so that their columns may be laid side by side.
    """
    counts = Counter(unit.theme for unit in units if unit.restates is None)
    return tuple(sorted(counts, key=lambda theme: (theme is None, -counts[theme], theme or "")))


def count_codes(city: str, units: Iterable[CodedUnit], codebook: Sequence[CodebookEntry], themes: Sequence[str | None]) -> CodingMatrix:
    """The matrix of a city: every instrument of the codebook, and every other code that its units have."""
    own = [unit for unit in units if unit.city == city]
    counted = [unit for unit in own if unit.restates is None]
    rows = _rows(counted, codebook, themes)
    columns = {theme: [unit for unit in counted if unit.theme == theme] for theme in themes}
    return CodingMatrix(
        city=city,
        themes=tuple(ThemeTally(theme=theme, total=_shared(under, len(counted))) for theme, under in columns.items()),
        instruments=rows,
        families=_families(rows, len(counted)),
        total=_tally(counted),
        restated=_tally([unit for unit in own if unit.restates is not None]),
    )


def _rows(counted: Sequence[CodedUnit], codebook: Sequence[CodebookEntry], themes: Sequence[str | None]) -> tuple[InstrumentTally, ...]:
    entries = {entry.code: entry for entry in codebook}
    others = sorted({unit.instrument for unit in counted if unit.instrument and unit.instrument not in entries})
    codes: list[str | None] = [*entries, *others, None]
    of_code = {code: [unit for unit in counted if unit.instrument == code] for code in codes}
    return tuple(
        InstrumentTally(
            code=code,
            name=entries[code].name if code in entries else None,
            family=entries[code].family if code in entries else None,
            cells=tuple(_tally([unit for unit in own if unit.theme == theme]) for theme in themes),
            total=_shared(own, len(counted)),
        )
        for code, own in of_code.items()
    )


def _families(rows: Sequence[InstrumentTally], whole: int) -> tuple[FamilyTally, ...]:
    """The families with the units of their rows."""
    families = sorted({row.family for row in rows}, key=lambda family: (family_position(family), family or ""))
    units = {family: [unit for row in rows if row.family == family for unit in row.total.units] for family in families}
    return tuple(FamilyTally(family=family, total=_share(ids, whole)) for family, ids in units.items())


def _shared(units: Sequence[CodedUnit], whole: int) -> SharedTally:
    return _share([unit.id for unit in units], whole)


def _share(ids: Sequence[str], whole: int) -> SharedTally:
    return SharedTally(count=len(ids), units=tuple(ids), share_pct=100 * len(ids) / whole if whole else None)


def _tally(units: Sequence[CodedUnit]) -> Tally:
    return Tally(count=len(units), units=tuple(unit.id for unit in units))
