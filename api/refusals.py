"""How the service says what went wrong: a problem document, or a page where a browser asked for one."""

from __future__ import annotations

import difflib
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware

from api.problems import PROBLEM_TYPE, Problem, make_problem, plain_reason, problem_of
from graph.errors import PolicygraphError
from viz.page import CONTENT_SECURITY_POLICY, draw_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import Headers


_LOG = logging.getLogger("policygraph")
_FAILED = "the service failed on this request; the operator finds the reason in its log"


class RefusingCors(CORSMiddleware):
    """Lets pages of other origins read, and refuses what they may not do by a problem document."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """What a browser is told that asks first."""
        answer = super().preflight_response(request_headers)
        if answer.status_code == 200:
            return answer
        kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        said = f"{bytes(answer.body).decode()}; this service is read with GET from the origins its operator allows"
        content = make_problem(400, "cross-origin-refused", said).model_dump_json()
        return Response(content, status_code=400, media_type=PROBLEM_TYPE, headers=kept)


def add_refusals(app: FastAPI) -> None:
    """Give every error of the service its problem document."""
    app.add_exception_handler(PolicygraphError, _refuse_on_purpose)
    app.add_exception_handler(RequestValidationError, _refuse_parameters)
    app.add_exception_handler(404, _refuse_address)
    app.add_exception_handler(405, _refuse_method)
    app.add_exception_handler(Exception, _refuse_unexpected)


def send_problem(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a document; outside /api as a page, where the client asks for pages first."""
    is_page = not request.url.path.startswith("/api/") and request.headers.get("accept", "").startswith("text/html")
    if is_page:
        links = {name: _address(request, problem, name) for name in problem.suggestions}
        content, media_type = draw_problem(problem.title, problem.detail, links), "text/html; charset=utf-8"
    else:
        content, media_type = problem.model_dump_json(), PROBLEM_TYPE
    safe = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": CONTENT_SECURITY_POLICY}
    return Response(content, status_code=problem.status, media_type=media_type, headers={**safe, **(headers or {})})


def _address(request: Request, problem: Problem, suggestion: str) -> str | None:
    """Where a suggestion leads: an address to itself, the name of an initiative to its comparison, other names nowhere."""
    if suggestion.startswith("/"):
        return suggestion
    mistyped = request.path_params.get("initiative")
    return f"/compare/{quote(suggestion)}" if f"initiative {mistyped!r}" in problem.detail else None


def _refuse_on_purpose(request: Request, error: Any) -> Response:
    problem = problem_of(error)
    if problem.status == 500:
        # The message is for the operator: it names files of the server.
        _LOG.error(error.message)
        problem = make_problem(500, problem.code, _FAILED)
    return send_problem(request, problem)


def _refuse_parameters(request: Request, error: Any) -> Response:
    first = error.errors()[0]
    name = ".".join(map(str, first["loc"][1:]))
    detail = f"{name} is {first['input']!r:.80}: {plain_reason(first)}; see /openapi.json for what this address takes"
    if first["type"] in {"missing", "extra_forbidden"}:
        what = "needs" if first["type"] == "missing" else "does not take"
        detail = f"this address {what} the parameter {name!r:.80}; see /openapi.json for what it takes"
    return send_problem(request, make_problem(422, "bad-parameter", detail))


def _refuse_address(request: Request, error: Any) -> Response:
    known = [path for path in request.app.openapi()["paths"] if "{" not in path]
    close = tuple(difflib.get_close_matches(request.url.path, known, n=3))
    hint = f"did you mean {', '.join(close)}?" if close else "see /openapi.json for those that there are"
    return send_problem(request, make_problem(404, "unknown-address", f"there is no address {request.url.path!r:.120}; {hint}", close))


def _refuse_method(request: Request, error: Any) -> Response:
    problem = make_problem(405, "method-not-allowed", f"{request.method} is not allowed here; this service is read with GET")
    return send_problem(request, problem, {"Allow": "GET, HEAD"})


def _refuse_unexpected(request: Request, error: Any) -> Response:
    return send_problem(request, make_problem(500, "internal-error", _FAILED))
