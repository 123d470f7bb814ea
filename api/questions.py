"""How the doors ask the catalogue: what is typed becomes parameters, and what cannot be meant is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.cities import split_list
from graph.errors import BadParameter, UnknownName
from queries.catalogue import load_catalogue, read_parameters, run_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Store
    from queries.catalogue import QueryResult

LISTS = frozenset({"strings", "cities", "indicators", "plans"})
WHOLE_NUMBER = r"-?[0-9]{1,9}"


def read_typed(name: str, texts: Mapping[str, str]) -> dict[str, object]:
    """The parameters of the question `name` as they were typed, read.

    Raises:
        UnknownName: there is no such question.
        BadParameter: a list is empty, or a number is not one in plain digits.
    """
    kinds = {parameter.name: parameter.kind for parameter in load_catalogue().find(name).parameters}
    return read_parameters(name, {given: _tidy(given, kinds.get(given), text) for given, text in texts.items()})


def _tidy(name: str, kind: str | None, text: str) -> str:
    if kind in LISTS:
        return ",".join(split_list(name, text))
    if kind == "integer" and not re.fullmatch(WHOLE_NUMBER, text):
        raise BadParameter(f"parameter {name} is {text!r}; give a whole number")
    return text


def ask(store: Store, name: str, parameters: Mapping[str, object]) -> QueryResult:
    """The answer to a question or analysis of the catalogue.

    Raises:
        UnknownName: there is no such question, or nothing with the name or id that a parameter gives.
        BadParameter: a parameter is not what the question takes, or the years end before they start.
    """
    start, end = parameters.get("from_year"), parameters.get("to_year")
    if isinstance(start, int) and isinstance(end, int) and start > end:
        raise BadParameter(f"from_year {start} is later than to_year {end}; give the earlier year first")
    result = run_query(store, name, parameters)
    asked = parameters.get("id")
    if asked is not None and not result.rows:
        raise UnknownName(f"there is no fact {asked!r}; take an id from /api/v1/facts or from: policygraph query facts")
    return result
