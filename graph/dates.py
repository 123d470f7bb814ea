"""The years a date string speaks of; a fact's `date` is always one of these forms."""

from __future__ import annotations

import re

from graph.errors import BadParameter
from graph.records import Record

_DATE = re.compile(
    r"""
    (?P<annual>annual\ )?           # a value for each year of the period
    (?P<start>\d{4})
    (?:-(?P<end>\d{4}))?
    (?P<past_target>\ target)?      # a target that was set for a past period
    """,
    re.VERBOSE | re.ASCII,
)


class Dates(Record):
    """The years a fact's date covers, both included; one year has the same start and end."""

    start_year: int
    end_year: int
    is_annual: bool
    is_past_target: bool


def parse_date(text: str) -> Dates:
    """The years of a fact's `date`.

    Raises:
        BadParameter: the text has none of the four forms, or its period ends before it starts.

    >>> parse_date("annual 2021-2025")
    Dates(start_year=2021, end_year=2025, is_annual=True, is_past_target=False)
    >>> parse_date("2016-2020 target").is_past_target
    True
    >>> parse_date("2025").start_year
    2025
    """
    match = _DATE.fullmatch(text)
    start = int(match["start"]) if match else 0
    end = int(match["end"] or start) if match else 0
    if match is None or end < start:
        raise BadParameter(f"{text!r} is not a date; write 2025, 2021-2025, annual 2021-2025 or 2016-2020 target")
    return Dates(start_year=start, end_year=end, is_annual=bool(match["annual"]), is_past_target=bool(match["past_target"]))
