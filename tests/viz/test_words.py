"""Every code that a record may hold has its words."""

from typing import get_args

import pytest

from graph.comparability import Operation, VerdictName
from graph.records import AgencyRole, Basis, Comparator, Kind, Level, Nature
from queries.comparison import Presence
from viz import words


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.KINDS, get_args(Kind)),
        (words.SIGNS, get_args(Comparator)),
        (words.BASES, get_args(Basis)),
        (words.NATURES, (*get_args(Nature), None)),
        (words.PRESENCES, get_args(Presence)),
        (words.VERDICTS, get_args(VerdictName)),
        (words.OPERATIONS, get_args(Operation)),
        (words.ROLES, get_args(AgencyRole)),
        (words.LEVELS, get_args(Level)),
    ],
)
def test_each_code_has_words(table: dict[object, object], codes: tuple[object, ...]) -> None:
    assert set(table) == set(codes)


def test_what_is_not_stated_is_never_blank() -> None:
    assert all(str(each).strip() for each in words.PRESENCES.values())
    assert words.known(None) == "未知 / not known"
