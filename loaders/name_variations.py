"""Programmes whose names vary where they should not: two long names of one plan that differ in a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import Finding, Programme, SplitDocument


def find_name_variations(split: SplitDocument, programmes: Sequence[Programme]) -> tuple[Finding, ...]:
    """A finding for each pair of names that seem to be one programme's."""
    return ()
