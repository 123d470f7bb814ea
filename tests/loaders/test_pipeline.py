from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from graph.errors import SourceError
from graph.rows import FACT_COLUMNS, fact_row_from_store
from graph.store import open_store
from loaders.manifest import read_corpus
from loaders.pipeline import BuildReport, build, check_counts, count_records, extract_plan
from loaders.read import read_plan
from loaders.verify import StoredPlan, verify
from queries.catalogue import run_query
from tests.loaders.hand_made import guangzhou

if TYPE_CHECKING:
    from collections.abc import Callable

PLANS = Path(__file__).parents[2] / "data" / "plans"
GUANGZHOU = "440100-hrss-14fyp"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, str, list[str]]:
    address = str(tmp_path_factory.mktemp("built") / "graph.kgl")
    steps: list[str] = []
    return build(PLANS, address, steps.append), address, steps


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLANS, tmp_path / "plans"))


def test_a_build_says_what_it_does_and_what_it_made(built: tuple[BuildReport, str, list[str]]) -> None:
    report, address, steps = built
    assert steps == [
        "reading 广州市 (440100-hrss-14fyp.txt)",
        "reading 佛山市 (440600-hrss-14fyp.txt)",
        "comparing the cities",
        "writing the graph",
    ]
    assert [plan.plan_id for plan in report.plans] == [manifest.id for manifest in read_corpus(PLANS)]
    counts = report.snapshot.counts
    assert counts["Plan"] == counts["City"] == 2
    assert counts["Target"] + counts["Result"] == sum(plan.counts["facts"] for plan in report.plans)
    for label, name in (("Programme", "programmes"), ("Measure", "measures"), ("Section", "sections"), ("Passage", "passages")):
        assert counts[label] == sum(plan.counts[name] for plan in report.plans) > 0
    with closing(open_store(address)) as store:
        assert store.snapshot() == report.snapshot


def test_building_again_changes_nothing(built: tuple[BuildReport, str, list[str]], tmp_path: Path) -> None:
    report, address, _ = built
    assert build(PLANS, address, lambda _: None) == report
    assert build(PLANS, str(tmp_path / "other.kgl"), lambda _: None) == report


def test_every_programme_that_a_fact_names_is_in_the_graph(built: tuple[BuildReport, str, list[str]]) -> None:
    report, _, _ = built
    assert [issue for issue in report.issues if issue.code in ("programme-not-found", "passage-not-found")] == []


def test_every_fact_of_the_graph_is_what_its_source_says(built: tuple[BuildReport, str, list[str]]) -> None:
    report, address, _ = built
    with closing(open_store(address)) as store:
        pages = [run_query(store, "facts", {"skip": skip, "limit": 500}).rows for skip in range(0, 5000, 500)]
        plans = run_query(store, "plans", {}).rows
    facts = [fact_row_from_store({name: row[name] for name in FACT_COLUMNS}) for page in pages for row in page]
    stored = [StoredPlan(id=row["id"], sha256=row["sha256"], char_count=row["char_count"]) for row in plans]
    checked = verify(facts, stored, read_corpus(PLANS), PLANS)
    assert [failure.line() for failure in checked.failures] == []
    assert checked.fact_count == sum(plan.counts["facts"] for plan in report.plans)


def test_no_evidence_lies_in_another_plan(built: tuple[BuildReport, str, list[str]]) -> None:
    query = """
        MATCH (x:Target|Result|Measure|Programme)-[:EVIDENCED_BY]->(p:Passage) WHERE x.plan_id <> p.plan_id RETURN x.id AS id
    """
    with closing(open_store(built[1])) as store:
        assert store.run(query, {}, columns=["id"], timeout_seconds=5, row_limit=10) == []


def edit(**changes: object) -> Callable[[Path], None]:
    """Change fields of the first plan's manifest; a field that becomes `...` is taken out."""

    def apply(corpus: Path) -> None:
        path = corpus / f"{GUANGZHOU}.yml"
        fields = yaml.safe_load(path.read_text(encoding="utf-8")) | changes
        path.write_text(
            yaml.safe_dump({name: value for name, value in fields.items() if value is not ...}, sort_keys=False), encoding="utf-8"
        )

    return apply


def replace_text(content: bytes) -> Callable[[Path], None]:
    """Put other bytes in the place of the first plan's text, with the hash that fits them."""

    def apply(corpus: Path) -> None:
        from hashlib import sha256  # noqa: PLC0415

        (corpus / f"{GUANGZHOU}.txt").write_bytes(content)
        edit(sha256=sha256(content).hexdigest())(corpus)

    return apply


def flip_a_byte(corpus: Path) -> None:
    path = corpus / f"{GUANGZHOU}.txt"
    content = path.read_bytes()
    path.write_bytes(content[:1000] + bytes([content[1000] ^ 1]) + content[1001:])


def remove_manifests(corpus: Path) -> None:
    for path in corpus.glob("*.yml"):
        path.unlink()


BREAKS = [
    (flip_a_byte, ("440100-hrss-14fyp.txt", "sha256")),
    (replace_text(b"\xff\xfe\x00"), ("440100-hrss-14fyp.txt", "not UTF-8 text at byte 0")),
    (replace_text(b""), ("440100-hrss-14fyp.txt", "holds no text")),
    (replace_text("广州市规划\n第一章 总则\n".encode()), ("440100-hrss-14fyp.txt", "0 facts were read", "expected.facts")),
    (edit(isuer="x"), ("440100-hrss-14fyp.yml", "field isuer is unknown")),
    (edit(licence=...), ("440100-hrss-14fyp.yml", "field licence is missing")),
    (edit(expected={"facts": [1, 2]}), ("440100-hrss-14fyp.txt", "expects 1 to 2", "expected.facts")),
    (remove_manifests, ("holds no manifest",)),
]


@pytest.mark.parametrize(("break_corpus", "words"), BREAKS, ids=[words[-1] for _, words in BREAKS])
def test_a_source_that_cannot_be_used_stops_the_build_and_leaves_the_old_graph(
    built: tuple[BuildReport, str, list[str]], corpus: Path, break_corpus: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    before = Path(built[1]).read_bytes()
    break_corpus(corpus)
    with pytest.raises(SourceError) as caught:
        build(corpus, built[1], lambda _: None)
    assert "\n" not in caught.value.message
    assert all(word in caught.value.message for word in words)
    assert Path(built[1]).read_bytes() == before


def test_extracting_one_document_needs_no_graph() -> None:
    manifest = read_corpus(PLANS)[0]
    document = read_plan(manifest, PLANS)
    plan = extract_plan(document)
    assert plan.split.document == document
    assert len({fact.id for fact in plan.facts}) == len(plan.facts) > 0
    assert all(fact.evidence.plan_id == manifest.id for fact in plan.facts)


def test_counts_within_the_expected_bounds_pass_and_others_are_named() -> None:
    plan = guangzhou()
    manifest = read_corpus(PLANS)[0]
    assert count_records(plan)["facts"] == 5
    check_counts(manifest.model_copy(update={"expected": {"facts": (5, 5), "tables": (0, 1)}}), plan)
    for bounds in ((6, 9), (0, 4)):
        with pytest.raises(SourceError, match=rf"5 facts were read, but the manifest .* expects {bounds[0]} to {bounds[1]}"):
            check_counts(manifest.model_copy(update={"expected": {"facts": bounds}}), plan)
