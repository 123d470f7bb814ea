"""One hash for what a graph holds, the same on every engine and for every order of loading."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Properties = Mapping[str, object]

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_line(kind: str, names: tuple[str, ...], properties: Properties) -> str:
    """One node or relationship as one line of JSON: keys sorted, nulls left out, no two lines for the same thing.

    Numbers must already have the one type that the schema gives their property: 1 and 1.0 are different lines.

    >>> canonical_line("node", ("City",), {"name": "广州市", "id": "440100", "code": None})
    '["node","City",{"id":"440100","name":"广州市"}]'
    """
    known = {name: value for name, value in properties.items() if value is not None}
    return _ENCODER.encode([kind, *names, known])


def content_hash(lines: Iterable[str]) -> str:
    """The sha256 of a graph's canonical lines, as 64 hex digits; their order does not matter.

    >>> content_hash(["b", "a"]) == content_hash(["a", "b"])
    True
    """
    return hash_in_order(sorted(lines))


def hash_in_order(lines: Iterable[str]) -> str:
    """The content hash of lines that come sorted, so that not all of them need to be in memory."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
