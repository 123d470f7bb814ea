"""The one function that makes ids."""

from __future__ import annotations

import hashlib


def make_id(label: str, *fields: str | int) -> str:
    """A deterministic id: the label in lower case and 16 hex digits of a hash of the fewest stable raw fields.

    The same label and fields give the same id on every machine, so loading twice changes nothing.

    >>> make_id("Fact", "440100-hrss-14fyp", 12288, 12296)
    'fact-1c97e32edfcb1973'
    """
    raw = "\x1f".join([label, *map(str, fields)])
    return f"{label.lower()}-{hashlib.sha256(raw.encode()).hexdigest()[:16]}"
