"""Sentences with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sentence ends at 。！？ or a line break; a closing quote or bracket behind the stop belongs to it.
_END = re.compile(r"[。!！?？][”」』）)]?|\n")
LONGEST = 2000
_BLANK = " \t\u00a0\u3000\r\n"


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between `start` and `end`, without white space around them, stops included.

    >>> [("实施工程。开展培训。"[a:b]) for a, b in sentences("实施工程。开展培训。", 0, 10)]
    ['实施工程。', '开展培训。']
    """
    opening = start
    for stop in _END.finditer(text, start, end):
        yield from _trimmed(text, opening, stop.end())
        opening = stop.end()
    yield from _trimmed(text, opening, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    raw = text[start:end]
    stripped = raw.strip(_BLANK)
    if stripped:
        first = start + len(raw) - len(raw.lstrip(_BLANK))
        yield first, first + len(stripped)


def sentence_around(text: str, position: int, start: int, end: int) -> tuple[int, int]:
    """The sentence between `start` and `end` that holds `position`.

    >>> sentence_around("实施工程。开展培训。", 6, 0, 10)
    (5, 10)
    """
    opening = max(start, position - LONGEST)
    for stop in _END.finditer(text, opening, position):
        opening = stop.end()
    closing = _END.search(text, position, end)
    return next(_trimmed(text, opening, closing.end() if closing else end), (start, end))
