"""What a build loaded and what a check found, as lines of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.neo4j_import import ARGUMENTS, FINISH
from viz.lines import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.contents import Contents
    from graph.neo4j_import import ImportFiles
    from graph.snapshot import Snapshot
    from loaders.pipeline import BuildReport
    from loaders.verify import VerifyReport


def draw_build(report: BuildReport) -> str:
    """The counts of each plan, what was read but gave no record, and the graph."""
    lines = []
    for plan in report.plans:
        lines.append(f"{plan.plan_id}: {_counts(plan.counts)}")
        lines.append(f"{plan.plan_id}: {sum(plan.numerals.values())} numerals: {_counts(plan.numerals)}")
    for issue in report.issues:
        lines.append(f"{issue.plan_id} [{issue.char_start}, {issue.char_end}) {issue.code}: {one_line(issue.message)}")
    return "\n".join([*lines, f"graph {report.snapshot.id}: {_counts(report.snapshot.counts)}"]) + "\n"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def draw_verify(report: VerifyReport) -> str:
    """Each failure, then how much was read again."""
    lines = [one_line(failure.line()) for failure in report.failures]
    read = f"{report.fact_count} facts of {report.plan_count} plans were read again from their sources"
    found = f"{len(lines)} check{'s' if len(lines) > 1 else ''} failed" if lines else "every hash, number and quote stands"
    return "\n".join([*lines, f"{read}: {found}"]) + "\n"


def draw_export(contents: Contents, snapshot: Snapshot, place: Path) -> str:
    """What was written of a graph, and where."""
    relationships = Counter[str]()
    for ends, rows in contents.relationships():
        relationships[ends[0]] += len(rows)
    lines = (f"nodes: {_counts(contents.counts())}", f"relationships: {_counts(relationships)}", f"graph {snapshot.id} is in {place}")
    return "\n".join(lines) + "\n"


def draw_import(files: ImportFiles, folder: Path) -> str:
    """What was written for a Neo4j to import, and how to do that."""
    lines = (
        f"nodes: {_counts(files.nodes)}",
        f"relationships: {_counts(files.relationships)}",
        f"graph {files.graph} is in {folder}; to make it the database neo4j of a Neo4j 5.26:",
        "  1. where the server runs, while it is stopped, in a copy of that folder:",
        f"       neo4j-admin database import full neo4j @{ARGUMENTS}",
        "     (with --overwrite-destination it takes the place of the database that is there, and of all in it)",
        "  2. start the server, and put back empty lists, which an import loses, and make constraints and indexes:",
        f"       cypher-shell --file {FINISH}",
    )
    return "\n".join(lines) + "\n"
