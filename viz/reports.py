"""What a build loaded and what a check found, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.lines import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

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
