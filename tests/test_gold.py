"""What the extractor reaches on the hand-annotated half of both plans; no change may bring it below."""

import contextlib
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from graph.records import Fact, PlanRecords
from graph.rows import agency_row, fact_row, measure_row, programme_row
from graph.units import split_scale
from loaders.manifest import read_corpus
from loaders.pipeline import extract_plan
from loaders.read import read_bare, read_plan
from tests.gold import score
from tests.project_files import ROOT

PLANS = ROOT / "data" / "plans"
GOLD = ROOT / "tests" / "gold"

# Part of the report, figure, floor; tests/gold/score.py says what each figure is.
FLOORS = [
    ("table", "recall", 1.00),
    ("all", "f1", 0.98),
    ("all", "exact_f1", 0.95),
    ("table", "exact", 1.00),
    ("instruments", "kappa", 0.75),
    ("instruments", "family", 0.85),
]

# Invented plans of other places, fields and layouts, annotated from end to end: folder, facts F1, exact.
WRITTEN_FLOORS = [("dense_plans", 0.99, 0.96), ("natural_plans", 0.99, 0.96)]
# The titles of the others tell.
PERIODS = {"420100": "2023-2025"}

# The names were listed over the whole of both plans, so they are looked for there and not in the annotated regions only.
# The names were listed over the whole of both plans, so they are looked for there and not in the annotated regions only.
NAME_FLOORS = [("programmes", "recall", 0.95), ("agencies", "recall", 0.90)]


@pytest.fixture(scope="module")
def plans() -> list[PlanRecords]:
    return [extract_plan(read_plan(manifest, PLANS)) for manifest in read_corpus(PLANS)]


def _print_records(plans: list[PlanRecords], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for plan in plans:
            rows = [
                *map(fact_row, plan.facts),
                *map(programme_row, plan.programmes),
                *map(agency_row, plan.agencies),
                *map(measure_row, plan.measures),
            ]
            file.writelines(json.dumps(row.to_json(), ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture(scope="module")
def report(plans: list[PlanRecords], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    return _score(plans, GOLD, tmp_path_factory.mktemp("gold"))


def _score(plans: list[PlanRecords], gold: Path, folder: Path) -> dict[str, dict[str, float]]:
    """What tests/gold/score.py prints of the plans against the gold in `gold`."""
    records = folder / "records.jsonl"
    _print_records(plans, records)
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setattr(sys, "argv", ["score.py", str(records), "--gold", str(gold), "--json"])
        score.main()
    return json.loads(printed.getvalue())


@pytest.mark.parametrize(("name", "f1", "exact"), WRITTEN_FLOORS)
def test_written_plans_of_other_places_and_layouts_stay_at_their_floor(name: str, f1: float, exact: float, tmp_path: Path) -> None:
    files = sorted((GOLD / name).glob("*.txt"))
    plans = [extract_plan(read_bare(file, city=file.name[:6], period=PERIODS.get(file.name[:6]), corpus=())) for file in files]
    report = _score(plans, GOLD / name, tmp_path)
    assert report["all"]["f1"] >= f1
    assert report["all"]["exact_f1"] >= exact
    assert report["table"]["recall"] == report["table"]["exact"] == 1.0


@pytest.mark.parametrize(("part", "figure", "floor"), FLOORS, ids=[f"{part} {figure}" for part, figure, _ in FLOORS])
def test_the_figure_stays_at_its_floor(report: dict[str, dict[str, float]], part: str, figure: str, floor: float) -> None:
    assert report[part][figure] >= floor


@pytest.mark.parametrize(("names", "figure", "floor"), NAME_FLOORS, ids=[names for names, *_ in NAME_FLOORS])
def test_the_names_found_stay_at_their_floor(plans: list[PlanRecords], names: str, figure: str, floor: float) -> None:
    found = [{"city": record.city, "name": record.name} for plan in plans for record in getattr(plan, names)]
    assert score.score_names(found, score.read(GOLD / f"{names}.jsonl"))[figure] >= floor


def test_every_gold_number_stands_where_the_gold_says() -> None:
    texts = {manifest.city_code: read_plan(manifest, PLANS).text for manifest in read_corpus(PLANS)}
    facts = [json.loads(line) for line in (GOLD / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    misplaced = [fact for fact in facts if not texts[fact["city"]].startswith(fact["number_text"], fact["start"])]
    assert misplaced == []


def _amounts(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    """The amounts that the number and unit as written make; a ratio has none, a fraction is a share in %."""
    if isinstance(fact.value, str):
        part, slash, whole = fact.value.partition("/")
        share = Decimal(part) * 100 / Decimal(whole) if slash else None
        return share, share
    low, high = fact.value if isinstance(fact.value, tuple) else (fact.value, fact.value)
    factor = split_scale(fact.unit or "")[0]
    return low * factor, high * factor


def test_every_amount_is_the_number_as_written_in_its_base_unit(plans: list[PlanRecords]) -> None:
    facts = [fact for plan in plans for fact in plan.facts]
    assert {fact.id: (fact.amount_low, fact.amount_high) for fact in facts} == {fact.id: _amounts(fact) for fact in facts}
