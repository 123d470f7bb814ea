"""A small graph that has every shape of value: two cities, two plans, facts with and without each property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store import StoreBuilder

Row = dict[str, Any]

NODES: dict[str, list[Row]] = {
    "City": [
        {"id": "440100", "name": "广州市", "code": "440100"},
        {"id": "440600", "name": "佛山市", "code": "440600"},
    ],
    "Plan": [
        {"id": "plan-a", "name": "规划甲", "city": "440100", "start_year": 2021, "end_year": 2025, "document_number": "穗〔2021〕11号"},
        {"id": "plan-b", "name": "规划乙", "city": "440600", "start_year": 2021, "end_year": 2025, "document_number": None},
    ],
    "Indicator": [
        {"id": "trainees", "name": "培训人次", "aliases": ["培训人数", "培训量"], "is_not": []},
        {"id": "rate", "name": "登记失业率", "aliases": []},
    ],
    "Target": [
        {
            "id": "t1",
            "name": "培训 3.6万人次",
            "city": "440100",
            "amount_low": 36000.0,
            "unit": "万人次",
            "in_table": True,
            "scope": ["全市"],
        },
        {"id": "t2", "name": "培训 5万人次", "city": "440600", "amount_low": 50000.0, "unit": None, "in_table": False, "scope": []},
        {"id": "t3", "name": "失业率 3.5%", "city": "440600", "amount_low": 3.5, "unit": "%", "in_table": False},
        {"id": "t4", "name": "比例", "city": "440100", "amount_low": None, "unit": "%"},
    ],
    "Result": [{"id": "r1", "name": "培训 2万人次", "city": "440100", "amount_low": 20000.0, "char_start": 5, "char_end": 9}],
    "Agency": [{"id": "bureau", "name": "市人社局", "level": "municipal"}],
}

RELATIONSHIPS: list[tuple[str, str, str, list[Row]]] = [
    ("ISSUED", "City", "Plan", [{"source_id": "440100", "target_id": "plan-a"}, {"source_id": "440600", "target_id": "plan-b"}]),
    (
        "MEASURES",
        "Target",
        "Indicator",
        [
            {"source_id": "t1", "target_id": "trainees"},
            {"source_id": "t2", "target_id": "trainees"},
            {"source_id": "t3", "target_id": "rate"},
        ],
    ),
    ("MEASURES", "Result", "Indicator", [{"source_id": "r1", "target_id": "trainees"}]),
    ("FROM_BASELINE", "Target", "Result", [{"source_id": "t1", "target_id": "r1"}]),
    (
        "ACTS_IN",
        "Agency",
        "Plan",
        [
            {"source_id": "bureau", "target_id": "plan-a", "role": "lead", "plan_id": "plan-a", "char_start": 1, "char_end": 4},
            {"source_id": "bureau", "target_id": "plan-a", "role": "issuer", "plan_id": "plan-a", "char_start": 9, "char_end": 12},
        ],
    ),
]


def write_small_graph(builder: StoreBuilder, *, is_reversed: bool = False) -> None:
    """Write the small graph, in the order above or in the opposite one."""
    step = -1 if is_reversed else 1
    for label, rows in list(NODES.items())[::step]:
        builder.write_nodes(label, rows[::step])
    for name, source, target, rows in RELATIONSHIPS[::step]:
        builder.write_relationships(name, source, target, rows[::step])
