"""The records of the two plans, read once for each test run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders.manifest import read_corpus
from loaders.pipeline import extract_plan
from loaders.read import read_plan

if TYPE_CHECKING:
    from graph.records import PlanRecords

CORPUS = Path(__file__).parents[2] / "data" / "plans"


@pytest.fixture(scope="session")
def plans() -> tuple[PlanRecords, ...]:
    """Everything extracted from each plan in data/plans."""
    return tuple(extract_plan(read_plan(manifest, CORPUS)) for manifest in read_corpus(CORPUS))
