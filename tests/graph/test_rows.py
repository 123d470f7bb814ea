from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Agency, Evidence, Fact, Measure, Programme, Value
from graph.rows import (
    FACT_COLUMNS,
    agency_row,
    fact_row,
    fact_row_from_store,
    measure_row,
    measure_row_from_store,
    programme_row,
    read_value,
    stored_value,
)

EVIDENCE = Evidence(plan_id="plan", char_start=10, char_end=15, quote="培训3万人", rule="prose")
FACT = Fact(
    id="fact-1",
    plan_id="plan",
    city="440100",
    kind="target",
    start=12,
    end=15,
    number_text="3万人",
    value=Decimal(3),
    unit="万人",
    amount_low=Decimal(30000),
    amount_high=Decimal(30000),
    base_unit="人",
    comparator="ge",
    date="2021-2025",
    basis="cumulative",
    nature="预期性",
    hedge=None,
    subject="培训人数",
    scope=("全市",),
    indicator="training",
    programme=None,
    in_table=False,
    place="第一章",
    evidence=EVIDENCE,
)
DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
VALUES = DECIMALS | st.tuples(DECIMALS, DECIMALS) | st.just("10:40:50")


def printed(value: Value) -> object:
    return fact_row(FACT.model_copy(update={"value": value})).to_json()["value"]


def test_a_fact_prints_its_keys_in_one_order() -> None:
    assert list(fact_row(FACT).to_json()) == list(FACT_COLUMNS)
    assert " ".join(FACT_COLUMNS) == (
        "record id city plan_id kind start end number_text value unit amount_low amount_high base_unit comparator date basis nature "
        "hedge programme subject scope indicator in_table quote quote_start quote_end place"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("110"), 110),
        (Decimal("110.00"), 110),
        (Decimal("3.6"), 3.6),
        ((Decimal("10"), Decimal("12.5")), [10, 12.5]),
        ("10:40:50", "10:40:50"),
    ],
)
def test_values_print_as_numbers(value: Value, expected: object) -> None:
    assert printed(value) == expected
    assert type(printed(value)) is type(expected)


@given(VALUES)
def test_a_value_comes_back_from_the_graph(value: Value) -> None:
    assert read_value(stored_value(value)) == value


def test_a_fact_comes_back_from_the_graph() -> None:
    row = fact_row(FACT)
    stored = row.model_dump() | {"value": "3", "amount_low": 30000.0, "amount_high": 30000.0, "scope": ["全市"], "plan_name": "规划"}
    assert fact_row_from_store(stored) == row
    assert json.dumps(fact_row_from_store(stored).to_json()) == json.dumps(row.to_json())


def test_a_fact_without_amounts_or_place_comes_back() -> None:
    ratio = fact_row(FACT.model_copy(update={"value": "1:2", "amount_low": None, "amount_high": None, "scope": (), "place": ""}))
    stored = ratio.model_dump() | {"scope": None, "place": None}
    assert fact_row_from_store(stored) == ratio


def test_programmes_and_agencies_print_their_mentions() -> None:
    common = {"plan_id": "plan", "city": "440100", "level": "municipal", "mentions": ((10, 12), (30, 32)), "evidence": EVIDENCE}
    programme = Programme(
        id="p", name="甲工程", variants=("甲工程",), kind="工程", initiative="cantonese-chef", definition=EVIDENCE, **common
    )
    agency = Agency(id="a-1", agency_id="a", name="市人社局", full_name="广州市人社局", role="lead", relates_to=None, **common)
    for row in (programme_row(programme).to_json(), agency_row(agency).to_json()):
        assert (row["mentions"], row["quote"], row["quote_start"]) == ([[10, 12], [30, 32]], "培训3万人", 10)
    assert programme_row(programme).to_json()["record"] == "programme"
    assert programme_row(programme).to_json()["definition"] == "培训3万人"
    assert agency_row(agency).to_json()["role"] == "lead"


def test_a_measure_comes_back_from_the_graph() -> None:
    measure = Measure(
        id="m",
        plan_id="plan",
        city="440100",
        start=10,
        end=15,
        text="培训3万人",
        verbs=("培训",),
        objects=("3万人",),
        instrument=None,
        secondary=(),
        theme=None,
        unit_number="1-0-1",
        groups=("高校毕业生",),
        industries=("制造业",),
        places=(),
        programmes=(),
        place="",
        evidence=EVIDENCE,
    )
    row = measure_row(measure)
    assert measure_row_from_store(row.model_dump() | {"secondary": None, "place": None, "instrument_name": None}) == row
    assert {"record": "measure", "city": "440100", "start": 10, "end": 15, "instrument": None}.items() <= row.to_json().items()
