"""Errors as problem documents (RFC 9457), the same for the service and for the command line's `--json`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter, PolicygraphError, StoreError, UnknownName
from graph.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

# Python's own phrases for some of these differ between its versions.
_TITLES = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
# What somebody typed, between quotation marks or as one word of a path; its start is enough to know it again.
_LONG_ECHO = re.compile(
    r"""(?<!\w)(?P<mark>['"])(?P<start>(?:(?!(?P=mark)).){80})(?:(?!(?P=mark)).)+(?P=mark)|(?P<word>[^\s/]{80})[^\s/]+"""
)
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
    said = _fit_to_show(detail)
    return Problem(
        type=f"urn:policygraph:problem:{code}", title=_TITLES[status], status=status, detail=said, code=code, suggestions=suggestions
    )


def _fit_to_show(text: str) -> str:
    """The text with long echoes cut after 80 characters, and without half characters, which no document can hold.

    >>> _fit_to_show("there is no city '" + 100 * "a" + "'") == "there is no city '" + 80 * "a" + "…'"
    True
    """
    whole = text.encode(errors="replace").decode()
    return _LONG_ECHO.sub(lambda found: f"{found['word']}…" if found["word"] else "{mark}{start}…{mark}".format(**found.groupdict()), whole)


def plain_reason(detail: Mapping[str, Any]) -> str:
    """Why pydantic refuses a value, without the name of Python's error.

    >>> plain_reason({"msg": "Value error, give a whole number"})
    'give a whole number'
    """
    return str(detail["msg"]).removeprefix("Value error, ")


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
