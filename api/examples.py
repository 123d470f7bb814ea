"""The examples and problem responses that the service's description shows for each address.

`examples.yml` holds real answers, long lists cut after their first entry; a test compares it with the real graph.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from api.problems import PROBLEM_TYPE, Problem, make_problem

EXAMPLES_FILE = Path(__file__).with_name("examples.yml")

_PROBLEMS = (
    make_problem(404, "unknown-name", "there is no initiative '粤菜师付'; did you mean 粤菜师傅?", ("粤菜师傅",)),
    make_problem(422, "bad-parameter", "limit is '0': Input should be greater than or equal to 1; see /openapi.json"),
    make_problem(500, "internal-error", "the service failed on this request; the operator finds the reason in its log"),
    make_problem(503, "store-error", "the question took longer than 30 s; ask for less or allow more time"),
)


def responses(address: str | None) -> dict[int | str, dict[str, Any]]:
    """What an address may answer: the real example where there is one, and the problems every address may have."""
    found: dict[int | str, dict[str, Any]] = {304: {"description": "nothing changed since the tag that was sent"}}
    example = address and yaml.safe_load(EXAMPLES_FILE.read_text(encoding="utf-8")).get(address)
    if example:
        found[200] = {"content": {"application/json": {"example": example}}}
    return found | {each.status: _problem_response(each) for each in _PROBLEMS}


def _problem_response(problem: Problem) -> dict[str, Any]:
    return {
        "description": problem.title,
        "content": {PROBLEM_TYPE: {"schema": Problem.model_json_schema(), "example": problem.model_dump()}},
    }
