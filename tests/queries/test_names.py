from __future__ import annotations

import pytest

from graph.errors import UnknownName
from queries.names import Named, find_named

KNOWN = (
    Named(id="trainees", name="培训人次", aliases=("培训量", "培训")),
    Named(id="trained", name="培训人数", aliases=("培训量", "培训人次")),
    Named(id="440100", name="广州市", aliases=()),
    Named(id="440105", name="海珠区", aliases=("440100",)),
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("trained", "trained"),
        ("培训人次", "trainees"),
        ("“培训” ", "trainees"),
        ("广州", "440100"),
        ("440100", "440100"),
        ("TRAINED", "trained"),
    ],
)
def test_an_id_goes_before_a_name_before_another_name(asked: str, expected: str) -> None:
    assert find_named(asked, "indicator", KNOWN).id == expected


def test_a_name_of_several_things_is_refused() -> None:
    with pytest.raises(UnknownName, match="'培训量' names more than one indicator; give one of trainees, trained") as caught:
        find_named("培训量", "indicator", KNOWN)
    assert caught.value.suggestions == ("trainees", "trained")


def test_nothing_is_known() -> None:
    with pytest.raises(UnknownName, match="there is no city '广州'; known are none"):
        find_named("广州", "city", ())
