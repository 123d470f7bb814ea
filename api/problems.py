"""Errors as problem documents (RFC 9457), the same for the service and for the command line's `--json`."""

from __future__ import annotations

from graph.errors import BadParameter, PolicygraphError, StoreError, UnknownName
from graph.records import Record

# Python's own phrases for some of these differ between its versions.
_TITLES = {
    404: "Not Found",
    405: "Method Not Allowed",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
PROBLEM_TYPE = "application/problem+json"


class Problem(Record):
    """What went wrong: `code` is stable, `detail` says what, where and what to do, `suggestions` are names that exist."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    suggestions: tuple[str, ...]


def make_problem(status: int, code: str, detail: str, suggestions: tuple[str, ...] = ()) -> Problem:
    """A problem with the title that its status has everywhere.

    >>> make_problem(404, "unknown-name", "there is no plan 'x'").title
    'Not Found'
    """
    title = _TITLES[status]
    return Problem(type=f"urn:policygraph:problem:{code}", title=title, status=status, detail=detail, code=code, suggestions=suggestions)


def problem_of(error: PolicygraphError) -> Problem:
    """The problem document of an error that is raised on purpose."""
    suggestions = error.suggestions if isinstance(error, UnknownName) else ()
    return make_problem(_status(error), error.code, error.message, suggestions)


def _status(error: PolicygraphError) -> int:
    if isinstance(error, UnknownName):
        return 404
    if isinstance(error, BadParameter):
        return 422
    return 503 if isinstance(error, StoreError) else 500
