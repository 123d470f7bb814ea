"""The catalogue: every question and analysis by its name, and the one function that asks it."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import PlainSerializer

from graph.comparability import Wording
from graph.errors import BadParameter, StoreDamaged
from graph.records import Record
from graph.rows import json_value, read_value
from queries.header import Analysis, Column, ColumnKind, Head, Parameter, Question, read_analysis, read_question
from queries.names import Named, find_named, unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Store

    Rows = tuple[dict[str, Any], ...]

TIMEOUT_SECONDS = 30.0
ROW_LIMIT = 100_000

Cell = Annotated[Any, PlainSerializer(json_value, when_used="json")]


class Catalogue(Record):
    """Every question that the graph answers, and every analysis that is computed from one; each sorted by name."""

    questions: tuple[Question, ...]
    analyses: tuple[Analysis, ...]

    @property
    def entries(self) -> tuple[Question | Analysis, ...]:
        """Everything that can be asked, sorted by name."""
        return tuple(sorted((*self.questions, *self.analyses), key=lambda each: each.name))

    def find(self, name: str) -> Question | Analysis:
        """What can be asked under that name; an `UnknownName` with close names when there is nothing."""
        named = {each.name: each for each in self.entries}
        if name not in named:
            raise unknown_name("question", name, named)
        return named[name]

    def question(self, name: str) -> Question:
        """The question of that name, which is known to be there."""
        return next(each for each in self.questions if each.name == name)


class QueryResult(Record):
    """An answer: what was asked, with which parameters, and the rows, keyed by column.

    `cypher` is what was asked of the graph; for an analysis, below a line with the question's name and parameters.
    """

    name: str
    question: Wording
    cypher: str
    parameters: dict[str, Any]
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Cell], ...]


@cache
def load_catalogue() -> Catalogue:
    """The questions and analyses of this package; a file that breaks the form is a `LexiconError` naming file and line."""
    folder = Path(__file__).parent
    questions = map(read_question, sorted(folder.glob("*.cypher")))
    analyses = map(read_analysis, sorted(folder.glob("*.analysis")))
    return Catalogue(questions=tuple(questions), analyses=tuple(analyses))


def run_query(store: Store, name: str, parameters: Mapping[str, object]) -> QueryResult:
    """The answer to a question or analysis of the catalogue.

    Args:
        store: the graph that is asked.
        name: name of the question or analysis.
        parameters: values by name; those left out take their default.

    Raises:
        UnknownName: there is no such question, or no such city, initiative, indicator or plan as a parameter names.
        BadParameter: a parameter is unknown, missing, of the wrong kind or out of its bounds, or asks for more than can be
            computed.
        StoreError: the graph cannot answer.
    """
    asked = load_catalogue().find(name)
    checked = _checked_parameters(asked, parameters)
    used = {each.name: _resolved(store, each, checked[each.name]) for each in asked.parameters}
    if isinstance(asked, Analysis):
        cypher, rows = _compute(store, asked, used)
    else:
        cypher, rows = asked.cypher, _ask(store, asked, used)
    return QueryResult(name=asked.name, question=asked.question, cypher=cypher, parameters=used, columns=asked.columns, rows=rows)


def _compute(store: Store, analysis: Analysis, parameters: Mapping[str, Any]) -> tuple[str, Rows]:
    """What was asked of the graph, and the rows computed from its answer."""
    from queries.analyses import COMPUTATIONS  # noqa: PLC0415 - networkx takes 200 ms to import, and most questions need none

    computation, question = COMPUTATIONS[analysis.name], load_catalogue().question(analysis.computed_from)
    asked = computation.asks(parameters)
    rows = computation.compute(_ask(store, question, asked), parameters)
    cypher = f"// {question.name} {json.dumps(asked, ensure_ascii=False)}\n{question.cypher}"
    return cypher, _read_rows(analysis, rows)


def find_name(store: Store, what: str, asked: str) -> Named:
    """The city, plan, initiative or indicator (`what`) that has that id, name or alias.

    Raises:
        UnknownName: nothing has that name; `suggestions` are close names.
    """
    return find_named(asked, what, _known(store, what))


def read_parameters(name: str, texts: Mapping[str, str]) -> dict[str, object]:
    """Parameters as typed on a command line or in an address: numbers from digits, lists from words joined by commas.

    Names that the question does not declare are kept as they are, for `run_query` to refuse.
    """
    declared = {parameter.name: parameter for parameter in load_catalogue().find(name).parameters}
    return {given: _read_text(declared[given], text) if given in declared else text for given, text in texts.items()}


def _ask(store: Store, question: Question, parameters: Mapping[str, object]) -> Rows:
    names = [column.name for column in question.columns]
    rows = store.run(question.cypher, parameters, columns=names, timeout_seconds=TIMEOUT_SECONDS, row_limit=ROW_LIMIT)
    try:
        return _read_rows(question, rows)
    except (ArithmeticError, TypeError, ValueError) as error:
        raise StoreDamaged(f"question {question.name}: the graph holds a value that no build writes ({error}); build it again") from error


def _read_rows(head: Head, rows: Iterable[Mapping[str, Any]]) -> Rows:
    kinds = {column.name: column.kind for column in head.columns}
    return tuple({name: _read_cell(kind, row[name]) for name, kind in kinds.items()} for row in rows)


def _read_cell(kind: ColumnKind, cell: Any) -> Any:
    """A cell as the rows of facts have it: exact numbers, an empty list for a list that is not there."""
    if kind == "strings":
        return tuple(cell or ())
    if cell is None or kind not in {"value", "number"}:
        return cell
    return read_value(cell) if kind == "value" else Decimal(str(cell))


def _known(store: Store, what: str) -> list[Named]:
    return [Named(**row) for row in _ask(store, load_catalogue().question("names"), {"kind": what})]


# The kinds of parameters that are names of something in the graph, and of what.
_NAMES_OF = {
    "city": "city",
    "cities": "city",
    "initiative": "initiative",
    "indicator": "indicator",
    "indicators": "indicator",
    "plan": "plan",
    "plans": "plan",
}
_LISTS = frozenset({"strings", "cities", "indicators", "plans"})


def _resolved(store: Store, parameter: Parameter, value: Any) -> Any:
    """The value with every name turned into the id of what it names."""
    what = _NAMES_OF.get(parameter.kind)
    if what is None or value is None:
        return value
    known = _known(store, what)
    if parameter.kind in _LISTS:
        return [find_named(name, what, known).id for name in value]
    return find_named(value, what, known).id


def _read_text(parameter: Parameter, text: str) -> object:
    if parameter.kind in _LISTS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if parameter.kind == "integer":
        try:
            return int(text)
        except ValueError:
            raise BadParameter(f"parameter {parameter.name} is {text!r}; give a whole number") from None
    return text


def _checked_parameters(question: Head, given: Mapping[str, object]) -> dict[str, Any]:
    """Every declared parameter with its value or its default, in the order of the header."""
    declared = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in declared:
            takes = ", ".join(parameter.name for parameter in question.parameters) or "none"
            raise BadParameter(f"question {question.name} has no parameter {name!r}; it takes {takes}")
    return {parameter.name: _checked(question, parameter, given) for parameter in question.parameters}


def _checked(question: Head, parameter: Parameter, given: Mapping[str, object]) -> object:
    if parameter.name not in given and parameter.is_required:
        raise BadParameter(f"question {question.name} needs the parameter {parameter.name}: {parameter.holds}")
    value = given.get(parameter.name, parameter.default)
    is_left_open = value is None and not parameter.is_required and parameter.default is None
    if not (is_left_open or _fits(parameter, value)):
        raise BadParameter(f"parameter {parameter.name} of question {question.name} is {value!r:.60}; give {_wanted(parameter)}")
    return list(value) if isinstance(value, tuple | list) else value


def _fits(parameter: Parameter, value: Any) -> bool:
    if parameter.kind == "integer":
        return type(value) is int and (parameter.least or 0) <= value <= (parameter.most or 0)
    if parameter.kind == "choice":
        return value in parameter.choices
    if parameter.kind in _LISTS:
        return isinstance(value, list | tuple) and all(map(_is_text, value))
    return _is_text(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wanted(parameter: Parameter) -> str:
    if parameter.kind == "integer":
        return f"a whole number from {parameter.least} to {parameter.most}"
    if parameter.kind == "choice":
        return f"one of {', '.join(parameter.choices)}"
    return "a list of texts" if parameter.kind in _LISTS else "a text that is not empty"
