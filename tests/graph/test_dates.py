from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.dates import Dates, parse_date
from graph.errors import BadParameter

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "dates.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_a_date_gives_its_years_or_one_line_that_says_what_to_write(case: dict) -> None:
    if case["expect"] is None:
        with pytest.raises(BadParameter, match="is not a date; write 2025"):
            parse_date(case["text"])
    else:
        start, end, is_annual, is_past_target = case["expect"]
        assert parse_date(case["text"]) == Dates(start_year=start, end_year=end, is_annual=is_annual, is_past_target=is_past_target)
