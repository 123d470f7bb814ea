"""Cells that are safe in a spreadsheet, and the rows of a CSV file made of them."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.rows import json_value

if TYPE_CHECKING:
    from collections.abc import Iterable

BYTE_ORDER_MARK = "\ufeff"
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
# A terminal would obey some of these, and a spreadsheet shows none.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# A spreadsheet takes a cell that begins so for a formula; some take the full-width signs as well.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(text: str) -> str:
    """The text without control characters, an apostrophe before it where a spreadsheet would run it as a formula.

    Numbers stay as they are.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("-3.5"), safe_cell("-3.5万人")
    ("'=HYPERLINK(1)", '-3.5', "'-3.5万人")
    """
    text = _CONTROL.sub("", text)
    if not text.lstrip(" ").startswith(_FORMULA) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def cell_text(value: object) -> str:
    """A value as the text of a cell: decimals without idle zeros, `low-high` ranges, lists joined by `；`; None is empty.

    >>> cell_text(Decimal("36000.0")), cell_text((Decimal("10"), Decimal("12.5"))), cell_text(("全市", "城镇"))
    ('36000', '10-12.5', '全市；城镇')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple | list):
        is_range = bool(value) and all(isinstance(item, Decimal) for item in value)
        return ("-" if is_range else "；").join(map(cell_text, value))
    return json.dumps(json_value(value), ensure_ascii=False) if isinstance(value, dict) else str(value)


def draw_cells(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV text (RFC 4180) with its heads; it begins with a byte order mark, without which Excel misreads Chinese."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(columns)
    writer.writerows([safe_cell(cell_text(value)) for value in row] for row in rows)
    return BYTE_ORDER_MARK + lines.getvalue()
