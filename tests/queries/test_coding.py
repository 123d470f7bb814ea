"""The coding table of a graph counted by hand, and of the plans: every unit once, every count of its units, κ as computed elsewhere."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph.errors import UnknownName
from graph.store import open_store
from loaders.manifest import read_corpus
from loaders.pipeline import build
from queries.agreement import cohens_kappa
from queries.catalogue import run_query
from queries.coding import assemble_coding
from tests.conftest import CORPUS
from tests.gold.score import read, score_instruments
from tests.project_files import ROOT
from tests.queries.coding_graph import CASES, VERSION, coding_graph, empty_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from queries.coding_table import CodingMatrix, CodingTable

THEMES = ["职业技能", "就业创业", None]
# Counted by hand from cases/coding.yml: the rows of each city under THEMES, and the ids in the cells that are not empty.
MATRICES = {
    "440100": {
        "S1": [["a1"], [], []],
        "S3": [[], [], ["a3"]],
        "E5": [["a4"], [], ["a6"]],
        "D1": [[], [], []],
        "X9": [[], ["a7"], []],
        None: [[], ["a5"], []],
    },
    "440600": {"S1": [["b1"], [], []], "S3": [[], [], []], "E5": [[], [], []], "D1": [[], [], ["b2"]], None: [[], [], []]},
}
FAMILIES = {
    "440100": {"supply": ["a1", "a3"], "environment": ["a4", "a6"], "demand": [], None: ["a7", "a5"]},
    "440600": {"supply": ["b1"], "environment": [], "demand": ["b2"], None: []},
}
# Pairs of codes and Cohen's κ worked out by hand. The first is the example of 50 grant proposals that textbooks give.
KAPPAS = [
    ([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15, 0.4),
    ([("a", "b"), ("b", "a")], -1.0),
    ([("a", "a"), ("b", "b"), ("c", "c")], 1.0),
    ([("a", "a"), ("a", "b")], 0.0),
    ([("a", "a")] * 3, None),
    ([], None),
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CodingTable]:
    with closing(coding_graph(tmp_path_factory.mktemp("coding"))) as store:
        yield assemble_coding(store)


@pytest.fixture(scope="module")
def real(built_store: Store) -> CodingTable:
    return assemble_coding(built_store)


def _adds_up(matrix: CodingMatrix, table: CodingTable) -> None:
    """Every cell, row, column and family of the matrix holds what it counts, and each way to add them gives all that is counted."""
    counted = [unit.id for unit in table.units if unit.city == matrix.city and unit.restates is None]
    rows, columns = matrix.instruments, matrix.themes
    for row in rows:
        assert sorted(id for cell in row.cells for id in cell.units) == sorted(row.total.units)
    for position, column in enumerate(columns):
        assert sorted(id for row in rows for id in row.cells[position].units) == sorted(column.total.units)
    for parts in ([row.total for row in rows], [each.total for each in columns], [each.total for each in matrix.families]):
        assert sorted(id for part in parts for id in part.units) == sorted(counted)
        assert sum(part.count for part in parts) == matrix.total.count == len(counted)
        assert sum(part.share_pct or 0 for part in parts) == pytest.approx(100 if counted else 0, abs=1e-9)
    for part in (*(cell for row in rows for cell in row.cells), *(row.total for row in rows), matrix.total, matrix.restated):
        assert part.count == len(part.units)


@pytest.mark.parametrize("city", MATRICES)
def test_the_matrix_is_that_counted_by_hand(table: CodingTable, city: str) -> None:
    (matrix,) = (each for each in table.matrices if each.city == city)
    assert [each.theme for each in matrix.themes] == THEMES
    assert {row.code: [list(cell.units) for cell in row.cells] for row in matrix.instruments} == MATRICES[city]
    assert [row.code for row in matrix.instruments] == [*MATRICES[city]]
    assert {each.family: list(each.total.units) for each in matrix.families} == FAMILIES[city]
    _adds_up(matrix, table)


def test_shares_are_of_what_is_counted(table: CodingTable) -> None:
    guangzhou = table.matrices[0]
    assert (guangzhou.total.count, list(guangzhou.restated.units)) == (6, ["a2"])
    assert [row.total.share_pct for row in guangzhou.instruments] == pytest.approx([100 / 6, 100 / 6, 200 / 6, 0, 100 / 6, 100 / 6])


def test_every_measure_of_the_graph_is_a_unit(table: CodingTable) -> None:
    assert [unit.id for unit in table.units] == [case["id"] for case in CASES["measures"]]
    first = table.units[0]
    assert (first.number, first.text, first.place) == ("plan-gz-1-1-1", "开展技能培训。", "第一章/第一节")
    assert (first.instrument, first.secondary, first.rule) == ("S1", ("E5", "S3"), "S1-by-hand")
    assert (first.theme, first.groups, first.verbs, first.start, first.end) == ("职业技能", ("技能人才", "青年"), ("开展",), 0, 7)
    assert {unit.id: unit.restates for unit in table.units if unit.restates} == {"a2": "a1"}


def test_the_codebook_is_in_the_order_of_papers_with_its_version(table: CodingTable) -> None:
    assert [entry.code for entry in table.codebook] == ["S1", "S3", "E5", "D1"]
    assert table.codebook_version == VERSION


def test_a_city_without_a_plan_has_no_counts(table: CodingTable) -> None:
    assert [(city.code, len(city.plans)) for city in table.cities] == [("440100", 1), ("440600", 1), ("441900", 0)]
    assert [matrix.city for matrix in table.matrices] == ["440100", "440600"]


@pytest.mark.parametrize(("pairs", "kappa"), KAPPAS)
def test_kappa_as_worked_out_by_hand(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    assert cohens_kappa(pairs) == (kappa if kappa is None else pytest.approx(kappa, abs=1e-12))


def test_the_code_of_the_rules_is_that_of_the_first_measure_with_one(table: CodingTable) -> None:
    assert {one.id: (one.rules, one.unit, one.measures) for one in table.references} == {
        "r1": ("S1", "a1", ("a1",)),
        "r2": ("E5", "a6", ("a5", "a6")),
        "r3": ("S3", "a3", ("a3", "a4")),
        "r4": ("NONE", None, ()),
        "r5": ("NONE", None, ("a5",)),
    }


def test_the_agreement_is_that_worked_out_by_hand(table: CodingTable) -> None:
    sample = table.samples[0]
    assert (sample.sample, sample.sentence_count, sample.either_same_count) == ("open", 5, 5)
    found = {(each.first, each.second): (each.same_count, each.family_same_count, each.kappa) for each in sample.agreements}
    # Chance: 6 of 25, 7 of 25 and 6 of 25.
    assert found == {
        ("rules", "reader_1"): (3, 3, pytest.approx((3 / 5 - 6 / 25) / (19 / 25))),
        ("rules", "reader_2"): (4, 4, pytest.approx((4 / 5 - 7 / 25) / (18 / 25))),
        ("reader_1", "reader_2"): (2, 2, pytest.approx((2 / 5 - 6 / 25) / (19 / 25))),
    }
    assert {(cell.rules, cell.reader_1): cell.sentences for cell in sample.confusion} == {
        ("E5", "E5"): ("r2",),
        ("NONE", "NONE"): ("r4",),
        ("NONE", "S1"): ("r5",),
        ("S1", "S1"): ("r1",),
        ("S3", "E5"): ("r3",),
    }


def test_the_open_sample_is_said_to_be_no_estimate(table: CodingTable) -> None:
    statement = table.samples[0].statement
    assert "不能用来估计" in statement.zh
    assert "no estimate for new sentences" in statement.en


def test_a_sample_that_is_not_loaded_is_not_zero(table: CodingTable, tmp_path: Path) -> None:
    with closing(coding_graph(tmp_path, with_references=False)) as store:
        bare = assemble_coding(store)
    for sample in (table.samples[1], *bare.samples):
        assert (sample.sentence_count, sample.either_same_count, sample.agreements, sample.confusion) == (None, None, (), ())
        assert "No reference codings" in sample.statement.en
    assert (table.plans_without_references, bare.plans_without_references) == (("plan-fs",), ("plan-gz", "plan-fs"))
    assert bare.matrices == table.matrices


def test_cities_stand_as_they_are_asked_for(tmp_path: Path) -> None:
    with closing(coding_graph(tmp_path)) as store:
        table = assemble_coding(store, ["佛山", "440100", "佛山市"])
        alone = assemble_coding(store, ["东莞"])
        with pytest.raises(UnknownName) as caught:
            assemble_coding(store, ["广洲市"])
    assert [matrix.city for matrix in table.matrices] == ["440600", "440100"]
    assert [unit.id for unit in table.units][:3] == ["b1", "b2", "a1"]
    assert (alone.matrices, alone.units, alone.references, alone.plans_without_references) == ((), (), (), ())
    assert "广州市" in caught.value.suggestions


def test_an_empty_graph_has_an_empty_table(tmp_path: Path) -> None:
    with closing(empty_graph(tmp_path)) as store:
        table = assemble_coding(store)
    assert (table.cities, table.matrices, table.units, table.codebook, table.codebook_version) == ((), (), (), (), None)


def test_the_plans_add_up(real: CodingTable, built_store: Store) -> None:
    assert len(real.matrices) == len(real.cities) > 1
    for matrix in real.matrices:
        _adds_up(matrix, real)
    assert len(real.units) == built_store.snapshot().counts["Measure"]
    assert len({unit.number for unit in real.units}) == len(real.units)
    texts = {plan.id: (CORPUS / f"{plan.id}.txt").read_bytes().decode() for city in real.cities for plan in city.plans}
    assert all(texts[unit.plan_id][unit.start : unit.end] == unit.text for unit in real.units)


def test_every_rule_of_the_plans_is_in_the_codebook_page(real: CodingTable) -> None:
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    rules = {unit.rule for unit in real.units}
    assert len(rules) > 10
    assert {rule for rule in rules if f"### {rule}\n" not in page and f"`{rule}`" not in page} == set()


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CodingTable, Store]]:
    """The table of the plans with the gold as reference codings, every other sentence of it in either sample."""
    corpus = tmp_path_factory.mktemp("corpus")
    for path in (*CORPUS.glob("*.txt"), *CORPUS.glob("*.yml")):
        shutil.copy(path, corpus)
    gold = [
        line | {"sample": ("open", "held_out")[index % 2]} for index, line in enumerate(read(ROOT / "tests" / "gold" / "instruments.jsonl"))
    ]
    for manifest in read_corpus(corpus):
        lines = (json.dumps(line, ensure_ascii=False) for line in gold if line["city"] == manifest.city_code)
        (corpus / f"{manifest.id}.codings.jsonl").write_text("\n".join(lines), encoding="utf-8")
    address = str(corpus / "graph.kgl")
    build(corpus, address, lambda _: None)
    with closing(open_store(address)) as store:
        yield assemble_coding(store), store


@pytest.mark.parametrize("position", [0, 1], ids=["open", "held_out"])
def test_the_agreement_is_that_of_the_scorer(checked: tuple[CodingTable, Store], position: int) -> None:
    table, store = checked
    rows = run_query(store, "coded_measures", {}).rows
    gold = [line for index, line in enumerate(read(ROOT / "tests" / "gold" / "instruments.jsonl")) if index % 2 == position]
    scored, sample = score_instruments([dict(row) for row in rows], gold), table.samples[position]
    agreement = sample.agreements[0]
    assert (agreement.first, agreement.second) == ("rules", "reader_1")
    assert sample.sentence_count == scored["sentences"] > 50
    assert sample.either_same_count == pytest.approx(scored["agreement"] * scored["sentences"])
    assert agreement.kappa == pytest.approx(scored["kappa"], abs=1e-9)
    assert agreement.family_observed == pytest.approx(scored["family"])
