"""Documents for tests: of any text, and of the two plans."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from graph.records import Document, Period

CASES = Path(__file__).parent / "cases"
PLANS = Path(__file__).parents[2] / "data" / "plans"
PLAN_IDS = ("440100-hrss-14fyp", "440600-hrss-14fyp")


def document_of(text: str, name: str = "某市规划") -> Document:
    """A document of a plan that holds `text`."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        plan_id="440000-plan",
        city="440000",
        city_name="某市",
        name=name,
        period=Period(start_year=2021, end_year=2025),
        text=text,
        sha256=digest,
        text_sha256=digest,
        manifest=None,
    )


def plan_text(plan_id: str) -> str:
    """The text of one of the two plans, line breaks as they are."""
    return (PLANS / f"{plan_id}.txt").read_bytes().decode()


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of `cases/<name>`."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
