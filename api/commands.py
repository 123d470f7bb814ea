"""The commands of `policygraph`: each parses, calls one function and renders what it gives."""

import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand, TyperOption

from api.checking import verify_graph
from api.cities import split_cities
from api.exporting import ExportFormat, export_graph, find_place
from api.login import with_password
from api.opening import open_graph
from api.outputs import find_output
from api.questions import ask, read_typed
from api.settings import Settings, read_settings
from api.terminal import has_color, refuse_on_terminal, reporting, table_width, write_result
from api.version import VERSION
from graph.errors import BadParameter
from graph.store import Store
from loaders.manifest import find_manifests, read_corpus
from loaders.pipeline import build as build_graph
from loaders.pipeline import extract_plan
from loaders.read import read_bare
from queries.assemble import assemble_comparison
from queries.catalogue import load_catalogue
from queries.coding import assemble_coding
from viz.answers import draw_answer_csv, draw_answer_json, draw_answer_table, draw_questions
from viz.coding_files import draw_coding_file, refuse_part
from viz.coding_layout import lay_out_coding
from viz.coding_parts import CodingPart
from viz.coding_text import draw_coding_text
from viz.files import DRAWINGS
from viz.records import draw_ledger, draw_records
from viz.reports import draw_build, draw_verify
from viz.table import draw_table

StoreOption = Annotated[str | None, typer.Option("--store", metavar="S", help="Where the graph is kept (POLICYGRAPH_STORE).")]
OutputOption = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the terminal.")]

_EXPORT_FORMATS = (
    "graphml, gexf: for Gephi, yEd, Cytoscape and networkx. jsonl: one node or relationship a line. "
    "csv: tables for spreadsheets. neo4j-import: CSV for neo4j-admin database import."
)

_HELP = """Compare how cities carry out the same policy initiative, every number traceable to its sentence.

A graph that is missing is built on first use. With --json, anywhere on the line, an error is a problem document (JSON)
instead of one line. Exit codes: 0 done, 1 failed or found wrong, 2 bad input.
"""


class OnceCommand(TyperCommand):
    """A command that refuses an option given twice, where the last would be taken in silence; `--param` may be repeated."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words that are left when the options are read."""
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for each, count in Counter(given).items():
            if count > 1 and isinstance(each, TyperOption) and not each.multiple:
                raise BadParameter(f"{each.opts[0]} is given twice; give it once")
        return super().parse_args(ctx, args)


app = typer.Typer(help=_HELP, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"policygraph {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Give an error as a problem document.")] = False,
) -> None:
    pass


@app.command(cls=OnceCommand)
def build(
    corpus: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder with the plans and manifests (data/plans).")] = None,
    store: StoreOption = None,
) -> None:
    """Make the graph of every plan that has a manifest, and swap it in when it is whole."""
    settings = with_password(read_settings(corpus=corpus, store=store))
    with reporting() as reporter:
        report = build_graph(settings.corpus, settings.store, reporter.progress, settings.login())
    write_result(draw_build(report), None)


@app.command(cls=OnceCommand)
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plans as plain text in UTF-8.")],
    city: Annotated[str | None, typer.Option(metavar="CODE", help="GB/T 2260 code of the city, such as 440100.")] = None,
    period: Annotated[str | None, typer.Option(metavar="YEARS", help="Years the plan covers, such as 2021-2025.")] = None,
    ledger: Annotated[bool, typer.Option("--ledger", help="Every numeral instead, with its fact or the reason why it is none.")] = False,
    output: OutputOption = None,
) -> None:
    """Read plans and print what they state, as JSON Lines: facts, programmes, agencies, measures.

    City and period come from the options, else from the manifest of the same file, else from the title. With --ledger, one
    line for every numeral of the text accounts for it.
    """
    settings = read_settings()
    target = find_output(output, settings, files)
    manifests = read_corpus(settings.corpus) if find_manifests(settings.corpus) else ()
    plans = []
    with reporting() as reporter:
        for file in files:
            reporter.progress(f"reading {file}")
            plans.append(extract_plan(read_bare(file, city=city, period=period, corpus=manifests)))
        issue_count = sum(len(plan.issues) for plan in plans)
        if issue_count:
            reporter.warn(f"{issue_count} places were read but gave no record; `policygraph build` lists those of its corpus")
    write_result("".join(map(draw_ledger if ledger else draw_records, plans)), target)


@app.command(cls=OnceCommand)
def compare(
    initiative: Annotated[
        str, typer.Argument(metavar="INITIATIVE", help="Name, alias or id: 粤菜师傅, 广东技工, 南粤家政, 三项工程, cantonese-chef …")
    ],
    cities: Annotated[str | None, typer.Option(metavar="A,B", help="Codes or names, such as 440100,佛山; all where left out.")] = None,
    file_format: Annotated[Literal["table", "json", "csv", "md"], typer.Option("--format", help="How to write it.")] = "table",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Show what cities state under one initiative, side by side, and which numbers may be compared."""
    chosen, settings = split_cities(cities), with_password(read_settings(store=store))
    target = find_output(output, settings)
    with closing(_open(settings)) as graph:
        comparison = assemble_comparison(graph, initiative, chosen)
    if file_format != "table":
        text = DRAWINGS[file_format].draw(comparison)
    elif target is None:
        text = draw_table(comparison, width=table_width(), has_color=has_color())
    else:
        text = draw_table(comparison)
    write_result(text, target)


@app.command(cls=OnceCommand)
def coding(
    cities: Annotated[str | None, typer.Option(metavar="A,B", help="Codes or names, such as 440100,佛山; all where left out.")] = None,
    file_format: Annotated[Literal["table", "csv", "xlsx", "json"], typer.Option("--format", help="How to write it.")] = "table",
    part: Annotated[
        CodingPart | None, typer.Option(help="What a CSV file holds; units where left out. The others hold every part.")
    ] = None,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Show every measure with its policy-instrument codes, counted by instrument and theme, and checked against two readers."""
    chosen, settings = split_cities(cities), with_password(read_settings(store=store))
    target = find_output(output, settings)
    refuse_part(file_format, part)
    if file_format == "xlsx" and target is None:
        refuse_on_terminal("a workbook")
    with closing(_open(settings)) as graph:
        table = assemble_coding(graph, chosen)
    if file_format != "table":
        write_result(draw_coding_file(table, file_format, part), target)
    elif target is None:
        write_result(draw_coding_text(lay_out_coding(table), width=table_width(), has_color=has_color()), None)
    else:
        write_result(draw_coding_text(lay_out_coding(table)), target)


@app.command(cls=OnceCommand)
def queries() -> None:
    """List the questions and analyses that `policygraph query` answers, with what each takes."""
    write_result(draw_questions(load_catalogue(), width=table_width()), None)


@app.command(cls=OnceCommand)
def query(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a question; see: policygraph queries")],
    param: Annotated[list[str] | None, typer.Option(metavar="K=V", help="A parameter; lists are joined by commas.")] = None,
    file_format: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="How to write it.")] = "table",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Answer one question of the catalogue, or compute one of its analyses."""
    parameters, settings = read_typed(name, _pairs(param or [])), with_password(read_settings(store=store))
    target = find_output(output, settings)
    with closing(_open(settings)) as graph:
        result = ask(graph, name, parameters)
    draw = {"json": draw_answer_json, "csv": draw_answer_csv}.get(file_format)
    write_result(draw(result) if draw else draw_answer_table(result, width=table_width()), target)


@app.command(cls=OnceCommand)
def verify(store: StoreOption = None) -> None:
    """Read every fact again from its source: hash, number and quote. Exits 1 if anything does not stand."""
    settings = with_password(read_settings(store=store))
    with closing(_open(settings)) as graph:
        report = verify_graph(graph, settings.corpus)
    write_result(draw_verify(report), None)
    if not report.is_sound:
        raise typer.Exit(1)


@app.command(cls=OnceCommand)
def export(
    file_format: Annotated[ExportFormat, typer.Option("--format", help=_EXPORT_FORMATS)],
    output: Annotated[str, typer.Option("--output", "-o", metavar="F", help="File; for csv and neo4j-import a folder, new or empty.")],
    store: StoreOption = None,
) -> None:
    """Write the whole graph in files, and print what they hold."""
    settings = with_password(read_settings(store=store))
    place = find_place(output, settings, file_format)
    with closing(_open(settings)) as graph, reporting() as reporter:
        report = export_graph(graph, file_format, place, reporter.progress)
    write_result(report, None)


@app.command(cls=OnceCommand)
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8000).")] = None,
    store: StoreOption = None,
) -> None:
    """Serve comparisons over HTTP: pages at /, JSON under /api/v1, its description at /openapi.json."""
    from api.serving import listen, serve_forever  # noqa: PLC0415 - half a second that no other command needs

    settings = with_password(read_settings(host=host, port=port, store=store))
    with closing(listen(settings.host, settings.port)) as listener:
        _open(settings).close()
        host_part = f"[{settings.host}]" if ":" in settings.host else settings.host
        sys.stderr.write(f"policygraph: serving http://{host_part}:{settings.port}/ until Ctrl-C\n")
        serve_forever(settings, listener)


def _open(settings: Settings) -> Store:
    with reporting() as reporter:
        return open_graph(settings, reporter)


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise BadParameter(f"--param {text!r:.60}: not name=value; write it as --param city=440100")
        if name in pairs:
            raise BadParameter(f"--param {name} is given twice; join the values of a list by commas")
        pairs[name] = value
    return pairs
