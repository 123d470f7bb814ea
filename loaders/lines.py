"""The lines of a text with their places: what splitting and table finding both start from."""

from __future__ import annotations

from typing import NamedTuple

# A byte order mark or a zero-width space takes no room on the page: it never belongs to what a line says.
UNPRINTED = "\ufeff\u200b\u200c\u200d\u2060"


class Line(NamedTuple):
    """One line that is not blank; `text` is `plan[start:end]`, without the white space around it.

    `raw_start` is the line's first character, white space included; `after_blank` says that a blank line stands above.
    """

    start: int
    end: int
    text: str
    raw_start: int
    after_blank: bool


def strip(text: str) -> str:
    """The text without white space (U+3000 and no-break space included) and unprinted characters around it."""
    stripped = text.strip()
    if stripped and (stripped[0] in UNPRINTED or stripped[-1] in UNPRINTED):
        return strip_unprinted(stripped)
    return stripped


def strip_unprinted(text: str) -> str:
    """The text without any mix of white space and unprinted characters around it."""
    first, last = 0, len(text)
    while first < last and (text[first] in UNPRINTED or text[first].isspace()):
        first += 1
    while last > first and (text[last - 1] in UNPRINTED or text[last - 1].isspace()):
        last -= 1
    return text[first:last]


def read_lines(text: str) -> list[Line]:
    r"""Every line of `text` that is not blank, in order; any line break of Unicode ends a line.

    >>> [(line.start, line.text) for line in read_lines("第一章\r\n\n\u3000正文 ")]
    [(0, '第一章'), (7, '正文')]
    """
    lines: list[Line] = []
    position = 0
    after_blank = True
    for raw in text.splitlines(keepends=True):
        shown = strip(raw)
        if shown:
            start = position + raw.index(shown)
            lines.append(Line(start, start + len(shown), shown, position, after_blank))
        after_blank = not shown
        position += len(raw)
    return lines
