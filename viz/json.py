"""A Comparison as JSON: the record itself, with the keys it has everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.comparison import Comparison


def draw_json(comparison: Comparison) -> str:
    """The comparison as indented JSON text; Chinese stays readable."""
    return json.dumps(comparison.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
