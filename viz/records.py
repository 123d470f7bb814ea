"""What was read from plans, as JSON Lines: one record a line, told apart by `record`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.rows import agency_row, fact_row, finding_row, measure_row, programme_row

if TYPE_CHECKING:
    from graph.records import PlanRecords


def draw_records(plan: PlanRecords) -> str:
    """The facts, programmes, agencies, measures and findings of a plan, each in the order of its text."""
    rows = (
        *map(fact_row, plan.facts),
        *map(programme_row, plan.programmes),
        *map(agency_row, plan.agencies),
        *map(measure_row, plan.measures),
        *map(finding_row, plan.findings),
    )
    return "".join(f"{json.dumps(row.to_json(), ensure_ascii=False)}\n" for row in rows)


def draw_ledger(plan: PlanRecords) -> str:
    """Every numeral of a plan with the id of its fact or the reason why it is none, in the order of its text."""
    city = plan.split.document.city
    rows = ({"record": "numeral", "city": city, **entry.model_dump()} for entry in plan.ledger)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
