"""A Comparison or a CodingTable as JSON: the record itself, with the keys it has everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.records import Record


def draw_json(record: Record) -> str:
    """The record as indented JSON text; Chinese stays readable."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
