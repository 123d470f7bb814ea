"""Print the pages of docs/ that list things, from the code that defines them.

`python docs/print_docs.py` writes the pages; with `--check` it writes nothing and fails if one would change.
"""

from __future__ import annotations

import argparse
import inspect
import itertools
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import typer
from typer.cli import get_docs_for_click

from api import commands
from api.app import create_app
from api.problems import problem_of
from api.settings import PREFIX, Settings
from graph import comparability, declarations, errors, records, rows, schema
from graph.errors import PolicygraphError
from graph.records import Record
from loaders.instrument_rules import FARTHEST_VERB, LEAST_CONCRETE, MOST_SECONDARY
from loaders.lexicon_files import FOLDER as LEXICON
from loaders.lexicons import codebook
from queries import coding_table, comparison
from queries.catalogue import load_catalogue
from queries.header import Analysis, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from loaders.lexicons import InstrumentRule
    from queries.header import Parameter

T = TypeVar("T")
RECORD_MODULES = (records, rows, comparability, comparison, coding_table)
FOLDER = Path(__file__).parent
NOTE = "<!-- Printed from the code by `make docs`; do not edit. -->"


def _page(title: str, lead: str, *blocks: str) -> str:
    return "\n\n".join([NOTE, f"# {title}", lead, *blocks]) + "\n"


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _code(text: object) -> str:
    return f"`{text}`"


def _doc(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def _own_classes(module: ModuleType, base: type[T]) -> list[type[T]]:
    """The classes that `module` itself defines under `base`, in the order they are written."""
    items = [item for item in vars(module).values() if inspect.isclass(item) and item.__module__ == module.__name__]
    return [item for item in items if issubclass(item, base) and item is not base]


def schema_page() -> str:
    """Every label, relationship and property of the graph."""
    nodes = [f"### {node.label}\n\n{node.holds[0].upper()}{node.holds[1:]}.\n\n{_properties(node.properties)}" for node in schema.NODES]
    links = [
        (_code(link.name), ", ".join(link.sources), ", ".join(link.targets), link.holds, ", ".join(p.name for p in link.properties))
        for link in schema.RELATIONSHIPS
    ]
    own = {p.name: p for link in schema.RELATIONSHIPS for p in link.properties}
    return _page(
        "The graph",
        "What is kept, under which names. A property that is not known is null.",
        "## Nodes",
        *nodes,
        "## Relationships",
        _table(("type", "from", "to", "holds", "properties"), links),
        "### Properties of relationships",
        _properties(tuple(own.values())),
    )


def _properties(properties: Iterable[declarations.Property]) -> str:
    return _table(("property", "kind", "holds"), ((_code(p.name), p.kind, p.holds) for p in properties))


def records_page() -> str:
    """Every record and field that travels down the line."""
    words = {name: get_args(item) for module in RECORD_MODULES for name, item in vars(module).items() if get_origin(item) is Literal}
    rows = [(_code(name), ", ".join(values)) for name, values in words.items()]
    blocks = [block for module in RECORD_MODULES for block in _module_records(module)]
    lead = (
        "What each thing is called and holds, from a plan's text to a comparison. JSON keys, table columns and node properties are these."
    )
    return _page("The records", lead, "## Words with a closed list of values", _table(("name", "values"), rows), *blocks)


def _module_records(module: ModuleType) -> list[str]:
    classes = [item for item in _own_classes(module, Record) if inspect.get_annotations(item)]
    return [f"## {_doc(module)}", *(f"### {item.__name__}\n\n{_doc(item)}\n\n{_fields(item)}" for item in classes)]


def _fields(record: type) -> str:
    base = record.__bases__[0]
    lead = f"Has the fields of {base.__name__} and:\n\n" if inspect.get_annotations(base) else ""
    rows = [(_code(name), _code(kind)) for name, kind in inspect.get_annotations(record).items()]
    return lead + _table(("field", "type"), rows)


def errors_page() -> str:
    """Every error code, what it means and under which error it stands."""
    rows = [
        (_code(item.code), item.__name__, item.__bases__[0].__name__, problem_of(item("")).status, _doc(item).splitlines()[0])
        for item in _own_classes(errors, PolicygraphError)
    ]
    lead = (
        "Each error says in one line what is wrong, where, and what to do; its code is stable. "
        "The command line writes that line, or with --json the problem document, and exits with 2; the service answers with the status."
    )
    return _page("The errors", lead, _table(("code", "error", "is a", "status", "means"), rows))


def queries_page() -> str:
    """Every question of the catalogue: what it takes, what it gives, and its Cypher or what it is computed from."""
    entries = load_catalogue().entries
    contents = _table(("question", "asks"), ((f"[{each.name}](#{each.name})", each.question.en) for each in entries))
    lead = (
        "`policygraph query NAME --param key=value` asks one of these; so does `/api/v1/queries/NAME?key=value`. An analysis is "
        "computed from the rows of another question; its answer has the Cypher of that question, below a line with its parameters."
    )
    return _page("The questions", lead, contents, *map(_question, entries))


def _question(question: Question | Analysis) -> str:
    parameters = [(_code(p.name), p.kind, _default(p), _json(p.example), p.holds) for p in question.parameters]
    columns = [(_code(column.name), column.kind, column.holds) for column in question.columns]
    blocks = [
        f"## {question.name}",
        f"{question.question.zh}\n\n{question.question.en}",
        _table(("parameter", "kind", "default", "example", "holds"), parameters) if parameters else "It takes no parameter.",
        _table(("column", "kind", "holds"), columns),
        f"```cypher\n{question.cypher.strip()}\n```" if isinstance(question, Question) else _computed_from(question),
    ]
    return "\n\n".join(blocks)


def _computed_from(analysis: Analysis) -> str:
    return f"Computed from the rows of [{analysis.computed_from}](#{analysis.computed_from})."


def _default(parameter: Parameter) -> str:
    return "must be given" if parameter.is_required else _json(parameter.default)


def _json(value: object) -> str:
    return _code(json.dumps(value, ensure_ascii=False))


def commands_page() -> str:
    """Every command with its options, and every setting."""
    command = typer.main.get_command(commands.app)
    printed = get_docs_for_click(obj=command, ctx=typer.Context(command, info_name="policygraph"), name="policygraph")
    lead, _, listing = printed.partition("\n\n")[2].partition("\n\n")
    fields = Settings.model_fields.items()
    settings = [(_code(PREFIX + name.upper()), field.description, _code(_joined(field.default))) for name, field in fields]
    return _page("The commands", lead, listing.strip(), "## Settings by environment", _table(("variable", "holds", "default"), settings))


def _joined(value: object) -> object:
    return ",".join(map(str, value)) if isinstance(value, tuple) else value


def http_page() -> str:
    """Every address of the service with what it takes and answers."""
    paths = create_app(Settings()).openapi()["paths"]
    operations = [(path, method.upper(), each) for path, item in paths.items() for method, each in item.items()]
    contents = _table(("address", "answers"), ((_code(path), each["description"]) for path, _, each in operations))
    lead = "Read only, no key. `/openapi.json` describes every field, with real examples; errors are problem documents."
    return _page("The service", lead, contents, *(_operation(*each) for each in operations))


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = [
        (
            _code(each["name"]),
            each["in"],
            "yes" if each.get("required") else "no",
            each.get("description") or ", ".join(each["schema"].get("enum", ())),
        )
        for each in operation.get("parameters", [])
    ]
    statuses = ", ".join(operation["responses"])
    blocks = [f"## {method} {path}", operation["description"], f"Answers {statuses}."]
    return "\n\n".join([*blocks, _table(("parameter", "in", "required", "holds"), parameters)] if parameters else blocks)


# What decides before and after the rules of the lexicon, under the ids that a measure's `rule` may name beside theirs.
_DECISION = f"""1. A sentence without a verb of commitment (`loaders/lexicon/verbs.yml`) is no measure and has no code. Neither has one
   under a heading of background; under a heading of aims only a quantified target is one.
2. `quantified-target`: a sentence that sets a number for a date is coded by what it counts: places that are built S3,
   persons that are trained S1, anything else E1.
3. In every clause one of the rules below decides, as said above. A clause that says by what right, by what means or what
   for gives a code only if no other clause does.
4. Rules of priority {LEAST_CONCRETE} and more go before those below it, in whichever clause they stand.
5. The first clause that is left gives the primary code and the rule that is named; the next different codes, at most
   {MOST_SECONDARY}, are secondary.
6. `no-instrument`: a sentence that commits to something and in which no rule decides."""


def codebook_page() -> str:
    """The policy instruments, how a sentence is coded, and every rule with its words."""
    book = codebook()
    names = {each.code: f"{each.code} {each.name_zh} {each.name_en}" for each in book.instruments}
    instruments = [
        (each.code, each.family, each.name_zh, each.name_en, each.description_zh, each.description_en) for each in book.instruments
    ]
    lead = (
        f"Version {book.version} of the codebook, by which the measures of a plan are coded. "
        "A coded measure names its rule: it is looked up here. The words are those of `loaders/lexicon/instruments.yml`."
    )
    rules = sorted(book.rules, key=lambda rule: -rule.priority)
    lists = [name for name, words in book if name not in {"version", "instruments", "rules"} and isinstance(words, tuple)]
    return _page(
        "The codebook of policy instruments",
        lead,
        "## Instruments",
        _table(("code", "family", "名称", "name", "定义", "definition"), instruments),
        "## How a sentence is coded",
        *_head_of_lexicon(),
        _DECISION,
        "## Rules, by priority",
        *(_rule(rule, names) for rule in rules),
        "## Words beside the rules",
        *(f"### {name}\n\n{_comment_above(name)}\n\n{'、'.join(getattr(book, name))}" for name in lists),
    )


def _rule(rule: InstrumentRule, names: dict[str, str]) -> str:
    shown = {"at_end": "it ends the clause", "opens": "it opens the clause, behind adverbs"}
    marks = [name for name, value in rule if value is True]
    where = [shown.get(mark, f"`{mark}`") for mark in marks]
    if rule.verbs:
        where.append(f"at most {FARTHEST_VERB} characters behind one of {'、'.join(rule.verbs)}")
    said = "; ".join(where) or "anywhere in the clause"
    return f"### {rule.id}\n\n{names[rule.code]} · priority {rule.priority} · {said}\n\n{'、'.join(rule.words)}"


def _lexicon_lines() -> list[str]:
    return (LEXICON / "instruments.yml").read_text(encoding="utf-8").splitlines()


def _head_of_lexicon() -> list[str]:
    """What the head of the file says to those who read it: prose as it is, lists of fields as they are set."""
    lines = [line.removeprefix("#").strip() for line in itertools.takewhile(lambda line: line.startswith("#"), _lexicon_lines())]
    blocks = "\n".join(lines).split("\n\n")[1:]
    return [f"```text\n{block}\n```" if re.match(r"\w+ {2,}", block) else block for block in blocks]


def _comment_above(name: str) -> str:
    """What the file says above one of its lists; of a list without a comment its head speaks."""
    before = [line for line in itertools.takewhile(lambda line: not line.startswith(f"{name}:"), _lexicon_lines()) if line.strip()]
    comments = list(itertools.takewhile(lambda line: line.startswith("#"), reversed(before)))
    said = " ".join(comment.removeprefix("#").strip() for comment in reversed(comments))
    return f"{said[:1].upper()}{said[1:]}." if said else "See above."


PAGES: dict[str, Callable[[], str]] = {
    "schema.md": schema_page,
    "records.md": records_page,
    "errors.md": errors_page,
    "queries.md": queries_page,
    "commands.md": commands_page,
    "http.md": http_page,
    "codebook.md": codebook_page,
}


def stale_pages(folder: Path) -> list[str]:
    """The names of the pages in `folder` that are missing or differ from what the code says."""
    return [name for name, page in PAGES.items() if _read(folder / name) != page()]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def write_pages(folder: Path) -> None:
    """Writes every page into `folder`."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


def main() -> int:
    """0 when the pages are written or, with --check, already right; else 1 with the stale pages on stderr."""
    parser = argparse.ArgumentParser(description=_doc(sys.modules[__name__]))
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a page would change")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pages are (default: beside this file)")
    args = parser.parse_args()
    if not args.check:
        write_pages(args.folder)
        return 0
    stale = stale_pages(args.folder)
    if stale:
        sys.stderr.write(f"docs are out of date: {', '.join(stale)}; run `make docs`\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
