import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.ignored import Ignored
from loaders.quantities import Quantity
from loaders.scan import scan

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "scan.jsonl").read_text(encoding="utf-8").splitlines()]
PLAN_SIGNS = (
    "0123456789０１２9.,，、。%％万亿千百十一二三两零半归清翻分之成倍人次名家所个项条年月日"
    "以上内超过不少于近约第每“”《》()（）〔〕[]+-—至到 \n\t\u00a0\u3000"
)


def shown(quantity: Quantity, text: str) -> list[str | None]:
    value = "-".join(map(str, quantity.value)) if isinstance(quantity.value, tuple) else str(quantity.value)
    return [text[quantity.start : quantity.end], value, quantity.unit, quantity.comparator]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_quantities(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [shown(one, text) for one in scan(text) if isinstance(one, Quantity)] == case["expect"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("2021年9月", ["date"]),
        ("发〔2021〕11号", ["document_number", "document_number"]),
        ("第44、45届", ["rank", "rank"]),
        ("“1+4”政策", ["slogan", "slogan"]),
        ("\n  2.落实政策", ["list_number"]),
        ("\n20\n", ["page_number"]),
        ("“优才计划”5,招聘", ["footnote_mark"]),
        ("19条人才新政", ["label_count"]),
        ("等6项业务", ["enumeration_count"]),
        ("每1000名老人", ["denominator"]),
        ("用5年时间", ["duration"]),
        ("5G网络", ["name"]),
        ("电话12345678", ["telephone"]),
    ],
)
def test_ignored_numerals_have_a_reason(text: str, reasons: list[str]) -> None:
    assert [one.reason for one in scan(text) if isinstance(one, Ignored)] == reasons


@given(st.text(alphabet=PLAN_SIGNS, max_size=80))
def test_spans_reslice_and_never_overlap(text: str) -> None:
    end = 0
    for one in scan(text):
        assert end <= one.start < one.end <= len(text)
        assert any(
            character.isdigit() or character in "零〇一二两三四五六七八九十百千万亿半归清翻过" for character in text[one.start : one.end]
        )
        end = one.end


@given(st.text(alphabet=PLAN_SIGNS, max_size=80))
def test_every_digit_is_accounted_for(text: str) -> None:
    covered = {at for one in scan(text) for at in range(one.start, one.end)}
    assert [at for at, character in enumerate(text) if character.isdigit() and at not in covered] == []


@pytest.mark.parametrize("unit", ["1", "一", "（", "万", "%", "“", "\n", "1.", "百分之", "第", "9,"])
def test_long_runs_of_one_sign_are_read(unit: str) -> None:
    assert all(one.end <= 20_000 * len(unit) for one in scan(unit * 20_000))
