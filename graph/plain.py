"""What every engine's answer must be: declared columns, plain values, no more rows and no more time than allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import BadParameter, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def refuse_undeclared(given: Iterable[str], columns: Sequence[str]) -> None:
    """A StoreError if the answer has a column that is not declared."""
    undeclared = [name for name in given if name not in columns]
    if undeclared:
        raise StoreError(f"the query gives columns that it does not declare: {', '.join(undeclared)}; mend its header")


def plain_row(row: Mapping[str, object], columns: Sequence[str]) -> dict[str, object]:
    """The row with exactly `columns`, as plain Python values.

    >>> plain_row({"ids": ("a", "b")}, ["ids", "unit"])
    {'ids': ['a', 'b'], 'unit': None}
    """
    return {name: _plain(row.get(name)) for name in columns}


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    raise StoreError(f"the query gives a {type(value).__name__}; let it return text, numbers, lists and maps only")


def too_many_rows(row_limit: int) -> BadParameter:
    """The error of an answer that has more rows than allowed."""
    return BadParameter(f"the answer has more than the {row_limit} rows allowed; ask for less, or page by limit")


def too_slow(timeout_seconds: float | None) -> StoreError:
    """The error of a question that took longer than allowed."""
    return StoreError(f"the question took longer than {timeout_seconds:g} s; ask for less or allow more time")
