from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadParameter
from loaders.numerals import half_width, read_number

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def chinese(number: int) -> str:
    """The number in Chinese numerals as plans write it: 一百零五, 二十三万四千."""
    if number >= 100_000_000:
        return chinese(number // 100_000_000) + "亿" + tail(number % 100_000_000, 10_000_000)
    if number >= 10_000:
        return chinese(number // 10_000) + "万" + tail(number % 10_000, 1_000)
    for scale, word in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            return DIGITS[number // scale] + word + tail(number % scale, scale // 10)
    return DIGITS[number]


def tail(rest: int, full: int) -> str:
    if not rest:
        return ""
    return ("" if rest >= full else "零") + chinese(rest)


@given(st.integers(min_value=0, max_value=99_999_999_999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert read_number(chinese(number)) == number


@given(st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False))
def test_digits_read_back_in_either_width(number: Decimal) -> None:
    text = f"{number:f}"
    assert read_number(text) == read_number(text.translate(FULL_WIDTH)) == number


@given(st.integers(min_value=1000, max_value=10**12))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert read_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百", 100),
        ("千", 1000),
        ("万", 10_000),
        ("三万亿", 3 * 10**12),
        ("二〇二五", 2025),
        ("3千", 3000),
        ("2.5万亿", 2_500_000_000_000),
        ("两", 2),
    ],
)
def test_forms_that_plans_use(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "人", "1.2.3", "1万人", "三四个", ".5.", "a1"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match="is not a numeral"):
        read_number(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read_number(text) >= 0
    except BadParameter:
        assert half_width(text)[:1] != "1" or not text.isascii() or not text.isdigit()
