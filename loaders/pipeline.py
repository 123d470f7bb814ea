"""The line from files to a graph: read, split, extract, resolve, link, load."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.errors import SourceError
from graph.records import Document, Issue, PlanRecords, Record
from graph.snapshot import Snapshot
from graph.store import build_store
from loaders.agencies import extract_agencies
from loaders.facts import extract_facts
from loaders.indicators import load_indicators
from loaders.ledger import unread_cells, write_ledger
from loaders.lexicons import codebook, initiatives
from loaders.link import link
from loaders.load import load
from loaders.manifest import read_corpus
from loaders.measures import extract_measures
from loaders.name_variations import find_name_variations
from loaders.programmes import extract_programmes
from loaders.read import read_plan
from loaders.reference_codings import read_reference_codings
from loaders.resolve import resolve
from loaders.split import split_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.login import Login
    from graph.records import Manifest


class PlanCounts(Record):
    """How many records of each kind a plan gave, by the names that a manifest's `expected` uses, and what became of its numerals.

    `numerals` counts those `in facts` and, by reason, those that are none; the most frequent come first.
    """

    plan_id: str
    counts: dict[str, int]
    numerals: dict[str, int]


class BuildReport(Record):
    """What a build loaded, and what it read but could not use or tie."""

    plans: tuple[PlanCounts, ...]
    issues: tuple[Issue, ...]
    snapshot: Snapshot


def extract_plan(document: Document) -> PlanRecords:
    """Everything that one document says, as records with ids, and what was read but could not be used."""
    split = split_document(document)
    programmes = extract_programmes(split)
    read = extract_facts(split, programmes)
    ledger = write_ledger(split, read.numerals, read.facts)
    agencies = extract_agencies(split, programmes)
    measures = extract_measures(split, programmes, agencies)
    return resolve(
        PlanRecords(
            split=split,
            facts=read.facts,
            programmes=programmes,
            agencies=agencies,
            measures=measures,
            findings=find_name_variations(split, programmes),
            reference_codings=(),
            issues=tuple(unread_cells(ledger)),
            ledger=ledger,
        )
    )


def build(corpus: Path, store: str, progress: Callable[[str], None], login: Login | None = None) -> BuildReport:
    """The graph of every plan in `corpus`, swapped in at the address `store` when all of it is there.

    Args:
        corpus: folder with plans and their manifests.
        store: address of the graph; the one that is there is left alone on any error.
        progress: is told each step in one line.
        login: who logs in where the graph is kept on a server.

    Raises:
        SourceError: a plan or manifest cannot be used, or a plan gives more or fewer records than its manifest expects.
        LexiconError: a word list contradicts itself.
        StoreError: the graph cannot be written.
    """
    plans = [_extract(manifest, corpus, progress) for manifest in read_corpus(corpus)]
    progress("comparing the cities")
    links = link(plans)
    progress("writing the graph")
    with build_store(store, login) as builder:
        loose = load(
            builder,
            plans,
            initiatives=initiatives().initiatives,
            indicators=load_indicators().indicators,
            codebook=codebook(),
            links=links,
        )
        snapshot = builder.snapshot()
    return BuildReport(
        plans=tuple(_plan_counts(plan) for plan in plans),
        issues=(*(issue for plan in plans for issue in plan.issues), *loose),
        snapshot=snapshot,
    )


def _plan_counts(plan: PlanRecords) -> PlanCounts:
    numerals = Counter(entry.reason or "in facts" for entry in plan.ledger)
    return PlanCounts(plan_id=plan.split.document.plan_id, counts=count_records(plan), numerals=dict(numerals.most_common()))


def _extract(manifest: Manifest, corpus: Path, progress: Callable[[str], None]) -> PlanRecords:
    progress(f"reading {manifest.city_name} ({manifest.file})")
    plan = extract_plan(read_plan(manifest, corpus))
    check_counts(manifest, plan)
    return plan.model_copy(update={"reference_codings": read_reference_codings(plan.split.document, corpus)})


def count_records(plan: PlanRecords) -> dict[str, int]:
    """How many records of each kind the plan has, by the names that a manifest's `expected` uses."""
    return {
        "facts": len(plan.facts),
        "programmes": len(plan.programmes),
        "agencies": len(plan.agencies),
        "measures": len(plan.measures),
        "sections": len(plan.split.sections),
        "passages": len(plan.split.passages),
        "tables": len(plan.split.tables),
    }


def check_counts(manifest: Manifest, plan: PlanRecords) -> None:
    """Make sure that a plan gave as many records as its manifest expects.

    Raises:
        SourceError: naming the file, the first kind that is out of bounds, and its count.
    """
    counts = count_records(plan)
    for name, (least, most) in manifest.expected.items():
        if not least <= counts[name] <= most:
            raise SourceError(
                f"{manifest.file}: {counts[name]} {name} were read, but the manifest {manifest.id} expects {least} to {most} "
                f"(field expected.{name}); see what changed in the text, or correct the manifest"
            )
