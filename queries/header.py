"""What is asked: a file whose header, in comments, says what it asks, takes and gives.

A question is a `.cypher` file; behind its header stands its Cypher:

    // zh: 某市有哪些规划？
    // en: Which plans does a city have?
    // param city string default null example "440100": code of the city, null for every city
    // param limit integer(1..1000) default 100 example 10: at most so many rows
    // column id string: id of the plan
    // columns fact
    // key id
    MATCH …

The kinds city, initiative, indicator and plan (and the plurals) take an id, a name or an alias; the question gets the id.
A parameter without a default must be given; with `default null` it may be left open. `columns fact` and `columns measure`
stand for the columns of those rows. `key` names the columns that tell rows apart; the rows are sorted by them in the end.

An analysis is an `.analysis` file: such a header alone, with one line more that names the question it is computed from:

    // from network_links
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast, get_args

from graph.comparability import Wording
from graph.errors import LexiconError
from graph.records import Record
from graph.rows import FACT_COLUMNS, MEASURE_COLUMNS
from graph.schema import NODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ParameterKind = Literal[
    "string", "strings", "integer", "choice", "city", "cities", "initiative", "indicator", "indicators", "plan", "plans"
]
ColumnKind = Literal["string", "integer", "number", "boolean", "strings", "value"]

_PARAMETER = re.compile(
    r"""
    param\ (?P<name>[a-z][a-z0-9_]*)
    \ (?P<kind>[a-z]+)
    (?:\((?P<limits>[^()]+)\))?             # 1..1000 of an integer, a|b of a choice
    (?:\ default\ (?P<default>\S+))?
    \ example\ (?P<example>[^:]+)
    :\ (?P<holds>.+)
    """,
    re.VERBOSE,
)
_COLUMN = re.compile(r"column (?P<name>[a-z][a-z0-9_]*) (?P<kind>string|integer|number|boolean|strings|value): (?P<holds>.+)")
_COLUMNS = re.compile(r"columns (?P<of>fact|measure)")
_KEY = re.compile(r"key (?P<names>[a-z][a-z0-9_, ]*)")
_FROM = re.compile(r"from (?P<question>[a-z][a-z0-9_]*)")
_WORDING = re.compile(r"(?P<language>zh|en): (?P<text>.+)")
_HIDDEN = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|//[^\n]*")
_UNBOUND = re.compile(r"(?<!\$)\b(?P<clause>SKIP|LIMIT)\s+(?!\$)", re.IGNORECASE)
_ENDING = re.compile(
    r"""
    RETURN\s+ (?:DISTINCT\s+)? (?P<items>.+?)
    (?:\s+ORDER\s+BY\s+(?P<order>.+?))?
    (?:\s+SKIP\s+\S+)? (?:\s+LIMIT\s+\S+)? \s*
    """,
    re.VERBOSE | re.DOTALL,
)


class Parameter(Record):
    """What a question takes: `is_required` when it has no default, `least` and `most` bound an integer."""

    name: str
    kind: ParameterKind
    is_required: bool
    default: str | int | tuple[str, ...] | None
    example: str | int | tuple[str, ...] | None
    least: int | None
    most: int | None
    choices: tuple[str, ...]
    holds: str


class Column(Record):
    """What a question gives: a `value` is a number, the two ends of a range or a ratio."""

    name: str
    kind: ColumnKind
    holds: str


class Head(Record):
    """What is asked under a name: what it takes and gives; `key` names the columns that tell its rows apart."""

    name: str
    question: Wording
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def example(self) -> dict[str, Any]:
        """Parameters that give an answer on the plans that come with the project."""
        return {parameter.name: parameter.example for parameter in self.parameters}


class Question(Head):
    """What the graph itself answers, by its Cypher."""

    cypher: str


class Analysis(Head):
    """What is computed from the rows of a question, which `computed_from` names."""

    computed_from: str


class _Reader:
    """Reads one file and says in which line it breaks the form."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.head_count = next((index for index, line in enumerate(self.lines) if not line.startswith("//")), len(self.lines))
        self.wordings: dict[str, str] = {}
        self.parameters: dict[str, tuple[int, Parameter]] = {}
        self.columns: dict[str, Column] = {}
        self.key: tuple[str, ...] = ()
        self.computed_from: str | None = None

    def fail(self, index: int, message: str) -> NoReturn:
        raise LexiconError(f"{self.path.name}, line {index + 1}: {message}")

    def read_head(self) -> None:
        for index, line in enumerate(self.lines[: self.head_count]):
            self.read_line(index, line.removeprefix("//").strip())
        for language in ("zh", "en"):
            if language not in self.wordings:
                self.fail(0, f"the question in {language!r} is missing; add // {language}: …")
        if not self.columns:
            self.fail(0, "no column is declared; add // column NAME KIND: what it holds")

    def read_line(self, index: int, line: str) -> None:
        if match := _PARAMETER.fullmatch(line):
            self.take_parameter(index, match)
        elif match := _COLUMN.fullmatch(line):
            self.take_columns(index, [Column(**cast("Any", match.groupdict()))])
        elif match := _COLUMNS.fullmatch(line):
            self.take_columns(index, _row_columns(match["of"]))
        elif match := _KEY.fullmatch(line):
            self.key = tuple(name.strip() for name in match["names"].split(","))
        elif match := _FROM.fullmatch(line):
            self.computed_from = match["question"]
        elif match := _WORDING.fullmatch(line):
            self.wordings[match["language"]] = match["text"]
        else:
            self.fail(index, f"{line!r:.60} is no header line; write zh:, en:, param, column, columns, key or from")

    def take_parameter(self, index: int, match: re.Match[str]) -> None:
        if match["name"] in self.parameters:
            self.fail(index, f"parameter {match['name']} is declared twice; keep one")
        try:
            parameter = _parameter(match)
        except ValueError as error:
            self.fail(index, f"parameter {match['name']}: {error}; write default and example as JSON, limits as 1..100 or a|b")
        self.parameters[parameter.name] = (index, parameter)

    def take_columns(self, index: int, columns: list[Column]) -> None:
        for column in columns:
            if column.name in self.columns:
                self.fail(index, f"column {column.name} is declared twice; keep one")
            self.columns[column.name] = column

    def check_body(self, body: str) -> None:
        if self.computed_from:
            self.fail(0, f"a question has its own Cypher and is computed from none; take out // from {self.computed_from}")
        plain = _HIDDEN.sub(_blank, body)
        self.check_parameters(plain)
        if match := _UNBOUND.search(plain):
            self.fail(self.line_at(plain, match.start()), f"{match['clause']} must be a parameter; declare one and write ${{name}}")
        flat = "".join(_without_nested(plain))
        start = flat.rfind("RETURN")
        ending = _ENDING.fullmatch(flat, start) if start >= 0 else None
        if ending is None:
            self.fail(self.head_count, "the question returns nothing; end it with RETURN … ORDER BY …")
        self.check_columns(ending, self.line_at(plain, start))
        self.check_order(ending, self.line_at(plain, start))

    def line_at(self, body: str, position: int) -> int:
        return self.head_count + body.count("\n", 0, position)

    def check_parameters(self, plain: str) -> None:
        used = {match[1]: match.start() for match in re.finditer(r"\$(\w+)", plain)}
        for name, (index, _) in self.parameters.items():
            if name not in used:
                self.fail(index, f"parameter {name} is declared but not used; use it or take it out")
        for name, position in used.items():
            if name not in self.parameters:
                self.fail(self.line_at(plain, position), f"parameter {name} is used but not declared; add // param {name} …")

    def check_columns(self, ending: re.Match[str], index: int) -> None:
        returned = [item.rpartition(" AS ")[2].strip(" \n`") for item in ending["items"].split(",")]
        if returned != list(self.columns):
            differing = [name for name in {*returned, *self.columns} if (name in returned) != (name in self.columns)]
            what = f"differ in {', '.join(sorted(differing))}" if differing else "stand in another order"
            self.fail(index, f"the columns that are declared and those that are returned {what}; make them the same")

    def check_order(self, ending: re.Match[str], index: int) -> None:
        order = [term.split()[0].strip("`") for term in (ending["order"] or "").split(",") if term.strip()]
        if not self.key or tuple(order[-len(self.key) :]) != self.key:
            self.fail(index, "ORDER BY must end in the columns that tell rows apart; name them in // key and at its end")
        self.check_key(index)

    def check_key(self, index: int) -> None:
        if unknown := [name for name in self.key if name not in self.columns]:
            self.fail(index, f"the key names {unknown[0]}, which is no column; name columns only")

    def head(self) -> dict[str, Any]:
        """The fields of a `Head`."""
        return {
            "name": self.path.stem,
            "question": Wording(zh=self.wordings["zh"], en=self.wordings["en"]),
            "parameters": tuple(parameter for _, parameter in self.parameters.values()),
            "columns": tuple(self.columns.values()),
            "key": self.key,
        }


def read_question(path: Path) -> Question:
    """The question in a file.

    Raises:
        LexiconError: naming the file and the line that breaks the form, with what to write instead.
    """
    reader = _Reader(path)
    reader.read_head()
    body = "\n".join(reader.lines[reader.head_count :])
    reader.check_body(body)
    return Question(**reader.head(), cypher=body.strip())


def read_analysis(path: Path) -> Analysis:
    """The head of an analysis in a file.

    Raises:
        LexiconError: naming the file and the line that breaks the form, with what to write instead.
    """
    reader = _Reader(path)
    reader.read_head()
    if reader.head_count < len(reader.lines):
        reader.fail(reader.head_count, "an analysis is its header alone; take out what stands behind it")
    if reader.computed_from is None:
        reader.fail(0, "the question it is computed from is missing; add // from NAME")
    if not reader.key:
        reader.fail(0, "nothing tells its rows apart; add // key with the names of columns")
    reader.check_key(0)
    return Analysis(**reader.head(), computed_from=reader.computed_from)


def _parameter(match: re.Match[str]) -> Parameter:
    kind, limits = match["kind"], match["limits"]
    if kind not in get_args(ParameterKind):
        raise ValueError(f"there is no kind {kind!r}, the kinds are {', '.join(get_args(ParameterKind))}")
    least, dots, most = (limits or "").partition("..")
    if (kind == "integer") != bool(dots) or (kind == "choice") != bool(limits and not dots):
        raise ValueError("an integer needs least..most, a choice needs its words, others neither")
    return Parameter(
        name=match["name"],
        kind=kind,
        is_required=match["default"] is None,
        default=_json(match["default"]),
        example=_json(match["example"]),
        least=int(least) if dots else None,
        most=int(most) if dots else None,
        choices=tuple(limits.split("|")) if kind == "choice" else (),
        holds=match["holds"],
    )


def _json(text: str | None) -> Any:
    value = json.loads(text or "null")
    return tuple(value) if isinstance(value, list) else value


def _blank(match: re.Match[str]) -> str:
    """As many characters that mean nothing: a literal stays an item, a comment becomes white space."""
    return (" " if match[0].startswith("//") else "'") * len(match[0])


def _without_nested(plain: str) -> Iterator[str]:
    """The text with everything inside brackets as blanks, so that commas and clauses are those of the outermost query."""
    depth = 0
    for character in plain:
        depth -= character in ")]}"
        yield character if depth == 0 else " "
        depth += character in "([{"


def _row_columns(of: str) -> list[Column]:
    """The columns of a fact's or a measure's row, described as the schema describes the properties they come from."""
    label, names = ("Target", FACT_COLUMNS) if of == "fact" else ("Measure", MEASURE_COLUMNS)
    stored = {each.name: each for node in NODES if node.label == label for each in node.properties}
    made = {
        "record": Column(name="record", kind="string", holds=f"always {of}"),
        "kind": Column(name="kind", kind="string", holds="target or achieved"),
        "groups": Column(name="groups", kind="strings", holds="whom it is for"),
        "industries": Column(name="industries", kind="strings", holds="the industries it is for"),
        "places": Column(name="places", kind="strings", holds="districts, towns and zones below the city that it names"),
        "programmes": Column(name="programmes", kind="strings", holds="the programmes it is taken under"),
    }
    for name in names:
        if name not in made:
            source = stored[{"start": "char_start", "end": "char_end"}.get(name, name)]
            kind = "value" if name == "value" else {"float": "number"}.get(source.kind, source.kind)
            made[name] = Column(name=name, kind=cast("ColumnKind", kind), holds=source.holds)
    return [made[name] for name in names]
