"""Units: which unit counts what, and how much a scale (万, 亿) multiplies."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from graph.errors import LexiconError
from graph.records import Record

SCALES: dict[str, Decimal] = {
    scale: Decimal(10) ** power
    for scale, power in (
        ("百", 2),
        ("千", 3),
        ("万", 4),
        ("十万", 5),
        ("百万", 6),
        ("千万", 7),
        ("亿", 8),
        ("十亿", 9),
        ("百亿", 10),
        ("千亿", 11),
        ("万亿", 12),
    )
}


class UnitKind(Record):
    """A sort of thing that is counted, and the units that count it."""

    kind: str
    units: tuple[str, ...]
    counts_with_words: bool


@cache
def load_unit_kinds() -> dict[str, UnitKind]:
    """Each unit with its kind, from `units.yml`; a unit that stands twice is a `LexiconError`."""
    path = Path(__file__).with_name("units.yml")
    found: dict[str, UnitKind] = {}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        kind = UnitKind(kind=entry["kind"], units=tuple(entry["units"]), counts_with_words=entry["counts_with_words"])
        for unit in kind.units:
            if unit in found:
                raise LexiconError(f"{path.name}: unit {unit!r} stands under {found[unit].kind} and {kind.kind}; keep one")
            found[unit] = kind
    return found


@cache
def split_scale(unit: str) -> tuple[Decimal, str]:
    """The factor and the unit without its scale.

    >>> split_scale("万人次"), split_scale("%")
    ((Decimal('10000'), '人次'), (Decimal('1'), '%'))
    """
    for scale in sorted(SCALES, key=len, reverse=True):
        if unit.startswith(scale):
            return SCALES[scale], unit[len(scale) :]
    return Decimal(1), unit


@cache
def unit_kind(unit: str | None) -> str | None:
    """The kind of a unit as written, scale included: 万人 counts persons. None for no unit or one that is not listed."""
    if not unit:
        return None
    known = load_unit_kinds()
    entry = known.get(unit) or known.get(split_scale(unit)[1])
    return entry.kind if entry else None
