"""Lines are broken where Chinese may be broken, and nothing is lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from viz.lines import break_places, one_line, wrap

TEXTS = st.text(st.sampled_from("培训粤菜师傅，。“”（）万人次以上 0123456789.%abc-\n\t"), max_size=80)


@given(TEXTS)
def test_one_line_keeps_every_visible_character(text: str) -> None:
    shown = one_line(text)
    assert "\n" not in shown
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", ["\x1b[31m红\x1b[0m", "a\u202eb", "\ufeff首", "\x07响", "\x9b31m"])
def test_one_line_leaves_out_what_a_terminal_would_obey(text: str) -> None:
    assert all(unicodedata.category(char) not in ("Cc", "Cf") for char in one_line(text))


@given(TEXTS.map(one_line), st.integers(min_value=8, max_value=40))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    wrapped = wrap(Text(text), width).plain
    assert wrapped.replace("\n", "") == text
    assert all(cell_len(line.rstrip()) <= width for line in wrapped.split("\n"))


@given(st.lists(st.integers(min_value=0, max_value=999999), min_size=1, max_size=6), st.integers(min_value=12, max_value=40))
def test_no_number_is_broken(numbers: list[int], width: int) -> None:
    text = "，培训".join(map(str, numbers))
    places = break_places(text, width)
    assert not [place for place in places if text[place - 1].isdigit() and text[place].isdigit()]
