"""The catalogue over HTTP: which questions and analyses there are, and the answer to one of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from api.answers import Envelope, asked, evidence_of
from api.asking import AskingNow, NoQuery
from api.examples import responses
from api.questions import ask, read_typed
from queries.catalogue import load_catalogue
from queries.header import Analysis, Column, Question


class Answer(BaseModel):
    """The rows of a question under the columns it declares."""

    columns: list[Column]
    rows: list[dict[str, Any]]


def list_queries(asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """All that may be asked, with parameters and columns: questions with their Cypher, analyses with the question they rest on."""
    return asking.envelope(load_catalogue().entries, None, ())


def ask_query(name: str, asking: AskingNow, request: Request) -> Response:
    """The answer to one question or analysis; its parameters stand after `?`, lists joined by commas."""
    result = ask(asking.store, name, read_typed(name, request.query_params))
    printed = result.model_dump(mode="json", include={"columns", "rows"})
    return asking.envelope(printed, asked(result), evidence_of(result.rows))


def make_router() -> APIRouter:
    """The routes of the catalogue."""
    router = APIRouter(prefix="/api/v1/queries", tags=["queries"])
    router.add_api_route("", list_queries, response_model=Envelope[list[Question | Analysis]], responses=responses("/queries"))
    router.add_api_route("/{name}", ask_query, response_model=Envelope[Answer], responses=responses("/queries/{name}"))
    return router
